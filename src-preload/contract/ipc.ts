// Everything that crosses between the two sides, once. Preload, both shells and the test doubles are derived from it.
import { z } from 'zod'
import { sitePolicy } from './access.ts'
import { actKind } from './acts/act-kinds.ts'
import { actOrder } from './acts/acts.ts'
import { helpBoard, helpStep } from './alerts.ts'
import { deskError } from './errors.ts'
import { type FloorMessage, floorMessage, trend } from './floor.ts'
import { handOverBoard, handOverStep } from './hand-over.ts'
import { hearer, withdrawal } from './hearers.ts'
import {
  agentCoverage,
  exportPiece,
  historyAddition,
  historyFilter,
  historyPage,
  historyPlace,
  monitorWhy,
  noteAddition,
  scoreAddition,
  windowEnd,
} from './history.ts'
import { lineAccount } from './line-account.ts'
import { capabilities, mode, modeAnswer, monitorEvent, monitorTicket, sideLevels, target } from './monitor.ts'
import { noticeBoard } from './notice/notice.ts'
import { phoneNumber, phoneState } from './phone/phone-state.ts'
import { recentCall, recentStep } from './phone/recent-calls.ts'
import type { Result } from './result.ts'
import { seatBoard, seatStep } from './rights.ts'
import { settings, settingsChange } from './settings.ts'
import { signInBoard, signInStep } from './sign-in.ts'
import { proofAnswer, proofStep } from './site/proof.ts'
import { scoreQuestion } from './site/scorecard.ts'
import {
  givenSecrets,
  MOST_SETTINGS_TEXT,
  settingList,
  setupDoor,
  setupFinding,
  setupStep,
  siteDraft,
  siteEntry,
  wantedSecrets,
} from './site/setup.ts'
import { wallPlaces, windowPlace, windowRole } from './windows.ts'

/** How the connector stands to its PBX. `since` is epoch ms. `how` says in words which way it works, where there are several. */
export const connectorStatus = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('connecting'), since: z.number() }),
  // `cause`: the floor is live, but what else there should be is not.
  z.object({ phase: z.literal('live'), since: z.number(), how: z.string().nullable(), cause: deskError.optional() }),
  // Connected, but the news come late or not at all: what is known is whole up to `since`. It is told anew as `lateMs` grows.
  z.object({
    phase: z.literal('behind'),
    since: z.number(),
    lateMs: z.number(),
    how: z.string().nullable(),
    cause: deskError.optional(),
  }),
  z.object({ phase: z.literal('stale'), since: z.number(), cause: deskError }), // lost; it tries again by itself
  z.object({ phase: z.literal('refused'), since: z.number(), cause: deskError }), // it will not work until somebody mends it
])
export type ConnectorStatus = Readonly<z.infer<typeof connectorStatus>>

/** What the window needs to know of the site. Sent with `hello` and again whenever it changes. */
export const siteInfo = z.object({
  name: z.string(),
  kind: z.string(),
  policy: sitePolicy,
  rights: z.array(mode),
  capabilities,
  /** The acts that could be allowed on somebody at all. */
  actRights: z.array(actKind),
  supervisor: z.object({ name: z.string(), extension: z.string() }),
  line: lineAccount.nullable(), // null: this supervisor has no line in the console
  /** Whoever listens here says why. Absent or null: not asked. */
  reason: z.object({ choices: z.array(z.string()) }).nullish(),
  /** Whoever sits here may listen without the site's notice. Absent: there is none, or they may not. */
  mayListenPrivately: z.boolean().optional(),
  /** The form that whoever sits here may fill in. Absent or null: none. */
  scorecard: z.object({ questions: z.array(scoreQuestion) }).nullish(),
})
export type SiteInfo = Readonly<z.infer<typeof siteInfo>>

/**
 * A monitor of the window before that is not known to have ended, on a phone that may not be the console's, and the modes that may be in
 * force; `until` as of the event `unsure`. `ended` tells when nothing of it is left.
 */
export const unended = z.object({ ticketId: z.string(), target, modes: z.array(mode), until: z.number().nullable() })
export type Unended = Readonly<z.infer<typeof unended>>

export const hello = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  seat: z.string().regex(/^[0-9a-f]{12}$/), // of this console at its machine, the same after a crash
  site: siteInfo,
  settings,
  status: connectorStatus,
  window: windowRole, // what this window is
  notice: deskError.nullable(), // e.g. the settings file could not be read and defaults are in force
  unended: unended.nullable(),
  /** wanted: nobody has given them yet; asked: all that the person may give, also anew. */
  setup: z.object({ door: setupDoor, wanted: wantedSecrets, asked: wantedSecrets }),
})
export type Hello = Readonly<z.infer<typeof hello>>

const failure = z.object({ ok: z.literal(false), error: deskError })
const resultOf = <T extends z.ZodType>(value: T) => z.union([z.object({ ok: z.literal(true), value }), failure])
const ticketId = z.string().min(1).max(100)
const reason = z.string().trim().min(1).max(200).optional() // see SiteInfo
const place = z.number().int().nullable() // where the piece before ended; null: from the beginning

/** A request whose output comes as it is: only a broken channel keeps it from being answered. */
const asks = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ input, output, tries: false }) as const
/** A request that can fail in a way a person can act on: it answers with a Result of `value`. */
const tries = <I extends z.ZodType, V extends z.ZodType>(input: I, value: V) =>
  ({ input, output: resultOf(value), tries: true }) as const

export const windowRequests = {
  /** The first thing a window says; a window that says it again (reload) gives up any monitor it had. It gets the place when that is free. */
  hello: asks(z.null(), hello),
  /** How the place stands, for a window that waits for it; from then on the signal `window` tells. */
  askPlace: asks(z.null(), windowRole),
  /** Takes the place to monitor, which ends what is monitored in the other window: refused when that is more than was `seen`. */
  takePlace: tries(z.object({ seen: windowPlace }), z.null()),
  /** From any window: nobody is to hear the supervisor. The signal `hush` brings it to the one that monitors. */
  hush: asks(z.null(), z.null()),
  wallPlaces: asks(z.null(), wallPlaces),
  /** A phone call on the console's own line, which is answered and ended in the page alone, has begun or is over. */
  onPhone: asks(z.object({ talking: z.boolean() }), z.null()),
  /** Opens or closes the wallboard on a display of `wallPlaces`, now and at every start. */
  showWall: tries(z.object({ display: z.string().max(100), shown: z.boolean() }), z.null()),
  /** Brings this window before the others: somebody has pressed what leads to it elsewhere on the screen. */
  toFront: asks(z.null(), z.null()),
  /** Asks for the whole picture, with `status` and `site` as they stand; from then on `floor` brings it and its patches. */
  watchFloor: asks(z.null(), z.null()),
  /** Whether the desk answers, and how soon: all it has told before stands before the answer. */
  ping: asks(z.null(), z.null()),
  /** The page is alive; several times a second. Without it the desk takes back whatever lets somebody hear the supervisor. */
  beat: asks(z.null(), z.null()),
  changeSettings: tries(settingsChange, settings),
  /** Signs in or out by hand; the signal `signIn` tells what has come of it. */
  answerSignIn: tries(signInStep, z.null()),
  /** Signs a person in at this seat, out, or confirms them; the signal `seat` tells what has come of it. */
  seat: tries(seatStep, z.null()),
  /** Leaves a kiosk, which ends the console; null: perhaps the site has no passphrase. */
  leaveKiosk: tries(z.object({ passphrase: z.string().max(200).nullable() }), z.null()),
  /** What the desk knows for a support desk: plain texts by file name, with nothing secret in them. */
  report: asks(z.null(), z.array(z.object({ name: z.string(), text: z.string() }))),
  /** One line of the window's log, kept with the desk's own. */
  log: asks(z.object({ level: z.enum(['info', 'warn', 'error']), text: z.string().max(2000) }), z.null()),
}

export const monitorRequests = {
  /** `why`: what the supervisor pressed to listen; it stands in the history. `isPrivate`: without the site's notice, where they may. */
  startMonitor: tries(
    z.object({ target, follow: z.boolean(), why: monitorWhy, reason, isPrivate: z.boolean().optional() }),
    monitorTicket,
  ),
  /** `target` and `hearers`: the call as the supervisor saw it, and who would hear; refused when either is not so any more. */
  setMode: tries(
    z.object({ ticketId, target, mode, hearers: z.array(hearer).max(2), changeId: z.number().int().positive() }),
    modeAnswer,
  ),
  /** Plays the announcement that comes before the supervisor's first word; answers once it has been heard. */
  announce: tries(z.object({ ticketId }), z.null()),
  /** `why` and `isPrivate` as of startMonitor: the next call has its own record. */
  hop: tries(z.object({ ticketId, target, why: monitorWhy, reason, isPrivate: z.boolean().optional() }), target),
  setFollow: tries(z.object({ ticketId, follow: z.boolean() }), z.null()),
  /** `why` absent: the supervisor wants it. */
  endMonitor: tries(z.object({ ticketId, why: windowEnd.optional() }), z.null()),
  /**
   * Said when the desk is in reach again: the monitor the window still has, and the call it shows (null: not connected yet); null for none.
   * Any other is ended: its ticket was lost on the way. What this one came to meanwhile is told again.
   */
  haveMonitor: asks(z.object({ held: z.object({ ticketId, target: target.nullable() }).nullable() }), z.null()),
}

export const lineRequests = {
  /** Why the line does not come about, which the page cannot know: the desk knocks at its server and asks the PBX. ok: it finds nothing wrong. */
  probeLine: tries(z.null(), z.null()),
  /** What is known of the calls of whoever sits here, after the step, newest first. */
  recentCalls: asks(recentStep, z.array(recentCall)),
  /** What the phone with this number does now; null: an agent's, or the phone system does not tell. */
  phoneState: asks(z.object({ number: phoneNumber }), phoneState.nullable()),
}

export const historyRequests = {
  /** What the window adds to the record of a call: everything it has so far, while the monitor is on it or after. */
  addHistory: tries(historyAddition, z.null()),
  /** A note to a call of the history, behind what is written there. */
  addNote: tries(noteAddition, z.null()),
  /** The site's form on a call that is listened to, or was. */
  scoreCall: tries(scoreAddition, z.null()),
  listHistory: asks(
    z.object({ filter: historyFilter, before: historyPlace.nullable(), limit: z.number().int().min(1).max(500) }),
    historyPage,
  ),
  /** Oldest first, a piece at a time. `jsonl` is the whole chain, whatever the filter: only so can it be verified. */
  exportHistory: asks(
    z.object({
      format: z.enum(['csv', 'jsonl']),
      separator: z.enum([',', ';']).default(','), // of the CSV
      filter: historyFilter,
      after: place,
    }),
    exportPiece,
  ),
  /** Who was heard since `from` (epoch ms). */
  coverage: asks(z.object({ from: z.number() }), z.array(agentCoverage)),
}

export const floorRequests = {
  /** How the queues were over the last hours. */
  trend: asks(z.null(), trend),
  /** Claims an agent's request for help, hands it over, or says that it is dealt with; the signal `help` tells when it is so. */
  help: tries(helpStep, z.null()),
  /** Hands the monitor over, or answers such an offer; the signal `handOver` tells what has become of it. */
  handOver: tries(handOverStep, z.null()),
}

export const actRequests = {
  /** ok: the PBX said that it is done. actUnknown: it may be, and the floor will show. */
  act: tries(actOrder, z.null()),
}

export const setupDraft = siteDraft.extend({ policy: sitePolicy })
export type SetupDraft = Readonly<z.infer<typeof setupDraft>>

/** The draft is what is in force, without its secrets; `decidedBy` names the file or policy where the door is closed. */
export const setupState = z.object({ door: setupDoor, decidedBy: z.string().nullable(), draft: setupDraft })
export type SetupState = Readonly<z.infer<typeof setupState>>

/** The console is loaded anew after what changes the site: its page may reach that site's servers alone. */
export const setupRequests = {
  setup: asks(z.null(), setupState),
  /** What one step finds, with the site as entered so far. It disturbs no call and changes nothing. */
  checkSetup: tries(z.object({ step: setupStep, site: siteEntry }), z.array(setupFinding)),
  /** Saves the site as a whole, or nothing; the desk has opened it when this is answered. */
  finishSetup: tries(setupDraft, z.null()),
  /** What `hello.setup.wanted` names: kept for this person, and used from now on. */
  giveSecrets: tries(givenSecrets, z.null()),
  /** Every setting there is. */
  listSettings: asks(z.null(), settingList),
  /** What the person has set, as a site file, without secrets. */
  exportSettings: asks(z.null(), z.string()),
  /** All of such a text, or nothing; badRequest names what is wrong with it. */
  importSettings: tries(z.object({ text: z.string().max(MOST_SETTINGS_TEXT) }), z.null()),
}

export const proofRequests = {
  /** The proof of ears, step by step; it ends by itself where its window says nothing more. */
  prove: tries(proofStep, proofAnswer),
}

/** What the window asks of the desk. Inputs are checked by the desk, outputs by whoever does not trust their channel. */
export const requests = {
  ...windowRequests,
  ...monitorRequests,
  ...lineRequests,
  ...historyRequests,
  ...floorRequests,
  ...actRequests,
  ...setupRequests,
  ...proofRequests,
} as const

/** What the desk tells the window unasked. */
export const signals = {
  floor: floorMessage,
  status: connectorStatus,
  site: siteInfo,
  monitor: monitorEvent,
  /** The desk has taken a speaking mode back: it asks the PBX for listen, whatever the window does. */
  withdrawn: z.object({ ticketId: z.string(), why: withdrawal }),
  /** What agent and caller are told of the monitor of this window, at every change; null: of none. */
  monitoringNotice: noticeBoard.nullable(),
  /** Of the monitor of this window, never another; not where `capabilities.levels` is not `separate`. Late ones are worth nothing. */
  levels: sideLevels,
  settings,
  /** Agents' requests for help, whole; after `watchFloor` and at every change. */
  help: helpBoard,
  /** Other supervisors and what is handed over, whole; after `watchFloor` and at every change. */
  handOver: handOverBoard,
  /** Whether somebody must sign in, whole; after `watchFloor` and at every change. */
  signIn: signInBoard,
  /** Who sits at the console, whole; after `watchFloor` and at every change. */
  seat: seatBoard,
  /** What this window is from now on: its place has been taken, or that of the other one stands otherwise. */
  window: windowRole,
  /** Somebody wants, in another window, that nobody hears the supervisor. */
  hush: z.null(),
  /** A `tel:`, `sip:`, `callto:` or `earshot:` link was clicked in another program: whoever sits here is asked what to do. */
  callLink: z.object({ link: z.string().max(500) }),
  /** Whether the desk itself is in reach; raised by the preload, not by the desk. */
  link: z.object({ up: z.boolean(), cause: deskError.nullable() }),
} as const

export type RequestName = keyof typeof requests
export type SignalName = keyof typeof signals
export type RequestInput<K extends RequestName> = z.infer<(typeof requests)[K]['input']>
export type RequestOutput<K extends RequestName> = (typeof requests)[K]['tries'] extends true
  ? Result<ValueOf<K>>
  : z.infer<(typeof requests)[K]['output']>
export type SignalPayload<K extends SignalName> = K extends 'floor' ? FloorMessage : z.infer<(typeof signals)[K]>

type ValueOf<K extends RequestName> =
  Extract<z.infer<(typeof requests)[K]['output']>, { ok: true }> extends { value: infer V } ? V : never

/** What the desk tells a window, by its name. */
export type Signal = { [K in SignalName]: { readonly name: K; readonly payload: SignalPayload<K> } }[SignalName]

export const requestNames = Object.keys(requests) as RequestName[]
export const signalNames = Object.keys(signals) as SignalName[]

/** What the renderer sees as `window.desk`. A request rejects only when the channel itself is broken. */
export type Desk = {
  readonly request: <K extends RequestName>(name: K, input: RequestInput<K>) => Promise<RequestOutput<K>>
  /** Subscribes; the answer unsubscribes. */
  readonly on: <K extends SignalName>(name: K, listener: (payload: SignalPayload<K>) => void) => () => void
}

/** What the desk implements, one handler a request. */
export type DeskHandlers = { readonly [K in RequestName]: (input: RequestInput<K>) => Promise<RequestOutput<K>> }

/** The handlers of one group of requests. */
export type HandlersOf<Group extends Partial<typeof requests>> = Pick<DeskHandlers, keyof Group & RequestName>
