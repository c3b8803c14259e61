// A line by ARI: ended before it rings, looked for after a cut, and its application taken by another program.
import { describe, expect, it } from 'vitest'
import type { MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { createAriMethod } from '#main/pbx/asterisk/spy/ari-method.ts'
import { createMonitors } from '#main/pbx/kit/monitors.ts'
import { type Fault, fakeAri, faults } from '../../../../fakes/fake-ari.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const target = { callId: 'one', agentId: '1001' }
const spot: Spot = { channelId: 'one', channelName: 'PJSIP/1001-1', ...target }

function stage({ endpoints = async () => ['PJSIP/5001'], rings = false } = {}) {
  const clock = fakeClock()
  const events: MonitorEvent[] = []
  let fault: (what: string, path: string) => Fault | null = () => null
  let handle: Parameters<typeof fakeAri>[0]['event'] = () => undefined
  const pbx = fakeAri({ clock, fault: (_, what, path) => fault(what, path), event: (event) => handle(event) })
  const view: View = {
    talking: () => spot,
    agentOn: () => null,
    callOf: () => 'one',
    callState: () => 'open',
    peerOf: () => null,
  }
  const monitors = createMonitors({
    parts: { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' },
    method: () => ok(method),
    view: () => view,
    heard: async () => undefined,
    emit: (event) => void events.push(event),
  })
  const method = createAriMethod({
    ari: pbx.rest,
    app: 'app',
    idPrefix: 'earshot.5001.me.run.',
    supervisor: 'Sue',
    endpoints,
    listener: monitors,
    clock,
    random: () => 0,
    hangUp: async () => 'unknown',
    spotOf: () => ({ ...spot, isHeld: false }),
  })
  handle = (event) => {
    // A phone that rings is not in Stasis yet.
    if (rings && event.type === 'StasisStart' && event.channel.id.endsWith('.line')) return
    method.handle(event)
  }
  pbx.callChannel('one')
  const start = () => monitors.start({ ticketId: 'ticket', token: 'x'.repeat(32), target, follow: false })
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
    attached: async () => {
      void start()
      await clock.advance(3000)
    },
  }
}
const told = (events: readonly MonitorEvent[]) => events.map(({ kind }) => kind)
const line = 'earshot.5001.me.run.ticket.0.U3Vl.line'
const delays = [0, 1, 2, 3, 5, 20]

describe('a line that cannot be called', () => {
  it.each([
    [503, 'lineUnreached'],
    [488, 'lineNotWebrtc'],
    [486, 'lineDidNotAnswer'],
  ] as const)('%i is the reason also where it is told before the request is answered', async (sip, code) => {
    const { start, clock, method, fault, events } = stage({ rings: true })
    fault((what, path) => (what.startsWith('POST') && path === '/channels' ? 'slow' : null))
    const asked = start()
    await clock.advance(20)
    const gone = { type: 'ChannelDestroyed', channel: { id: line }, cause: 0, tech_cause: sip } as const
    method.handle(gone)
    await clock.advance(15_000)
    expect(await asked).toMatchObject({ ok: false, error: { code } })
    expect(told(events)).toEqual(['ended'])
  })
})

describe('attached anew', () => {
  it('has nothing of before on the channel when the next snoop is made', async () => {
    const { attached, pbx, method, clock } = stage()
    await attached()
    const before = pbx.requests.length
    const done = method.spy('ticket', spot, 'listen', true)
    await clock.advance(2000)
    expect(await done).toEqual({ kind: 'inForce' })
    const since = pbx.requests.slice(before)
    const place = (begins: string) => since.findIndex((request) => request.startsWith(begins))
    const [gone, made] = [place('DELETE /channels/'), since.findIndex((request) => /^POST .*snoop/.test(request))]
    expect([gone, made].every((at) => at >= 0)).toBe(true)
    expect(gone).toBeLessThan(made)
  })
})

describe('the end while the monitor is still being asked for (M11)', () => {
  it('before it is known what to ring: nothing ever rings', async () => {
    let ask: (endpoints: string[]) => void = () => undefined
    const { start, pbx, clock, events, monitors } = stage({
      endpoints: () => new Promise((resolve) => (ask = resolve)),
    })
    const asked = start()
    await clock.advance(20)
    void monitors.end('ticket')
    await clock.advance(20)
    ask(['PJSIP/5001'])
    await clock.advance(10_000)
    expect(await asked).toMatchObject({ ok: false, error: { code: 'unknownMonitor' } })
    expect(pbx.requests).not.toContain('POST /channels')
    expect([pbx.left(), told(events)]).toEqual([[], ['ended']])
  })

  it.each(delays)('%i ms after it was asked for: bridge, snoop and phone go', async (ms) => {
    const { start, pbx, clock, events, monitors } = stage({ rings: true })
    const asked = start()
    await clock.advance(ms)
    void monitors.end('ticket')
    await clock.advance(10_000)
    expect([pbx.left(), told(events)]).toEqual([[], ['ended']])
    if (ms < 2) expect((await asked).ok).toBe(false)
  })

  it.each(faults.flatMap((fault) => delays.map((ms) => [fault, ms] as const)))(
    'with its requests %s, %i ms after it was asked for',
    async (kind, ms) => {
      const { start, pbx, clock, events, monitors, fault } = stage({ rings: true })
      fault((what) => (what.startsWith('POST') ? kind : null))
      let isRefused = false
      void start().then(({ ok: started }) => {
        isRefused = !started
      })
      await clock.advance(ms)
      fault(() => null)
      // What was refused before has no end to tell of.
      const ending = isRefused ? [] : ['ended']
      void monitors.end('ticket')
      await clock.advance(20_000)
      expect([pbx.left(), told(events)]).toEqual([[], ending])
    },
  )

  it('is no lease that is renewed', async () => {
    const { start, pbx, clock, monitors, method } = stage({ rings: true })
    void start()
    await clock.advance(1)
    void monitors.end('ticket')
    await clock.advance(10_000)
    const before = pbx.requests.length
    await method.renew('120')
    expect(pbx.requests).toHaveLength(before)
  })
})

describe('after the event socket was cut (M8)', () => {
  it('a monitor of which nothing can be learnt is not lost, and it is asked for again by its own ids', async () => {
    const { attached, pbx, clock, events, monitors, method, fault } = stage()
    await attached()
    monitors.suspend(method)
    fault((what) => (what.startsWith('GET') ? 'slow' : null))
    void monitors.resume(method)
    const before = pbx.requests.length
    await clock.advance(5000)
    const asked = pbx.requests.slice(before).filter((what) => what.startsWith('GET'))
    expect(asked.length).toBeGreaterThan(2)
    expect(new Set(asked)).toEqual(new Set(['GET /channels/…']))
    expect(told(events)).toEqual(['attached'])
  })

  it('a line that is gone has ended, once that is known', async () => {
    const { attached, pbx, clock, events, monitors, method, fault } = stage()
    await attached()
    monitors.suspend(method)
    fault((what) => (what.startsWith('GET') ? 'error' : null))
    pbx.loseLine()
    void monitors.resume(method)
    await clock.advance(5000)
    expect(told(events)).toEqual(['attached'])
    fault(() => null)
    await clock.advance(5000)
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'pbxLost' })
  })
})

it('ends what it can hear nothing of any more, when another program has taken its application (M9)', async () => {
  const { attached, pbx, clock, events, method } = stage()
  await attached()
  method.abandon()
  await clock.advance(5000)
  expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'pbxLost' })
  expect(pbx.left()).toEqual([])
})

describe('events that are lost, late or doubled', () => {
  it('an answer told twice is one answer', async () => {
    const { attached, pbx, clock, events, method } = stage()
    await attached()
    method.handle({ type: 'StasisStart', channel: { id: line } })
    await clock.advance(5000)
    expect(told(events)).toEqual(['attached'])
    expect(pbx.exists(line)).toBe(true)
  })

  it('an answer that is not told is seen within a second and a half', async () => {
    const { start, pbx, clock, events, method } = stage({ rings: true })
    void start()
    await clock.advance(500)
    expect([pbx.exists(line), told(events)]).toEqual([true, []])
    pbx.answered(line)
    await clock.advance(1500)
    expect(told(events)).toEqual(['attached'])
    method.close()
  })

  it('a phone that was hung up without a word has ended within two seconds', async () => {
    const { attached, pbx, clock, events } = stage()
    await attached()
    pbx.loseLine()
    await clock.advance(2000)
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'pbxLost' })
  })

  it('a phone that sends its monitor on to somebody has ended it, and whoever comes instead is hung up', async () => {
    const { attached, pbx, clock, events } = stage()
    await attached()
    pbx.sendOn('1700000000.7')
    await clock.advance(1000)
    expect(events.at(-1)).toEqual({ kind: 'ended', ticketId: 'ticket', reason: 'lineHungUp' })
    expect(pbx.left()).toEqual([])
  })

  it('what a proxy once says is not there is not lost', async () => {
    const { attached, clock, events, fault } = stage()
    await attached()
    const looks = new Map<string, number>()
    fault((what, path) => {
      const look = looks.get(path) ?? 0
      if (what.startsWith('GET')) looks.set(path, look + 1)
      return what.startsWith('GET') && look % 2 === 0 ? 'notFound' : null
    })
    await clock.advance(10_000)
    expect(told(events)).toEqual(['attached'])
  })

  it('a phone that rings once more after it was hung up, by a request that was answered by nobody, is hung up', async () => {
    const { start, pbx, clock, fault } = stage({ rings: true })
    let asked = 0
    // The first is done and its answer lost, the second is done when the phone has long been hung up.
    const answerOf = () => (asked++ === 0 ? 'lost' : 'late')
    fault((what) => (what === 'POST /channels' ? answerOf() : what.startsWith('GET') ? 'error' : null))
    void start()
    await clock.advance(600)
    expect(asked).toBe(2)
    fault(() => null)
    pbx.hangUp(line)
    await clock.advance(20_000)
    expect(pbx.left()).toEqual([])
  })

  it('a phone that is told to ring while its request is asked for again is taken for ringing', async () => {
    const { start, clock, events, fault } = stage()
    fault((what) => (what === 'POST /channels' ? 'lost' : what.startsWith('GET') ? 'error' : null))
    const started = start()
    await clock.advance(1000)
    expect(await started).toMatchObject({ ok: true })
    expect(told(events)).toEqual(['attached'])
  })
})
