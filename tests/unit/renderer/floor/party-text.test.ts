import { describe, expect, it } from 'vitest'
import { partyOnFloor, partyText, reachedText } from '#renderer/floor/party-text.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { aCall, agentParty, anAgent, floorWith, outside } from '../../../fakes/floors.ts'

const floor = floorWith([], [anAgent('1', { name: 'Ana Ruiz', extension: '1001' })])

describe('the name of a party', () => {
  it('is the name with the number beside it', () => {
    expect(partyText(words, outside)).toEqual({ main: 'Ada Byron', detail: '+15550100' })
  })

  it('is the number alone where no name is known', () => {
    expect(partyText(words, { ...outside, name: null })).toEqual({ main: '+15550100', detail: null })
  })

  it('is never empty, not even for a caller who hides', () => {
    expect(partyText(words, { name: null, number: '', onNet: false, agentId: null }).main).toBe(
      words.floor.unknownParty,
    )
  })

  it('of an agent is the agent’s name and extension, whatever the call says', () => {
    expect(partyOnFloor(words, floor, agentParty('1'))).toEqual({ main: 'Ana Ruiz', detail: '1001' })
  })
})

describe('who was reached', () => {
  const toQueue = { name: null, number: '8001', onNet: true, agentId: null }

  it('is nobody yet while the call waits in a queue', () => {
    const call = aCall('c', '1', { agentId: null, state: 'waiting', to: toQueue })
    expect(reachedText(words, floor, call).main).toBe(words.floor.queueParty)
  })

  it('is the agent on it where the PBX still shows the number of the queue', () => {
    expect(reachedText(words, floor, aCall('c', '1', { to: toQueue }))).toEqual({ main: 'Ana Ruiz', detail: '1001' })
  })

  it('is the outside number on a call the agent made', () => {
    const call = aCall('c', '1', { from: agentParty('1'), to: outside })
    expect(reachedText(words, floor, call)).toEqual({ main: 'Ada Byron', detail: '+15550100' })
  })
})
