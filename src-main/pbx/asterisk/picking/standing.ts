// How the connection to the PBX stands, as it is told: by which method calls are monitored, and what is amiss.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import type { FeedStatus, Standing } from '#main/pbx/kit/feed-status.ts'
import type { FeedListener } from '../floor/feed.ts'
import type { createHandOver } from '../hand-over/hand-over.ts'
import type { Help } from '../help/help.ts'
import type { Told } from './method-machine.ts'
import type { Picker } from './picker.ts'

export function createStanding(site: AsteriskSite, status: FeedStatus, parts: ConnectorParts) {
  let closed = false
  let turn = 0 // what was found out before the connection was lost is late

  const logPhase = (phase: Standing['phase'], cause: DeskError | undefined) =>
    parts.log('info', `Asterisk ${site.host}: ${phase}${cause ? ` ${cause.code} ${cause.detail ?? ''}` : ''}`)
  const set = (next: Standing) => {
    if (closed) return
    status.set(next)
    logPhase(next.phase, 'cause' in next ? next.cause : undefined)
  }
  const lost = (cause: DeskError) => {
    turn += 1
    if (closed) return
    status.lost(cause)
    logPhase(status.standing().phase, cause)
  }
  return {
    lost,
    silent: (cause: DeskError) => {
      const now = status.standing()
      if (now.phase === 'live') set({ ...now, cause })
    },
    async goLiveWith(told: Told, lineTrouble: () => Promise<DeskError | null>): Promise<void> {
      if (told.kind === 'waits') return lost(told.cause)
      turn += 1
      const mine = turn
      const cause = told.kind === 'none' ? deskFailure('noWayToMonitor', told.why) : await lineTrouble()
      if (mine !== turn) return
      const how = howOf(told, site)
      const now = status.standing()
      if (now.phase === 'live' && now.how === how && now.cause?.detail === cause?.detail) return
      const live = { phase: 'live', since: parts.clock.now(), how } as const
      set(cause ? { ...live, cause } : live)
    },
    close: () => {
      closed = true
    },
  }
}

function howOf(told: Exclude<Told, { kind: 'waits' }>, site: AsteriskSite): string {
  if (told.kind === 'none') return `Calls cannot be monitored. ${told.why}`
  if (told.name === 'ari') return 'Monitoring through ARI'
  return `Monitoring through the dialplan context ${site.context}, because ${told.whyNotAri}`
}

type Woken = {
  readonly handOver: ReturnType<typeof createHandOver>
  readonly help: Help
  readonly picker: Picker
}

export function feedEvents(
  standing: ReturnType<typeof createStanding>,
  parts: () => Woken,
): Pick<FeedListener, 'live' | 'lost' | 'silent'> {
  let connection = 0
  return {
    live: () => {
      connection += 1
      const mine = connection
      const { handOver, help, picker } = parts()
      void handOver.enter().then(() => {
        if (mine !== connection) return
        picker.put({ kind: 'amiUp' })
        void help.enter()
      })
    },
    lost: (cause) => {
      connection += 1
      const { handOver, help, picker } = parts()
      handOver.lost()
      help.lost()
      picker.put({ kind: 'amiLost' })
      standing.lost(cause)
    },
    silent: standing.silent,
  }
}
