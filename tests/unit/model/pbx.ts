// Asterisk as the model has it: the console's own ARI connector before a small Asterisk whose requests, events and news can lie.
import type { FloorMessage } from '#contract/floor.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { ok } from '#contract/result.ts'
import { createMonitors } from '#main/pbx/asterisk/monitors/monitors.ts'
import { createAriMethod } from '#main/pbx/asterisk/spy/ari-method.ts'
import { leaseS, renewEveryMs } from '#main/pbx/asterisk/spy/lease.ts'
import { markHeader } from '#main/pbx/asterisk/spy/spy-method.ts'
import type { AriEvent, AriRest } from '#main/pbx/asterisk/wire/ari-client.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { byApi } from '../../fakes/capabilities.ts'
import { fakeAri } from '../../fakes/fake-ari.ts'
import type { FakeClock } from '../../fakes/fake-clock.ts'
import { fakeConnector } from '../../fakes/fake-connector.ts'
import type { Chance } from './chance.ts'
import { callsAtFirst, floorOf, patchOf, type TrueCall, viewOver } from './floor-truth.ts'
import { faultsOf, type Lies } from './lies.ts'

export type PbxParts = {
  readonly clock: FakeClock
  readonly chance: Chance
  readonly lies: () => Lies
  /** A phone of the supervisor rings: its channel, and the mark of the monitor it is for. */
  readonly rings: (channelId: string, token: string) => void
  /** Something has happened on the PBX. */
  readonly happened: () => void
  /** A mistake put back: what a DELETE came to is believed to be right. */
  readonly believesDeletes: boolean
}

const LATE_MS = 2500

export function modelledPbx(parts: PbxParts) {
  const { clock, chance, lies } = parts
  const monitorEvents = createListeners<MonitorEvent>()
  const floorMessages = createListeners<FloorMessage>()
  let truth: readonly TrueCall[] = callsAtFirst
  let told: readonly TrueCall[] = callsAtFirst // by AMI, so far
  let amiUntil = 0
  let eventsUp = true

  const fault = faultsOf(lies, chance)

  const ari = fakeAri({
    clock,
    event: (event) => hear(event),
    fault: (_number, _what, path) => fault(path),
    rings: (channelId, variables) => parts.rings(channelId, variables[`PJSIP_HEADER(add,${markHeader})`] ?? ''),
  })
  for (const { channel } of truth) ari.callChannel(channel)

  const monitors = createMonitors({
    parts: { clock, random: chance.next, log: () => undefined, switchBy: () => 'api' },
    method: () => ok(method),
    view: () => viewOver(() => told),
    heard: () =>
      new Promise((resolve) => void clock.after(Math.max(0, Math.min(2000, amiUntil - clock.now())), resolve)),
    emit: (event) => monitorEvents.emit(event),
  })
  const method = createAriMethod({
    ari: parts.believesDeletes ? { ...ari.rest, call: believing(ari.rest.call) } : ari.rest,
    app: 'app',
    idPrefix: 'earshot.5001.me.run.',
    supervisor: 'Sue',
    endpoints: async () => ['PJSIP/5001'],
    listener: monitors,
    clock,
    random: chance.next,
    hangUp: async (id) => {
      if (fault(id) !== null) return 'unknown'
      return ari.hangUp(id) ? 'asked' : 'absent'
    },
  })
  clock.every(renewEveryMs, () => void method.renew(leaseS))

  const hear = (event: AriEvent): void => {
    parts.happened()
    if (!eventsUp || chance.happens(lies().lost)) return
    if (chance.happens(lies().late)) clock.after(chance.below(LATE_MS), () => eventsUp && method.handle(event))
    else method.handle(event)
    if (chance.happens(lies().doubled)) method.handle(event)
  }

  /** AMI tells of it in its own time, and in order. */
  const change = (next: readonly TrueCall[]): void => {
    truth = next
    amiUntil = Math.max(amiUntil, clock.now() + chance.below(lies().amiMs + 1))
    clock.after(amiUntil - clock.now(), () => {
      const before = floorOf(told)
      told = next
      floorMessages.emit({ kind: 'patch', patch: patchOf(before, floorOf(told)) })
      monitors.check()
    })
    parts.happened()
  }

  const connector: Connector = {
    ...fakeConnector().connector,
    capabilities: () => byApi,
    onMonitor: monitorEvents.on,
    onFloor: (listener) => {
      listener({ kind: 'whole', floor: floorOf(told) })
      return floorMessages.on(listener)
    },
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: async (ticketId, follow) => monitors.setFollow(ticketId, follow),
    endMonitor: monitors.end,
  }

  return {
    connector,
    ari,
    calls: () => truth,
    callOfChannel: (channel: string) => truth.find((call) => call.channel === channel) ?? null,
    change,
    /** The socket of ARI's events is cut, or back. */
    events: (up: boolean): void => {
      if (up === eventsUp) return
      eventsUp = up
      if (up) void monitors.resume(method)
      else monitors.suspend(method)
    },
    close: () => method.close(),
  }
}
const believing =
  (call: AriRest['call']): AriRest['call'] =>
  (method, path, query, body) => {
    const asked = call(method, path, query, body)
    return method === 'DELETE' ? asked.then(() => ok(null)) : asked
  }

export type ModelledPbx = ReturnType<typeof modelledPbx>
