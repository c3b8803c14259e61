// A monitor: the supervisor's attachment to a call, from click to end; as both sides and every connector speak of it.
import { z } from 'zod'
import { type ActKind, actKind } from './acts/act-kinds.ts'
import { type DeskError, deskError } from './errors.ts'

export const modes = ['listen', 'whisperAgent', 'whisperCaller', 'join'] as const
export const mode = z.enum(modes)
export type Mode = z.infer<typeof mode>

/** Who hears the supervisor in a mode that is in force. */
export const heardBy = {
  listen: 'nobody',
  whisperAgent: 'agent',
  whisperCaller: 'caller',
  join: 'both',
} as const satisfies Record<Mode, string>

export type HeardBy = (typeof heardBy)[Mode]

/** Who may hear the supervisor while any of these modes may be in force. */
export function heardByAny(modes: readonly Mode[]): HeardBy {
  const heard = modes.map((mode) => heardBy[mode])
  const agent = heard.includes('agent') || heard.includes('both')
  const caller = heard.includes('caller') || heard.includes('both')
  if (agent && caller) return 'both'
  return agent ? 'agent' : caller ? 'caller' : 'nobody'
}

/** The call, and whose side of it "the agent" is (an on-net call may have two agents). */
export const target = z.object({ callId: z.string().min(1).max(200), agentId: z.string().min(1).max(200) })
export type Target = Readonly<z.infer<typeof target>>

/** How a mode is switched: by the PBX's own interface, or by digits on the line (SIP INFO, or RFC 4733 events in the RTP). */
export const switchWay = z.enum(['api', 'info', 'rfc4733'])
export type SwitchWay = z.infer<typeof switchWay>

/** How the INVITE of an asked-for monitor is known: a header whose value only we and the PBX know, or what else can be seen of it. */
export const inviteMark = z.discriminatedUnion('by', [
  z.object({ by: z.literal('header'), name: z.string(), value: z.string().min(16) }),
  z.object({
    by: z.literal('evidence'),
    fromName: z.string().nullable(),
    uriIncludes: z.string().nullable(),
    withinMs: z.number().positive().max(60_000).optional(), // after asking; absent: as for a header
  }),
])
export type InviteMark = Readonly<z.infer<typeof inviteMark>>

/** What the desk hands out when the PBX has accepted to start a monitor. `askedAt` is epoch ms on the desk's clock. */
export const monitorTicket = z.object({
  id: z.string().min(8).max(100),
  target,
  mark: inviteMark,
  askedAt: z.number(),
  follow: z.boolean(),
  answerWithinMs: z.number().positive().optional(), // how long a phone may ring for it; absent: as a line that answers by itself
})
export type MonitorTicket = Readonly<z.infer<typeof monitorTicket>>

/**
 * The answer to "change the mode": the PBX does it by itself and will confirm, or the line must send these digits first.
 * Neither means that the mode is in force: only the event `mode` with the same changeId does.
 */
export const modeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('asked') }),
  z.object({
    kind: z.literal('sendDigits'),
    digits: z.string().regex(/^[0-9*#A-D]+$/),
    by: z.enum(['info', 'rfc4733']),
  }),
])
export type ModeAnswer = Readonly<z.infer<typeof modeAnswer>>

/**
 * Why a monitor is over, as far as the PBX tells. lineUnreached: it could not call the phone (SIP 503). lineUnfit: phone and PBX have no
 * sound in common (SIP 488). callEnded: before the line was connected to the call. unconfirmed: the desk wanted listen and could not know
 * that it is in force. notAllowed: the desk ended it, because who sits here may not hear this call (any more). noNotice: because the site
 * wants agent or caller told of it, and that could not be done. takenOver: its line is a call of the supervisor's own now, with the other
 * party; the agent has left.
 */
export const endReason = z.enum([
  'asked',
  'lineHungUp',
  'lineDidNotAnswer',
  'lineUnreached',
  'lineUnfit',
  'callEnded',
  'pbxEnded',
  'pbxLost',
  'unconfirmed',
  'notAllowed',
  'noNotice',
  'takenOver',
])
export type EndReason = z.infer<typeof endReason>

/**
 * What the PBX reports of a monitor.
 * attached: the line is connected to the target, in listen. `device`: which of the supervisor's phones took it, where the PBX says.
 * mode: this mode is in force now. `changeId` is that of the setMode it answers; null when the PBX changed by itself
 *   (a fallback, or digits pressed on a desk phone).
 * unsure: which mode is in force is not known. `modes` are all that may be, at any moment from now on; it replaces the `unsure` before
 *   and holds until the next `mode`, `attached`, `retargeted`, `targetEnded` or `ended`. `until`: epoch ms when the PBX has ended the
 *   monitor by itself at the latest (a lease nobody renews); null: nobody knows.
 * targetEnded: the call is over: nobody is left on it to hear. The line stays up in listen.
 * retargeted: the same line is now on this call, in listen (a hop, or follow), and nothing of it speaks on the call before any more.
 * ended: nothing of it is left on the PBX; never told before that is known.
 *
 * A connector tells `unsure` when
 * - the link by which it would learn of a change is cut, while a speaking mode is in force or asked for, or while the phone itself can
 *   change the mode (digits); `modes` is then each of those;
 * - that link is cut while a phone rings: that it is answered would not be told; `modes` is listen, and what the phone itself can change to;
 * - a change was not answered, or was done by half, and listen is not known to be back; the console then asks for listen as well;
 * - its end is not confirmed and a speaking mode may be in force.
 * It need not tell it while a change asked for is on its way: until that is answered the console counts both modes. It tells it whichever
 * phone has the line: on the console's own line nobody hears a closed microphone, and only the window knows of that.
 */
export const monitorEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attached'), ticketId: z.string(), target, device: z.string().max(100).optional() }),
  z.object({ kind: z.literal('mode'), ticketId: z.string(), mode, changeId: z.number().int().nullable() }),
  z.object({
    kind: z.literal('unsure'),
    ticketId: z.string(),
    modes: z.array(mode).min(1).readonly(),
    until: z.number().nullable(),
  }),
  z.object({ kind: z.literal('targetEnded'), ticketId: z.string() }),
  z.object({ kind: z.literal('retargeted'), ticketId: z.string(), target, by: z.enum(['hop', 'follow', 'transfer']) }),
  z.object({ kind: z.literal('ended'), ticketId: z.string(), reason: endReason }),
])
export type MonitorEvent = Readonly<z.infer<typeof monitorEvent>>

/**
 * How loud each side of the monitored call is to the supervisor, dBFS (a full-scale sine is 0), several times a second while
 * the monitor is on it. null: nothing of that side is heard now (on hold, nobody there).
 */
export const sideLevels = z.object({
  ticketId: z.string(),
  agent: z.number().nullable(),
  caller: z.number().nullable(),
})
export type SideLevels = Readonly<z.infer<typeof sideLevels>>

/** What this PBX can do for a monitor; differences between PBXs are data, not code. */
const monitorCapabilities = z.object({
  modes: z.array(mode),
  /** There are none now, since what the PBX is asked by is cut. Absent: it is not. */
  isCut: z.boolean().optional(),
  switching: z.array(switchWay), // in the order the connector prefers
  confirmsModes: z.boolean(),
  hop: z.boolean(),
  follow: z.boolean(),
  rings: z.enum(['consoleLine', 'allPhones']),
  /** Of the supervisor's phones the PBX could ring none now. Absent: it could, or does not tell. */
  hasNoPhone: z.boolean().optional(),
  /** Whom a whisper can reach: some PBXs whisper only to phones of their own. Absent: anyone. */
  whispersTo: z.enum(['anyone', 'onNetParty']).optional(),
})
export type MonitorCapabilities = Readonly<z.infer<typeof monitorCapabilities>>

/** null: it can. An error: why not now. Absent: never on this PBX. */
export const canAct = z.partialRecord(actKind, deskError.nullable())
export type CanAct = Readonly<Partial<Record<ActKind, DeskError | null>>>

/** And what it carries besides. */
export const capabilities = monitorCapabilities.extend({
  help: z.boolean(), // agents' requests for help
  handOver: z.boolean(), // a monitor can be handed over to another supervisor
  acts: canAct, // what can be done to calls and agents
  levels: z.enum(['separate', 'mixed']), // of agent and caller; mixed: only what the line plays can be measured
})
export type Capabilities = Readonly<z.infer<typeof capabilities>>
