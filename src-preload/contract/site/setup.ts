// Setting up the site in the console: where that is possible, what each step checks, and what is wrong there.
import { z } from 'zod'

/** first: nothing is configured, and the set-up comes first; open: it may be entered; closed: others have decided the site. */
export const setupDoor = z.enum(['first', 'open', 'closed'])

/** What a step of the set-up can check by itself, in this order. */
export const setupStep = z.enum(['address', 'signIn', 'line', 'trunks'])
export type SetupStep = z.infer<typeof setupStep>

/** What a finding is about: the catalogue has a sentence for each. */
export const findingTopics = [
  'entry', // what was entered cannot be right
  'name', // of the host: it has no address here
  'port', // nothing listens there, or something else
  'network', // nothing answers
  'certificate',
  'chain', // who signed the certificate is not known here
  'clock', // the certificate is not valid at the time it is here
  'tls', // one side speaks it and the other does not
  'full', // as many connections as the PBX takes
  'user', // user, secret, or the network they may come from
  'inUse', // the user is in already, and may be in once
  'version',
  'switchedOff',
  'rights',
  'module',
  'ari',
  'endpoint',
  'codec',
  'password', // of the line
  'registration',
  'taken', // all the registrations the line may have
  'mistaken', // the PBX takes this computer for another phone
  'trunk',
  'extension',
  'context',
  'queue',
  'other',
] as const
export const findingTopic = z.enum(findingTopics)
export type FindingTopic = z.infer<typeof findingTopic>

/** `what` and `remedy` are the administrator's, in English, as check-site prints them. */
export const setupFinding = z.object({
  kind: z.enum(['ok', 'advice', 'unknown', 'missing']),
  about: findingTopic,
  what: z.string(),
  remedy: z.string(),
})
export type SetupFinding = Readonly<z.infer<typeof setupFinding>>

/** As a site file holds it. A secret that is left out is the one that is kept already. */
export const siteEntry = z.record(z.string(), z.unknown())

export const siteDraft = z.object({
  siteName: z.string().trim().min(1).max(100),
  supervisor: z.object({ name: z.string().max(100), extension: z.string().max(40) }).nullable(),
  site: siteEntry,
})

/** Paths of the secrets that the person at the console has to give, as the site file names them (`site.ami.secret`). */
export const wantedSecrets = z.array(z.string())
export const givenSecrets = z.record(z.string().max(100), z.string().min(1).max(1000))

/** One setting as it is in force, without secrets. `by`: the file or policy that decided it; null: the person, or nobody. */
export const settingRow = z.object({
  path: z.string(),
  value: z.string(),
  by: z.string().nullable(),
  isOwn: z.boolean(),
})
export type SettingRow = Readonly<z.infer<typeof settingRow>>

/** `troubles`: what others decided and is not in force, a sentence each. */
export const settingList = z.object({ rows: z.array(settingRow), troubles: z.array(z.string()) })
export type SettingList = Readonly<z.infer<typeof settingList>>

export const MOST_SETTINGS_TEXT = 60_000
