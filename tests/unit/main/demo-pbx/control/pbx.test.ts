// The demo PBX over real sockets: who may ask what, the feed, levels and ears.
import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { join, monitored, pbx, pbxForEach } from './running-pbx.ts'

pbxForEach()

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
    // It misbehaves for nobody; tests/simulators does.
    expect(await operator.ask('fault', { holdFeed: true })).toMatchObject({ error: { code: 'unknown-method' } })
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
      // A starved machine leaves gaps in a tone; whoever must hear it does so in the next window.
      await expect
        .poll(async () => [await level('agent:1001'), await level(`caller:${call}`)], { timeout: 5000 })
        .toEqual([agent, caller])
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
