// What a row says of an agent's state.
import { describe, expect, it } from 'vitest'
import type { Presence } from '#contract/floor.ts'
import { stateText } from '#renderer/floor/agent-parts.ts'
import { agentStates, stateCounts, statesIn } from '#renderer/floor/select.ts'
import { wordsNow } from '#renderer/words/words.ts'
import { aCall, anAgent } from '../../../fakes/floors.ts'

describe('the state of an agent in words', () => {
  it.each<[Presence, string]>([
    [{ kind: 'paused', reason: null }, 'Paused'],
    [{ kind: 'paused', reason: 'Lunch' }, 'Paused: Lunch'],
    [{ kind: 'paused', reason: null, queues: ['support'] }, 'Paused in support'],
    [{ kind: 'paused', reason: 'Training', queues: ['sales', 'support'] }, 'Paused in sales & support: Training'],
    [{ kind: 'doNotDisturb' }, 'Do not disturb'],
    [{ kind: 'busy' }, 'Busy'],
  ])('%o is "%s"', (presence, text) => {
    expect(stateText(wordsNow(), anAgent('1', { presence }), null)).toBe(text)
  })

  it.each([
    ['talking', 'On a call'],
    ['ringing', 'On a call'],
    ['held', 'On hold'],
  ] as const)('on a call that is %s is "%s"', (state, text) => {
    expect(stateText(wordsNow(), anAgent('1'), { state })).toBe(text)
  })

  it('that is no call does not go by what a call of theirs does', () => {
    expect(stateText(wordsNow(), anAgent('1', { presence: { kind: 'wrapUp' } }), { state: 'held' })).toBe('Wrap-up')
  })

  it('is counted in the summary, whichever it is', () => {
    const agents = agentStates.map((state) => {
      if (state === 'onHold') return anAgent(state, { callId: 'held' })
      return anAgent(state, { presence: state === 'paused' ? { kind: state, reason: null } : { kind: state } })
    })
    const counts = stateCounts({ held: aCall('held', 'onHold', { state: 'held' }) }, agents)
    expect(agentStates.map((state) => counts[state])).toEqual(agentStates.map(() => 1))
    expect(statesIn(counts)).toEqual([...agentStates])
  })
})
