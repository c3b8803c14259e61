import { describe, expect, it } from 'vitest'
import type { Spot, View } from '#main/pbx/asterisk/floor/picture-view.ts'
import { adriftMs, type MonitorPhase, nextStep, transferMs } from '#main/pbx/kit/monitor-step.ts'

const ada: Spot = { channelId: 'c1', channelName: 'PJSIP/1001-1', callId: 'call', agentId: '1001' }
const ben: Spot = { channelId: 'c2', channelName: 'PJSIP/1002-2', callId: 'call', agentId: '1002' }
const next: Spot = { ...ada, channelId: 'c3', callId: 'next' }
const nothing: View = {
  talking: () => null,
  agentOn: () => null,
  callOf: () => null,
  callState: () => 'none',
  peerOf: () => null,
}
const live: MonitorPhase = { kind: 'live', spot: ada, mode: 'join' }
const adrift: MonitorPhase = { kind: 'adrift', target: { callId: 'call', agentId: '1001' }, from: ada, since: 1000 }
const afterCall: MonitorPhase = { kind: 'afterCall', target: { callId: 'call', agentId: '1001' } }
const step = (phase: MonitorPhase, view: Partial<View>, follow = false, now = 1000) =>
  nextStep(phase, follow, { ...nothing, ...view }, now)

describe('a live monitor', () => {
  it('stays while the agent is in the same call', () => {
    expect(step(live, { callOf: () => 'call' })).toEqual({ kind: 'stay' })
  })
  it('lets go when the channel of the agent is gone', () => {
    expect(step(live, {})).toEqual({ kind: 'detach' })
  })
  it('begins anew when a transfer gives the agent another partner', () => {
    expect(step(live, { callOf: () => 'other' })).toEqual({
      kind: 'move',
      spot: { ...ada, callId: 'other' },
      by: 'transfer',
    })
  })
})

describe('a monitor whose agent left the call', () => {
  it('goes to the next agent of the call', () => {
    expect(step(adrift, { agentOn: () => ben })).toEqual({ kind: 'move', spot: ben, by: 'transfer' })
  })
  it('goes on with the same phone when it has another partner, though its call is another then', () => {
    const view: Partial<View> = { callOf: (channel) => (channel === 'c1' ? 'other' : null) }
    expect(step(adrift, view)).toEqual({ kind: 'move', spot: { ...ada, callId: 'other' }, by: 'transfer' })
    expect(step(adrift, { ...view, agentOn: () => ben })).toEqual({ kind: 'move', spot: ben, by: 'transfer' })
  })
  it('waits as long as another phone rings', () => {
    expect(step(adrift, { callState: () => 'open' }, false, 1e6)).toEqual({ kind: 'stay' })
  })
  it('gives a transfer a moment before it says that the call is over', () => {
    expect(step(adrift, { callState: () => 'settled' })).toEqual({ kind: 'stay' })
    expect(step(adrift, { callState: () => 'settled' }, false, 1000 + adriftMs)).toEqual({ kind: 'targetEnded' })
  })
  it('waits longer for a transfer that was told, until nobody can be expected any more', () => {
    const view: Partial<View> = { callState: () => 'transferred' }
    expect(step(adrift, view, false, 1000 + adriftMs)).toEqual({ kind: 'stay' })
    expect(step(adrift, view, false, 1000 + transferMs)).toEqual({ kind: 'targetEnded' })
  })
  it('says at once that the call is over when nobody is left in it', () => {
    expect(step(adrift, {})).toEqual({ kind: 'targetEnded' })
  })
})

describe('a monitor after its call', () => {
  it.each([false, true])('goes on with the call when an agent talks in it after all, following: %s', (follow) => {
    const view = { agentOn: () => ben, talking: () => next }
    expect(step(afterCall, view, follow)).toEqual({ kind: 'move', spot: ben, by: 'transfer' })
  })
  it('follows only when it should', () => {
    const view = { talking: () => next }
    expect(step(afterCall, view, false)).toEqual({ kind: 'stay' })
    expect(step(afterCall, view, true)).toEqual({ kind: 'move', spot: next, by: 'follow' })
  })
})
