// Requests to the platform: what is sent, what comes back, and which reason a person is given when it does not.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import type { NetsapiensParts } from '#main/pbx/netsapiens/io.ts'
import { createApi } from '#main/pbx/netsapiens/wire/api.ts'
import type { Session } from '#main/pbx/netsapiens/wire/session.ts'

type Asked = Parameters<NetsapiensParts['request']>[0]

const site = netsapiensSite.parse({
  kind: 'netsapiens',
  server: 'https://pbx.example',
  cores: ['https://core1.pbx.example'],
  signIn: { by: 'apiKey' },
})

/** Answers with each of these in turn, the last again and again; an error is thrown. */
function setUp(...replies: (readonly [status: number, body: unknown] | Error)[]) {
  const asked: Asked[] = []
  let bearer: string | null = 'b1'
  let renewals = 0
  let mayRenew = true
  const session = {
    granted: () => (bearer === null ? null : { bearer }),
    cookie: () => 'session=1',
    renew: async () => {
      renewals += 1
      if (!mayRenew) return err(deskFailure('signInNeeded', 'nobody there'))
      bearer = 'b2'
      return ok(null)
    },
  } as unknown as Session
  const parts = {
    request: async (order: Asked) => {
      asked.push(order)
      const reply = replies[Math.min(asked.length, replies.length) - 1] ?? [200, null]
      if (reply instanceof Error) throw reply
      const [status, body] = reply
      return { status, text: typeof body === 'string' ? body : JSON.stringify(body), cookies: [] }
    },
  } as unknown as NetsapiensParts
  return {
    api: createApi(site, parts, session),
    asked,
    renewals: () => renewals,
    signOut: () => {
      bearer = null
    },
    nobodyRenews: () => {
      mayRenew = false
    },
  }
}

describe('the answer to a list', () => {
  it.each([
    ['a page of a proxy', '<html>Back soon</html>'],
    ['a body that breaks off', '[{"id":"a"'],
  ])('that is %s is no list without rows: nobody knows which calls there are', async (_, body) => {
    expect(await setUp([200, body]).api.list('/domains/~/calls')).toMatchObject({
      ok: false,
      error: { code: 'pbxProtocol' },
    })
  })

  it('may be empty, or nothing at all', async () => {
    for (const body of ['', '{}', '[]']) expect(await setUp([200, body]).api.list('/domains/~/calls')).toEqual(ok([]))
  })
})

describe('a request', () => {
  it('goes to its path as who is signed in, and waits so long', async () => {
    const { api, asked } = setUp([200, { a: 1 }])
    expect(await api.read('/domains/~')).toEqual(ok({ a: 1 }))
    await api.post('/x')
    const headers = { accept: 'application/json', authorization: 'Bearer b1' }
    const url = 'https://pbx.example/ns-api/v2'
    expect(asked).toEqual([
      { url: `${url}/domains/~`, method: 'GET', headers, timeoutMs: 15_000 },
      { url: `${url}/x`, method: 'POST', headers, timeoutMs: 15_000 },
    ])
  })

  it('goes as nobody where nobody is signed in', async () => {
    const { api, asked, signOut } = setUp([200, {}])
    signOut()
    await api.read('/x')
    expect(asked[0]?.headers).toEqual({ accept: 'application/json' })
  })

  it('is repeated once with a fresh token', async () => {
    const { api, asked, renewals } = setUp([401, ''], [200, { a: 1 }])
    expect(await api.read('/x')).toEqual(ok({ a: 1 }))
    expect(asked.map(({ headers }) => headers?.authorization)).toEqual(['Bearer b1', 'Bearer b2'])
    expect(renewals()).toBe(1)
  })

  it('is not repeated for ever, nor where nobody gives a fresh token', async () => {
    const twice = setUp([401, ''])
    expect(await twice.api.read('/x')).toEqual(err({ code: 'signInNeeded' }))
    expect(twice.asked).toHaveLength(2)
    const never = setUp([401, ''])
    never.nobodyRenews()
    expect(await never.api.read('/x')).toEqual(err({ code: 'signInNeeded', detail: 'nobody there' }))
    expect(never.asked).toHaveLength(1)
  })

  it.each([
    [403, 'no', { code: 'pbxRefused', detail: '403 no' }],
    [404, 'gone', { code: 'callGone', detail: '404 gone' }],
    [500, '<html>', { code: 'pbxRefused', detail: '500 a page' }],
    [302, '', { code: 'pbxRefused', detail: '302 ' }],
    [199, 'x', { code: 'pbxRefused', detail: '199 x' }],
    [300, 'y'.repeat(300), { code: 'pbxRefused', detail: `300 ${'y'.repeat(200)}` }],
  ])('that is answered %i is refused with what was said', async (status, body, error) => {
    expect(await setUp([status, body]).api.read('/x')).toEqual(err(error))
  })

  it('that is not answered is late, or the platform out of reach', async () => {
    const late = Object.assign(new Error('after 15 s'), { name: 'TimeoutError' })
    expect(await setUp(late).api.read('/x')).toEqual(err({ code: 'timedOut', detail: 'after 15 s' }))
    expect(await setUp(new Error('refused')).api.read('/x')).toEqual(err({ code: 'pbxUnreachable', detail: 'refused' }))
  })
})

describe('a list', () => {
  it.each([
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 2 }],
    ],
    [[], []],
    [{}, []],
    [{ a: 1 }, [{ a: 1 }]],
  ])('that comes as %j has the rows %j', async (body, rows) => {
    expect(await setUp([200, body]).api.list('/x')).toEqual(ok(rows))
  })

  it('that is refused is no list', async () => {
    expect(await setUp([500, 'x']).api.list('/x')).toMatchObject({ ok: false })
  })
})

describe('a call of ours', () => {
  it('is disconnected by its id, and one that is gone is as good', async () => {
    const { api, asked } = setUp([200, ''], [404, ''], [500, ''])
    expect(await api.disconnect('a b/c')).toEqual(ok(null))
    expect(asked[0]).toMatchObject({
      method: 'DELETE',
      url: 'https://pbx.example/ns-api/v2/domains/~/users/~/calls/a%20b%2Fc',
    })
    expect(await api.disconnect('x')).toEqual(ok(null))
    expect(await api.disconnect('x')).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
  })
})

describe('an action of the portal', () => {
  it('goes with the portal’s own session, and building a monitor may take longest', async () => {
    const { api, asked } = setUp([200, { success: true }])
    expect(await api.portal('tap', 'a/b')).toEqual(ok(null))
    await api.portal('listen', 'c')
    await api.portal('barge_in', 'd')
    expect(asked.map(({ url, method, timeoutMs, headers }) => [url, method, timeoutMs, headers?.cookie])).toEqual([
      ['https://pbx.example/portal/calls/tap/a%2Fb', 'POST', 9_000, 'session=1'],
      ['https://pbx.example/portal/calls/listen/c', 'POST', 5_000, 'session=1'],
      ['https://pbx.example/portal/calls/barge_in/d', 'POST', 5_000, 'session=1'],
    ])
  })

  it.each([
    [302, ''],
    [200, '<form>'],
  ])('that is answered by the login (%i) needs a session', async (status, body) => {
    const needed = { code: 'signInNeeded', detail: 'the portal wants a session of its own' }
    expect(await setUp([status, body]).api.portal('tap', 'x')).toEqual(err(needed))
  })

  it('that the portal does not allow is not enabled', async () => {
    expect(await setUp([403, 'off']).api.portal('tap', 'x')).toEqual(err({ code: 'notEnabled', detail: '403 off' }))
  })

  it.each([
    false,
    { success: false },
    { success: 'false' },
    { status: 'error' },
    { status: 'failed' },
    { error: 'no such call' },
    { error: true },
    { code: 400 },
    { code: '500' },
  ])('that says %j in a good answer has failed', async (body) => {
    expect(await setUp([200, body]).api.portal('tap', 'x')).toEqual(
      err({ code: 'pbxRefused', detail: `200 ${JSON.stringify(body)}` }),
    )
  })

  it.each([
    true,
    '',
    'ok',
    7,
    [],
    {},
    { success: true },
    { error: null },
    { error: '' },
    { error: false },
    { code: 200 },
  ])('that says %j is done', async (body) => expect(await setUp([200, body]).api.portal('tap', 'x')).toEqual(ok(null)))
})
