// check-site for NetSapiens: asks the platform what the console will ask, and says what stands in the way. It disturbs no call.

import type { SetupFinding, SetupStep } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import { checkCores, checkSubscription } from './check/check-feed.ts'
import type { CheckParts } from './check/check-parts.ts'
import { checkLists, checkPortal, checkScope } from './check/check-rights.ts'
import { checkServer } from './check/check-server.ts'
import { letIn, type Signed, signInForCheck, whyNotTried } from './check/check-sign-in.ts'
import { checkSoftphone } from './check/check-softphone.ts'
import { revokeTokens } from './sign-in/revoke.ts'
import { feedTokenFor, maySupervise } from './sign-in/who.ts'

export type { CheckParts } from './check/check-parts.ts'

export async function checkNetsapiensSite(site: NetsapiensSite, parts: CheckParts): Promise<readonly SetupFinding[]> {
  const reached = await checkAddresses(site, parts)
  return [...reached.server, ...reached.cores, ...(await checkBehind(site, parts, reached))]
}

type Reached = { readonly server: readonly SetupFinding[]; readonly cores: readonly SetupFinding[] }

async function checkAddresses(site: NetsapiensSite, parts: CheckParts): Promise<Reached> {
  const [server, cores] = await Promise.all([checkServer(site, parts), checkCores(site, parts)])
  return { server, cores }
}

/** What is to be seen by signing in. Where the address is wrong, nobody's password is sent there. */
async function checkBehind(site: NetsapiensSite, parts: CheckParts, reached: Reached): Promise<SetupFinding[]> {
  if (reached.server.some(isWrongAddress)) return []
  const why = whyNotTried(site, parts)
  if (why) return [why, ...(await checkSoftphone(site, null, parts))]
  const signed = await signInForCheck(site, parts)
  if (!signed.ok) return [signed.error, ...(await checkSoftphone(site, null, parts))]
  return checkSigned(site, parts, signed.value, reached.cores)
}

const isWrongAddress = ({ kind, about }: SetupFinding): boolean => kind === 'missing' && about !== 'clock'

async function checkSigned(
  site: NetsapiensSite,
  parts: CheckParts,
  signed: Signed,
  cores: readonly SetupFinding[],
): Promise<SetupFinding[]> {
  const { api, session, who, granted } = signed
  const begun = [letIn(signed), ...checkScope(signed)]
  const feedToken = await feedTokenFor(api, granted.bearer)
  try {
    // With too low a scope the console asks for nothing else, and nor does this.
    if (who.user === '' || (who.scope !== null && !maySupervise(who.scope))) return begun
    const domain = site.domain === '~' ? who.domain || '~' : site.domain
    const open = [...new Set(site.cores)].filter((_, i) => cores[i]?.kind === 'ok')
    return [
      ...begun,
      ...(await checkLists(site, signed, parts.clock.now)),
      ...(await checkSubscription(open, { domain, bearer: feedToken }, parts)),
      ...(await checkPortal(site, signed)),
      ...(await checkSoftphone(site, signed, parts)),
    ]
  } finally {
    const used = [session.granted()?.bearer ?? '', feedToken]
    if (site.signIn.by === 'password') await revokeTokens(site.server, { request: parts.request, log: () => {} }, used)
  }
}

/** Of the guided set-up: the findings that step is about. */
export async function checkNetsapiensStep(
  step: SetupStep,
  site: NetsapiensSite,
  parts: CheckParts,
): Promise<readonly SetupFinding[]> {
  switch (step) {
    case 'address': {
      const { server, cores } = await checkAddresses(site, parts)
      return [...server, ...cores]
    }
    case 'signIn': {
      const reached = await checkAddresses(site, parts)
      const behind = await checkBehind(site, parts, reached)
      // Who went on from a wrong address is told of it again.
      return behind.length > 0 ? behind : reached.server
    }
    case 'line':
    case 'trunks':
      return []
  }
}
