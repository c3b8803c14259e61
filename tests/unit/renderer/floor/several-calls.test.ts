// Calls of more than two people, of one agent twice, and parked ones, in words.
import { describe, expect, it } from 'vitest'
import { reachedText, talkingTo } from '#renderer/floor/party-text.ts'
import { hasSeveralCalls } from '#renderer/floor/several-calls.ts'
import { peopleOf } from '#renderer/monitor/logic/people.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import { wordsNow } from '#renderer/words/words.ts'
import { aCall, agentParty, anAgent, floorWith, outside } from '../../../fakes/floors.ts'

const words = wordsNow()
const bob = { ...outside, name: 'Bob' }
const room = aCall('c', '1001', { others: [bob, agentParty('1002')] })

describe('a conference in words', () => {
  const floor = floorWith([room], [anAgent('1001', { name: 'Ann' }), anAgent('1002')])

  it('says how many more there are', () => {
    expect(reachedText(words, floor, room).main).toBe('Ann and 2 others')
    expect(reachedText(words, floor, { ...room, others: [bob] }).main).toBe('Ann and 1 other')
    expect(talkingTo(words, floor, room, '1001').main).toBe('Ada Byron and 2 others')
  })

  it('names all of them where what is said to the caller is heard', () => {
    const target = { callId: 'c', agentId: '1001' }
    expect(callerOf(words, peopleOf(floor, target, null))).toBe('Ada Byron and 2 others')
    expect(callerOf(words, peopleOf(floorWith([aCall('c', '1001')]), target, null))).toBe('Ada Byron')
  })
})

it('a parked call says by whom and where', () => {
  const parked = aCall('c', '1001', {
    agentId: null,
    state: 'parked',
    parkedBy: 'Ann',
    to: { name: null, number: '701', onNet: true, agentId: null },
  })
  expect(reachedText(words, floorWith([parked]), parked)).toEqual({ main: 'Parked by Ann', detail: '701' })
  expect(reachedText(words, floorWith([parked]), { ...parked, parkedBy: null }).main).toBe('Parked')
})

it('an agent has several calls where more than one names them, as whatever party', () => {
  const second = aCall('d', '1003', { from: agentParty('1002'), agentId: '1003' })
  const floor = floorWith([room, second, aCall('e', '1004')])
  expect(['1001', '1002', '1003', '1004'].filter((id) => hasSeveralCalls(floor, id))).toEqual(['1002'])
})
