// What has to be asked of Asterisk for an act on an agent, one thing after the other, and how its lists show that it is done. Pure.
import type { ActOf } from '#contract/acts/acts.ts'
import type { Member, Person } from '../floor/people.ts'
import type { AmiFields } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'

/** `already`: an error that says it was so before. `isDone`: by QueueStatus of this interface; null: no list shows it. */
export type Step = {
  readonly action: string
  readonly fields: AmiFields
  readonly way: string
  readonly already: RegExp | null
  readonly isDone: ((rows: readonly AmiMessage[]) => boolean) | null
  /** The step before must not stand alone: asked again while the list does not show it. It is the same however often it is done. */
  readonly insists?: true
}

export type AgentAct = ActOf<'pause' | 'ready' | 'logIn' | 'logOut' | 'endWrapUp' | 'forceLogOut'>

/** A word for why it cannot be, as the detail of actNotPossible. */
export type Steps = readonly Step[] | 'notInQueue' | 'noInterface'

export function stepsOf(act: Exclude<AgentAct, { kind: 'endWrapUp' }>, person: Person): Steps {
  switch (act.kind) {
    case 'pause':
      return orNotInQueue(pausing(person, act.queueIds, act.reason ?? '', true))
    case 'ready':
      return orNotInQueue(pausing(person, act.queueIds, '', false))
    case 'logIn':
      return loggingIn(person, act.queueIds)
    case 'logOut':
      return orNotInQueue(loggingOut(person, act.queueIds))
    case 'forceLogOut':
      return orNotInQueue([...loggingOut(person, null), ...leavingPool(person)])
  }
}

const orNotInQueue = (steps: readonly Step[]): Steps => (steps.length === 0 ? 'notInQueue' : steps)

/** Of all queues by one action, so that it is done in all of them or in none. */
function pausing(person: Person, queueIds: readonly string[] | null, reason: string, paused: boolean): readonly Step[] {
  const isAsWanted = ({ Paused }: AmiMessage) => (Paused === '1') === paused
  const step = (way: string, queue: string | null): Step => ({
    action: 'QueuePause',
    fields: [
      ['Interface', way],
      ...(queue === null ? [] : [['Queue', queue] as const]),
      ['Paused', String(paused)],
      ...(reason === '' ? [] : [['Reason', reason] as const]),
    ],
    way,
    already: null,
    isDone: (rows) => {
      const own = rows.filter((row) => isOf(row, way) && (queue === null || row.Queue === queue))
      return own.length > 0 && own.every(isAsWanted)
    },
  })
  return person.members.flatMap(({ way, queues }) => {
    if (queueIds === null) return queues.size === 0 ? [] : [step(way, null)]
    return queueIds.filter((queue) => queues.has(queue)).map((queue) => step(way, queue))
  })
}

/** The way a queue rings them already, or did; without one, their phone. */
function loggingIn(person: Person, queueIds: readonly string[]): Steps {
  const [member] = person.members.toSorted((one, other) => other.queues.size - one.queues.size)
  const way = member?.way ?? person.phones?.[0]
  if (way === undefined || way.startsWith('Agent:')) return 'noInterface'
  return queueIds.map((queue) => adding(queue, way, memberFields(member)))
}

const memberFields = (member: Member | undefined): AmiFields =>
  member
    ? [
        ...(member.name === null ? [] : [['MemberName', member.name] as const]),
        ...(member.state === member.way ? [] : [['StateInterface', member.state] as const]),
      ]
    : []

export const adding = (queue: string, way: string, more: AmiFields): Step => ({
  action: 'QueueAdd',
  fields: [['Queue', queue], ['Interface', way], ...more],
  way,
  already: /already there/i,
  isDone: (rows) => rows.some((row) => isOf(row, way) && row.Queue === queue),
})

export const removing = (queue: string, way: string): Step => ({
  action: 'QueueRemove',
  fields: [
    ['Queue', queue],
    ['Interface', way],
  ],
  way,
  already: /not there/i,
  isDone: (rows) => !rows.some((row) => isOf(row, way) && row.Queue === queue),
})

const loggingOut = ({ members }: Person, queueIds: readonly string[] | null): readonly Step[] =>
  members.flatMap(({ way, queues }) =>
    [...queues.keys()].filter((queue) => queueIds?.includes(queue) ?? true).map((queue) => removing(queue, way)),
  )

/** Who sits in AgentLogin is sent home once their call is over. */
const leavingPool = ({ members }: Person): readonly Step[] =>
  [...new Set(members.flatMap(({ state }) => (state.startsWith('Agent:') ? [state.slice('Agent:'.length)] : [])))].map(
    (agent) => ({
      action: 'AgentLogoff',
      fields: [
        ['Agent', agent],
        ['Soft', 'true'],
      ],
      way: `Agent:${agent}`,
      already: /not logged in/i,
      isDone: null,
    }),
  )

/**
 * app_queue has no word for the end of a wrap-up: it begins anew with who comes anew. So the member is taken out and put back with all that
 * the list tells of it. Only one that was added while Asterisk runs can be; the calls it is said to have taken count from 0 again.
 */
export function wrapUpSteps(rows: readonly AmiMessage[]): readonly Step[] | 'staticMember' {
  if (rows.some(({ Membership }) => Membership !== 'dynamic')) return 'staticMember'
  return rows.flatMap((row) => {
    const { Queue: queue = '', PausedReason: reason = '', Paused } = row
    const way = wayIn(row)
    const kept = (['Penalty', 'StateInterface', 'Wrapuptime'] as const).flatMap((name) => {
      const value = row[name]
      return value === undefined || value === '' ? [] : [[name, value] as const]
    })
    const named = [['MemberName', row.Name || way] as const, ['Paused', Paused === '1' ? 'true' : 'false'] as const]
    const back: Step = { ...adding(queue, way, [...kept, ...named]), insists: true }
    const again = Paused === '1' && reason !== '' ? [pausedAgain(queue, way, reason)] : []
    return [removing(queue, way), back, ...again]
  })
}

const pausedAgain = (queue: string, way: string, reason: string): Step => ({
  action: 'QueuePause',
  fields: [
    ['Interface', way],
    ['Queue', queue],
    ['Paused', 'true'],
    ['Reason', reason],
  ],
  way,
  already: null,
  isDone: (rows) => rows.some((row) => isOf(row, way) && row.Queue === queue && row.PausedReason === reason),
})

const isOf = (row: AmiMessage, way: string): boolean => wayIn(row) === way

const wayIn = ({ Location, Interface }: AmiMessage): string => Location ?? Interface ?? ''
