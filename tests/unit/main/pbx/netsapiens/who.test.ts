// Who is signed in: what the token says, what the user's own record adds, and which token the feed takes.
import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import { feedTokenFor, lineOf, loginOf, maySupervise, supervisorOf, whoAmI } from '#main/pbx/netsapiens/sign-in/who.ts'
import type { Api } from '#main/pbx/netsapiens/wire/api.ts'
import { grantedOf } from '#main/pbx/netsapiens/wire/grant.ts'
import { readDevice } from '#main/pbx/netsapiens/wire/row.ts'

const apiWith = (answer: Result<unknown>) => {
  const asked: string[] = []
  const ask = async (path: string) => {
    asked.push(path)
    return answer
  }
  return { api: { read: ask, post: ask } as unknown as Api, asked }
}
const grant = (over: object = {}) => ({
  ...grantedOf('b', {}, 0),
  user: '5001',
  domain: 'sim',
  scope: 'Reseller',
  ...over,
})
const record = {
  user: '5009',
  domain: 'other',
  'user-scope': 'Site Manager',
  'name-first-name': 'Sam',
  'name-last-name': 'Super',
}

describe('who is signed in', () => {
  const who = async (granted: object, answer: Result<unknown>) => whoAmI(apiWith(answer).api, grant(granted))

  it('is whom the token names, by the name of their record', async () => {
    const { api, asked } = apiWith(ok(record))
    expect(await whoAmI(api, grant())).toEqual(
      ok({ user: '5001', domain: 'sim', scope: 'Reseller', name: 'Sam Super' }),
    )
    expect(asked).toEqual(['/domains/~/users/~'])
  })

  it('is whom the record names, where the token says nothing', async () => {
    const nothing = { user: null, domain: null, scope: null }
    const said = { user: '5009', domain: 'other', scope: 'Site Manager', name: 'Sam Super' }
    expect(await who(nothing, ok(record))).toEqual(ok(said))
    expect(await who(nothing, ok([record]))).toEqual(ok(said))
    expect(
      await who(nothing, ok({ ...record, 'user-scope': '', scope: 'Reseller', 'name-full-name': 'S. S.' })),
    ).toEqual(ok({ ...said, scope: 'Reseller', name: 'S. S.' }))
    expect(await who(nothing, ok({ user: 7, 'name-last-name': 'Super' }))).toEqual(
      ok({ user: '', domain: '', scope: null, name: 'Super' }),
    )
  })

  it.each(['callGone', 'pbxRefused'] as const)('may be nobody that can be asked for: %s', async (code) => {
    expect(await who({ user: null }, err(deskFailure(code)))).toMatchObject({
      ok: true,
      value: { user: '', name: null },
    })
  })

  it.each([{ user: null }, { domain: null }, { scope: null }])(
    'is not known without an answer: %o',
    async (missing) => {
      const cause: DeskError = deskFailure('timedOut')
      expect(await who(missing, err(cause))).toEqual(err(cause))
      expect(await who({}, err(cause))).toMatchObject({ ok: true, value: { name: null } })
    },
  )

  it('is named in a sign-in by login, name and extension, none of them longer than a screen takes', () => {
    const long = { user: '5'.repeat(50), domain: 'sim', scope: null, name: null }
    expect(loginOf(long)).toBe(`${long.user}@sim`)
    expect(supervisorOf({ ...long, name: 'n'.repeat(200) })).toEqual({
      name: 'n'.repeat(100),
      extension: '5'.repeat(40),
    })
    expect(supervisorOf({ ...long, user: '5001' }).name).toBe('5001@sim')
  })
})

describe('the token of the feed', () => {
  const jwt = `h.${Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url')}.s`

  it('is the bearer where that is a JWT', async () => {
    const { api, asked } = apiWith(ok({ token: 'made' }))
    expect([await feedTokenFor(api, jwt), asked]).toEqual([jwt, []])
  })

  it('is one that is made for it, where it is none', async () => {
    const { api, asked } = apiWith(ok({ token: 'made' }))
    expect([await feedTokenFor(api, 'opaque'), asked]).toEqual(['made', ['/jwt']])
  })

  it.each([[ok({ token: '' })], [ok({ token: 5 })], [ok({})], [ok(null)], [ok('x')], [err(deskFailure('pbxRefused'))]])(
    'is the bearer all the same where none is made: %o',
    async (answer) => expect(await feedTokenFor(apiWith(answer).api, 'opaque')).toBe('opaque'),
  )
})

describe('the line', () => {
  const site = (softphone: object | null) =>
    netsapiensSite.parse({
      kind: 'netsapiens',
      server: 'https://pbx.example',
      cores: ['https://core1.example'],
      signIn: { by: 'apiKey' },
      softphone,
    })
  const rows = ['5001wp', '5001', '5002wp'].flatMap(
    (device) => readDevice({ device, 'device-sip-registration-password': `pw-${device}` }) ?? [],
  )
  const who = { user: '5001', domain: 'sim', scope: null, name: null }
  const wsUrl = 'wss://core1.example:9002'

  it('is the user’s own web softphone, or the device the site names', () => {
    expect(lineOf(site({ wsUrl }), rows, who)).toMatchObject({
      uri: 'sip:5001wp@sim',
      authUser: '5001wp',
      password: 'pw-5001wp',
    })
    expect(lineOf(site({ wsUrl, device: '5001' }), rows, who)).toMatchObject({ authUser: '5001', password: 'pw-5001' })
  })

  it('is none without a device, a password or a domain', () => {
    expect(lineOf(site({ wsUrl, device: '7' }), rows, who)).toBeNull()
    expect(lineOf(site({ wsUrl }), readDevices('5001wp'), who)).toBeNull()
    expect(lineOf(site({ wsUrl }), rows, { ...who, domain: '' })).toBeNull()
    expect(lineOf(site(null), rows, who)).toBeNull()
  })
})
const readDevices = (device: string) => [readDevice({ device })].flatMap((row) => row ?? [])

describe('a scope', () => {
  it('counts whatever its case, its spaces and its spelling of centre', () => {
    expect(maySupervise('  call  CENTRE supervisor')).toBe(true)
    expect(maySupervise('Call Center Supervisors')).toBe(false)
  })
})
