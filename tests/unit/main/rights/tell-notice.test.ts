// What check-site says of the notice that a site wants.
import { describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { tellNotice } from '#main/rights/tell-notice.ts'

const asterisk = (more: object = {}) => ({
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { user: 'u', secret: 's' },
  ...more,
})
const ari = { url: 'https://pbx.example:8089/ari', user: 'u', password: 'p' }
const told = (rule: object, site: object = { kind: 'demo' }) =>
  tellNotice(settings.parse({ site, notice: { rules: [rule], privateFor: ['auditor'] } }))

describe('the notice of a site', () => {
  it('is told by role', () => {
    const rule = { exceptRoles: ['head'], tone: { to: 'both', everyS: 15 }, announcement: { to: 'caller' }, sign: 'x' }
    expect(told(rule)).toEqual({
      leadsTo: [
        'every role but head: a tone to both every 15 s, an announcement to caller before the first word, a text on the agent’s phone; without it nobody monitors',
        'without notice, where they choose so: auditor',
      ],
      wrong: [],
    })
    expect(told({ roles: ['coach'] }).leadsTo[0]).toBe('coach: none')
  })

  it.each([
    ['Asterisk without ARI', { tone: { to: 'agent' } }, asterisk(), 'missing'],
    ['Asterisk by the dialplan', { tone: { to: 'agent' } }, asterisk({ ari, way: 'dialplan' }), 'missing'],
    ['what may go on without', { tone: { to: 'agent' }, failing: 'goOn' }, asterisk(), 'advice'],
    ['an announcement without a sound', { announcement: { to: 'agent' } }, asterisk({ ari }), 'missing'],
  ])('is missing at %s', (_, rule, site, kind) => {
    expect(told(rule, site).wrong).toMatchObject([{ kind }])
  })

  it.each([
    ['a tone by ARI', { tone: { to: 'agent' } }, asterisk({ ari })],
    ['a named sound by ARI', { announcement: { to: 'agent', sound: 'custom/told' } }, asterisk({ ari })],
    ['nothing wanted', { roles: ['coach'] }, asterisk()],
  ])('is right with %s', (_, rule, site) => {
    expect(told(rule, site).wrong).toEqual([])
  })
})
