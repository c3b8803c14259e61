// The whole demo PBX over real sockets, with phones that are made up: feed, monitors, ears, lines, faults.
import { get } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { proofOf } from '../../../../src-main/demo-pbx/control/auth.ts'
import { toneFrames } from '../../../../src-main/demo-pbx/mixer/tones.ts'
import { toneVoices } from '../../../../src-main/demo-pbx/mixer/voices.ts'
import { type Pbx, startPbx } from '../../../../src-main/demo-pbx/pbx.ts'
import { type FakeTelephony, fakeTelephony } from '../../../fakes/fake-telephony.ts'

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
let phones: FakeTelephony
let pbx: Pbx
let clients: WebSocket[]
let line: FakeTelephony['phones'][number] | undefined

async function join(role: 'console' | 'operator', owner = 'me'): Promise<Client> {
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
    ...{ raw, events, closed },
    ask(method, params = {}) {
      id += 1
      const wanted = id
      raw.send(JSON.stringify({ type: 'request', id, method, params }))
      return next((frame) => frame.type === 'answer' && frame.id === wanted)
    },
    until: async (event) => events.find((one) => one.event === event) ?? next((frame) => frame.event === event),
  }
}

beforeEach(async () => {
  phones = fakeTelephony()
  phones.register('5001')
  clients = []
  line = undefined
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  pbx = await startPbx({
    telephony: { ...phones, accept: (socket) => socket.close() },
    ...{ voices: toneVoices(), domain: 'pbx.invalid', seed: 1, speed: 0, port: 0, secrets },
    ...{ now: Date.now, nowMs: () => performance.now(), after, afterPackets: after, nonce: () => 'abcd' },
    ...{ measureLoad: () => ({ cpuMs: 1, rssBytes: 2, loopLagP95Ms: 3 }), log: () => undefined },
  })
})

afterEach(async () => {
  for (const client of clients) client.terminate()
  await pbx.close()
})

/** A monitor that is live on a call of 1001; its phone speaks 1000 Hz without a pause. */
async function monitored() {
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

describe('the sockets', () => {
  it('answer other paths with 404 and strange pages with 403', async () => {
    const status = (path: string, origin?: string) =>
      new Promise((done) => {
        const socket = new WebSocket(`ws://127.0.0.1:${pbx.port}${path}`, origin ? { origin } : {})
        socket.on('unexpected-response', (_request, response) => done(response.statusCode))
        socket.on('error', () => undefined)
      })
    expect(await status('/other')).toBe(404)
    expect(await status('/control', 'https://evil.example')).toBe(403)
    expect(await status('/sip')).toBe(400)
    const page = await new Promise((done) => get(`http://127.0.0.1:${pbx.port}/`, (answer) => done(answer.statusCode)))
    expect(page).toBe(404)
  })

  it('outlive a frame far too large', async () => {
    const one = await join('console')
    one.raw.send('x'.repeat(300 * 1024))
    expect(await one.closed).toBe(1009)
    expect(await (await join('console')).ask('feed.subscribe')).toMatchObject({ result: { seq: 0 } })
  })

  it('give each role its own methods', async () => {
    const [operator, desk] = [await join('operator'), await join('console')]
    expect(await operator.ask('monitor.sweep')).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await desk.ask('scenario.traffic', { on: true })).toMatchObject({ error: { code: 'not-allowed' } })
    expect(await desk.ask('monitor.dance')).toMatchObject({ error: { code: 'unknown-method' } })
    expect(await desk.ask('monitor.mode', { monitor: 'm', mode: 'shout' })).toMatchObject({
      error: { code: 'bad-params' },
    })
  })
})

describe('the feed', () => {
  it('is the whole floor, then rows with numbers that never jump', async () => {
    const [operator, desk] = [await join('operator'), await join('console')]
    const whole = (await desk.ask('feed.subscribe')).result as unknown as {
      seq: number
      agents: object[]
      queues: object[]
    }
    expect([whole.agents.length, whole.queues.length, whole.seq]).toEqual([18, 3, 0])
    const { call } = (await operator.ask('scenario.call', { agent: '1001' })).result as unknown as { call: string }
    await operator.ask('scenario.hold', { call, on: true })
    await operator.ask('scenario.call', { queue: '8001', hold: true })
    await operator.ask('scenario.end', { call })
    await desk.until('call-end')
    expect(desk.events.map((one) => one.seq)).toEqual(desk.events.map((_, n) => n + 1))
    expect(desk.events.find((one) => one.event === 'call')?.call).toMatchObject({
      state: 'up',
      agent: '1001',
      monitors: [],
    })
    const queues = desk.events.flatMap(({ event, queue }) => (event === 'queue' ? [queue] : []))
    expect(queues).toContainEqual(expect.objectContaining({ ext: '8001', waiting: 1, available: 6 }))
    expect(Object.keys(desk.events[0]?.call as object).sort()).toEqual(
      ['agent', 'answered', 'from', 'id', 'monitors', 'queue', 'started', 'state', 'to'].sort(),
    )
  })

  it('shows who monitors a call, in which mode', async () => {
    const { desk, call } = await monitored()
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    const whole = (await desk.ask('feed.subscribe')).result as unknown as { calls: object[] }
    expect(whole.calls).toMatchObject([{ id: call, monitors: [{ supervisor: 'Sam', mode: 'join' }] }])
  })
})

describe('the levels of a monitored call', () => {
  it('reach its owner alone, and end with the call', async () => {
    const [other, { operator, desk, call }] = [await join('console', 'another'), await monitored()]
    const told = () => desk.events.filter(({ event }) => event === 'levels')
    expect(await desk.until('levels')).toMatchObject({ monitor: 'm1', agent: -12, caller: -12 })
    await expect.poll(() => told().length).toBeGreaterThan(5)
    await operator.ask('scenario.hold', { call, on: true })
    await expect.poll(() => told().at(-1)).toMatchObject({ agent: null, caller: null })
    await operator.ask('scenario.end', { call })
    await desk.until('monitor.target-ended')
    const before = told().length
    await operator.ask('ear.tones', { ear: 'line:5001', frequencies: [440], windowMs: 300 })
    expect(told()).toHaveLength(before)
    expect(other.events.concat(operator.events).filter(({ event }) => event === 'levels')).toEqual([])
  })
})

describe('ears', () => {
  it('show who hears the supervisor, in every mode', async () => {
    const { operator, desk, call } = await monitored()
    const level = async (ear: string) => {
      const answer = await operator.ask('ear.tones', { ear, frequencies: [1000], windowMs: 100 })
      return ((answer.result as unknown as { db: Record<string, number> }).db['1000'] ?? 0) > -30
    }
    for (const [mode, agent, caller] of [
      ['listen', false, false],
      ['whisper-agent', true, false],
      ['whisper-caller', false, true],
      ['join', true, true],
    ] as const) {
      await desk.ask('monitor.mode', { monitor: 'm1', mode })
      await expect.poll(() => level('mouth:5001')).toBe(true)
      expect([mode, await level('agent:1001'), await level(`caller:${call}`)]).toEqual([mode, agent, caller])
    }
  })

  it('can be watched and recorded', async () => {
    const { operator, desk } = await monitored()
    const watched = await operator.ask('ear.watch', { ear: 'agent:1001', frequencies: [1000] })
    await operator.ask('ear.record', { ear: 'agent:1001' })
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    expect(await operator.until('ear.tone')).toMatchObject({ ear: 'agent:1001', frequency: 1000, on: true })
    expect(watched).toMatchObject({ result: { watch: (await operator.until('ear.tone')).watch } })
    const recording = (await operator.ask('ear.stop', { ear: 'agent:1001' })).result as unknown as {
      wav: string
      frames: number
      longestGapFrames: number
    }
    expect(Buffer.from(recording.wav, 'base64').length).toBe(44 + recording.frames * 320)
    expect(recording.longestGapFrames).toBe(0)
    expect(await operator.ask('ear.stop', { ear: 'agent:1001' })).toMatchObject({ error: { code: 'bad-params' } })
  })
})

describe('a console', () => {
  it('whose socket is cut is put back to listen and told so when it is back', async () => {
    const { operator, desk } = await monitored()
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    await operator.ask('fault.cut', { what: 'control', owner: 'me' })
    await desk.closed
    const again = await join('console')
    expect(await again.until('monitor.mode')).toMatchObject({ monitor: 'm1', mode: 'listen', by: 'pbx' })
  })

  it('sweeps what an earlier one of the same owner left', async () => {
    const { desk } = await monitored()
    desk.raw.terminate()
    const again = await join('console')
    expect(await again.ask('monitor.sweep')).toMatchObject({ result: { ended: ['m1'] } })
    expect(line?.ended()).not.toBeNull()
    expect(await (await join('operator')).ask('stats')).toMatchObject({ result: { monitors: 0, calls: 1, cpuMs: 1 } })
  })
})

describe('faults', () => {
  it('refuse methods, of the console and of SIP, until told otherwise', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault', { refuse: ['monitor.mode', 'INFO'] })
    const mode = { monitor: 'm1', mode: 'join' }
    expect(await desk.ask('monitor.mode', mode)).toMatchObject({ error: { code: 'refused' } })
    expect(phones.refused).toContain('INFO')
    await operator.ask('fault', {})
    expect(await desk.ask('monitor.mode', mode)).toMatchObject({ result: {} })
    expect(phones.refused).toEqual([])
  })

  it('delay what a monitor is told', async () => {
    const { operator, desk } = await monitored()
    await operator.ask('fault', { delayMs: 80 })
    const asked = performance.now()
    await desk.ask('monitor.mode', { monitor: 'm1', mode: 'join' })
    expect(performance.now() - asked).toBeGreaterThan(70)
    expect(await desk.until('monitor.mode')).toMatchObject({ mode: 'join' })
  })
})

describe('phones', () => {
  it('ring as outside calls with any headers, and tell how it goes', async () => {
    const operator = await join('operator')
    const headers = { 'Call-Info': '<sip:x>;answer-after=0', 'X-Earshot-Token': 'guess' }
    expect(await operator.ask('line.ring', { line: '5001', headers, from: '+15550100' })).toMatchObject({
      result: { invite: 'i1' },
    })
    expect(phones.phones[0]?.order).toMatchObject({ fromUser: '+15550100', headers })
    phones.phones[0]?.ring()
    phones.phones[0]?.answer()
    const tones = await operator.ask('ear.tones', { ear: 'line:5001', frequencies: [620], windowMs: 60 })
    expect(tones).toMatchObject({ result: { db: { '620': -12 } } })
    phones.phones[0]?.hangUp()
    await expect
      .poll(() => operator.events.filter((one) => one.event === 'line.progress').map((one) => one.status))
      .toEqual([180, 200, 'bye'])
  })

  it('cannot be rung with a header that hides another line', async () => {
    const operator = await join('operator')
    const answer = await operator.ask('line.ring', { line: '5001', headers: { 'X-A': 'a\r\nRoute: <sip:evil>' } })
    expect(answer).toMatchObject({ error: { code: 'bad-params' } })
    expect(phones.phones).toEqual([])
  })

  it('that dial an agent are a call of the floor, and end with it', async () => {
    const operator = await join('operator')
    await operator.ask('feed.subscribe')
    const phone = phones.dial('5001', '1001')
    expect(await operator.until('call')).toMatchObject({
      call: { state: 'ringing', from: { number: '5001', local: true } },
    })
    await expect.poll(() => phone.call.media() !== null, { timeout: 3000 }).toBe(true)
    await operator.ask('scenario.end', { call: 'c1' })
    expect(phone.ended()).not.toBeNull()
  })

  it('that dial nobody, an agent on a call, or one who is out are told which', async () => {
    const operator = await join('operator')
    await operator.ask('scenario.call', { agent: '1001' })
    await operator.ask('scenario.presence', { agent: '1002', status: 'logged-out' })
    expect(phones.dial('5001', '9999').ended()?.status).toBe(404)
    expect(phones.dial('5001', '1001').ended()?.status).toBe(486)
    expect(phones.dial('5001', '1002').ended()?.status).toBe(480)
  })

  it('that dial each other are bridged, and hang up together', async () => {
    phones.register('5002')
    const one = phones.dial('5001', '5002')
    phones.phones[0]?.answer()
    expect(one.call.media()).not.toBeNull()
    one.hangUp()
    expect(phones.phones[0]?.ended()).not.toBeNull()
  })

  it('hear themselves on *43', async () => {
    const phone = phones.dial('5001', '*43')
    expect(phone.call.media()).not.toBeNull()
    await expect.poll(() => phone.sent.length).toBeGreaterThan(2)
  })
})
