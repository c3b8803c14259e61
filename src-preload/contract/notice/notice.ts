// What agent and caller are told of being monitored, as the site wants it; and how far that has come for the monitor of a window.
import { z } from 'zod'

/** Whose ear a sound is played to; nobody else hears it, the supervisor included. */
export const ears = z.enum(['agent', 'caller', 'both'])
export type Ears = z.infer<typeof ears>

const name = z.string().trim().min(1).max(100)
const names = z.array(name).min(1).max(500)

const tone = z.object({
  to: ears,
  everyS: z.number().int().min(2).max(600).nullable().default(null), // null: once on each call
})

const announcement = z.object({
  to: ears,
  /** As the PBX calls it: `custom/monitoring-notice` on Asterisk. null: its own, where it has one. */
  sound: z
    .string()
    .regex(
      /^[A-Za-z0-9/][A-Za-z0-9_./-]{0,99}$/,
      'the name of a sound on the phone system, like custom/monitoring-notice',
    )
    .nullable()
    .default(null),
})

const notice = z.object({
  tone: tone.nullable().default(null),
  /** Before the first word of the supervisor on each call; whisper and join wait for its end. */
  announcement: announcement.nullable().default(null),
  /** A text on the agent's phone. */
  sign: z.string().trim().min(1).max(200).nullable().default(null),
  /** Where it cannot be given: the monitor is not begun, or ends; or it goes on, and says so. */
  failing: z.enum(['end', 'goOn']).default('end'),
})
export type Notice = Readonly<z.infer<typeof notice>>

/** Of the rules the first that fits the role counts; none fits: nobody is told. */
export const siteNotice = z.object({
  rules: z
    .array(notice.extend({ roles: names.optional(), exceptRoles: names.optional() }))
    .max(50)
    .default([]),
  /** These roles may listen to a call without notice, where they choose to; before they speak it is given all the same. */
  privateFor: z.array(name).max(100).default([]),
})
export type SiteNotice = Readonly<z.infer<typeof siteNotice>>

/** What the history keeps of it. `tone.everyS` null: once on each call. */
export const noticeTold = z.object({
  tone: tone.nullable(),
  announcement: ears.nullable(),
  sign: z.boolean(),
  isPrivate: z.boolean(), // the supervisor chose to listen without it
})
export type NoticeTold = Readonly<z.infer<typeof noticeTold>>

/**
 * What is told now, on the call the monitor is on. `tone`: null where none is wanted. `announcement` due: it comes before the first word.
 * failed: it could not be given, and the site lets the monitor go on.
 */
export const noticeBoard = z.object({
  ticketId: z.string(),
  tone: tone.extend({ state: z.enum(['given', 'failed']) }).nullable(),
  announcement: z.object({ to: ears, state: z.enum(['due', 'playing', 'given', 'failed']) }).nullable(),
  sign: z.enum(['none', 'given', 'failed']),
  isPrivate: z.boolean(),
})
export type NoticeBoard = Readonly<z.infer<typeof noticeBoard>>

export const noticeToldOf = ({ tone, announcement, sign }: Notice, isPrivate: boolean): NoticeTold => ({
  tone,
  announcement: announcement?.to ?? null,
  sign: sign !== null,
  isPrivate,
})
