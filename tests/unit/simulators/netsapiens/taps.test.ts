// What the simulated platform makes of rings and rows. Pure.
import { describe, expect, it } from 'vitest'
import { rowChanges } from '../../../simulators/netsapiens/row-changes.ts'
import { afterRing, modeOf, newTap, withLeg } from '../../../simulators/netsapiens/taps.ts'

const start = { id: 't', call: 'c1', origCallId: 'c1.o', agentSide: 'term', supervisor: '5001', startedAt: 0 } as const
const tap = newTap(start, ['5001', '5001wp'])
const [first = '', second = ''] = tap.rings.map(({ id }) => id)
const [orig = '', term = ''] = tap.legs.map(({ id }) => id)

describe('a tap', () => {
  it('is heard by whom its open legs lead to', () => {
    expect(modeOf(tap)).toBe('listen')
    expect(modeOf(withLeg(tap, term, true))).toBe('whisper-agent')
    expect(modeOf(withLeg(tap, orig, true))).toBe('whisper-caller')
    expect(modeOf(withLeg(withLeg(tap, orig, true), term, true))).toBe('join')
  })

  it('is the first phone’s to answer', () => {
    expect(afterRing(tap, { ring: second, kind: 'answered' })?.rings).toEqual([{ ...tap.rings[1], answered: true }])
  })

  it('is silent on both legs once the PBX put it back to listen', () => {
    const speaking = withLeg(tap, orig, true)
    expect(afterRing(speaking, { ring: first, kind: 'silent' })).toEqual(tap)
  })

  it('is over with its last ring', () => {
    const left = afterRing(tap, { ring: first, kind: 'ended' })
    expect(left?.rings).toEqual([tap.rings[1]])
    expect(left && afterRing(left, { ring: second, kind: 'ended' })).toBeNull()
  })
})

describe('rows that change', () => {
  const row = (id: string, state = 'up') => ({ orig_callid: id, term_callid: 'x', term_uri: 'y', state })

  it('are told once: the gone as removed, then the changed and the new', () => {
    const before = [row('gone'), row('same'), row('changed')]
    expect(rowChanges(before, [row('new'), row('changed', 'held'), row('same')])).toEqual([
      { ...row('gone'), remove: 'yes' },
      row('new'),
      row('changed', 'held'),
    ])
    expect(rowChanges(before, before)).toEqual([])
  })
})
