// `npm run check-site -- --config FILE`: connects to the PBX of a site file and says what is missing and how to add it.
import { parseArgs } from 'node:util'
import { type Settings, settings } from '#contract/settings.ts'
import { machineClock } from '#contract/time.ts'
import { asGiven } from '#main/desk/line-network.ts'
import { checkAsteriskSite, type Dialled, type Finding } from '#main/pbx/asterisk/check-site.ts'
import { checkFreeswitchSite } from '#main/pbx/freeswitch/check-site.ts'
import { checkNetsapiensSite } from '#main/pbx/netsapiens/check-site.ts'
import { tellNotice } from '#main/rights/tell-notice.ts'
import { queuesNamed, type TellRules, tellRules } from '#main/rights/tell-rules.ts'
import { secretsIn, withHidden } from '#main/settings/hide-secrets.ts'
import { type LeftOver, leftOverIn } from '#main/settings/left-over.ts'
import { askedPaths } from '#main/settings/named-secrets.ts'
import { readSiteFile } from '#main/settings/site-file.ts'
import { checkIceServers } from '#main/setup/check-ice-servers.ts'
import { fromEnvironment, netsapiensParts } from './check-netsapiens.ts'

process.exitCode = await check(configFile())

function configFile(): string | undefined {
  try {
    return parseArgs({ options: { config: { type: 'string' } } }).values.config
  } catch {
    return undefined // a flag there is not: the sentence says which there is
  }
}

/** 0: it will work · 1: something is missing · 2: nothing could be checked · 3: nothing that could be looked at is missing, and something could not. */
async function check(file: string | undefined): Promise<number> {
  const read = file ? readSiteFile(file) : null
  if (!read?.ok) return say(2, read ? read.error : 'Name the site file: npm run check-site -- --config FILE')
  const [asked] = askedPaths(read.value)
  if (asked !== undefined)
    return say(2, `${asked} is asked for in the console, and nobody can be asked here. Name it by {"from": "env", …}.`)
  const parsed = settings.parse(read.value)
  tellRights(tellRules(parsed))
  const notice = tellNotice(parsed)
  const findings = await findingsOf(parsed)
  if (findings === null) return say(2, 'The demo floor needs nothing, so there is nothing to check.')
  for (const line of notice.leadsTo) process.stdout.write(`Notice of monitoring: ${line}\n`)
  const unfilled = leftOverIn(read.value).map(tellLeftOver)
  const seen: readonly Finding[] = withHidden(
    [...findings, ...notice.wrong, ...(await soundFindings(parsed))],
    secretsIn(parsed),
  )
  const all = [...unfilled, ...seen] // their paths may hold the very word that is hidden
  for (const finding of all) process.stdout.write(`${tell(finding)}\n`)
  const count = (wanted: Finding['kind']) => all.filter(({ kind }) => kind === wanted).length
  const [wrong, unseen] = [count('missing'), count('unknown')]
  const notKnown = unseen > 0 ? ` ${unseen === 1 ? 'One thing is' : `${unseen} things are`} not known.` : ''
  if (wrong > 0) return say(1, `\n${wrong === 1 ? 'One thing is' : `${wrong} things are`} missing.${notKnown}`)
  return unseen > 0 ? say(3, `\nOf what could be looked at, all is there.${notKnown}`) : say(0, '\nNothing is missing.')
}

/** Null: of this kind of site nothing can be checked. */
async function findingsOf({ site, access, line }: Settings): Promise<readonly Finding[] | null> {
  const clock = machineClock(globalThis)
  switch (site.kind) {
    case 'asterisk':
      return checkAsteriskSite(site, clock, queuesNamed(access.rules), dialledBy(line.phone))
    case 'freeswitch':
      return checkFreeswitchSite(site, { clock })
    case 'netsapiens':
      return checkNetsapiensSite(site, netsapiensParts(clock, fromEnvironment(process.env, site)))
    case 'demo':
      return null
  }
}

/** The text itself is not said: it may be a secret after all. */
function tellLeftOver({ path, kind }: LeftOver): Finding {
  switch (kind) {
    case 'variable':
      return {
        kind: 'missing',
        what: `${path} is the name of a variable, and nothing puts its value there`,
        remedy: `write the value itself${/(secret|password|credential)$/.test(path) ? ', or {"from": "env", "name": "VARIABLE"}' : ''}`,
      }
    case 'placeholder':
      return { kind: 'missing', what: `${path} is a placeholder`, remedy: 'write what it stands for' }
    case 'known':
      return {
        kind: 'advice',
        what: `${path} is a secret that everybody knows: an example’s, or a default`,
        remedy: 'choose a long random one, on the phone system and here',
      }
  }
}

/** At the servers that find a way for the sound. */
function soundFindings({ site, line }: Settings): Promise<readonly Finding[]> {
  const clock = machineClock(globalThis)
  const own = site.kind === 'netsapiens' ? (site.softphone?.iceServers ?? []) : []
  const credential = process.env.EARSHOT_TURN_CREDENTIAL || null
  return checkIceServers([...line.iceServers, ...own], (server) => asGiven(server, credential, clock.now()), clock)
}

/** What the line may call besides what is dialled by hand. */
function dialledBy({ allowed, voicemail, conference, echo }: Settings['line']['phone']): readonly Dialled[] {
  return Object.entries(allowed ? { voicemail, conference, echo } : {}).flatMap(([name, number]) =>
    number === null ? [] : [{ path: `line.phone.${name}`, number }],
  )
}

function tellRights({ leadsTo, doubts }: TellRules): void {
  if (leadsTo.length === 0) return
  process.stdout.write('Rights, by role:\n')
  for (const line of leadsTo) process.stdout.write(`  ${line}\n`)
  for (const { what, remedy } of doubts) process.stdout.write(`${tell({ kind: 'advice', what, remedy })}\n`)
  process.stdout.write('\n')
}

function tell(finding: Finding): string {
  switch (finding.kind) {
    case 'ok':
      return `  ok       ${finding.what}`
    case 'advice':
      return `  advice   ${finding.what}\n           -> ${finding.remedy}`
    case 'unknown':
      return `  UNKNOWN  ${finding.what}\n           -> ${finding.remedy}`
    case 'missing':
      return `  MISSING  ${finding.what}\n           -> ${finding.remedy}`
  }
}

function say(code: number, text: string): number {
  process.stdout.write(`${text}\n`)
  return code
}
