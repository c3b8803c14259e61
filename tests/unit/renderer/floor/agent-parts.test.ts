// What a row says of an agent's state.
import { describe, expect, it } from 'vitest'
import type { Presence } from '#contract/floor.ts'
import { presenceText } from '#renderer/floor/agent-parts.ts'
import { presenceCounts, presenceKinds } from '#renderer/floor/select.ts'
import { wordsNow } from '#renderer/words/words.ts'
import { anAgent } from '../../../fakes/floors.ts'

describe('the state of an agent in words', () => {
  it.each<[Presence, string]>([
    [{ kind: 'paused', reason: null }, 'Paused'],
    [{ kind: 'paused', reason: 'Lunch' }, 'Paused: Lunch'],
    [{ kind: 'paused', reason: null, queues: ['support'] }, 'Paused in support'],
    [{ kind: 'paused', reason: 'Training', queues: ['sales', 'support'] }, 'Paused in sales & support: Training'],
    [{ kind: 'doNotDisturb' }, 'Do not disturb'],
    [{ kind: 'busy' }, 'Busy'],
  ])('%o is "%s"', (presence, text) => {
    expect(presenceText(wordsNow(), presence)).toBe(text)
  })

  it('is counted in the summary, whichever it is', () => {
    const agents = Object.fromEntries(
      presenceKinds.map((kind) => [
        kind,
        anAgent(kind, { presence: kind === 'paused' ? { kind, reason: null } : { kind } }),
      ]),
    )
    expect(presenceCounts(agents).map(({ kind }) => kind)).toEqual([...presenceKinds])
  })
})
