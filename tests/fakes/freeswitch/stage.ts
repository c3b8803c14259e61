// A console's connector before the simulated FreeSWITCH, without sockets and with a clock that moves when the test says so.
import { setImmediate } from 'node:timers'
import type { Floor, FloorMessage } from '#contract/floor.ts'
import { applyPatch, emptyFloor } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import { freeswitchSite } from '#contract/settings.ts'
import { createFreeswitchConnector } from '#main/pbx/freeswitch/connector.ts'
import type { OpenEslSocket } from '#main/pbx/freeswitch/wire/esl-socket.ts'
import type { Ringing } from '../../simulators/freeswitch/commands.ts'
import { createFreeswitchPbx } from '../../simulators/freeswitch/pbx.ts'
import { fakeClock } from '../fake-clock.ts'

export const DOMAIN = 'pbx.example'
/** What a browser takes to answer: 183 to 264 ms measured. */
const ANSWER_MS = 200

export const siteOf = (more: object = {}) =>
  freeswitchSite.parse({
    kind: 'freeswitch',
    host: DOMAIN,
    domain: DOMAIN,
    esl: { password: 'SECRET' },
    line: { user: '5001', wsUrl: 'wss://pbx.example:7443', password: 'x' },
    extensions: ['1001', '1002'],
    ...more,
  })

/** As mod_callcenter has one who waits for calls. */
export const aQueueAgent = (name: string, contact: string) => ({
  name,
  contact,
  status: 'Available',
  state: 'Waiting',
  wrapUpS: 0,
  lastBridgeEnd: 0,
  statusSince: 0,
  answered: 0,
})

export type StageOptions = {
  readonly password?: string
  readonly site?: object
  readonly switchBy?: 'api' | 'info' | 'rfc4733'
  /** How far the PBX's clock is ahead of ours. */
  readonly aheadMs?: () => number
  /** Of the directory, where it is not the stock one. */
  readonly dialString?: string
}

export function freeswitchStage({
  site = {},
  switchBy = 'api',
  password = 'SECRET',
  aheadMs = () => 0,
  dialString,
}: StageOptions = {}) {
  const clock = fakeClock(1_795_667_000_000)
  const rung: Ringing[] = []
  let ids = 0
  let isRegistered = true
  let verto: readonly string[] = []
  let picksUp = true
  const pbx = createFreeswitchPbx({
    password,
    now: () => clock.now() + aheadMs(),
    after: clock.after,
    randomId: () => `job-${++ids}`,
    sound: { seat: () => undefined, mode: () => undefined, hangUp: () => undefined },
    lines: {
      verto: () => verto,
      ...(dialString !== undefined && { dialString }),
      registrations: () =>
        ['1001', '1002', ...(isRegistered ? ['5001'] : [])].map((user) => ({
          reg_user: user,
          realm: DOMAIN,
          token: `token-${user}`,
          url: `sofia/internal/sip:${user}@10.0.0.1:5060`,
        })),
      ring: async (order) => {
        if (!isRegistered) return 'USER_NOT_REGISTERED'
        rung.push(order)
        if (picksUp) clock.after(ANSWER_MS, () => pbx.commands.answered(order.leg))
        return null
      },
    },
  })
  const openSocket: OpenEslSocket = (_site, { onBytes, onClosed }) => {
    let open = true
    const close = (why: string) => {
      if (!open) return
      open = false
      connection.closed()
      setImmediate(() => onClosed(why))
    }
    const early: string[] = []
    let isReady = false
    const write = (text: string) => {
      if (!open) return
      if (isReady) onBytes(Buffer.from(text))
      else early.push(text)
    }
    const connection = pbx.connect(write, () => close('ECONNRESET'))
    setImmediate(() => {
      isReady = true
      for (const text of early) write(text)
    })
    return { write: (text) => open && connection.read(text), close: () => close('closed') }
  }
  const statuses: ConnectorStatus[] = []
  const events: MonitorEvent[] = []
  const logged: string[] = []
  let floor: Floor = emptyFloor
  const connector = createFreeswitchConnector(siteOf(site), 'console-one', {
    clock,
    openSocket,
    random: () => 0,
    log: (_level, text) => void logged.push(text),
    switchBy: () => switchBy,
  })
  connector.onStatus((status) => void statuses.push(status))
  connector.onMonitor((event) => void events.push(event))
  connector.onFloor((message: FloorMessage) => {
    floor = message.kind === 'whole' ? message.floor : applyPatch(floor, message.patch)
  })

  /** A caller outside and this agent talk. The legs are called `NAME-caller` and `NAME-agent`. */
  const call = async (name: string, agent = '1001') => {
    const [caller, leg] = [`${name}-caller`, `${name}-agent`]
    pbx.core.create({
      uuid: caller,
      direction: 'inbound',
      presence: '',
      cidName: 'Jo',
      cidNumber: '+15550100',
      dest: agent,
      context: 'public',
    })
    pbx.core.create({
      uuid: leg,
      direction: 'outbound',
      presence: `${agent}@${DOMAIN}`,
      cidName: 'Jo',
      cidNumber: '+15550100',
      dest: agent,
      callUuid: caller,
      calleeNumber: agent,
    })
    pbx.core.answer(leg)
    pbx.core.answer(caller)
    pbx.core.bridge(caller, leg)
    await clock.advance(20)
    return { caller, leg, target: { callId: caller, agentId: agent } satisfies Target }
  }
  const live = async () => {
    connector.connect()
    await clock.advance(100)
  }
  let tickets = 0
  const monitor = async (target: Target, follow = false) => {
    const ticketId = `ticket-${++tickets}-0000`
    const starting = connector.startMonitor({ ticketId, token: `token-${ticketId}`, target, follow })
    await clock.advance(ANSWER_MS + 100)
    const started = await starting
    return { ticketId, started, leg: rung.at(-1)?.leg ?? '' }
  }
  let changes = 0
  const change = async (ticketId: string, mode: Mode, ms = 100) => {
    const changeId = ++changes
    const answer = connector.setMode(ticketId, mode, changeId)
    await clock.advance(ms)
    return { changeId, answer: await answer }
  }
  return {
    clock,
    pbx,
    openSocket,
    connector,
    statuses,
    events,
    logged,
    rung,
    floor: () => floor,
    call,
    live,
    monitor,
    change,
    register: (on: boolean) => {
      isRegistered = on
    },
    /** Told by FreeSWITCH as well: samples/08. */
    registers: (on: boolean) => {
      isRegistered = on
      const subclass = on ? 'sofia::register' : 'sofia::unregister'
      pbx.core.tell('CUSTOM', null, { 'Event-Subclass': subclass, username: '5001', realm: DOMAIN, 'call-id': 'c5001' })
    },
    signInAtVerto: (users: readonly string[]) => {
      verto = users
    },
    pickUp: (on: boolean) => {
      picksUp = on
    },
    said: (kind: MonitorEvent['kind']) => events.filter((event) => event.kind === kind),
    last: () => events.at(-1),
    hears: (leg: string) => pbx.core.hears(leg),
  }
}
