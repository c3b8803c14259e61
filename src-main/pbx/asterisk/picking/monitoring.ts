// The monitors and their methods together: which is picked, what is renewed, and what earlier runs left.
import { deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Connector, ConnectorParts, NoticePart } from '#main/pbx/connector.ts'
import { answerLeaseS, leaseS, renewEveryMs } from '#main/pbx/kit/lease.ts'
import { createMonitors, type Monitors } from '#main/pbx/kit/monitors.ts'
import { within } from '#main/pbx/kit/waits.ts'
import type { Feed } from '../floor/feed.ts'
import { viewOf } from '../floor/picture-view.ts'
import { areYouAlive } from '../spy/lease.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { lineTrouble } from './line-trouble.ts'
import { methodNamed } from './method-machine.ts'
import { createMethods, createSweeps, type Names } from './methods.ts'
import { createPicker, type Picker } from './picker.ts'
import type { createStanding } from './standing.ts'

const heardWithinMs = 2000

export type Monitoring = {
  readonly monitors: Monitors
  readonly picker: Picker
  readonly startMonitor: Connector['startMonitor']
  readonly notice: NoticePart
  /** Every AMI event. */
  handle(events: readonly AmiMessage[]): void
  /** Resolves when the connection that the next monitor would go by has answered. */
  ping(): Promise<void>
  close(): void
}

export type MonitoringParts = {
  readonly site: AsteriskSite
  readonly names: Names
  readonly parts: ConnectorParts & { readonly supervisor?: string; readonly seat?: string }
  readonly feed: Feed
  readonly standing: ReturnType<typeof createStanding>
  readonly emit: (event: MonitorEvent) => void
}

export function createMonitoring({ site, names, parts, feed, standing, emit }: MonitoringParts): Monitoring {
  const { clock } = parts
  const monitors = createMonitors({
    parts,
    method: () => picker.method(),
    view: () => viewOf(feed.picture()),
    // An AMI that does not answer is noticed by itself; until then nobody waits for it.
    heard: () => within(clock, feed.ping(), { ms: heardWithinMs, otherwise: undefined }),
    emit: (event) => {
      emit(event)
      if (event.kind === 'ended') repin()
    },
  })
  const { ari, dialplan } = createMethods({
    site,
    names,
    parts,
    feed,
    monitors,
    changed: (cause) => picker.put({ kind: 'ari', cause }),
    doubted: () => picker.put({ kind: 'look' }),
  })
  const sweeps = createSweeps(names, feed, ari, parts)
  const picker: Picker = createPicker({
    site,
    clock,
    action: feed.action,
    methods: { ari: ari?.method ?? null, dialplan },
    connectAri: () => ari?.connect(),
    monitors,
    tell: (told) => {
      if (told.kind === 'using') sweeps.begin(told.name)
      void standing.goLiveWith(told, () => lineTrouble(site, names.endpoint, feed))
    },
  })
  // A monitor pins the method it began with. Once it has ended, ARI may be chosen again.
  const repin = () => picker.put({ kind: 'pinned', pinned: methodNamed(monitors.pinned()?.name) })
  const renew = (seconds: string) => {
    for (const method of [ari?.method, dialplan]) void method?.renew(seconds)
  }
  const stopRenewing = clock.every(renewEveryMs, () => renew(leaseS))
  const isAsked = ({ Uniqueid = '', CallerIDName }: AmiMessage) =>
    CallerIDName === areYouAlive.value && Uniqueid.startsWith(names.runPrefix)

  return {
    monitors,
    picker,
    notice: noticeBy(() => (picker.using() === 'ari' ? (ari?.method.notice ?? null) : null)),
    startMonitor(order) {
      const started = monitors.start(order)
      repin()
      return started.finally(repin)
    },
    handle: (events) => {
      for (const event of events) dialplan.handle(event)
      if (events.some(isAsked)) renew(answerLeaseS)
      // Told only to whom the site gives `system` too; without, the picker looks by itself.
      if (events.some(({ Event }) => Event === 'Reload')) picker.put({ kind: 'look' })
    },
    ping: async () => (picker.using() === 'ari' ? ari?.ping() : undefined),
    close: () => {
      picker.close()
      sweeps.stop()
      stopRenewing()
      ari?.close()
    },
  }
}

/** Without ARI nothing can be played into one ear alone. */
function noticeBy(part: () => NoticePart | null): NoticePart {
  const noAri = deskFailure(
    'noticeNotGiven',
    'a notice is played by ARI, which this site does not use or which is not connected',
  )
  return {
    whyNot: (sound) => part()?.whyNot(sound) ?? (part() ? null : noAri),
    play: async (order) => part()?.play(order) ?? err(noAri),
  }
}
