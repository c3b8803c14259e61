// A monitor that ends by taking its call over: asked once, ended so only when it is known, and never while the people are others.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { MonitorEvent, Target } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { View } from '#main/pbx/asterisk/floor/picture-view.ts'
import type { TakeOutcome } from '#main/pbx/kit/monitor.ts'
import { type Bridging, createMonitors } from '#main/pbx/kit/monitors.ts'
import type { Spot } from '#main/pbx/kit/spot.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { fakeClock, settle } from '../../../../fakes/fake-clock.ts'
import { spyMethod } from '../../../../fakes/spy-method.ts'

const ada: Spot = { channelId: 'c1', channelName: 'PJSIP/1001-1', callId: 'call', agentId: '1001' }
const target: Target = { callId: 'call', agentId: '1001' }

function stage() {
  const clock = fakeClock(1000)
  const events: MonitorEvent[] = []
  const done: string[] = []
  let call: string | null = 'call'
  let bridges = 0
  let left: Promise<void> = Promise.resolve()
  let tell: {
    readonly unsure: () => void
    readonly end: (how: Exclude<TakeOutcome, { kind: 'unsure' }>) => void
  } | null = null
  const method: SpyMethod = {
    ...spyMethod(),
    lending: {
      lend: () => {
        done.push('lend')
        return 'line'
      },
      takeBack: async () => void done.push('takeBack'),
      giveUp: async () => {
        done.push('giveUp')
        await left
      },
    },
    spy: async (_, __, mode) => {
      done.push(mode)
      return { kind: 'inForce' }
    },
    unspy: async () => void done.push('unspy'),
    drop: async () => void done.push('drop'),
  }
  const view: View = {
    talking: () => ada,
    agentOn: () => null,
    callOf: () => call,
    callState: () => 'open',
    peerOf: () => null,
  }
  const monitors = createMonitors({
    parts: { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' },
    method: () => ok(method),
    view: () => view,
    heard: async () => undefined,
    emit: (event) => events.push(event),
  })
  const bridge: Bridging = (_spot, _line, unsure) => {
    bridges++
    return new Promise((end) => {
      tell = { unsure, end }
    })
  }
  const answers: Result<null>[] = []
  return {
    clock,
    events,
    done,
    monitors,
    answers,
    method,
    bridges: () => bridges,
    unsure: () => tell?.unsure(),
    end: async (how: Exclude<TakeOutcome, { kind: 'unsure' }>) => {
      tell?.end(how)
      await settle()
    },
    /** What is left of it on the PBX does not go. */
    isSlow: () => {
      left = new Promise(() => undefined)
    },
    transferred: (to: string | null) => {
      call = to
    },
    takeOver: async () => {
      void monitors.takeOver('ticket', target, bridge).then((answer) => answers.push(answer))
      await settle()
    },
    async begin(mode: 'listen' | 'join' = 'listen') {
      await monitors.start({ ticketId: 'ticket', token: 't', target, follow: false })
      monitors.lineUp('ticket')
      if (mode !== 'listen') await monitors.setMode('ticket', mode, 1)
      await settle()
      done.length = 0
      events.length = 0
    },
  }
}

const kinds = (events: readonly MonitorEvent[]) =>
  events.map((event) => ('reason' in event ? event.reason : event.kind))

describe('a take over that is known to be done', () => {
  it('ends the monitor so, and leaves the line alone', async () => {
    const on = stage()
    await on.begin('join')
    await on.takeOver()
    on.transferred(null) // the agent has left: nothing is detached for that
    on.monitors.check()
    await on.end({ kind: 'taken' })
    expect(on.answers).toEqual([ok(null)])
    expect(kinds(on.events)).toEqual(['takenOver'])
    expect(on.done).toEqual(['lend', 'giveUp'])
  })
  it('keeps no Listen waiting while what is left of it is removed', async () => {
    const on = stage()
    await on.begin()
    on.isSlow()
    await on.takeOver()
    await on.end({ kind: 'taken' })
    expect(kinds(on.events)).toEqual(['takenOver'])
    on.monitors.suspend(on.method)
    expect(await on.monitors.start({ ticketId: 'next', token: 't', target, follow: false })).toMatchObject({ ok: true })
    await on.clock.advance(2000)
    expect(kinds(on.events)).toEqual(['takenOver'])
  })
  it('is asked for once where it is asked for twice', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    await on.takeOver()
    await on.end({ kind: 'taken' })
    expect(on.answers).toEqual([ok(null), ok(null)])
    expect(on.bridges()).toBe(1)
  })
  it('counts, though the end was asked for meanwhile: nobody hangs up on the caller', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    const ended = on.monitors.end('ticket')
    await on.end({ kind: 'taken' })
    expect(await ended).toEqual(ok(null))
    expect(kinds(on.events)).toEqual(['takenOver'])
    expect(on.done).not.toContain('drop')
  })
})

describe('a take over that is not known', () => {
  it('is told so, and who may hear; once it is known, it ends the monitor', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    on.unsure()
    on.unsure()
    await settle()
    expect(on.answers).toEqual([err(deskFailure('actUnknown'))])
    expect(on.events).toEqual([{ kind: 'unsure', ticketId: 'ticket', modes: ['listen', 'whisperCaller'], until: null }])
    await on.end({ kind: 'taken' })
    expect(kinds(on.events)).toEqual(['unsure', 'takenOver'])
    expect(on.answers).toHaveLength(1)
  })
  it('is told to be back in listen where the call stayed with the agent', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    on.unsure()
    await on.end({ kind: 'notTaken', cause: deskFailure('pbxRefused') })
    await on.clock.advance(10)
    expect(on.done).toEqual(['lend', 'takeBack', 'listen'])
    expect(on.events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null })
  })
  it('waits for its end; then the end that was asked for is done', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    const ended = on.monitors.end('ticket')
    await settle()
    expect(on.done).toEqual(['lend'])
    await on.end({ kind: 'notTaken', cause: deskFailure('callGone') })
    expect(await ended).toEqual(ok(null))
    expect(on.done).toEqual(['lend', 'takeBack', 'drop'])
  })
  it('names who may hear while the connection is cut', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    on.monitors.suspend(on.method)
    expect(on.events.at(-1)).toMatchObject({ kind: 'unsure', modes: ['listen', 'whisperCaller'] })
    expect(on.done).toEqual(['lend'])
  })
  it('is over with the connection for good: the line is left to whom it is with', async () => {
    const on = stage()
    await on.begin()
    await on.takeOver()
    await on.end({ kind: 'lost' })
    expect(on.answers).toEqual([err(deskFailure('actUnknown'))])
    expect({ told: kinds(on.events), done: on.done }).toEqual({ told: ['pbxLost'], done: ['lend', 'giveUp'] })
  })
  it('is told as over once, though the connection is cut while the rest is removed', async () => {
    const on = stage()
    await on.begin()
    on.isSlow()
    await on.takeOver()
    await on.end({ kind: 'lost' })
    on.monitors.suspend(on.method)
    await on.clock.advance(2000)
    expect(kinds(on.events)).toEqual(['pbxLost'])
  })
})

describe('a take over that is refused', () => {
  it('brings the monitor back to listen', async () => {
    const on = stage()
    await on.begin('join')
    await on.takeOver()
    await on.end({ kind: 'notTaken', cause: deskFailure('callGone') })
    await on.clock.advance(10)
    expect(on.answers).toEqual([err(deskFailure('callGone'))])
    expect(on.events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null })
  })
  it.each([
    ['other', 'peopleChanged'],
    [null, 'callGone'],
  ] as const)('is not asked for where the call is %s by now', async (call, code) => {
    const on = stage()
    await on.begin()
    on.transferred(call)
    await on.takeOver()
    expect(on.answers).toEqual([err(deskFailure(code))])
    expect(on.bridges()).toBe(0)
  })
  it('is not asked for on another call, nor without a monitor', async () => {
    const on = stage()
    expect(await on.monitors.takeOver('ticket', target, async () => ({ kind: 'taken' }))).toEqual(
      err(deskFailure('unknownMonitor')),
    )
    await on.begin()
    const other = { callId: 'before', agentId: '1001' }
    expect(await on.monitors.takeOver('ticket', other, async () => ({ kind: 'taken' }))).toEqual(
      err(deskFailure('monitorMoved')),
    )
  })
})
