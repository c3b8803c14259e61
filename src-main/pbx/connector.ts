// The one interface between Earshot and a PBX. No optional methods: what differs between PBXs is data in `capabilities`.
import type { Act } from '#contract/acts/acts.ts'
import type { HelpBoard, HelpStep } from '#contract/alerts.ts'
import type { DeskError } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import type { HandOverBoard, HandOverStep } from '#contract/hand-over.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { LineAccount } from '#contract/line-account.ts'
import type {
  CanAct,
  Mode,
  ModeAnswer,
  MonitorCapabilities,
  MonitorEvent,
  MonitorTicket,
  SideLevels,
  Target,
} from '#contract/monitor.ts'
import type { Ears } from '#contract/notice/notice.ts'
import type { PhoneState } from '#contract/phone/phone-state.ts'
import type { Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'

export type Connector = {
  /** Starts connecting and keeps at it, with its own retries, until `close`. Removes what an earlier crash left on the PBX. */
  connect(): void
  /** Ends what monitors are left, then the connection. Resolves when nothing of it runs any more. */
  close(): Promise<void>

  /** May change with every `live` status: a connector picks the best way the site's rights allow. */
  capabilities(): MonitorCapabilities
  /** The line in the console, or null when the site gives the supervisor none. */
  lineAccount(): LineAccount | null

  /** Why the PBX does not register the line, as far as it can be asked; null: it finds nothing wrong, or cannot be asked. */
  whyNoLine(): Promise<DeskError | null>

  /** Calls back at once with the present status, then at every change. */
  onStatus(listener: (status: ConnectorStatus) => void): Stop
  /** A whole picture on each (re)connection and after any gap, then patches. A late listener gets the whole picture at once. */
  onFloor(listener: (message: FloorMessage) => void): Stop
  onMonitor(listener: (event: MonitorEvent) => void): Stop
  /** How loud each side of a monitored call is; null: the PBX gives the call as one sound. */
  readonly levels: LevelsPart | null
  /** Agents' requests for help; null: the PBX carries none. */
  readonly help: HelpPart | null
  /** Monitors handed from console to console; null: never on this PBX. */
  readonly handOver: HandOverPart | null
  /** What can be done to calls and agents besides; null: nothing by this connector. */
  readonly acts: ActsPart | null
  /** The state of phones that are no agents'; null: this connector is not told. */
  readonly phones: PhonesPart | null
  /** What agent and caller are told of being monitored; null: never on this PBX. */
  readonly notice: NoticePart | null

  /** Asks the PBX to ring the line for this call. Resolves when the PBX has accepted, before the line rings or just as it does. */
  startMonitor(order: MonitorOrder): Promise<Result<MonitorTicket>>
  /**
   * See ModeAnswer. A change is in force only when the event `mode` with this changeId has come. An error: it is not; where listen is not
   * known to be in force instead, the event `unsure` says what may be. `changeId` below zero: the desk asks by itself, perhaps because no
   * window is there; a PBX that needs no digits of the line then takes its other way.
   */
  setMode(ticketId: string, mode: Mode, changeId: number): Promise<Result<ModeAnswer>>
  /** Moves a live monitor, without a new SIP call; it is in listen there when this resolves. */
  hop(ticketId: string, target: Target): Promise<Result<Target>>
  setFollow(ticketId: string, follow: boolean): Promise<Result<null>>
  /**
   * Idempotent. ok: nothing of the monitor is left on the PBX, and `ended` has been told. An error: that is not known (yet); the connector
   * keeps at it by itself and tells `ended` once it is known, at the latest when the PBX's own lease on it has run out.
   */
  endMonitor(ticketId: string): Promise<Result<null>>
}

export type LevelsPart = {
  on(listener: (levels: SideLevels) => void): Stop
}

export type HelpPart = {
  /** May change with every `live` status, like the capabilities. */
  isPossible(): boolean
  /** Whole at every change, and at once where there are any. */
  on(listener: (board: HelpBoard) => void): Stop
  /** The board tells when it is so. */
  step(step: HelpStep): Promise<Result<null>>
}

export type HandOverPart = {
  /** May change with every `live` status, like the capabilities. */
  isPossible(): boolean
  /** Whole at every change, and at once. */
  on(listener: (board: HandOverBoard) => void): Stop
  /** Hands a monitor over to another supervisor, or answers such an offer; the board tells when it is so. */
  step(step: HandOverStep): Promise<Result<null>>
}

export type PhonesPart = {
  /** As the PBX has it at this moment; null: it does not tell, or the number is an agent's. */
  state(number: string): Promise<PhoneState | null>
}

export type ActsPart = {
  /** May change with every `live` status, like the capabilities. */
  can(): CanAct
  /**
   * ok: the PBX said that it is done. A lost answer is never asked again blindly: the connector finds out by asking the PBX how things
   * stand, and answers actUnknown where that cannot be known. `id` is the order's; it is not run twice by the desk.
   */
  run(act: Act, id: string): Promise<Result<null>>
}

/** The announcement by its name on the PBX; null: the PBX's own, where it has one. */
export type NoticeSound = { readonly kind: 'tone' } | { readonly kind: 'announcement'; readonly name: string | null }

export type NoticeOrder = {
  readonly id: string // unguessable, made by the desk
  readonly target: Target
  readonly sound: NoticeSound
  readonly to: Ears
}

export type NoticePart = {
  /** Why this sound cannot be played now; null: it can. May change with every `live` status, like the capabilities. */
  whyNot(sound: NoticeSound): DeskError | null
  /**
   * Mixes a sound into what these ears on the call hear, and into nobody else's. ok: the PBX says that all of it was played. An error: it
   * was not, or nobody knows; it may be played again under another id. noticeNotGiven with the detail `onHold`: nobody would hear it now.
   */
  play(order: NoticeOrder): Promise<Result<null>>
}

export type MonitorOrder = {
  readonly ticketId: string // unguessable, made by the desk; a connector may use it in ids on the PBX
  readonly token: string // unguessable, at least 128 bit; goes into the INVITE where the PBX can carry a header
  readonly target: Target
  readonly follow: boolean
}

/** What a connector needs from outside: time, chance and the log are passed in, so that races can be replayed. */
export type ConnectorParts = {
  readonly clock: Clock
  readonly random: () => number // [0, 1)
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
  /** How modes should be switched, as the settings stand now. */
  readonly switchBy: () => 'api' | 'info' | 'rfc4733'
}

export type Entered = { readonly username: string; readonly password: string }

/** The person at the console, for a PBX that wants a sign-in. A question waits until it is answered; nothing asked is kept. */
export type SignInPrompt = {
  /** `why`: what came of the answer before; null where there was none. null answer: nobody will or can say. */
  readonly password: (username: string, why: DeskError | null) => Promise<Entered | null>
  /** `by`: how the PBX calls the second factor. null: there is no code. */
  readonly code: (username: string, by: string) => Promise<string | null>
  /** `supervisor`: how the PBX names the one who signed in. */
  readonly signedIn: (username: string, supervisor: { readonly name: string; readonly extension: string }) => void
  readonly onSignOut: (listener: () => void) => Stop
}
