// Monitors by the dialplan: what the phone itself does, what gets lost, and what is left at the end.
import { describe, expect, it } from 'vitest'
import type { Mode, MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { createDialplanMethod } from '#main/pbx/asterisk/spy/dialplan-method.ts'
import { endsWithinMs } from '#main/pbx/kit/lease.ts'
import { createMonitors } from '#main/pbx/kit/monitors.ts'
import { type AmiFault, fakeChanSpy } from '../../../../fakes/fake-chanspy.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const target = { callId: 'call', agentId: '1001' }
const spot: Spot = { channelId: 'c1', channelName: 'PJSIP/1001-1', ...target }

/** `byConsole`: the line is the console's own; else a desk phone. */
function stage({ byConsole = false, endpoints = async () => ['PJSIP/5001'] } = {}) {
  const clock = fakeClock(1000)
  const events: MonitorEvent[] = []
  let fault: (name: string) => AmiFault | null = () => null
  let handle: Parameters<typeof fakeChanSpy>[0]['event'] = () => undefined
  const pbx = fakeChanSpy({ clock, event: (event) => handle(event), fault: (name) => fault(name) })
  const view: View = {
    talking: () => spot,
    agentOn: () => null,
    callOf: () => 'call',
    callState: () => 'open',
    peerOf: () => 'PJSIP/trunk-2',
  }
  const monitors = createMonitors({
    parts: { clock, random: () => 0, log: () => undefined, switchBy: () => 'info' },
    method: () => ok(method),
    view: () => view,
    heard: async () => undefined,
    emit: (event) => void events.push(event),
  })
  const method = createDialplanMethod({
    action: pbx.action,
    idPrefix: 'earshot.5001.me.run.',
    supervisor: 'Sue',
    context: 'earshot-monitor',
    endpoints,
    peerOf: () => 'PJSIP/trunk-2',
    switchBy: () => 'info',
    byConsole,
    listener: monitors,
    clock,
  })
  handle = method.handle
  const start = (ticketId = 'ticket') => monitors.start({ ticketId, token: 'x'.repeat(32), target, follow: false })
  return {
    pbx,
    clock,
    events,
    monitors,
    method,
    start,
    fault: (next: typeof fault) => {
      fault = next
    },
    /** AMI is cut and nothing arrives, in either direction. */
    cut: () => {
      fault = () => 'unsent'
      pbx.mute(true)
      monitors.suspend(method)
    },
    mend: async () => {
      fault = () => null
      pbx.mute(false)
      await Promise.all([monitors.resume(method), clock.advance(100)])
    },
    listening: async () => {
      void start()
      await clock.advance(50)
      pbx.answer()
      await clock.advance(50)
    },
  }
}
const told = (events: readonly MonitorEvent[]) =>
  events.map((event) => (event.kind === 'mode' ? event.mode : event.kind))

const digits = { listen: '4', whisperAgent: '5', join: '6', whisperCaller: '7' } as const satisfies Record<Mode, string>

describe('a digit pressed on the desk phone (M5)', () => {
  it.each(['whisperAgent', 'join', 'whisperCaller'] as const)('is shown as the mode in force: %s', async (mode) => {
    const { listening, pbx, clock, events } = stage()
    await listening()
    pbx.press(digits[mode])
    await clock.advance(200)
    expect(pbx.inForce()).toEqual([mode])
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode, changeId: null })
    pbx.press(digits.listen)
    await clock.advance(200)
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null })
  })

  it('while a change is under way does not let that change be confirmed', async () => {
    const { listening, pbx, clock, events, monitors } = stage()
    await listening()
    await monitors.setMode('ticket', 'whisperAgent', 5)
    await clock.advance(2)
    pbx.press(digits.join)
    await clock.advance(50)
    expect(pbx.inForce()).toEqual(['join'])
    expect(events.at(-1)).toMatchObject({ mode: 'join', changeId: null })
    await clock.advance(4000)
    expect(told(events)).not.toContain('whisperAgent')
    expect([pbx.inForce(), told(events).at(-1)]).toEqual([['listen'], 'listen'])
  })

  it('while AMI is cut may have brought about any mode, and listen once AMI is back', async () => {
    const { listening, pbx, events, cut, mend, clock } = stage()
    await listening()
    cut()
    expect(events.at(-1)).toEqual({
      kind: 'unsure',
      ticketId: 'ticket',
      modes: ['listen', 'whisperAgent', 'whisperCaller', 'join'],
      until: clock.now() + endsWithinMs,
    })
    pbx.press(digits.join)
    await clock.advance(1000)
    await mend()
    expect([pbx.inForce(), told(events).at(-1)]).toEqual([['listen'], 'listen'])
  })
})

describe('a change of mode', () => {
  it.each(['whisperAgent', 'join', 'whisperCaller'] as const)('is confirmed once it is in force: %s', async (mode) => {
    const { listening, pbx, clock, events, monitors } = stage()
    await listening()
    await monitors.setMode('ticket', mode, 3)
    await clock.advance(200)
    expect(pbx.inForce()).toEqual([mode])
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode, changeId: 3 })
  })

  it('by a digit of the console is confirmed by the extension, and done outright where the digit is lost', async () => {
    const { listening, pbx, clock, events, monitors } = stage({ byConsole: true })
    await listening()
    const asked = monitors.setMode('ticket', 'join', 4)
    await clock.advance(10)
    expect(await asked).toEqual(ok({ kind: 'sendDigits', digits: '6', by: 'info' }))
    pbx.press('6')
    await clock.advance(50)
    expect(events.at(-1)).toMatchObject({ mode: 'join', changeId: 4 })
    void monitors.setMode('ticket', 'whisperAgent', 5)
    await clock.advance(900)
    expect(events.at(-1)).toMatchObject({ mode: 'whisperAgent', changeId: 5 })
  })

  it('that the desk asks for by itself needs no line that sends digits', async () => {
    const { listening, clock, events, monitors, pbx } = stage({ byConsole: true })
    await listening()
    pbx.press('6')
    await clock.advance(50)
    expect(await monitors.setMode('ticket', 'listen', -1)).toEqual(ok({ kind: 'asked' }))
    await clock.advance(50)
    expect([pbx.inForce(), events.at(-1)]).toEqual([
      ['listen'],
      expect.objectContaining({ mode: 'listen', changeId: -1 }),
    ])
  })

  it('that was not answered may be in force, and is taken back to listen (M4)', async () => {
    const { listening, pbx, clock, events, monitors, fault } = stage()
    await listening()
    await monitors.setMode('ticket', 'join', 1)
    await clock.advance(100)
    fault((name) => (name === 'Redirect' ? 'refused' : null))
    await monitors.setMode('ticket', 'whisperAgent', 2)
    await clock.advance(100)
    expect(pbx.inForce()).toEqual(['join'])
    expect(events).toContainEqual({ kind: 'unsure', ticketId: 'ticket', modes: ['join', 'whisperAgent'], until: null })
    fault(() => null)
    await clock.advance(2000)
    expect([pbx.inForce(), told(events).at(-1)]).toEqual([['listen'], 'listen'])
  })
})

describe('the end', () => {
  it('is told only once the line is known to be gone, however long AMI is cut (M4)', async () => {
    const { listening, pbx, clock, events, monitors, cut, mend } = stage()
    await listening()
    await monitors.setMode('ticket', 'join', 1)
    await clock.advance(100)
    cut()
    const ended = monitors.end('ticket')
    await clock.advance(30_000)
    expect(await ended).toMatchObject({ ok: false, error: { code: 'unconfirmed' } })
    expect([pbx.inForce(), told(events).at(-1)]).toEqual([['join'], 'unsure'])
    await mend()
    await clock.advance(2000)
    expect([pbx.left(), told(events).at(-1)]).toEqual([[], 'ended'])
  })

  it.each(['lost', 'refused'] as const)('is reached although the first Hangup is %s', async (kind) => {
    const { listening, pbx, clock, events, monitors, fault } = stage()
    await listening()
    let isFirst = true
    fault((name) => {
      if (name !== 'Hangup' || !isFirst) return null
      isFirst = false
      return kind
    })
    void monitors.end('ticket')
    await clock.advance(12_000)
    expect([pbx.left(), told(events).at(-1)]).toEqual([[], 'ended'])
  })

  it('while the phone is only being asked for leaves nothing behind (M11)', async () => {
    let ask: (endpoints: string[]) => void = () => undefined
    const endpoints = () => new Promise<string[]>((resolve) => (ask = resolve))
    const { start, pbx, clock, events, monitors } = stage({ endpoints })
    const asked = start()
    await clock.advance(10)
    void monitors.end('ticket')
    ask(['PJSIP/5001'])
    await clock.advance(5000)
    expect(await asked).toMatchObject({ ok: false, error: { code: 'unknownMonitor' } })
    expect([pbx.left(), pbx.requests, told(events)]).toEqual([[], [], ['ended']])
  })

  it.each([0, 1, 2, 3, 4, 10])('%i ms after the phone was asked for leaves nothing behind (M11)', async (ms) => {
    const { start, pbx, clock, events, monitors } = stage()
    void start()
    await clock.advance(ms)
    void monitors.end('ticket')
    await clock.advance(20_000)
    expect([pbx.left(), told(events).at(-1)]).toEqual([[], 'ended'])
  })

  it('leaves no phone ringing whose request was answered too late', async () => {
    const { start, pbx, clock, fault } = stage()
    fault((name) => (name === 'Originate' ? 'lost' : null))
    const asked = start()
    await clock.advance(20_000)
    expect((await asked).ok).toBe(false)
    expect(pbx.left()).toEqual([])
  })

  it.each([[[]], [['lost']], [['refused', 'unsent']]] as const)(
    'leaves no phone ringing whose request was done and answered by an error; the first Hangups %j',
    async (hangUps) => {
      const { start, pbx, clock, fault } = stage()
      const wrong: AmiFault[] = [...hangUps]
      fault((name) => (name === 'Originate' ? 'refusedAfter' : name === 'Hangup' ? (wrong.shift() ?? null) : null))
      const asked = start()
      await clock.advance(12_000)
      expect((await asked).ok).toBe(false)
      expect(pbx.left()).toEqual([])
    },
  )

  it('is that of the phone, when it sends its monitor on: told once whoever came instead is hung up', async () => {
    const { listening, pbx, clock, events, fault } = stage()
    await listening()
    pbx.press('5')
    await clock.advance(50)
    let isRefused = true
    fault((name) => (name === 'Hangup' && isRefused ? 'refused' : null))
    pbx.sendOn('1003')
    await clock.advance(500)
    expect(told(events).at(-1)).not.toBe('ended')
    expect(pbx.inForce()).toEqual(['whisperAgent'])
    isRefused = false
    await clock.advance(500)
    expect(pbx.left()).toEqual([])
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'lineHungUp' })
  })

  it('asks a PBX that goes on refusing to hang them up once a second, and not more', async () => {
    const { listening, pbx, clock, fault } = stage()
    await listening()
    fault((name) => (name === 'Hangup' ? 'refused' : null))
    pbx.sendOn('1003')
    await clock.advance(2_000)
    const before = pbx.requests.filter((name) => name === 'CoreShowChannels').length
    await clock.advance(10_000)
    const asked = pbx.requests.filter((name) => name === 'CoreShowChannels').length - before
    expect(asked).toBeGreaterThanOrEqual(9)
    expect(asked).toBeLessThanOrEqual(11)
  })

  it('asks again who is left where no list comes', async () => {
    const { listening, pbx, clock, events, fault } = stage()
    await listening()
    let isLost = true
    fault((name) => (name === 'CoreShowChannels' && isLost ? 'unsent' : null))
    pbx.sendOn('1003')
    await clock.advance(1500)
    isLost = false
    await clock.advance(1500)
    expect(pbx.left()).toEqual([])
    expect(told(events).at(-1)).toBe('ended')
  })

  it('is that of the phone, when it hangs up', async () => {
    const { listening, pbx, clock, events } = stage()
    await listening()
    pbx.hangUpPhone()
    await clock.advance(2000)
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'lineHungUp' })
  })
})

describe('after AMI was cut', () => {
  it('a list that does not come is not "none": the monitor goes on, and it is asked again (M8)', async () => {
    const { listening, pbx, clock, events, cut, monitors, method, fault } = stage()
    await listening()
    cut()
    pbx.mute(false)
    let lists = 0
    fault((name) => (name === 'CoreShowChannels' && ++lists < 3 ? 'lost' : null))
    void monitors.resume(method)
    await clock.advance(40_000)
    expect(lists).toBe(3)
    expect([pbx.left().length, told(events)]).toEqual([1, ['attached', 'unsure', 'listen']])
  })

  it('a line that is gone has ended', async () => {
    const { listening, pbx, clock, events, cut, mend } = stage()
    await listening()
    cut()
    pbx.hangUpPhone()
    await clock.advance(100)
    await mend()
    await clock.advance(2000)
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'pbxLost' })
  })

  it.each([
    [true, ['listen']],
    [false, ['listen', 'whisperAgent', 'whisperCaller', 'join']],
  ] as const)(
    'while the phone rings, nobody knows what becomes of it; in the console: %s',
    async (byConsole, modes) => {
      const { start, clock, events, cut } = stage({ byConsole })
      void start()
      await clock.advance(50)
      cut()
      expect(events).toEqual([{ kind: 'unsure', ticketId: 'ticket', modes, until: clock.now() + endsWithinMs }])
    },
  )

  it('goes on with a phone that was answered meanwhile', async () => {
    const { start, pbx, clock, events, cut, mend } = stage()
    void start()
    await clock.advance(50)
    cut()
    pbx.answer()
    await clock.advance(1000)
    await mend()
    await clock.advance(500)
    expect(told(events)).toContain('attached')
    expect([pbx.inForce(), pbx.left().length]).toEqual([['listen'], 1])
  })

  it('goes on ringing where the phone still rings', async () => {
    const { start, pbx, clock, events, cut, mend } = stage()
    void start()
    await clock.advance(50)
    cut()
    await clock.advance(1000)
    await mend()
    pbx.answer()
    await clock.advance(500)
    expect(told(events).at(-1)).toBe('attached')
  })
})
