// check-site for FreeSWITCH: connects as the console does, looks at what it may ask, and says what to add. It disturbs no call.
import { promises as dns } from 'node:dns'
import type { FreeswitchSite } from '#contract/settings.ts'
import { fine } from '#contract/site/finding.ts'
import type { SetupFinding, SetupStep } from '#contract/site/setup.ts'
import type { Clock } from '#contract/time.ts'
import { tryRegister } from '#main/pbx/kit/try-register.ts'
import { connectFinding, openFindings } from './check/check-esl.ts'
import { checkFloor } from './check/check-floor.ts'
import { checkLine } from './check/check-line.ts'
import { checkModules } from './check/check-modules.ts'
import { type AddressOf, checkProfiles } from './check/check-profiles.ts'
import { checkRights } from './check/check-rights.ts'
import { checkSocket, type TryLine } from './check/check-socket.ts'
import { openEsl } from './wire/esl-client.ts'
import { type OpenEslSocket, realEslSocket } from './wire/esl-socket.ts'

/** All but the clock: absent: over this machine's network. */
export type CheckParts = {
  readonly clock: Clock
  readonly openSocket?: OpenEslSocket
  readonly tryLine?: TryLine
  readonly addressOf?: AddressOf
}

const addressHere: AddressOf = (host) =>
  dns.lookup(host.replace(/^\[|\]$/g, ''), { family: 4 }).then(
    ({ address }) => address,
    () => null,
  )

export async function checkFreeswitchSite(
  site: FreeswitchSite,
  { clock, openSocket = realEslSocket, tryLine = tryRegister, addressOf = addressHere }: CheckParts,
): Promise<readonly SetupFinding[]> {
  const opened = await openEsl(site, { clock, openSocket }, { events: () => {}, closed: () => {} })
  if (!opened.ok) return [connectFinding(site, opened.error)]
  const client = opened.value
  try {
    const socket = await checkSocket(site, (line, ca) => tryLine(line, ca, clock))
    return [
      ...openFindings(site),
      ...(await checkModules(client)),
      ...(await checkRights(client, site)),
      ...(await checkLine(client, site)),
      ...socket,
      ...(await checkProfiles(client, site, socket, addressOf)),
      ...(await checkFloor(client, site)),
    ]
  } finally {
    client.close()
  }
}

/** Of the guided set-up: the findings that step is about. */
export async function checkFreeswitchStep(
  step: SetupStep,
  site: FreeswitchSite,
  parts: CheckParts,
): Promise<readonly SetupFinding[]> {
  const topics = topicsOf[step]
  const findings = await checkFreeswitchSite(site, parts)
  // Whoever asks for a password is an Event Socket; the password itself is the next step's.
  if (step === 'address' && findings.some(({ about, kind }) => about === 'user' && kind === 'missing'))
    return [fine('port', `An Event Socket answers at ${site.host}:${site.esl.port}`)]
  const whole = findings.filter(({ about }) => topics.includes(about))
  // Who is not let in at all can be checked no further.
  return whole.length > 0 ? whole : findings.slice(0, 1)
}

const topicsOf: Readonly<Record<SetupStep, readonly SetupFinding['about'][]>> = {
  address: ['name', 'port', 'network', 'tls', 'certificate', 'version'],
  signIn: ['user', 'rights'],
  line: ['name', 'endpoint', 'registration', 'password', 'certificate', 'codec', 'other'],
  trunks: ['trunk', 'context', 'extension', 'module'],
}
