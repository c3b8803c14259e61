import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, type Floor, type FloorPatch, isOnNet, mergePatches, otherParty } from '#contract/floor.ts'
import { aCall, agentParty, anAgent, floorWith, outside } from '../../../fakes/floors.ts'

const ids = fc.constantFrom('1', '2', '3', '4')
const agents = fc.record({ id: ids, since: fc.nat(9) }).map(({ id, since }) => anAgent(id, { since }))
const calls = fc.record({ id: ids, startedAt: fc.nat(9) }).map(({ id, startedAt }) => aCall(id, '7', { startedAt }))
// A patch never says of the same row that it is there and that it is gone: the PBX tells one or the other.
const change = <T extends { id: string }>(rows: fc.Arbitrary<T>) =>
  fc.option(
    fc
      .record({ set: fc.uniqueArray(rows, { selector: (row) => row.id }), gone: fc.uniqueArray(ids) })
      .map(({ set, gone }) => ({ set, gone: gone.filter((id) => !set.some((row) => row.id === id)) })),
    { nil: undefined },
  )
const patches: fc.Arbitrary<FloorPatch> = fc.record({ agents: change(agents), calls: change(calls) })
const floors: fc.Arbitrary<Floor> = fc
  .tuple(fc.array(calls), fc.array(agents))
  .map(([rows, people]) => floorWith(rows, people))

describe('patches of the floor', () => {
  it('merged do what they did in turn', () => {
    fc.assert(
      fc.property(floors, fc.array(patches, { maxLength: 4 }), (floor, several) => {
        expect(applyPatch(floor, mergePatches(...several))).toEqual(several.reduce(applyPatch, floor))
      }),
    )
  })

  it('can be applied again without changing anything', () => {
    fc.assert(
      fc.property(floors, patches, (floor, patch) => {
        const once = applyPatch(floor, patch)
        expect(applyPatch(once, patch)).toEqual(once)
      }),
    )
  })

  it('leave tables they do not touch the same objects', () => {
    const before = floorWith([aCall('c', '1')], [anAgent('1')])
    const after = applyPatch(before, { agents: { set: [anAgent('2')] }, calls: { set: [], gone: [] } })
    expect(after.calls).toBe(before.calls)
    expect(after.agents).not.toBe(before.agents)
    expect(before.agents['2']).toBeUndefined()
  })

  it('replace a whole row and take a row away', () => {
    const before = floorWith([aCall('c', '1'), aCall('d', '2')])
    const after = applyPatch(before, { calls: { set: [aCall('c', '1', { state: 'held' })], gone: ['d'] } })
    expect(after.calls).toEqual({ c: aCall('c', '1', { state: 'held' }) })
  })
})

describe('the parties of a call', () => {
  const between = aCall('c', '2', { from: agentParty('1'), to: agentParty('2') })

  it('are told apart by whose side the agent is', () => {
    expect(otherParty(between, '1').agentId).toBe('2')
    expect(otherParty(between, '2').agentId).toBe('1')
    expect(otherParty(aCall('c', '2'), '2')).toBe(outside)
  })

  it('make the call on-net only when both phones are registered here', () => {
    expect(isOnNet(between)).toBe(true)
    expect(isOnNet(aCall('c', '2'))).toBe(false)
  })
})
