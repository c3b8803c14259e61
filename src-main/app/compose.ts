// Puts the console's server side together, the same for both shells: settings, log, connector, desk.
import { randomBytes } from 'node:crypto'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { deskFailure } from '#contract/errors.ts'
import { addressesOf, type LineAccount, registersAt } from '#contract/line-account.ts'
import { ok, type Result } from '#contract/result.ts'
import { type Clock, machineClock } from '#contract/time.ts'
import { createDesk, type DeskServer } from '#main/desk/desk.ts'
import { createRenewableDesk, type RenewableDesk } from '#main/desk/renewable.ts'
import { channelsOn, contextOn, leaseOn } from '#main/pbx/asterisk/channels-on.ts'
import type { Connector } from '#main/pbx/connector.ts'
import { noConnector } from '#main/pbx/kit/no-connector.ts'
import { secretsGiven } from '#main/pbx/netsapiens/environment.ts'
import { createProof, type ProofParts } from '#main/proof/proof.ts'
import { askedSecrets } from '#main/settings/asked-secrets.ts'
import { secretsInForce, withHidden } from '#main/settings/hide-secrets.ts'
import { decidedBy, readManaged } from '#main/settings/managed.ts'
import { ownerOf, seatMark, seatOf } from '#main/settings/owner.ts'
import type { SecretStore } from '#main/settings/secrets.ts'
import type { SettingsFile } from '#main/settings/settings-file.ts'
import { openSettings, type SiteStore } from '#main/settings/store.ts'
import { systemPolicies, thisSystem } from '#main/settings/system-policies.ts'
import { createSetup } from '#main/setup/setup.ts'
import { createPerson, type Person } from '#main/sign-in/person.ts'
import { prepareFolder } from '#main/system/folder.ts'
import { createLog, fileWriter, type Log, leastLevel } from '#main/system/log.ts'
import { accountName } from '#main/system/machine.ts'
import { version } from '#package.json'
import { inConsole } from './check-netsapiens.ts'
import { checkStep } from './check-step.ts'
import { openSite } from './registry.ts'

export type ConsoleParts = {
  readonly shell: 'electron' | 'browser'
  readonly dir: string // the console's own folder
  readonly seatDir: string // of this machine and account
  readonly machineFile: string // the machine's own site file, where there is one
  readonly configFile: string | null // --config
  readonly demoFloor: boolean // --floor demo
  readonly setUpFirst: boolean // where nothing is configured
  readonly settingsFile: SettingsFile
  readonly secrets: SecretStore
  readonly env: NodeJS.ProcessEnv
  readonly demoCommand: readonly [string, ...string[]]
}

export type Console = {
  readonly desk: DeskServer
  readonly settings: SiteStore
  readonly log: Log
  /** Where the softphone connects, as far as it is known now; several with a blank between. */
  readonly lineWsUrl: () => string | null
}

/** Opens everything and starts connecting. The failure is one sentence about the site file or the folder. */
export function openConsole(parts: ConsoleParts): Result<Console, string> {
  const found = readManaged({
    ...parts,
    policies: () => systemPolicies(thisSystem(process.platform, accountName())),
  })
  if (!found.ok) return found
  const managed = found.value
  for (const dir of [parts.dir, join(parts.dir, 'log'), parts.seatDir]) {
    const folder = prepareFolder(dir)
    if (!folder.ok) return folder
  }
  const log = createLog({
    clock: systemClock,
    write: fileWriter(join(parts.dir, 'log', 'earshot.log')),
    least: leastLevel(parts.env.EARSHOT_LOG),
  })
  const asked = askedSecrets(parts.secrets)
  const settings = openSettings(parts.settingsFile, managed.layer, asked.get)
  const secrets = secretsInForce(settings.current, secretsOfEnvironment(parts.env))
  for (const trouble of managed.troubles) log('warn', `not in force: ${trouble}`)
  const seat = seatOf(parts.seatDir)
  if (seat > 1) log('warn', `another console runs at this seat: this is number ${seat}, with its own name at the PBX`)
  const owner = ownerOf(parts.seatDir, randomId)
  let connector: Connector
  const setup = createSetup({
    settings,
    asked,
    managed,
    decidedBy: decidedBy(managed.origins, 'site'),
    comesFirst: parts.setUpFirst,
    check: (step, site) => checkStep(step, site, systemClock, inConsole(parts.secrets, parts.env)),
    log,
    renew: () => desk.renew(),
  })
  const desk: RenewableDesk = createRenewableDesk(() => {
    const person = createPerson()
    connector = discreet(openConnector({ ...parts, settings, person, log, owner }), secrets)
    return createDesk({
      ...parts,
      connector,
      person,
      settings,
      setup,
      proving: { mayNot: setup.whyNot, open: (whyNot) => proofOf(settings, log, whyNot) },
      log,
      randomId,
      clock: systemClock,
      asleepMs,
      seat: seatMark(owner),
      turnCredential: parts.env.EARSHOT_TURN_CREDENTIAL || null,
      version,
    })
  })
  return ok({ desk, settings, log, lineWsUrl: () => socketsOf(connector.lineAccount()) ?? softphoneUrls(settings) })
}

const proofOf = (settings: SiteStore, log: Log, whyNot: NonNullable<ProofParts['whyNot']>) =>
  createProof({
    site: () => settings.current().site,
    channels: (site, names) => channelsOn(site, names, systemClock),
    lease: (site, names) => leaseOn(site, names, systemClock),
    context: (site) => contextOn(site, systemClock),
    whyNot,
    clock: systemClock,
    log,
  })

type ConnectorOf = ConsoleParts & {
  readonly settings: SiteStore
  readonly person: Person
  readonly log: Log
  readonly owner: string
}

/** Without its secrets a site is not even tried: a firewall counts refusals. */
function openConnector({ settings, owner, ...parts }: ConnectorOf): Connector {
  const wanted = settings.wanted()
  if (wanted.length > 0) return noConnector(deskFailure('signInNeeded', wanted.join(', ')), systemClock.now)
  return openSite(settings.current(), {
    ...parts,
    clock: systemClock,
    random: Math.random,
    randomId,
    owner,
    seat: seatMark(owner),
    switchBy: () => settings.current().line.switchBy,
  })
}

/** Whatever the PBX says of why it refuses. */
const discreet = (connector: Connector, secrets: () => readonly string[]): Connector => ({
  ...connector,
  onStatus: (listener) => connector.onStatus((status) => listener(withHidden(status, secrets()))),
})

const secretsOfEnvironment = (env: NodeJS.ProcessEnv): readonly string[] => [
  ...secretsGiven(env),
  ...(env.EARSHOT_TURN_CREDENTIAL ? [env.EARSHOT_TURN_CREDENTIAL] : []),
]

/** Known from the site file before the PBX has told the rest of the line. */
function softphoneUrls(settings: SiteStore): string | null {
  const { site } = settings.current()
  return site.kind === 'netsapiens' && site.softphone ? socketsOf(registersAt(site.softphone.wsUrl)) : null
}

const socketsOf = (account: Pick<LineAccount, 'wsUrl' | 'alsoAt'> | null): string | null =>
  account && addressesOf(account).join(' ')

/** The command that runs the built demo PBX with this very runtime, be it Node or Electron. */
export const builtDemoCommand = (dir: string): [string, string] => [process.execPath, join(dir, 'demo-pbx.js')]

export const randomId = (bytes: number): string => randomBytes(bytes).toString('hex')

/** Linux and macOS count the time asleep into the uptime and not into the ticks; on Windows the ticks themselves leap. */
const asleepMs = (): number => uptime() * 1000 - systemClock.ticks()

/** The one clock of the program; all else is given it. */
export const systemClock: Clock = machineClock(globalThis)
