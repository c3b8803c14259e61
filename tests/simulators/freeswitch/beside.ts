// The simulated FreeSWITCH beside a running demo PBX: `npm run simulators -- --freeswitch`. Floor, ringing, mixer and ears are the demo PBX's.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import type { Clock } from '#main/demo-pbx/kit/time.ts'
import type { Ready } from '#main/demo-pbx/program.ts'
import { connectOperator, type DemoEvent, type Operator } from '../../stage/operator.ts'
import { createBehind } from './behind.ts'
import type { Lines, Ringing } from './commands.ts'
import type { Faults } from './faults.ts'
import { createMirror, type DemoAgent, type DemoCall, type DemoQueue, type Mirror } from './mirror.ts'
import { createFreeswitchPbx, type FreeswitchPbx } from './pbx.ts'
import type { FreeswitchRing } from './ringing.ts'
import type { Sound } from './switch.ts'

export type FreeswitchBesideParts = Clock & {
  readonly demo: Ready
  readonly port: number
  readonly isRegistered: (line: string) => boolean
  /** Filled here, for whoever lets the lines be rung as FreeSWITCH rings them. */
  readonly rings: Map<string, FreeswitchRing>
}

/** What the ready line says of it. Faults: `api simulator {"faults":{…}}` or `{"cut":true}` on a connection of it. */
export type FreeswitchReady = {
  readonly host: string
  readonly port: number
  readonly password: string
  readonly domain: string
  readonly sip: string
}

type Whole = {
  readonly agents: readonly DemoAgent[]
  readonly queues: readonly DemoQueue[]
  readonly calls: readonly DemoCall[]
}

export async function startFreeswitchBeside(
  parts: FreeswitchBesideParts,
): Promise<{ readonly ready: FreeswitchReady; close(): Promise<void> }> {
  const { demo } = parts
  const operator = await connectOperator(demo, 'console')
  const seats = createSeats(operator, parts)
  const password = createHmac('sha256', demo.operatorSecret).update('event socket').digest('hex').slice(0, 24)
  const pbx: FreeswitchPbx = createFreeswitchPbx({
    ...parts,
    password,
    randomId: randomUUID,
    sound: seats.sound,
    lines: seats.lines,
    behind: seats.behind,
  })
  const mirror = createMirror(pbx, demo.domain)
  seats.attach(pbx, mirror)
  operator.onEvent((event) => onDemo(event, pbx, mirror))
  const whole = await operator.request<Whole>('feed.subscribe')
  for (const queue of whole.queues) mirror.onQueue(queue)
  for (const agent of whole.agents) mirror.onAgent(agent)
  for (const call of whole.calls) mirror.onCall(call)
  const stopLines = tellLines(pbx, parts)
  const server = await listen(pbx, parts.port)
  return {
    ready: { host: '127.0.0.1', port: server.port, password, domain: demo.domain, sip: demo.sip },
    close: async () => {
      stopLines()
      pbx.cut()
      operator.close()
      await server.close()
    },
  }
}

const LINES_MS = 50

/** The demo PBX does not tell who registers as a line; FreeSWITCH does (samples/08). */
function tellLines({ core }: FreeswitchPbx, { demo, isRegistered, after }: FreeswitchBesideParts): () => void {
  const there = new Set<string>()
  let stop = () => {}
  const look = () => {
    for (const { extension } of demo.lines) {
      const on = isRegistered(extension)
      if (on === there.has(extension)) continue
      if (on) there.add(extension)
      else there.delete(extension)
      core.tell('CUSTOM', null, {
        'Event-Subclass': on ? 'sofia::register' : 'sofia::unregister',
        username: extension,
        realm: demo.domain,
        'call-id': `reg-${extension}`,
        contact: `"" <sip:${extension}@127.0.0.1:5060>`,
      })
    }
    stop = after(LINES_MS, look)
  }
  look()
  return () => stop()
}

function onDemo(event: DemoEvent, { commands, core }: FreeswitchPbx, mirror: Mirror): void {
  const leg = String(event.monitor)
  switch (event.event) {
    case 'call':
      return void mirror.onCall(event.call as DemoCall)
    case 'call-end':
      return void mirror.onCallEnd(String(event.id))
    case 'agent':
      return void mirror.onAgent(event.agent as DemoAgent)
    case 'queue':
      return void mirror.onQueue(event.queue as DemoQueue)
    case 'monitor.attached':
      return void commands.answered(leg)
    case 'monitor.ended': {
      // Its leg is the supervisor's phone now, and ends with the call.
      if (event.reason === 'taken-over') return
      const cause = causes[String(event.reason)] ?? 'NORMAL_CLEARING'
      commands.failed(leg, cause)
      core.hangUp(leg, cause)
    }
  }
}

const causes: Readonly<Record<string, string>> = {
  'no-answer': 'NO_ANSWER',
  busy: 'USER_BUSY',
  declined: 'CALL_REJECTED',
  'media-lost': 'MEDIA_TIMEOUT',
}

/** Each supervisor's leg is a monitor of the demo PBX. It has no park: a parked leg is in listen where it was. */
function createSeats(operator: Operator, { demo, isRegistered, rings }: FreeswitchBesideParts) {
  let pbx: FreeswitchPbx | null = null
  let mirror: Mirror | null = null
  const seats = new Map<string, string>() // leg -> call and agent it hears
  const asked = (method: string, params: object): Promise<boolean> =>
    operator.request(method, params).then(
      () => true,
      () => false,
    )
  const ask = (method: string, params: object) => void asked(method, params)
  const behind = createBehind({
    mirror: () => mirror,
    ask: asked,
    takesSeat: (leg) => seats.delete(leg),
    hangUp: (leg, cause) => void pbx?.core.hangUp(leg, cause),
  })
  /** The phone rings as any other; who answers has the call. */
  const pickUp = ({ leg, user, target }: Ringing): string | null => {
    const place = mirror?.placeOf(target)
    if (!place || place.isTalking) return 'NORMAL_TEMPORARY_FAILURE'
    const { call } = place
    const isLine = demo.lines.some(({ extension }) => extension === user)
    if (!(isLine ? isRegistered(user) : mirror?.registered.has(user))) return 'USER_NOT_REGISTERED'
    mirror?.expect(call, { uuid: leg, number: user })
    const order = { call, line: user, supervisor: user, agent: user }
    void asked(isLine ? 'call.pick' : 'call.give', order).then((isDone) => {
      if (isDone) return
      mirror?.expect(call, null)
      pbx?.commands.failed(leg, 'NO_ANSWER')
    })
    return null
  }
  const sound: Sound = {
    seat(leg, target) {
      const place = target === null ? null : (mirror?.legOf(target) ?? null)
      const key = place && `${place.call} ${place.agent}`
      if (place && key && seats.get(leg) !== key) {
        seats.set(leg, key)
        ask('monitor.hop', { monitor: leg, call: place.call, agent: place.agent })
      } else ask('monitor.mode', { monitor: leg, mode: 'listen' })
    },
    mode(leg, digit) {
      const target = pbx?.core.earOf(leg)?.target ?? ''
      const onAgent = mirror?.legOf(target)?.isAgents ?? true
      const modes = {
        '0': 'listen',
        '1': onAgent ? 'whisper-caller' : 'whisper-agent',
        '2': onAgent ? 'whisper-agent' : 'whisper-caller',
        '3': 'join',
      }
      ask('monitor.mode', { monitor: leg, mode: modes[digit as keyof typeof modes] })
    },
    hangUp(leg) {
      if (seats.delete(leg)) ask('monitor.end', { monitor: leg })
    },
  }
  const ring: Lines['ring'] = async (wanted) => {
    if (wanted.app === 'intercept') return pickUp(wanted)
    const { leg, user, vars, target } = wanted
    if (!demo.lines.some(({ extension }) => extension === user)) return 'SUBSCRIBER_ABSENT'
    if (!isRegistered(user)) return 'USER_NOT_REGISTERED'
    const place = mirror?.legOf(target)
    if (!place) return 'NORMAL_TEMPORARY_FAILURE'
    const token = vars.get('sip_h_X-Monitor-Id') ?? ''
    rings.set(token, {
      leg,
      fromUser: vars.get('origination_caller_id_number') ?? '0000000000',
      fromName: vars.get('origination_caller_id_name') ?? '',
      takesInfo: vars.get('dtmf_type') === 'info',
      onDigit: (of, digit, by) => void pbx?.core.digit(of, digit, by),
    })
    seats.set(leg, `${place.call} ${place.agent}`)
    const order = {
      monitor: leg,
      token,
      call: place.call,
      agent: place.agent,
      line: user,
      supervisor: user,
      follow: false,
    }
    const refused = await operator.request('monitor.start', order).then(() => null, String)
    rings.delete(token)
    if (refused === null) return null
    seats.delete(leg)
    return /line-busy/.test(refused)
      ? 'USER_BUSY'
      : /line-unregistered/.test(refused)
        ? 'USER_NOT_REGISTERED'
        : 'NORMAL_TEMPORARY_FAILURE'
  }
  const registrations: Lines['registrations'] = () =>
    [...(mirror?.registered ?? []), ...demo.lines.map(({ extension }) => extension).filter(isRegistered)].map(
      (user) => ({
        reg_user: user,
        realm: demo.domain,
        token: `reg-${user}`,
        url: `sofia/internal/sip:${user}@127.0.0.1:5060`,
      }),
    )
  return {
    sound,
    behind,
    lines: { ring, registrations, wsPort: Number(new URL(demo.sip).port) },
    attach: (its: FreeswitchPbx, floor: Mirror) => {
      pbx = its
      mirror = floor
    },
  }
}

async function listen(pbx: FreeswitchPbx, wanted: number) {
  const server = createServer((socket: Socket) => {
    socket.setNoDelay(true)
    const session = pbx.connect(
      (bytes) => void socket.write(bytes),
      () => socket.end(),
    )
    socket.on('data', (data) => {
      const text = String(data)
      const [, order] = /^api simulator (\{.*\})\n\n$/.exec(text) ?? []
      if (order === undefined) return session.read(text)
      obey(pbx, JSON.parse(order) as Orders)
      socket.write('Content-Type: api/response\nContent-Length: 3\n\n+OK')
    })
    socket.on('error', () => undefined)
    socket.on('close', session.closed)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** No command of FreeSWITCH: how a test says what goes wrong. Whoever can reach this port may. */
type Orders = { readonly faults?: Partial<Faults>; readonly cut?: boolean }

function obey(pbx: FreeswitchPbx, { faults, cut }: Orders): void {
  if (faults) pbx.misbehave(faults)
  if (cut) pbx.cut()
}
