// What check-site tells of the rights: what each role may do, and what can hardly be meant.
import { describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { tellRules } from '#main/rights/tell-rules.ts'

const site = (set: object) => settings.parse(set)

describe('what a rule leads to', () => {
  it('is said for each role, and for whoever has none', () => {
    const { leadsTo } = tellRules(
      site({
        access: {
          rules: [
            { name: 'Council', never: ['listen'], on: { agents: ['1044'] } },
            { name: 'Coaches', roles: ['coach'], may: ['listen', 'whisperAgent'], on: { ownTeam: true } },
          ],
          hideNumbersFrom: ['coach'],
        },
      }),
    )
    expect(leadsTo).toEqual([
      'coach: listen, whisperAgent on calls with their own team; never listen on calls with agent 1044; sees no numbers',
      'whoever has no role: nothing; sees no numbers',
    ])
  })

  it('is nothing where there are neither rules nor roles', () => {
    expect(tellRules(site({}))).toEqual({ leadsTo: [], doubts: [] })
  })
})

describe('a doubt', () => {
  const people = [{ name: 'Sue', extension: '1', role: 'coach', pin: `scrypt:${'0'.repeat(32)}:${'0'.repeat(64)}` }]
  it.each([
    [
      'a role nobody has',
      { access: { rules: [{ name: 'r', roles: ['coahc'], may: ['listen'] }] } },
      'nobody has the role "coahc"',
    ],
    [
      'a role that may do nothing',
      { access: { rules: [{ name: 'r', roles: ['x'], may: ['listen'] }] } },
      'the role "coach" may do nothing',
    ],
    ['who cannot sign in', { people: [...people, { name: 'Tom', extension: '2' }] }, 'Tom has neither PIN nor badge'],
  ])('is said of %s', (_what, set, sentence) => {
    const { doubts } = tellRules(site({ people, ...set }))
    expect(doubts.map(({ what }) => what).join('\n')).toContain(sentence)
  })
})
