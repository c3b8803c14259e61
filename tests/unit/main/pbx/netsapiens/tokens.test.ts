// What is held of the sign-in, in whichever order the answers come: nothing of before a sign-out comes back.
import { describe, expect, it } from 'vitest'
import { grantedOf } from '#main/pbx/netsapiens/wire/grant.ts'
import { nextTokens, noTokens, type Tokens, type TokensInput } from '#main/pbx/netsapiens/wire/tokens.ts'

const grantOf = (bearer: string, refresh: string | null = `${bearer}-refresh`, user: string | null = null) => ({
  ...grantedOf(bearer, {}, 0),
  refresh,
  user,
  domain: user && 'sim',
})
const byRefresh = (bearer: string, era = 0, refresh?: string | null): TokensInput => ({
  kind: 'granted',
  era,
  granted: grantOf(bearer, refresh),
  by: 'refresh',
})
const byPassword = (bearer: string, era = 0, refresh?: string | null): TokensInput => ({
  kind: 'granted',
  era,
  granted: grantOf(bearer, refresh, 'second'),
  by: 'password',
  cookie: 'c',
})
const refused = (refresh: string, era = 0): TokensInput => ({ kind: 'refused', era, refresh })

/** The state and what the secret store holds after these, one after the other. */
function reached(inputs: readonly TokensInput[], from: Tokens = noTokens('v2'), stored: string | null = null) {
  let state = from
  let store = stored
  for (const input of inputs) {
    const step = nextTokens(state, input, store)
    state = step.state
    if (step.refresh !== undefined) store = step.refresh
  }
  return { state, store, bearer: state.granted?.bearer ?? null }
}
const held = reached([{ kind: 'granted', era: 0, granted: grantOf('a', 'a-refresh', 'first'), by: 'refresh' }])

describe('a token', () => {
  it('is kept with its refresh token, and stays the user’s whose it was', () => {
    expect(held).toMatchObject({ bearer: 'a', store: 'a-refresh' })
    const next = reached([byRefresh('b')], held.state, held.store)
    expect(next).toMatchObject({ bearer: 'b', store: 'b-refresh' })
    expect(next.state.granted).toMatchObject({ user: 'first', domain: 'sim' })
  })

  it('without a refresh token leaves the one there is', () => {
    expect(reached([byRefresh('b', 0, null)], held.state, held.store).store).toBe('a-refresh')
  })

  it('of a password is of whoever entered it: nothing of the one before is kept', () => {
    const next = reached([byPassword('b', 0, null)], held.state, held.store)
    expect(next).toMatchObject({ bearer: 'b', store: null })
    expect(next.state).toMatchObject({ cookie: 'c', granted: { user: 'second', refresh: null } })
  })

  it('of a renewal keeps the session of the portal', () => {
    const next = reached([byPassword('b'), byRefresh('c')])
    expect(next.state.cookie).toBe('c')
  })
})

describe('after a sign-out', () => {
  const out = reached([{ kind: 'forgotten' }], held.state, held.store)

  it('nothing is left', () => {
    expect(out).toMatchObject({ bearer: null, store: null })
    expect(out.state.cookie).toBeNull()
  })

  it.each([
    ['a renewal', byRefresh('late')],
    ['a sign-in', byPassword('late')],
    ['a refusal', refused('a-refresh')],
  ])('%s that was under way comes to nothing', (_what, late) => {
    const step = nextTokens(out.state, late, out.store)
    expect(step).toEqual({ state: out.state })
    expect(step.state).toBe(out.state)
  })

  it('the next sign-in counts, and the answer of the one before does not spoil it', () => {
    const next = reached([byPassword('b', 1), byRefresh('late'), refused('a-refresh')], out.state, out.store)
    expect(next).toMatchObject({ bearer: 'b', store: 'b-refresh' })
  })
})

describe('a refresh token that is refused', () => {
  it('is forgotten, with what it had brought', () => {
    expect(reached([refused('a-refresh')], held.state, held.store)).toMatchObject({ bearer: null, store: null })
    expect(reached([refused('stored')], noTokens('v2'), 'stored').store).toBeNull()
  })

  it('is not, when another one was had meanwhile', () => {
    const next = reached([byRefresh('b'), refused('a-refresh')], held.state, held.store)
    expect(next).toMatchObject({ bearer: 'b', store: 'b-refresh' })
  })
})

describe('the place where tokens are had', () => {
  it('is the older one only where the first is not there', () => {
    expect(reached([{ kind: 'older' }]).state.place).toBe('old')
    expect(reached([{ kind: 'older' }], noTokens('jwt')).state.place).toBe('jwt')
    const old = reached([{ kind: 'older' }]).state
    expect(reached([{ kind: 'older' }], old).state).toBe(old)
    expect(reached([{ kind: 'forgotten' }], old).state.place).toBe('old')
  })
})
