// Asterisk as the model has it: the console's own connector before a small Asterisk whose requests, events and news can lie.
import { deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok } from '#contract/result.ts'
import { methodNamed } from '#main/pbx/asterisk/picking/method-machine.ts'
import { createPicker, type Picker } from '#main/pbx/asterisk/picking/picker.ts'
import { createAriMethod } from '#main/pbx/asterisk/spy/ari-method.ts'
import type { AriEvent, AriRest } from '#main/pbx/asterisk/wire/ari-client.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { leaseS, renewEveryMs } from '#main/pbx/kit/lease.ts'
import { createMonitors, type Monitors } from '#main/pbx/kit/monitors.ts'
import { markHeader, type SpyListener, type SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { byApi } from '../../fakes/capabilities.ts'
import { fakeAri } from '../../fakes/fake-ari.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'
import { fakeConnector } from '../../fakes/fake-connector.ts'
import { spyMethod } from '../../fakes/spy-method.ts'
import { monitorRows } from '../main/pbx/asterisk/spy/monitor-rows.ts'
import type { Chance } from './chance.ts'
import { viewOver } from './floor-truth.ts'
import { faultsOf, type Lies } from './lies.ts'
import {
  asOf,
  believing,
  byLimit,
  forgetful,
  type Mistake,
  silenceIsNone,
  type TakesOn,
  whicheverIsUsed,
} from './mistakes.ts'
import { newsOf } from './news.ts'
import { oldAriMethod } from './old-ari-method.ts'

export type PbxParts = {
  readonly clock: FakeClock
  readonly chance: Chance
  readonly lies: () => Lies
  readonly takesOn: TakesOn
  /** A phone of the supervisor rings: its channel, and the mark of the monitor it is for. */
  readonly rings: (channelId: string, token: string) => void
  /** Something has happened on the PBX. */
  readonly happened: () => void
  /** What no run may show. */
  readonly wrong: (what: string) => void
  readonly mistake: Mistake | null
}

const LATE_MS = 2500
const gone = deskFailure('pbxUnreachable', 'the event socket is cut')

/** There, and good for nothing: what a monitor by ARI must never be left to. */
const dialplan: SpyMethod = {
  ...spyMethod('dialplan'),
  open: async () => err(deskFailure('lineNotRegistered')),
  spy: async () => ({ kind: 'unknown', cause: deskFailure('unknownMonitor') }),
}

export function modelledPbx(parts: PbxParts) {
  const { clock, chance, lies, mistake } = parts
  const monitorEvents = createListeners<MonitorEvent>()
  const over = new Set<string>() // calls that were told to have ended
  const unwanted = new Set<string>() // what the console itself has had removed
  let newest: string | null = null
  let on = '' // the call of the monitor there is
  let eventsUp = true
  let isStartBroken = false

  const fault = faultsOf(lies, chance)
  const news = newsOf({ ...parts, changed: () => monitors.check(), readsWallClock: mistake === 'readsWallClock' })
  const ari = fakeAri({
    clock,
    event: (event) => hear(event),
    fault: (_number, _what, path) => fault(path),
    rings: (channelId, variables) => parts.rings(channelId, variables[`PJSIP_HEADER(add,${markHeader})`] ?? ''),
  })
  for (const { channel } of news.truth()) ari.callChannel(channel)

  const emit = (event: MonitorEvent): void => {
    if ('target' in event) on = event.target.callId
    if (event.kind === 'targetEnded') over.add(on)
    monitorEvents.emit(mistake === 'believesEveryTicket' ? asOf(event, newest) : event)
    if (event.kind === 'ended') repin()
  }
  const monitors: Monitors = createMonitors({
    parts: { clock, random: chance.next, log: () => undefined, switchBy: () => 'api' },
    method: () => {
      const picked = picker.method()
      return picked.ok && mistake === 'changesMethod' ? ok(whicheverIsUsed(used)) : picked
    },
    view: () => {
      const view = viewOver(news.told)
      return mistake === 'endsByLimit' ? byLimit(view, (callId) => over.has(callId)) : view
    },
    heard: mistake === 'endsByLimit' ? async () => undefined : news.heard,
    emit,
  })
  const listener: SpyListener = {
    ...monitors,
    lineDown: (ticketId, reason) => {
      const isThere = ari.left().some((id) => id.includes(ticketId) && id.endsWith('.line') && !unwanted.has(id))
      if (reason === 'pbxLost' && isThere) parts.wrong('a monitor is called lost whose line is there')
      monitors.lineDown(ticketId, reason)
    },
  }
  const madeBy = mistake === 'oneBridge' ? oldAriMethod : createAriMethod
  const method = madeBy({
    ari: mistakenly(mistake, noting(ari.rest, unwanted)),
    app: 'app',
    idPrefix: 'earshot.5001.me.run.',
    supervisor: 'Sue',
    endpoints: async () => ['PJSIP/5001'],
    listener,
    clock,
    random: chance.next,
    hangUp: async (id) => {
      unwanted.add(id)
      if (!news.isUp() || fault(id) !== null) return 'unknown'
      return ari.hangUp(id) ? 'asked' : 'absent'
    },
    spotOf: () => null,
  })
  clock.every(renewEveryMs, () => void method.renew(leaseS))

  const picker: Picker = createPicker({
    site: { ari: {}, way: 'auto', context: 'earshot-monitor' } as unknown as Parameters<typeof createPicker>[0]['site'],
    clock,
    action: async (name) => {
      if (!news.isUp()) return err(gone)
      return name === 'ShowDialPlan'
        ? ok({ head: {}, rows: monitorRows() })
        : err(deskFailure('pbxRefused', 'Channel not specified'))
    },
    methods: { ari: method, dialplan },
    connectAri: () => picker.put({ kind: 'ari', cause: eventsUp ? null : gone }),
    monitors,
    tell: (told) => {
      if (!news.isUp()) return
      if (told.kind === 'waits') news.status.lost(told.cause)
      else news.status.set({ phase: 'live', since: clock.now(), how: null })
    },
  })
  const used = (): SpyMethod => picker.present() ?? method
  const repin = (): void => {
    const pinned = mistake === 'changesMethod' ? null : methodNamed(monitors.pinned()?.name)
    picker.put({ kind: 'pinned', pinned })
  }
  picker.put({ kind: 'amiUp' })

  const hear = (event: AriEvent): void => {
    parts.happened()
    if (!eventsUp || chance.happens(lies().lost)) return
    if (chance.happens(lies().late)) clock.after(chance.below(LATE_MS), () => eventsUp && method.handle(event))
    else method.handle(event)
    if (chance.happens(lies().doubled)) method.handle(event)
  }
  const connector: Connector = {
    ...fakeConnector().connector,
    capabilities: () => ({ ...byApi, rings: parts.takesOn === 'console' ? 'consoleLine' : 'allPhones' }),
    onStatus: news.status.on,
    onMonitor: monitorEvents.on,
    onFloor: news.on,
    async startMonitor(order) {
      const isBroken = isStartBroken
      isStartBroken = false
      if (isBroken && mistake === 'startIsHeld') return new Promise(() => undefined)
      if (isBroken) throw new Error('the key ring is locked')
      newest = order.ticketId
      const started = monitors.start(order)
      repin()
      return started.finally(repin)
    },
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: async (ticketId, follow) => monitors.setFollow(ticketId, follow),
    endMonitor: monitors.end,
  }

  return {
    connector: mistake === 'forgetsWhatIsAsked' ? forgetful(connector) : connector,
    ari,
    calls: news.truth,
    status: news.status.get,
    callOfChannel: (channel: string) => news.truth().find((call) => call.channel === channel) ?? null,
    change: (next: ReturnType<typeof news.truth>): void => {
      news.change(next)
      parts.happened()
    },
    /** The socket of ARI's events is cut, or back. */
    events: (up: boolean): void => {
      if (up === eventsUp) return
      eventsUp = up
      picker.put({ kind: 'ari', cause: up ? null : gone })
    },
    /** AMI is cut, or back. */
    ami: (up: boolean): void => {
      if (up === news.isUp()) return
      if (up) news.mend()
      else news.cut()
      picker.put({ kind: up ? 'amiUp' : 'amiLost' })
    },
    /** The next start of a monitor meets a bug. */
    breakStart: (isBroken: boolean): void => {
      isStartBroken = isBroken
    },
    close: () => method.close(),
  }
}

const mistakenly = (mistake: Mistake | null, rest: AriRest): AriRest => {
  if (mistake === 'believesDeletes') return believing(rest)
  return mistake === 'silenceIsNone' ? silenceIsNone(rest) : rest
}

const noting = (rest: AriRest, unwanted: Set<string>): AriRest => ({
  ...rest,
  call: (method, path, query, body) => {
    if (method === 'DELETE') unwanted.add(path.split('/').at(-1) ?? '')
    return rest.call(method, path, query, body)
  },
})

export type ModelledPbx = ReturnType<typeof modelledPbx>
