// The world of the demo floor: agents, queues, calls, and what is going to happen when. Immutable; times are epoch ms.
export type Status = 'logged-out' | 'unregistered' | 'idle' | 'ringing' | 'in-call' | 'wrap-up' | 'paused'

export type Agent = {
  readonly ext: string
  readonly name: string
  readonly status: Status
  readonly reason: string | null // of a pause
  readonly since: number
  readonly queues: readonly string[]
  readonly team: string
  readonly call: string | null
  readonly calls: number // taken since the floor opened
  /** What a supervisor wants of them after their call; absent or null: nothing. */
  readonly afterCall?: { readonly status: 'paused' | 'logged-out'; readonly reason: string | null } | null
  /** A supervisor has put them there: they do not come back by themselves. */
  readonly kept?: boolean
}

export type Side = {
  readonly number: string
  readonly name: string | null
  readonly local: boolean // its phone is registered here
  readonly agent: string | null
}

export type Tones = { readonly agent?: number | undefined; readonly caller?: number | undefined }

type CallState = 'waiting' | 'ringing' | 'up' | 'held' | 'parked'

export type Call = {
  readonly id: string
  readonly from: Side
  readonly to: Side
  readonly agent: string | null
  readonly queue: string | null
  readonly state: CallState
  readonly started: number
  readonly answered: number | null
  /** Moved by hand: nothing happens to it by itself. */
  readonly manual: boolean
  /** The tones of its two voices on the tone floor, where not the usual ones; in Hz. */
  readonly hz: Tones
  /** The agent somebody is about to hand the call to, whose phone rings or who is being asked. */
  readonly consults: string | null
  /** Its other side is a supervisor's own phone. */
  readonly onLine?: boolean
}

export type Queue = { readonly ext: string; readonly name: string; readonly today: Today }

/** What became of a queue's callers since the floor opened. */
export type Today = { readonly answered: number; readonly inTime: number; readonly abandoned: number }

/** The service level counts who was answered within this many seconds. */
export const SERVICE_WITHIN_S = 20

/** An agent asks a supervisor for help. `offered`: the supervisor it was handed over to, until one claims it. */
export type Help = {
  readonly id: string
  readonly agent: string
  readonly call: string | null
  readonly at: number
  readonly claim: { readonly by: string; readonly at: number } | null
  readonly offered: string | null
}

/** What is due. Those of a call carry the call's id, so that they can be dropped with it. */
export type Due =
  | { readonly kind: 'arrive' }
  | { readonly kind: 'stir' } // some agent pauses, logs in, loses the phone …
  | { readonly kind: 'ready'; readonly agent: string }
  | { readonly kind: 'answer'; readonly call: string }
  | { readonly kind: 'giveUp'; readonly call: string }
  | { readonly kind: 'hold'; readonly call: string }
  | { readonly kind: 'resume'; readonly call: string }
  | { readonly kind: 'transfer'; readonly call: string }
  | { readonly kind: 'handOver'; readonly call: string }
  | { readonly kind: 'askHelp'; readonly call: string }
  | { readonly kind: 'end'; readonly call: string }

type Timer = { readonly at: number; readonly due: Due }

export type World = {
  readonly now: number
  readonly speed: number // 0: nothing happens by itself
  readonly traffic: boolean
  readonly chance: number
  readonly lastCall: number
  readonly agents: Readonly<Record<string, Agent>>
  readonly queues: Readonly<Record<string, Queue>>
  readonly calls: Readonly<Record<string, Call>>
  readonly timers: readonly Timer[] // by time
  readonly help: Readonly<Record<string, Help>>
  readonly lastHelp: number
}

export const callsOf = (world: World): readonly Call[] => Object.values(world.calls)
export const agentsOf = (world: World): readonly Agent[] => Object.values(world.agents)

/** Whether this agent is one of the two who talk on the call. */
export const isOn = (call: Call, ext: string): boolean => call.from.agent === ext || call.to.agent === ext
