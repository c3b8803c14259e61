// Where a connector's floor and what the demo PBX lists of itself differ. Pure.
import type { Call, Floor } from '#contract/floor.ts'
import type { Difference } from '../ledger.ts'

/** As `feed.subscribe` answers; docs/demo-pbx.md says what each field means. */
export type Listed = {
  readonly agents: readonly { readonly ext: string; readonly status: string; readonly call: string | null }[]
  readonly calls: readonly {
    readonly id: string
    readonly from: { readonly number: string; readonly agent: string | null }
    readonly to: { readonly number: string; readonly agent: string | null }
    readonly agent: string | null
    readonly queue: string | null
    readonly state: string
  }[]
  readonly queues: readonly {
    readonly ext: string
    readonly waiting: number
    readonly answered?: number
    readonly abandoned?: number
  }[]
}

/** What a floor can show of this PBX: the demo connector all of it, NetSapiens neither agents' states nor figures. */
export type Shows = 'everything' | 'calls and waiting'

const TOLD_MS = 2_000

export function differences(listed: Listed, floor: Floor, shows: Shows): readonly Difference[] {
  const isWhole = shows === 'everything'
  return [
    ...unlike('call', listed.calls.map(listedCall), Object.values(floor.calls).map(shownCall)),
    ...unlike(
      'waiting',
      listed.queues.map(({ ext, waiting }) => `${waiting} in ${ext}`),
      Object.values(floor.queues).map(({ extension, waiting }) => `${waiting} in ${extension}`),
    ),
    ...(isWhole
      ? unlike(
          'agent',
          listed.agents.map(({ ext, status, call }) => `${ext} ${status} ${call !== null}`),
          Object.values(floor.agents).map(
            ({ id, presence, callId }) => `${id} ${words[presence.kind]} ${callId !== null}`,
          ),
        )
      : onCalls(listed, floor)),
    ...(isWhole
      ? unlike(
          'figures',
          listed.queues.map(({ ext, answered, abandoned }) => `${ext}: ${answered}, ${abandoned}`),
          Object.values(floor.queues).map((queue) => `${queue.id}: ${queue.answeredToday}, ${queue.abandonedToday}`),
        )
      : []),
  ]
}

const words: Readonly<Record<string, string>> = {
  loggedOut: 'logged-out',
  unregistered: 'unregistered',
  available: 'idle',
  ringing: 'ringing',
  onCall: 'in-call',
  wrapUp: 'wrap-up',
  paused: 'paused',
}
const states: Readonly<Record<string, string>> = { up: 'talking' }

/** Who waits is with nobody yet, whatever stands on the other side. */
const listedCall = ({ from, to, state, queue }: Listed['calls'][number]): string =>
  state === 'waiting'
    ? `${from.number} waits in ${queue}`
    : `${states[state] ?? state}: ${from.number} > ${to.agent ?? to.number}`

const shownCall = ({ from, to, state, queueId }: Call): string =>
  state === 'waiting' ? `${from.number} waits in ${queueId}` : `${state}: ${from.number} > ${to.agentId ?? to.number}`

/** Of agents: whoever talks has a call. */
const onCalls = ({ calls }: Listed, floor: Floor): Difference[] =>
  unlike(
    'on a call',
    calls.flatMap(({ from, to, state }) => (state === 'up' ? [from.agent, to.agent] : [])).filter((id) => id !== null),
    Object.values(floor.agents).flatMap(({ id, callId }) =>
      callId !== null && floor.calls[callId]?.state === 'talking' ? [id] : [],
    ),
  )

function unlike(what: string, listed: readonly string[], shown: readonly string[]): Difference[] {
  const [theirs, ours] = [new Set(listed), new Set(shown)]
  return [
    ...[...theirs].filter((one) => !ours.has(one)).map((one) => [one, 'not shown', 'is so'] as const),
    ...[...ours].filter((one) => !theirs.has(one)).map((one) => [one, 'shown', 'is not so'] as const),
  ].map(([one, our, their]) => ({ what: `${what} ${one}`, ours: our, theirs: their, within: TOLD_MS }))
}
