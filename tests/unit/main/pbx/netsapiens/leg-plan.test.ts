import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heardBy, type Mode, modes } from '#contract/monitor.ts'
import { isInForce, type Leg, legPlan, mayBeInForce } from '#main/pbx/netsapiens/monitors/leg-plan.ts'

const state = fc.constantFrom('listen', 'barged', 'unknown') as fc.Arbitrary<Leg['state']>
const pair = fc.tuple(state, state).map(([agent, other]): Leg[] => [
  { key: 'a', id: 'a', ear: 'agent', state: agent },
  { key: 'o', id: 'o', ear: 'other', state: other },
])
const mode = fc.constantFrom(...modes) as fc.Arbitrary<Mode>

describe('the plan of a change', () => {
  it('leaves, once all of it is confirmed, exactly the ears open that the mode names', () => {
    fc.assert(
      fc.property(pair, mode, (legs, wanted) => {
        const plan = legPlan(legs, wanted)
        const done = [...(plan?.close ?? []), ...(plan?.open ?? [])]
        const after = legs.map((leg): Leg => {
          const step = done.find((one) => one.leg === leg.id)
          return step ? { ...leg, state: step.action === 'listen' ? 'listen' : 'barged' } : leg
        })
        expect(isInForce(after, wanted)).toBe(true)
        const open = after.filter((leg) => leg.state === 'barged').map((leg) => leg.ear)
        const expected = { nobody: [], agent: ['agent'], caller: ['other'], both: ['agent', 'other'] }[heardBy[wanted]]
        expect(open).toEqual(expected)
      }),
    )
  })

  it('is in force by none of its halves', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom('whisperAgent', 'whisperCaller', 'join'), (legs, wanted) => {
        const unknown = legs.map((leg, n): Leg => (n === 0 ? { ...leg, state: 'unknown' } : leg))
        expect(isInForce(unknown, wanted as Mode)).toBe(false)
        expect(isInForce(legs.slice(1), wanted as Mode)).toBe(false)
      }),
    )
  })

  it('always closes every ear on the way to listen, known or not', () => {
    fc.assert(
      fc.property(pair, (legs) => {
        expect(legPlan(legs, 'listen')).toEqual({
          close: [
            { leg: 'a', action: 'listen' },
            { leg: 'o', action: 'listen' },
          ],
          open: [],
        })
      }),
    )
  })

  it('has no whisper for anonymous legs, and nothing at all for one leg', () => {
    const anonymous: Leg[] = ['a', 'b'].map((id) => ({ key: id, id, ear: 'unknown', state: 'listen' }))
    expect(legPlan(anonymous, 'whisperAgent')).toBeNull()
    expect(legPlan(anonymous, 'join')?.open).toHaveLength(2)
    expect(legPlan(anonymous.slice(1), 'join')).toBeNull()
  })
})

describe('who may hear', () => {
  it('is each ear whose leg is not known to listen, and both where a leg does not say whose it is', () => {
    const legs = (agent: Leg['state'], other: Leg['state']): Leg[] => [
      { key: 'a', id: 'a', ear: 'agent', state: agent },
      { key: 'o', id: 'o', ear: 'other', state: other },
    ]
    expect(mayBeInForce([])).toEqual([])
    expect(mayBeInForce(legs('listen', 'listen'))).toEqual([])
    expect(mayBeInForce(legs('unknown', 'listen'))).toEqual(['whisperAgent'])
    expect(mayBeInForce(legs('listen', 'barged'))).toEqual(['whisperCaller'])
    expect(mayBeInForce(legs('barged', 'unknown'))).toEqual(['whisperAgent', 'whisperCaller'])
    expect(mayBeInForce([{ key: 'x', id: 'x', ear: 'unknown', state: 'unknown' }])).toEqual([
      'whisperAgent',
      'whisperCaller',
    ])
  })
})
