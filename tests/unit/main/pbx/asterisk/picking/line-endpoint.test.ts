// Which phone the PBX rings for a supervisor: their endpoint, however it is named and whichever driver it belongs to.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err } from '#contract/result.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { namesOf } from '#main/pbx/asterisk/picking/methods.ts'
import { phonesToRing } from '#main/pbx/asterisk/picking/ringing.ts'
import { parseSiteFile } from '#main/settings/site-file.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'

const line = { uri: 'sip:5001@pbx', wsUrl: 'wss://pbx/ws', authUser: '5001', password: 'x' }
const siteOf = (more: object) =>
  asteriskSite.parse({ kind: 'asterisk', host: 'pbx', ami: { user: 'u', secret: 's' }, line, ...more })
const parts = { clock: fakeClock(), random: () => 0, log: () => undefined, switchBy: () => 'api' as const }

async function rung(more: object): Promise<{ phones: readonly string[]; asked: readonly string[] }> {
  const asked: string[] = []
  const site = siteOf(more)
  const phones = await phonesToRing(site.takeOn, namesOf(site, 'me', parts).endpoint, null, {
    action: async (_, fields = []) => {
      asked.push(fields[0]?.[1] ?? '')
      return err(deskFailure('pbxRefused'))
    },
  })
  return { phones, asked }
}

describe('the phone that rings', () => {
  it.each([
    [{}, 'PJSIP/5001'],
    [{ line: { ...line, endpoint: 'sup-anna' } }, 'PJSIP/sup-anna'],
    [{ takeOn: { phone: '5101' } }, 'PJSIP/5101'],
    [{ takeOn: { phone: 'SIP/5101' } }, 'SIP/5101'],
    [{ takeOn: { phone: 'PJSIP/5101' } }, 'PJSIP/5101'],
  ])('of %j is %s', async (more, phone) => {
    expect((await rung(more)).phones).toEqual([phone])
  })

  it('is every phone of the endpoint, where it is named unlike the extension', async () => {
    const { asked } = await rung({ takeOn: 'all', line: { ...line, endpoint: 'sup-anna' } })
    expect(asked).toEqual(['PJSIP_DIAL_CONTACTS(sup-anna)'])
  })
})

it('an endpoint of a supervisor is no agent, by either name', () => {
  expect(namesOf(siteOf({ line: { ...line, endpoint: 'sup-anna' } }), 'me', parts).rules.lines).toEqual([
    '5001',
    'sup-anna',
  ])
})

it.each(['XMPP/5101', 'SIP/5101/x', 'sip:5101@pbx', ''])(
  'a phone that cannot be rung is refused with its path: %s',
  (phone) => {
    const text = JSON.stringify({
      site: { kind: 'asterisk', host: 'pbx', ami: { user: 'u', secret: 's' }, takeOn: { phone } },
    })
    const parsed = parseSiteFile('site.json', text)
    expect(parsed.ok ? '' : parsed.error).toMatch(/site\.json: site\.takeOn/)
  },
)
