// The session: which request is made for which answer, what a person is told, and what comes too late.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import type { HttpReply, HttpRequest, NetsapiensParts } from '#main/pbx/netsapiens/io.ts'
import { createSession, isRefusal } from '#main/pbx/netsapiens/wire/session.ts'
import { fakeClock, settle } from '../../../../fakes/fake-clock.ts'
import { memorySecrets } from '../../../../fakes/netsapiens/site.ts'

type Entered = { readonly username: string; readonly password: string }
type Setting = {
  readonly secrets?: Record<string, string>
  readonly signIn?: object
  readonly portalSession?: object
  /** To each request in turn; the last again and again. */
  readonly replies?: readonly (Partial<HttpReply> | Error)[]
  readonly answers?: readonly (Entered | null)[]
}

const granted = (name: string, over: object = {}) => ({
  status: 200,
  text: JSON.stringify({ access_token: name, refresh_token: `${name}-refresh`, ...over }),
})
const sam: Entered = { username: 'sam', password: 'pw' }

function setUp({
  secrets: first = {},
  signIn = {},
  portalSession,
  replies = [granted('a')],
  answers = [sam],
}: Setting = {}) {
  const clock = fakeClock(1_000)
  const secrets = memorySecrets(first)
  const asked: HttpRequest[] = []
  const whys: unknown[] = []
  const told: string[] = []
  const waiting: ((entered: Entered | null) => void)[] = []
  const site = netsapiensSite.parse({
    kind: 'netsapiens',
    server: 'https://pbx.example',
    cores: ['https://core1.example'],
    signIn: { by: 'password', clientId: 'earshot', username: 'offered', ...signIn },
    ...(portalSession ? { portalSession } : {}),
  })
  const session = createSession(site, {
    clock,
    secrets,
    log: () => {},
    request: async (order: HttpRequest) => {
      asked.push(order)
      const reply = replies[Math.min(asked.length, replies.length) - 1] ?? granted('a')
      if (reply instanceof Error) throw reply
      return { status: 200, text: '', cookies: [], ...reply }
    },
    prompt: {
      password: (username: string, why: unknown) => {
        whys.push([username, why])
        const answer = answers[whys.length - 1]
        return answer === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(answer)
      },
      code: async () => '123',
    },
  } as unknown as NetsapiensParts)
  session.listen({
    onWaiting: () => told.push('waiting'),
    onAnswered: () => told.push('answered'),
    onLost: ({ detail }) => told.push(`lost: ${detail}`),
  })
  const fields = () => asked.map(({ body }) => (body?.startsWith('{') ? JSON.parse(body) : new URLSearchParams(body)))
  return { session, secrets, asked, whys, told, waiting, clock, fields }
}
const refreshing = { 'netsapiens.refreshToken': 'stored' }
const refused = { status: 401, text: '{}' }

describe('signing in', () => {
  it('by the stored refresh token asks nobody', async () => {
    const { session, fields, whys, secrets } = setUp({ secrets: refreshing })
    expect(await session.signIn(null)).toMatchObject({ ok: true, value: { bearer: 'a' } })
    expect(fields()).toMatchObject([{ grant_type: 'refresh_token', refresh_token: 'stored', client_id: 'earshot' }])
    expect([whys, secrets.get('netsapiens.refreshToken'), session.granted()?.bearer]).toEqual([[], 'a-refresh', 'a'])
  })

  it('asks the person when that is refused, and forgets it', async () => {
    const { session, whys, secrets, asked } = setUp({ secrets: refreshing, replies: [refused, new Error('down')] })
    expect(await session.signIn(null)).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect([whys, secrets.get('netsapiens.refreshToken'), asked.length]).toEqual([[['offered', null]], null, 2])
  })

  it('does not ask the person for what a retry mends', async () => {
    for (const reply of [new Error('down'), { status: 503, text: '{}' }]) {
      const { session, whys } = setUp({ secrets: refreshing, replies: [reply] })
      expect((await session.signIn(null)).ok).toBe(false)
      expect(whys).toEqual([])
    }
  })

  it('says why until the platform takes the answer, and offers who it was the next time', async () => {
    const why = deskFailure('scopeTooLow', 'Agent')
    const { session, whys, secrets } = setUp({
      secrets: refreshing,
      replies: [refused, granted('a')],
      answers: [sam, sam],
    })
    expect((await session.signIn(why)).ok).toBe(true)
    expect(whys).toEqual([
      ['offered', why],
      ['offered', { code: 'pbxWrongPassword', detail: '401' }],
    ])
    expect(secrets.get('netsapiens.username')).toBe('sam')
  })

  it('ends where nobody answers, with the reason there is', async () => {
    expect(await setUp({ answers: [null] }).session.signIn(null)).toEqual({
      ok: false,
      error: { code: 'signInNeeded' },
    })
    const why = deskFailure('accountLocked')
    expect(await setUp({ answers: [null] }).session.signIn(why)).toEqual({ ok: false, error: why })
  })

  it('takes a form where the server has only the older place', async () => {
    const { session, asked, fields } = setUp({ replies: [{ status: 404 }, granted('a')] })
    expect((await session.signIn(null)).ok).toBe(true)
    expect(asked.map(({ url, headers }) => [new URL(url).pathname, headers['content-type']])).toEqual([
      ['/ns-api/v2/tokens', 'application/json'],
      ['/ns-api/oauth2/token/', 'application/x-www-form-urlencoded'],
    ])
    expect(fields()[1]?.get('password')).toBe('pw')
  })

  it('fetches the portal’s cookies too, where it has a form of its own', async () => {
    const { session, asked } = setUp({
      portalSession: { by: 'form' },
      replies: [granted('a'), { cookies: ['CAKE=1; Path=/', 'b=2'] }],
    })
    await session.signIn(null)
    expect(session.cookie()).toBe('CAKE=1; b=2')
    expect(asked[1]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(asked[1]?.body).toContain('sam')
    const none = setUp({ portalSession: { by: 'form' }, replies: [granted('a'), new Error('down')] })
    expect((await none.session.signIn(null)).ok).toBe(true)
    expect(none.session.cookie()).toBeNull()
  })

  it('with a key needs the key', async () => {
    const key = setUp({ signIn: { by: 'apiKey' }, secrets: { 'netsapiens.apiKey': 'k' } })
    expect(await key.session.signIn(null)).toMatchObject({ ok: true, value: { bearer: 'k' } })
    expect(await key.session.renew()).toEqual({ ok: false, error: { code: 'pbxWrongPassword', detail: 'apiKey' } })
    expect(await setUp({ signIn: { by: 'jwt' } }).session.signIn(null)).toEqual({
      ok: false,
      error: { code: 'signInNeeded', detail: 'jwt' },
    })
  })

  it('tells that a person is being asked only when they take their time', async () => {
    const { session, told, waiting, clock } = setUp({ answers: [] })
    const signing = session.signIn(null)
    await clock.advance(59)
    expect(told).toEqual([])
    await clock.advance(1)
    expect(told).toEqual(['waiting'])
    waiting[0]?.(sam)
    await signing
    expect(told).toEqual(['waiting', 'answered'])
  })

  it('comes to nothing when somebody signs out before the person has answered', async () => {
    const { session, told, waiting, asked } = setUp({ answers: [] })
    const signing = session.signIn(null)
    await settle()
    session.forget()
    waiting[0]?.(sam)
    expect(await signing).toMatchObject({ ok: false, error: { detail: 'signed out' } })
    expect([asked, told, session.granted()]).toEqual([[], [], null])
  })
})

describe('a renewal', () => {
  const signedIn = async (setting: Setting) => {
    const stage = setUp({ secrets: refreshing, ...setting })
    await stage.session.signIn(null)
    return stage
  }

  it('is one, whoever asks', async () => {
    const { session, asked } = await signedIn({ replies: [granted('a'), granted('b')] })
    const both = await Promise.all([session.renew(), session.renew()])
    expect(both.map((one) => one.ok && one.value.bearer)).toEqual(['b', 'b'])
    expect(asked).toHaveLength(2)
    await session.renew()
    expect(asked).toHaveLength(3)
  })

  it('that is refused is told once, and not again by whoever asks for listen then', async () => {
    const { session, told } = await signedIn({ replies: [granted('a'), refused] })
    expect(await session.renew()).toMatchObject({ ok: false, error: { code: 'signInNeeded' } })
    expect(told).toEqual(['lost: the sign-in has expired'])
    await session.renew()
    expect(told).toHaveLength(1)
  })

  it('that nobody answers loses nothing', async () => {
    const { session, told } = await signedIn({ replies: [granted('a'), new Error('down')] })
    expect(await session.renew()).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect([told, session.granted()?.bearer]).toEqual([[], 'a'])
  })

  it('that is refused after somebody has signed out is told to nobody', async () => {
    const { session, told } = await signedIn({ replies: [granted('a'), refused] })
    const renewing = session.renew()
    session.forget()
    expect(await renewing).toMatchObject({ ok: false, error: { detail: 'signed out' } })
    expect(told).toEqual([])
  })
})

describe('an answer that would not do again', () => {
  it.each([
    ['pbxWrongPassword', undefined, true],
    ['codeRefused', undefined, true],
    ['accountLocked', undefined, true],
    ['scopeTooLow', undefined, true],
    ['signInNeeded', 'signed out', true],
    ['signInNeeded', 'expired', false],
    ['pbxUnreachable', undefined, false],
  ] as const)('%s %s: %s', (code, detail, isOne) => expect(isRefusal(deskFailure(code, detail))).toBe(isOne))

  it('nothing is none', () => expect(isRefusal(null)).toBe(false))
})
