// The one rule of the mixer, in every combination.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hears, type MonitorMode, otherSide, type Place, type Side } from '#main/demo-pbx/mixer/hearing.ts'

const modes: readonly MonitorMode[] = ['listen', 'whisper-agent', 'whisper-caller', 'join']
const sides: readonly Side[] = ['from', 'to']
const party = (side: Side): Place => ({ kind: 'party', side })
const supervisor = (id: string, mode: MonitorMode, agentSide: Side = 'to'): Place => ({
  kind: 'supervisor',
  id,
  mode,
  agentSide,
})

describe('who hears a supervisor', () => {
  it.each([
    ['listen', false, false],
    ['whisper-agent', true, false],
    ['whisper-caller', false, true],
    ['join', true, true],
  ] as const)('in %s: agent %s, caller %s', (mode, agent, caller) => {
    for (const agentSide of sides)
      for (const state of ['talking', 'held', 'alone'] as const) {
        const speaker = supervisor('a', mode, agentSide)
        expect(hears(party(agentSide), speaker, state)).toBe(agent)
        expect(hears(party(otherSide(agentSide)), speaker, state)).toBe(caller)
      }
  })

  it('is another supervisor only of one who joined, and never themselves', () => {
    for (const mode of modes) {
      expect(hears(supervisor('a', 'listen'), supervisor('b', mode), 'talking')).toBe(mode === 'join')
      expect(hears(supervisor('a', 'join'), supervisor('a', mode), 'talking')).toBe(false)
    }
  })
})

describe('the two parties', () => {
  it('hear each other while they talk, and not while one is on hold', () => {
    expect(hears(party('from'), party('to'), 'talking')).toBe(true)
    expect(hears(party('to'), party('from'), 'talking')).toBe(true)
    expect(hears(party('from'), party('to'), 'held')).toBe(false)
    expect(hears(party('to'), party('from'), 'alone')).toBe(false)
  })

  it('never hear themselves, whatever goes on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sides), fc.constantFrom('talking', 'held', 'alone'), (side, state) => {
        expect(hears(party(side), party(side), state)).toBe(false)
      }),
    )
  })
})
