// Who hears a mode, who counts as the same, and when what was chosen may not stand any more.

import { describe, expect, it } from 'vitest'
import type { AccessRules } from '#contract/access.ts'
import { type Hearer, hearersOf, sameHearers, whyNotStill } from '#contract/hearers.ts'
import { modes } from '#contract/monitor.ts'
import { byApi } from '../../../fakes/capabilities.ts'
import { aCall, agentParty, outside } from '../../../fakes/floors.ts'

const rules: AccessRules = {
  policy: 'crexendo',
  rights: [...modes],
  capabilities: byApi,
}
const call = aCall('c', '1')
const ana: Hearer = { side: 'agent', agentId: '1', number: '1', onNet: true }
const ada: Hearer = { side: 'caller', agentId: null, number: '+15550100', onNet: false }

describe('who hears', () => {
  it('is nobody, the agent, the caller, or both', () => {
    expect(modes.map((mode) => hearersOf(call, '1', mode))).toEqual([[], [ana], [ada], [ana, ada]])
  })

  it('is the agent who is monitored and whoever they talk with, whichever of them called', () => {
    const between = aCall('c', '2', { from: agentParty('1'), to: agentParty('2') })
    const sides = (agentId: string) => hearersOf(between, agentId, 'join').map(({ side, agentId: id }) => [side, id])
    expect(sides('1')).toEqual([
      ['agent', '1'],
      ['caller', '2'],
    ])
    expect(sides('2')).toEqual([
      ['agent', '2'],
      ['caller', '1'],
    ])
  })
})

describe('the same people', () => {
  it.each([
    ['fewer', [ana]],
    ['more', [ana, ada, ada]],
    ['others by number', [ana, { ...ada, number: '+15550199' }]],
    ['on the other side of the network', [ana, { ...ada, onNet: true }]],
    ['on the other side of the call', [ada, ana]],
    ['another agent', [{ ...ana, agentId: '2' }, ada]],
  ])('are not those who are %s', (_what, now) => {
    expect(sameHearers([ana, ada], now)).toBe(false)
  })

  it('without a number are known by their leg, so that one withheld caller after another is somebody else', () => {
    const nobody: Hearer = { side: 'caller', agentId: null, number: '', onNet: false, leg: 'a.1' }
    expect(sameHearers([nobody], [{ ...nobody }])).toBe(true)
    expect(sameHearers([nobody], [{ ...nobody, leg: 'b.7' }])).toBe(false)
    expect(sameHearers([ada], [{ ...ada, leg: 'b.7' }]), 'a number tells more than a leg').toBe(true)
  })

  it('are known by who they are where both are known, else by their number', () => {
    expect(sameHearers([ana], [{ ...ana, number: '1-mobile' }])).toBe(true)
    expect(sameHearers([ana], [{ ...ana, agentId: null }])).toBe(true)
    expect(sameHearers([{ ...ana, agentId: null }], [{ ...ana, number: '9' }])).toBe(false)
  })
})

describe('what was chosen', () => {
  const join = { mode: 'join' as const, hearers: [ana, ada] }

  it('stands for those it was chosen for', () => {
    expect(whyNotStill(join, call, '1', rules)).toBeNull()
  })

  it('stands no more on a call that is gone, among others, or where it is not allowed any more', () => {
    expect(whyNotStill(join, undefined, '1', rules)).toBe('callGone')
    expect(whyNotStill(join, { ...call, from: { ...outside, number: '9' } }, '1', rules)).toBe('peopleChanged')
    expect(whyNotStill(join, call, '1', { ...rules, rights: ['listen'] })).toBe('accessChanged')
  })
})
