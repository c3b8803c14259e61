// check-site, the sign-in: whether the platform takes the client, the person or the key, and who that is there.
import type { DeskError } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { advice, fine, missing, unknown } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { SignInPrompt } from '#main/pbx/connector.ts'
import type { HttpRequest, NetsapiensParts } from '../io.ts'
import { type Who, whoAmI } from '../sign-in/who.ts'
import { type Api, createApi } from '../wire/api.ts'
import { claimsOf, type Granted, tokenPath } from '../wire/grant.ts'
import { createSession, isRefusal, type Session, secretNames } from '../wire/session.ts'
import type { CheckParts } from './check-parts.ts'

export type Signed = {
  readonly api: Api
  readonly session: Session
  readonly granted: Granted
  readonly who: Who
}

/** Without a client or a key there is nothing to sign in with; without a person nobody is asked. */
export function whyNotTried(site: NetsapiensSite, parts: CheckParts): SetupFinding | null {
  const { signIn } = site
  const given = (name: string) => Boolean(parts.secrets.get(name))
  switch (signIn.by) {
    case 'password':
      if (signIn.secret === '' && !given(secretNames.clientSecret))
        return notThere(parts, 'client secret', 'CLIENT_SECRET')
      if (parts.person) return null
      return (parts.isConsole ? advice : unknown)(
        'user',
        'Whether a supervisor is let in was not looked at: nobody signs in for this check',
        'the console asks when the floor opens; for check-site put a supervisor’s password into EARSHOT_NETSAPIENS_PASSWORD and their user name into `signIn.username`',
      )
    case 'apiKey':
      return given(secretNames.apiKey) ? null : notThere(parts, 'API key', 'API_KEY')
    case 'jwt':
      return given(secretNames.jwt) ? ranOut(parts) : notThere(parts, 'JWT', 'JWT')
  }
}

/** In the set-up the field of the secret is what is wrong. */
function notThere({ isConsole }: CheckParts, what: string, variable: string): SetupFinding {
  const why = `There is no ${what} here, and the platform lets no program in without one`
  const remedy = `put the one the provider gave you into EARSHOT_NETSAPIENS_${variable}`
  if (!isConsole) return unknown('user', why, remedy)
  return variable === 'CLIENT_SECRET'
    ? missing('entry', `signIn.secret: ${why}`, `enter it, or ${remedy}`)
    : missing('user', why, remedy)
}

function ranOut({ secrets, clock }: CheckParts): SetupFinding | null {
  const { exp } = claimsOf(secrets.get(secretNames.jwt) ?? '')
  if (typeof exp !== 'number' || exp * 1_000 > clock.now()) return null
  return missing(
    'user',
    `The JWT ran out ${Math.ceil((clock.now() / 1_000 - exp) / 86_400)} day(s) ago`,
    'have another made, and put it into EARSHOT_NETSAPIENS_JWT; an API key, or a sign-in by password, renews itself',
  )
}

/** Asks once: a second wrong password may lock the account. */
export async function signInForCheck(site: NetsapiensSite, parts: CheckParts): Promise<Result<Signed, SetupFinding>> {
  let refusedFor = ''
  const request = async (order: HttpRequest) => {
    const reply = await parts.request(order)
    const isGrant = Object.values(tokenPath).some((path) => order.url.endsWith(path))
    if (isGrant && reply.status >= 400) refusedFor = reply.text
    return reply
  }
  const all: NetsapiensParts = {
    ...parts,
    request,
    secrets: {
      get: (name) => (name === secretNames.refreshToken ? null : parts.secrets.get(name)),
      set: () => ok(null),
    },
    prompt: promptOnce(parts.person),
    random: () => 0,
    log: () => {},
    switchBy: () => 'api',
  }
  const session = createSession(site, all)
  const api = createApi(site, all, session)
  const signed = await session.signIn(null)
  if (!signed.ok) return err(whyNotIn(site, parts, signed.error, refusedFor))
  const who = await whoAmI(api, signed.value)
  if (!who.ok) return err(whyNotIn(site, parts, who.error, refusedFor))
  return ok({ api, session, granted: signed.value, who: who.value })
}

const promptOnce = (person: CheckParts['person']): SignInPrompt => ({
  password: async (_username, why) => (person && !isRefusal(why) ? person : null),
  code: async () => person?.code ?? null,
  signedIn: () => {},
  onSignOut: () => () => {},
})

function whyNotIn(
  { signIn, server }: NetsapiensSite,
  { person }: CheckParts,
  { code, detail = '' }: DeskError,
  refusedFor: string,
): SetupFinding {
  const name = person?.username ?? ''
  switch (code) {
    case 'pbxWrongPassword':
      return signIn.by === 'password' ? whyRefused(signIn.clientId, name, refusedFor) : keyRefused(server, signIn.by)
    case 'accountLocked':
      return missing(
        'user',
        `The platform has locked ${name}, or wants no more attempts now (${detail})`,
        'have the account unlocked by the provider, and wait some minutes before the next attempt',
      )
    case 'codeRefused':
      return detail === 'none given'
        ? unknown(
            'user',
            `${name} has a second factor, and no code was given to this check`,
            'put the code that is valid now into EARSHOT_NETSAPIENS_CODE and check again; the console itself asks for it',
          )
        : missing(
            'user',
            `The code of the second factor is refused (${detail})`,
            'compare the clock of the device that shows it',
          )
    case 'signInNeeded':
      return missing(
        'user',
        `The platform takes a token of ${server} and refuses it at once`,
        'compare the clocks, and whether `server` is one host: a token of one region is worth nothing in another',
      )
    case 'pbxUnreachable':
    case 'timedOut':
      return missing(
        'network',
        `The sign-in at ${server} got no answer: ${detail}`,
        'check again; if it stays, let this computer through the firewall',
      )
    default:
      return missing(
        'switchedOff',
        `No sign-in at ${server}: ${detail}`,
        'ask the provider whether API v2 with OAuth is switched on there (/ns-api/v2/tokens)',
      )
  }
}

function whyRefused(clientId: string, name: string, refusedFor: string): SetupFinding {
  if (/client/i.test(refusedFor))
    return missing(
      'user',
      `The platform does not take the client ID ${clientId} with the secret it was given`,
      'compare `signIn.clientId` and EARSHOT_NETSAPIENS_CLIENT_SECRET with what the provider gave you for this platform; a new secret makes the old one worthless',
    )
  const whole = name.includes('@') ? '' : '; NetSapiens wants it with its domain, as 5001@example'
  return missing(
    'user',
    `The platform refuses the sign-in of ${name || 'nobody'}`,
    `compare user name and password with a sign-in to the portal${whole}; if the portal takes them, compare the client ID and its secret`,
  )
}

const keyRefused = (server: string, by: 'apiKey' | 'jwt'): SetupFinding =>
  missing(
    'user',
    `${server} refuses the ${by === 'jwt' ? 'JWT' : 'API key'}: revoked, replaced by another, or of another platform`,
    `have one made for a supervisor on this platform, and put it into EARSHOT_NETSAPIENS_${by === 'jwt' ? 'JWT' : 'API_KEY'}`,
  )

export const letIn = ({ who }: Signed): SetupFinding =>
  fine('user', `The platform lets ${who.user === '' ? 'the key' : `${who.user}@${who.domain}`} in`)
