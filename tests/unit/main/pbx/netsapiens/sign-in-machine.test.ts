// Signed in and kept so: what is asked, what is told, and what of the answers is late.
import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import {
  nextSignIn,
  type SignedIn,
  type SignIn,
  type SignInEffect,
  type SignInInput,
  signedOff,
} from '#main/pbx/netsapiens/sign-in/sign-in-machine.ts'
import { grantedOf } from '#main/pbx/netsapiens/wire/grant.ts'

const who = { user: '5001', domain: 'sim', scope: 'Call Center Supervisor', name: 'Sam' }
const phone = {
  device: '5001wp',
  registered: true,
  state: 'registered',
  password: '',
} as unknown as SignIn['devices'][0]
const grant = (lifeMs: number | null) => ({ ...grantedOf('b', {}, 0), expiresInMs: lifeMs })
const signedIn: SignedIn = { granted: grant(100_000), who, feedToken: 'feed', devices: [phone] }

const begin: SignInInput = { kind: 'begin', why: null }
const renew: SignInInput = { kind: 'renew' }
const signOut: SignInInput = { kind: 'signOut' }
const signed = (era = 0, over: Partial<SignedIn> = {}): SignInInput => ({
  kind: 'signed',
  era,
  result: ok({ ...signedIn, ...over }),
})
const notSigned = (error: DeskError, era = 0): SignInInput => ({ kind: 'signed', era, result: err(error) })
const renewed = (era = 0): SignInInput => ({
  kind: 'renewed',
  era,
  result: ok({ granted: grant(10_000), feedToken: 'fresh' }),
})
const notRenewed = (error: DeskError, era = 0): SignInInput => ({ kind: 'renewed', era, result: err(error) })
const unreachable = deskFailure('pbxUnreachable')
const expired = deskFailure('signInNeeded', 'the sign-in has expired')
const signedOut = deskFailure('signInNeeded', 'signed out')

function reached(inputs: readonly SignInInput[], from: SignIn = signedOff) {
  const effects: SignInEffect[] = []
  let state = from
  for (const input of inputs) {
    const step = nextSignIn(state, input)
    state = step.state
    effects.push(...step.effects)
  }
  return { state, effects, done: effects.map((effect) => effect.do) }
}
const inside = reached([begin, signed()]).state
const isUntouched = (state: SignIn, late: SignInInput) => {
  const step = nextSignIn(state, late)
  expect(step.state).toBe(state)
  expect(step.effects).toEqual([])
}

describe('signing in', () => {
  it('asks, greets, tells, and renews at four fifths of the token’s life', () => {
    const { effects, state } = reached([begin, signed()])
    expect(effects).toEqual([
      { do: 'stop' },
      { do: 'signIn', era: 0, why: null },
      { do: 'worked' },
      { do: 'stop' },
      { do: 'renewIn', inMs: 80_000 },
      { do: 'greet', who },
      { do: 'tellReady' },
    ])
    expect(state).toMatchObject({ phase: 'in', who, feedToken: 'feed', devices: [phone] })
  })

  it.each([
    [100, 1_000],
    [10_000_000_000, 2_000_000_000],
  ])('of a token that lives %i ms, renews in %i', (lifeMs, inMs) => {
    expect(reached([begin, signed(0, { granted: grant(lifeMs) })]).effects).toContainEqual({ do: 'renewIn', inMs })
  })

  it('never renews one that does not say how long it lives', () => {
    expect(reached([begin, signed(0, { granted: grant(null) })]).done).not.toContain('renewIn')
  })

  it('keeps the phones that are known where they could not be read', () => {
    const again = reached([{ kind: 'lost', cause: expired }, signed(0, { devices: null })], inside)
    expect(again.state.devices).toEqual([phone])
  })

  it('is one at a time', () => {
    const asked = reached([begin]).state
    isUntouched(asked, begin)
    isUntouched(asked, renew)
  })

  it.each(['pbxUnreachable', 'timedOut', 'pbxRefused', 'pbxProtocol'] as const)(
    'is tried again after %s, and says why',
    (code) => {
      const failed = reached([begin, notSigned(deskFailure(code))])
      expect(failed.effects.slice(-2)).toEqual([
        { do: 'tellFailed', cause: { code } },
        { do: 'again', input: { kind: 'begin', why: { code } } },
      ])
      expect(reached([{ kind: 'begin', why: unreachable }], failed.state).effects).toContainEqual({
        do: 'signIn',
        era: 0,
        why: unreachable,
      })
    },
  )

  it.each(['signInNeeded', 'pbxWrongPassword', 'scopeTooLow', 'accountLocked'] as const)(
    'is not tried again after %s',
    (code) => {
      expect(reached([begin, notSigned(deskFailure(code))]).effects.at(-1)).toEqual({
        do: 'tellFailed',
        cause: { code },
      })
    },
  )

  it('answered twice is answered once', () => isUntouched(inside, signed()))

  it('says that a person is being asked, and that they have answered', () => {
    expect(reached([begin, { kind: 'waiting' }, { kind: 'answered' }]).effects.slice(-2)).toEqual([
      { do: 'tellFailed', cause: { code: 'signInNeeded' } },
      { do: 'tellTrying' },
    ])
  })
})

describe('a renewal', () => {
  it('brings a fresh token to the feed, and the next renewal', () => {
    const { effects, state } = reached([renew, renewed()], inside)
    expect(effects).toEqual([
      { do: 'renew', era: 0 },
      { do: 'worked' },
      { do: 'stop' },
      { do: 'renewIn', inMs: 8_000 },
      { do: 'tellRenewed' },
    ])
    expect(state.feedToken).toBe('fresh')
  })

  it('is one at a time, and answered once', () => {
    const asked = reached([renew], inside).state
    isUntouched(asked, renew)
    isUntouched(reached([renewed()], asked).state, renewed())
    isUntouched(inside, renewed())
  })

  it('that nobody answered is tried again; the token may yet do', () => {
    expect(reached([renew, notRenewed(unreachable)], inside).effects.at(-1)).toEqual({
      do: 'again',
      input: { kind: 'renew' },
    })
    expect(reached([renew, notRenewed(unreachable), renew], inside).done.at(-1)).toBe('renew')
  })

  it('that is refused is told, where nobody else tells it', () => {
    const revoked = deskFailure('pbxWrongPassword', 'apiKey')
    expect(reached([renew, notRenewed(revoked)], inside).effects.at(-1)).toEqual({ do: 'tellFailed', cause: revoked })
  })

  it('refused for good begins a new sign-in; its own answer is late then', () => {
    const lost = reached([renew, { kind: 'lost', cause: expired }], inside)
    expect(lost.effects.slice(1)).toEqual([
      { do: 'tellFailed', cause: expired },
      { do: 'stop' },
      { do: 'signIn', era: 0, why: expired },
    ])
    expect(reached([notRenewed(expired)], lost.state).effects).toEqual([])
    expect(reached([notRenewed(expired), signed(), renew], lost.state).done).toContain('renew')
  })
})

describe('signing out', () => {
  const out = reached([signOut], inside)

  it('takes the tokens out of use, forgets, tells, and asks who is next', () => {
    expect(out.effects).toEqual([
      { do: 'revoke', feedToken: 'feed' },
      { do: 'forget' },
      { do: 'stop' },
      { do: 'tellFailed', cause: signedOut },
      { do: 'stop' },
      { do: 'signIn', era: 1, why: signedOut },
    ])
    expect(out.state).toMatchObject({ phase: 'signingIn', who: { user: '' }, feedToken: '', devices: [] })
  })

  it('leaves nothing of a renewal that was under way', () => {
    const { state } = reached([renew, signOut], inside)
    isUntouched(state, renewed(0))
    isUntouched(state, notRenewed(unreachable, 0))
  })

  it('leaves nothing of a sign-in that was under way', () => {
    const { state, effects } = reached([begin, signOut])
    expect(effects.at(-1)).toEqual({ do: 'signIn', era: 1, why: signedOut })
    isUntouched(state, signed(0))
    expect(reached([signed(1)], state).done).toContain('tellReady')
  })
})

describe('the phones', () => {
  it('are those of the last list that shows any', () => {
    const other = { ...phone, device: '5001' }
    expect(reached([{ kind: 'devices', rows: [other] }], inside).state.devices).toEqual([other])
    isUntouched(inside, { kind: 'devices', rows: [] })
  })
})

describe('a console that is closed', () => {
  it('asks nothing any more, whatever still comes', () => {
    const { state, effects } = reached([renew, { kind: 'close' }], inside)
    expect(effects.at(-1)).toEqual({ do: 'stop' })
    for (const late of [renewed(), begin, renew, signOut, { kind: 'lost', cause: expired }] as const)
      isUntouched(state, late)
  })
})
