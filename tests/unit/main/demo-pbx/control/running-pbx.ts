// The whole demo PBX over real sockets, with phones that are made up, anew for every test.
import { afterEach, beforeEach, expect } from 'vitest'
import { WebSocket } from 'ws'
import { proofOf } from '#main/demo-pbx/control/auth.ts'
import type { Telephony } from '#main/demo-pbx/kit/telephony.ts'
import { machineClock } from '#main/demo-pbx/kit/time.ts'
import { toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toneVoices } from '#main/demo-pbx/mixer/voices.ts'
import { type Pbx, type PbxParts, startPbx } from '#main/demo-pbx/pbx.ts'
import { type FakeTelephony, fakeTelephony } from '../../../../fakes/fake-telephony.ts'

type Frame = { readonly event: string } & Readonly<Record<string, unknown>>
type Client = {
  readonly events: Frame[]
  ask(method: string, params?: object): Promise<Record<string, never>>
  /** The first event of this name, past or to come. */
  until(event: string): Promise<Frame>
  readonly closed: Promise<number>
  raw: WebSocket
}

const secrets = { console: 'cs', operator: 'os' }
export let phones: FakeTelephony
export let pbx: Pbx
let clients: WebSocket[]
export let line: FakeTelephony['phones'][number] | undefined

export async function join(role: 'console' | 'operator', owner = 'me'): Promise<Client> {
  const raw = new WebSocket(`ws://127.0.0.1:${pbx.port}/control`)
  clients.push(raw)
  const events: Frame[] = []
  const waiting: {
    readonly matches: (frame: Record<string, unknown>) => boolean
    readonly done: (frame: never) => void
  }[] = []
  const next = (matches: (frame: Record<string, unknown>) => boolean) =>
    new Promise<never>((done) => waiting.push({ matches, done }))
  raw.on('message', (data) => {
    const frame = JSON.parse(data.toString())
    if (frame.type === 'challenge')
      raw.send(JSON.stringify({ type: 'auth', role, owner, proof: proofOf(secrets[role], frame.nonce) }))
    if (frame.type === 'event') events.push(frame)
    for (const one of [...waiting]) {
      if (!one.matches(frame)) continue
      waiting.splice(waiting.indexOf(one), 1)
      one.done(frame as never)
    }
  })
  const closed = new Promise<number>((done) => raw.on('close', done))
  await next((frame) => frame.type === 'welcome')
  let id = 0
  return {
    raw,
    events,
    closed,
    ask(method, params = {}) {
      id += 1
      const wanted = id
      raw.send(JSON.stringify({ type: 'request', id, method, params }))
      return next((frame) => frame.type === 'answer' && frame.id === wanted)
    },
    until: async (event) => events.find((one) => one.event === event) ?? next((frame) => frame.event === event),
  }
}

type Around = Pick<PbxParts, 'door'> & { readonly telephony: (inner: Telephony) => Telephony }
const nothing: Around = { door: (inner) => inner, telephony: (inner) => inner }

/** Call it at the top of a file. `around`: what stands between the sockets, the phones and the PBX. */
export function pbxForEach(around = nothing): void {
  beforeEach(() => setUp(around))
  afterEach(tearDown)
}

async function setUp(around: Around) {
  phones = fakeTelephony()
  phones.register('5001')
  clients = []
  line = undefined
  pbx = await startPbx({
    telephony: { ...around.telephony(phones), accept: (socket) => socket.close() },
    door: around.door,
    voices: toneVoices(),
    domain: 'pbx.invalid',
    seed: 1,
    speed: 0,
    port: 0,
    secrets,
    ...machineClock,
    nowMs: () => performance.now(),
    afterPackets: machineClock.after,
    nonce: () => 'abcd',
    measureLoad: () => ({ cpuMs: 1, rssBytes: 2, loopLagP95Ms: 3 }),
    log: () => undefined,
  })
}

async function tearDown() {
  for (const client of clients) client.terminate()
  await pbx.close()
}

/** A monitor that is live on a call of 1001; its phone speaks 1000 Hz without a pause. */
export async function monitored() {
  const [operator, desk] = [await join('operator'), await join('console')]
  const { call } = (await operator.ask('scenario.call', { agent: '1001' })).result as unknown as { call: string }
  const start = { monitor: 'm1', token: 'tok', call, agent: '1001', line: '5001', supervisor: 'Sam', follow: false }
  expect(await desk.ask('monitor.start', start)).toMatchObject({ result: {} })
  line = phones.phones[0]
  line?.answer()
  const frames = toneFrames(1000, -12)
  let n = 0
  const speaking = setInterval(() => line?.speak(frames[n++ % 5] ?? new Int16Array(160)), 20)
  clients.push({ terminate: () => clearInterval(speaking) } as WebSocket)
  await desk.until('monitor.attached')
  return { operator, desk, call }
}
