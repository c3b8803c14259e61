// Whatever the rules of a site say: what no rule allows is refused, and a protected person is protected from everybody.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_RULE } from '#contract/acts/no-rule.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { type AccessRule, accessRule, type RuleTarget } from '#contract/rights.ts'
import { isLike, modesOf, whyNotByRule } from '#main/rights/why-not.ts'
import { aCall, agentParty, anAgent, floorWith } from '../../../fakes/floors.ts'

const roles = ['coach', 'auditor', 'trainee']
const teams = ['North', 'South']
const agents = [
  anAgent('1', { team: 'North' }),
  anAgent('2', { team: 'South' }),
  anAgent('3', { name: 'Works Council' }),
]
const calls = [aCall('c1', '1'), aCall('c2', '2'), aCall('c3', '3'), aCall('c4', '1', { from: agentParty('3') })]
const floor = floorWith(calls, agents)

const someModes = fc.uniqueArray(fc.constantFrom(...modes), { minLength: 1 })
const target: fc.Arbitrary<RuleTarget> = fc.oneof(
  fc.record({ agents: fc.uniqueArray(fc.constantFrom('1', '2', '3', 'works*'), { minLength: 1 }) }),
  fc.record({ teams: fc.uniqueArray(fc.constantFrom(...teams, '*'), { minLength: 1 }) }),
  fc.constant<RuleTarget>({ ownTeam: true }),
  fc.constant<RuleTarget>({ numbers: ['+1555*'] }),
)
const rule: fc.Arbitrary<AccessRule> = fc
  .record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1 }),
      on: target,
      kind: fc.constantFrom('may' as const, 'never' as const),
      wanted: someModes,
    },
    { requiredKeys: ['name', 'kind', 'wanted'] },
  )
  .map(({ kind, wanted, ...rest }) => accessRule.parse({ ...rest, [kind]: wanted }))
const asker = fc.record({
  role: fc.constantFrom(null, ...roles),
  teams: fc.uniqueArray(fc.constantFrom(...teams)),
})
const place = fc.constantFrom(...calls.flatMap((call) => [{ call, agentId: call.agentId ?? '' }]))
const wanted: fc.Arbitrary<Mode> = fc.constantFrom(...modes)
const rules = fc.array(rule, { maxLength: 6 })

describe('the rules of a site', () => {
  it('refuse what none of them allows, once one allows anything or names a role', () => {
    fc.assert(
      fc.property(rules, asker, place, wanted, (all, who, at, mode) => {
        const isClosed = all.some(({ may, roles: named }) => may || named)
        const allowing = all.filter(
          (one) => one.may?.includes(mode) && (!one.roles || one.roles.includes(who.role ?? '')),
        )
        const why = whyNotByRule(all, who, at, mode, floor)
        if (isClosed && allowing.length === 0) expect(why).not.toBeNull()
        if (why === NO_RULE) expect(isClosed).toBe(true)
      }),
    )
  })

  it('let no rule that allows undo one that forbids', () => {
    fc.assert(
      fc.property(rules, asker, place, wanted, (all, who, at, mode) => {
        const never = accessRule.parse({ name: 'protected', never: [mode], on: { agents: [at.agentId] } })
        const why = whyNotByRule([...all, never], who, at, mode, floor)
        expect(why).not.toBeNull()
        expect(why).not.toBe(NO_RULE)
      }),
    )
  })

  it('allow no more when one that forbids is added, and no less when one that allows is', () => {
    fc.assert(
      fc.property(rules, rule, asker, place, wanted, (all, more, who, at, mode) => {
        const before = whyNotByRule(all, who, at, mode, floor)
        const after = whyNotByRule([...all, more], who, at, mode, floor)
        if (more.never && before !== null) expect(after).not.toBeNull()
        // The first rule of a site closes it.
        if (more.may && before === null && all.length > 0 && all.some(({ may }) => may)) expect(after).toBeNull()
      }),
    )
  })

  it('offer the window every mode that they allow somewhere', () => {
    fc.assert(
      fc.property(rules, asker, place, wanted, (all, who, at, mode) => {
        if (whyNotByRule(all, who, at, mode, floor) === null) expect(modesOf(all, who)).toContain(mode)
      }),
    )
  })
})

describe('a pattern', () => {
  it('is what its letters say, * for any and ? for one, whatever the case', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?'), maxLength: 8 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B'), maxLength: 8 })
    fc.assert(
      fc.property(letters, text, (pattern, found) => {
        const wished = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
        expect(isLike(pattern, found)).toBe(wished.test(found))
      }),
      { numRuns: 2000 },
    )
  })

  it('of a hundred stars is answered at once', () => {
    const from = performance.now()
    expect(isLike(`${'*a'.repeat(50)}b`, 'a'.repeat(200))).toBe(false)
    expect(performance.now() - from).toBeLessThan(200)
  })
})
