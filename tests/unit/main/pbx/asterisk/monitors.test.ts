// The monitors over a method that errs: what is told, and what is never believed.

import { beforeEach, describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { Mode, MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { endsWithinMs } from '#main/pbx/kit/lease.ts'
import { createMonitors, type Monitors } from '#main/pbx/kit/monitors.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const target = { callId: 'call', agentId: '1001' }
const spot: Spot = { channelId: 'c1', channelName: 'PJSIP/1001-1', ...target }

let events: MonitorEvent[]
let done: string[]
let refused: Mode[]
let present: boolean
let looked: () => Promise<void>
let monitors: Monitors

const method: SpyMethod = {
  name: 'ari',
  lending: null,
  switching: ['api'],
  canSwitch: [],
  open: async () => ok(null),
  spy: async (_, on, mode) => {
    done.push(`${mode} ${on.channelId}`)
    return refused.includes(mode) ? { kind: 'silent', cause: deskFailure('pbxRefused') } : { kind: 'inForce' }
  },
  digits: async (_ticket, _spot, mode) => (mode === 'join' ? { kind: 'sendDigits', digits: '6', by: 'info' } : null),
  unspy: async () => void done.push('unspy'),
  drop: async () => void done.push('drop'),
  renew: async () => undefined,
  resync: () => looked(),
}
const view: View = {
  talking: () => (present ? spot : null),
  agentOn: () => null,
  callOf: () => (present ? 'call' : null),
  callState: () => (present ? 'open' : 'none'),
  peerOf: () => null,
}
const told = () => events.map(({ kind }) => kind)
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(async () => {
  ;[events, done, refused, present] = [[], [], [], true]
  looked = async () => undefined
  const clock = fakeClock(1000)
  const parts = { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' as const }
  monitors = createMonitors({
    parts,
    method: () => ok(method),
    view: () => view,
    heard: async () => undefined,
    emit: (event) => void events.push(event),
  })
  await monitors.start({ ticketId: 'ticket', token: 'x'.repeat(32), target, follow: false })
  monitors.lineUp('ticket')
})

describe('a change of mode', () => {
  it('is told only once it is in force, with the number of its asking', async () => {
    expect(await monitors.setMode('ticket', 'whisperAgent', 7)).toEqual(ok({ kind: 'asked' }))
    await settled()
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'whisperAgent', changeId: 7 })
  })

  it('that the PBX refuses ends in listen, never under its own number', async () => {
    refused = ['whisperAgent']
    await monitors.setMode('ticket', 'whisperAgent', 7)
    await settled()
    expect(events.slice(1)).toEqual([{ kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null }])
    expect(done).toEqual(['whisperAgent c1', 'listen c1'])
  })

  it('by digits is in force when the PBX has shown it, and not before', async () => {
    expect(await monitors.setMode('ticket', 'join', 8)).toEqual(ok({ kind: 'sendDigits', digits: '6', by: 'info' }))
    expect(events).toHaveLength(1)
    monitors.switched('ticket', 'join')
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'join', changeId: 8 })
  })

  it('nobody asked for is told without a number', () => {
    monitors.switched('ticket', 'whisperCaller')
    expect(events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket', mode: 'whisperCaller', changeId: null })
  })

  it('is refused before the line is up, and after the call', async () => {
    await monitors.end('ticket')
    await monitors.start({ ticketId: 'second', token: 'x'.repeat(32), target, follow: false })
    expect(await monitors.setMode('second', 'join', 1)).toMatchObject({ ok: false, error: { detail: 'notLive' } })
    monitors.lineUp('second')
    present = false
    monitors.check()
    await settled()
    expect(await monitors.setMode('second', 'join', 2)).toMatchObject({ ok: false, error: { detail: 'callEnded' } })
  })
})

describe('a monitor in a speaking mode', () => {
  beforeEach(async () => {
    await monitors.setMode('ticket', 'whisperAgent', 1)
    await settled()
    events.length = 0
  })
  const listens = { kind: 'mode', ticketId: 'ticket', mode: 'listen', changeId: null }

  it('is told to be in listen before its call is told to be over', async () => {
    present = false
    monitors.check()
    await settled()
    expect(events).toEqual([listens, { kind: 'targetEnded', ticketId: 'ticket' }])
  })

  it('is not known to be in listen when the connection is cut: the mode may be in force until the lease has run out', async () => {
    monitors.suspend(method)
    const unsure = { kind: 'unsure', ticketId: 'ticket', modes: ['whisperAgent'], until: 1000 + endsWithinMs }
    expect(events).toEqual([unsure])
    await monitors.resume(method)
    await settled()
    expect(events).toEqual([unsure, listens])
    expect(done.at(-1)).toBe('listen c1')
  })

  it('is not back when the connection is cut again while it is looked for: nothing is asked of what cannot be reached', async () => {
    const found: (() => void)[] = []
    looked = () => new Promise((resolve) => found.push(resolve))
    monitors.suspend(method)
    const first = monitors.resume(method)
    monitors.suspend(method)
    found[0]?.()
    await first
    await settled()
    expect([told(), done]).toEqual([['unsure'], ['whisperAgent c1']])
    const second = monitors.resume(method)
    found[1]?.()
    await second
    await settled()
    expect([told(), done.at(-1)]).toEqual([['unsure', 'mode'], 'listen c1'])
  })

  it('is told to be in listen as soon as its attachment ends by itself', () => {
    monitors.spyGone('ticket')
    expect(events).toEqual([listens])
  })

  it('ends once, however often it is asked, and leaves nothing', async () => {
    await Promise.all([monitors.end('ticket'), monitors.end('ticket')])
    expect(events).toEqual([{ kind: 'ended', ticketId: 'ticket', reason: 'asked' }])
    expect(done.filter((what) => what === 'drop')).toHaveLength(1)
  })
})

it('makes changes in the order they were asked for, also when the desk asks for listen in between', async () => {
  void monitors.setMode('ticket', 'whisperAgent', 1)
  void monitors.setMode('ticket', 'listen', -1)
  await monitors.setMode('ticket', 'listen', 2)
  await settled()
  expect(done).toContain('whisperAgent c1')
  expect([done.at(-1), events.at(-1)]).toMatchObject(['listen c1', { kind: 'mode', mode: 'listen', changeId: 2 }])
})
