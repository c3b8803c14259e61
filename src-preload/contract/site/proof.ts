// The proof of ears on the site's own phone system: two test extensions call each other, and who hears whom is measured in every mode.
import { z } from 'zod'

/** Of `monitor.ts`, which stands above this file. */
const mode = z.enum(['listen', 'whisperAgent', 'whisperCaller', 'join'])

/** What agent, caller and supervisor say: a tone each, in Hz. */
export const AGENT_HZ = 440
export const CALLER_HZ = 620
export const SUPERVISOR_HZ = 1000
export const allTones = [AGENT_HZ, CALLER_HZ, SUPERVISOR_HZ] as const

/** `mouth` is what leaves the supervisor's line. */
const proofEar = z.enum(['supervisor', 'agent', 'caller', 'mouth'])
export type EarName = z.infer<typeof proofEar>

/** Why nothing was proved; the catalogue has a sentence for each. */
export const proofRefusals = [
  'notThisKind', // of site: only Asterisk is proved like this
  'noLine', // the site gives the console no softphone
  'same', // both extensions are one
  'running', // a proof runs already
  'amiLost', // the phone system could not be asked what calls there are
  'onCall', // one of the extensions, or the line, is on a call
  'hasPhone', // a phone is registered for the extension
  'password', // or the extension itself: it may not register
  'noAnswer', // nothing answers there over UDP
  'refused', // the phone system refuses the call
  'notRinging', // the agent's extension does not ring
  'notConnected', // it was answered, and the caller hears nothing of that
  'stranger', // somebody else called the agent's extension
  'over', // the call of the proof is over
] as const
export const proofRefusal = z.object({ why: z.enum(proofRefusals), detail: z.string() })
export type ProofRefusal = Readonly<z.infer<typeof proofRefusal>>

const extension = z.object({ user: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) })

/** `dial`: what the caller dials to reach the agent; `port`: where the two register, at the host of the site and nowhere else. */
export const proofWish = z.object({
  agent: extension,
  caller: extension,
  dial: z.string().trim().max(64),
  port: z.number().int().min(1).max(65_535),
})
export type ProofWish = Readonly<z.infer<typeof proofWish>>

/** dBFS by tone, in the order of `allTones`. */
const heard = z.array(z.number().min(-200).max(20)).length(allTones.length)

export const proofStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begin'), wish: proofWish }),
  /** The monitor is about to be asked for: what this does to the call is counted from here. */
  z.object({ kind: z.literal('mark') }),
  z.object({ kind: z.literal('measure'), mode, after: z.string().max(20), supervisor: heard, mouth: heard }),
  z.object({ kind: z.literal('end'), unconfirmed: z.array(z.string().max(60)).max(40) }),
])
export type ProofStep = Readonly<z.infer<typeof proofStep>>

const proofCell = z.object({ mode, ear: proofEar, right: z.boolean(), why: z.string() })

/** `wrong` and `notes` are the administrator's, in English, as the command prints them. */
export const proofAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), refusal: proofRefusal }),
  /** The two talk, and their call may be listened to. */
  z.object({ kind: z.literal('talking') }),
  z.object({ kind: z.literal('marked') }),
  z.object({ kind: z.literal('measured'), cells: z.array(proofCell) }),
  z.object({
    kind: z.literal('ended'),
    cells: z.array(proofCell),
    wrong: z.array(z.string()),
    notes: z.array(z.string()),
  }),
])
export type ProofAnswer = Readonly<z.infer<typeof proofAnswer>>
