// Who at a site may do what with whom, as its file says it; and who sits at this seat.
import { z } from 'zod'
import { actKinds } from './acts/act-kinds.ts'
import { deskError } from './errors.ts'
import { mode, modes } from './monitor.ts'

/** What a rule of the site may name. */
const rights = [...modes, ...actKinds] as const
export const right = z.enum(rights)
export type Right = z.infer<typeof right>

const name = z.string().trim().min(1).max(100)
const names = z.array(name).min(1).max(500)

/** `*` stands for any characters, `?` for one. */
const patterns = z.array(z.string().trim().min(1).max(100)).min(1).max(500)

/** Every field that is there must fit. Nothing there: everybody. */
const ruleTarget = z.object({
  agents: patterns.optional(), // by extension or name
  teams: patterns.optional(),
  ownTeam: z.literal(true).optional(), // one of the person's own
  queues: patterns.optional(), // the call came through it; by extension or name
  numbers: patterns.optional(), // of whoever else is on the call
})
export type RuleTarget = Readonly<z.infer<typeof ruleTarget>>

export const accessRule = z
  .object({
    name, // as the history names it
    roles: names.optional(), // absent: every role
    exceptRoles: names.optional(),
    may: z.array(right).min(1).optional(),
    /** Stronger than every `may`: so people are protected. */
    never: z.array(right).min(1).optional(),
    on: ruleTarget.optional(),
  })
  .superRefine(({ may, never }, issue) => {
    if ((may === undefined) === (never === undefined))
      issue.addIssue({ code: 'custom', message: 'needs either may or never' })
  })
export type AccessRule = Readonly<z.infer<typeof accessRule>>

export const siteAccess = z.object({
  rules: z.array(accessRule).max(200).default([]),
  hideNumbersFrom: z.array(name).max(100).default([]), // roles
  /** Whoever listens says why, by one of the choices where there are some, else in their own words. */
  reason: z
    .object({ roles: names.optional(), choices: z.array(name).max(20).default([]) })
    .nullable()
    .default(null),
  /** Before these modes the person shows PIN or badge again, unless they did so within the last `forS` seconds. */
  confirm: z
    .object({
      before: z
        .array(mode.exclude(['listen']))
        .min(1)
        .default(modes.filter((one) => one !== 'listen')),
      forS: z.number().int().min(10).max(86_400).default(300),
      idleS: z.number().int().min(10).max(86_400).default(60), // and touched the console within so many
    })
    .nullable()
    .default(null),
  /** Seconds without a touch after which the person at the seat is signed out, which ends what they monitor. */
  signOutAfterS: z.number().int().min(10).max(86_400).nullable().default(null),
})
export type SiteAccess = Readonly<z.infer<typeof siteAccess>>

/** What `npm run hash-pin` prints: of a PIN or a badge, never the thing itself. */
export const secretHash = z
  .string()
  .regex(/^scrypt:[0-9a-f]{32}:[0-9a-f]{64}$/, 'must be what `npm run hash-pin` prints')

export const sitePerson = z.object({
  name,
  extension: z.string().trim().min(1).max(40),
  role: name.optional(),
  teams: z.array(name).max(100).default([]),
  pin: secretHash.optional(),
  badge: secretHash.optional(),
})
export type SitePerson = Readonly<z.infer<typeof sitePerson>>

export const sitePeople = z
  .array(sitePerson)
  .max(1000)
  .superRefine((people, issue) => {
    people.forEach(({ extension }, at) => {
      if (people.findIndex((one) => one.extension === extension) !== at)
        issue.addIssue({ code: 'custom', path: [at, 'extension'], message: `${extension} is another person’s already` })
    })
  })

/**
 * Who sits at the console. none: nobody signs in here. wanted: `lockedS` seconds nothing is taken, after too many wrong ones. in:
 * `confirm` wanted: PIN or badge before what was asked for last.
 */
export const seatBoard = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('wanted'), why: deskError.nullable(), lockedS: z.number() }),
  z.object({
    kind: z.literal('in'),
    name: z.string(),
    extension: z.string(),
    confirm: z.enum(['notNow', 'wanted']),
    why: deskError.nullable(),
    lockedS: z.number(),
  }),
])
export type SeatBoard = Readonly<z.infer<typeof seatBoard>>

export const nobodySits: SeatBoard = { kind: 'none' }

const secret = z.string().min(1).max(200)

/** pin, badge: signs in, or confirms who is in. putOff: it is not confirmed. active: somebody touches the console. */
export const seatStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pin'), extension: z.string().min(1).max(40), pin: secret }),
  z.object({ kind: z.literal('badge'), badge: secret }),
  z.object({ kind: z.literal('out') }),
  z.object({ kind: z.literal('putOff') }),
  z.object({ kind: z.literal('active') }),
])
export type SeatStep = Readonly<z.infer<typeof seatStep>>
