// The proof of ears on the site's own phone system: two test extensions call each other, and who hears whom is measured in every mode.
import { z } from 'zod'

/** Of `monitor.ts`, which stands above this file. */
const mode = z.enum(['listen', 'whisperAgent', 'whisperCaller', 'join'])
const change = z.object({ from: mode, to: mode })
export type ModeChange = Readonly<z.infer<typeof change>>

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
  'seatBusy', // this seat listens to a call already, or is on the phone
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
  /** Also while it only begins: that is broken off. `unconfirmed`: changes of mode that never came into force. */
  z.object({ kind: z.literal('end'), unconfirmed: z.array(change).max(40) }),
])
export type ProofStep = Readonly<z.infer<typeof proofStep>>

const proofCell = z.object({ mode, ear: proofEar, right: z.boolean(), why: z.string() })

/** What a wrong cell most likely comes from; the catalogue has a sentence for each, with what mends it. */
export const cellCauses = [
  'leftOpen', // the console sends sound in listen: its own fault
  'keptClosed', // the console sends nothing in a speaking mode
  'deaf', // the console hears neither side
  'ownVoice', // the console hears itself
  'oneSideOfChanSpy',
  'oneSideOfSnoop',
  'faint',
  'silentCall', // agent and caller do not hear each other
  'echo', // a side hears itself
  'withoutFlag', // ChanSpy lets no voice through
  'snoopSilent', // ARI's snoop lets no voice through
  'notSupervisor', // in listen, with the console closed: the PBX makes this sound itself
  'wrongFlag', // ChanSpy lets the wrong side hear
  'silentThoughRight', // no voice comes through, and the line of the dialplan reads as it should
  'heardThoughRight', // the wrong side hears, and the line of the dialplan reads as it should
  'snoopBoth', // ARI's snoop lets both hear
  'leak',
] as const
const cellCause = z.enum(cellCauses)
export type CellCause = z.infer<typeof cellCause>

/** The line of the dialplan that is to blame, and what it has to be. */
const spyLine = z.object({ context: z.string(), extension: z.number(), flag: z.string(), whole: z.string() })
const side = z.enum(['agent', 'caller'])

/** What is wrong with the line of a mode, as it is read: it lacks or has the option; `leads`: it goes to the extension `what`. */
const lineFault = z.object({
  mode,
  fault: z.enum(['lacks', 'has', 'otherChannel', 'noChanSpy', 'leads']),
  what: z.string(),
})
export type LineFault = Readonly<z.infer<typeof lineFault>>
/** The monitoring context as it is read. `missing`: extensions that are not in it; all of them where there is no such context. */
export type ContextRead = { readonly missing: readonly string[]; readonly faults: readonly LineFault[] }

export const proofFinding = z.discriminatedUnion('about', [
  /** `missing`: tones in Hz. `belowDb`: how many dB the unwanted one lies below the wanted; null: none does too little. */
  z.object({
    about: z.literal('cell'),
    mode,
    ear: proofEar,
    missing: z.array(z.number()),
    belowDb: z.number().nullable(),
    cause: cellCause,
    line: spyLine.nullable(),
  }),
  /** Read in the dialplan, not heard. */
  z.object({ about: z.literal('line'), ...lineFault.shape, line: spyLine }),
  z.object({ about: z.literal('missing'), context: z.string(), extensions: z.array(z.string()) }),
  /** `context`: of the ChanSpy that hung; null: it was ARI's snoop. */
  z.object({ about: z.literal('unconfirmed'), ...change.shape, context: z.string().nullable() }),
  z.object({ about: z.literal('tone'), side, hz: z.array(z.number()) }),
  z.object({ about: z.literal('gap'), side, ms: z.number(), cause: z.enum(['direct', 'network']) }),
  z.object({ about: z.literal('left'), channel: z.string() }),
  z.object({ about: z.literal('leftUnknown') }), // the phone system could not be asked
  z.object({ about: z.literal('direct') }), // nothing is wrong with it, yet
])
export type ProofFinding = Readonly<z.infer<typeof proofFinding>>

export const proofAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), refusal: proofRefusal }),
  /** The two talk, and their call may be listened to. */
  z.object({ kind: z.literal('talking') }),
  z.object({ kind: z.literal('marked') }),
  z.object({ kind: z.literal('measured'), cells: z.array(proofCell) }),
  /** `notes` are no faults. At once, with no call made, where the dialplan reads wrong: the console listens nowhere then. */
  z.object({
    kind: z.literal('ended'),
    cells: z.array(proofCell),
    wrong: z.array(proofFinding),
    notes: z.array(proofFinding),
  }),
])
export type ProofAnswer = Readonly<z.infer<typeof proofAnswer>>
