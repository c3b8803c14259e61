// The supervisor at the platform: runs the machine of the sign-in, with a scope that may monitor, and the softphone that is theirs.
import { createBackOff, patiently } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import { readDevices } from '../floor/reading.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import type { Granted } from '../wire/grant.ts'
import type { DeviceRow } from '../wire/row.ts'
import type { Session } from '../wire/session.ts'
import { revokeTokens } from './revoke.ts'
import {
  nextSignIn,
  type SignedIn,
  type SignIn,
  type SignInEffect,
  type SignInInput,
  signedOff,
} from './sign-in-machine.ts'
import { feedTokenFor, lineOf, loginOf, maySupervise, supervisorOf, type Who, whoAmI } from './who.ts'

export type AccountParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly session: Session
  readonly api: Api
}

export type AccountEvents = {
  readonly onReady: () => void
  readonly onRenewed: () => void
  readonly onTrying: () => void
  readonly onFailed: (cause: DeskError) => void
}

export function createAccount(given: AccountParts) {
  const { site, parts, session, api } = given
  const retry = createBackOff(parts.clock, parts.random)
  let state: SignIn = signedOff
  let events: AccountEvents | null = null
  let stopRenewal: Stop = () => {}

  const put = (input: SignInInput) => {
    const step = nextSignIn(state, input)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: SignInEffect): void => {
    switch (effect.do) {
      case 'signIn': {
        const { era, why } = effect
        return void signInAndLook(given, why, () => state.era === era).then((result) =>
          put({ kind: 'signed', era, result }),
        )
      }
      case 'renew':
        return void renew(given).then((result) => put({ kind: 'renewed', era: effect.era, result }))
      case 'renewIn':
        stopRenewal = parts.clock.after(effect.inMs, () => put({ kind: 'renew' }))
        return
      case 'again':
        return void retry.again(() => put(effect.input), patiently)
      case 'worked':
        return void retry.worked()
      case 'stop':
        stopRenewal()
        return void retry.stop()
      case 'forget':
        return void session.forget()
      case 'revoke':
        return void revoke(given, effect.feedToken)
      case 'greet':
        return void greet(given, effect.who)
      case 'tellReady':
        return void events?.onReady()
      case 'tellRenewed':
        return void events?.onRenewed()
      case 'tellTrying':
        return void events?.onTrying()
      case 'tellFailed':
        return void events?.onFailed(effect.cause)
    }
  }
  return {
    keepSignedIn: (listener: AccountEvents) => {
      events = listener
      session.listen({
        onWaiting: () => put({ kind: 'waiting' }),
        onAnswered: () => put({ kind: 'answered' }),
        onLost: (cause) => put({ kind: 'lost', cause }),
      })
      put({ kind: 'begin', why: null })
    },
    signOut: () => put({ kind: 'signOut' }),
    renew: () => put({ kind: 'renew' }),
    close: () => put({ kind: 'close' }),
    readDevices: (rows: readonly DeviceRow[]) => put({ kind: 'devices', rows }),
    user: () => state.who.user,
    domain: () => (site.domain === '~' ? state.who.domain || '~' : site.domain),
    feedBearer: () => state.feedToken,
    line: () => lineOf(site, state.devices, state.who),
    /** Asked again when the last list shows none: a softphone may have registered since. */
    whyNoPhone: async (): Promise<'lineNotRegistered' | null> => {
      if (hasPhone(state.devices)) return null
      const { era } = state
      const fresh = await readDevices(api)
      if (!fresh.ok || state.era !== era) return null
      put({ kind: 'devices', rows: fresh.value })
      return hasPhone(fresh.value) ? null : 'lineNotRegistered'
    },
  }
}

/** Of an empty list nobody knows. */
const hasPhone = (devices: readonly DeviceRow[]): boolean =>
  devices.length === 0 || devices.some((device) => device.registered)

async function signInAndLook(
  given: AccountParts,
  first: DeskError | null,
  isWanted: () => boolean,
): Promise<Result<SignedIn>> {
  const { site, session, api } = given
  for (let why = first; ; ) {
    const signed = await session.signIn(why)
    if (!signed.ok) return signed
    const who = await whoAmI(api, signed.value)
    if (!who.ok) return who
    if (!isWanted()) return err(deskFailure('signInNeeded'))
    const { scope } = who.value
    if (scope === null || maySupervise(scope)) return look(given, signed.value, who.value)
    why = deskFailure('scopeTooLow', scope)
    if (site.signIn.by !== 'password') return err(why)
    session.forget()
  }
}

async function look({ site, parts, api }: AccountParts, signed: Granted, who: Who): Promise<Result<SignedIn>> {
  if (who.scope === null) parts.log('warn', 'netsapiens: the scope of this account cannot be read')
  const feedToken = await feedTokenFor(api, signed.bearer)
  const rows = await readDevices(api)
  // A key is not renewed: it ends when it ends.
  const granted: Granted = site.signIn.by === 'password' ? signed : { ...signed, expiresInMs: null }
  return ok({ granted, who, feedToken, devices: rows.ok ? rows.value : null })
}

async function renew({ session, api }: AccountParts): Promise<Result<Pick<SignedIn, 'granted' | 'feedToken'>>> {
  const renewed = await session.renew()
  if (!renewed.ok) return renewed
  return ok({ granted: renewed.value, feedToken: await feedTokenFor(api, renewed.value.bearer) })
}

/** A key that stands in the secret store is not this sign-in's to end. */
function revoke({ site, parts, session }: AccountParts, feedToken: string): void {
  if (site.signIn.by === 'password') void revokeTokens(site.server, parts, [session.granted()?.bearer ?? '', feedToken])
}

function greet({ site, parts }: AccountParts, who: Who): void {
  if (site.signIn.by === 'password') parts.prompt.signedIn(loginOf(who), supervisorOf(who))
}
