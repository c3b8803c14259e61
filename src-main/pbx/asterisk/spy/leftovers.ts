// Removes what earlier runs of this console left on the PBX. A run that answers is alive, whoever it is: it is never touched.
import { z } from 'zod'
import type { Result } from '#contract/result.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { AmiFields, AmiReply } from '../wire/ami-client.ts'
import type { AriRest } from '../wire/ari-client.ts'
import { areYouAlive, isAnswer, leaseVariable } from './lease.ts'

/** A channel or bridge with an id of this console, of another run. `leaseS`: seconds left; null: it has none, or not yet. */
export type Leftover = {
  readonly thing: 'channel' | 'bridge'
  readonly id: string
  readonly leaseS: number | null
}

/** What was seen of each run, by its name. */
export type Runs = Readonly<Record<string, Seen>>
type Seen = { readonly looks: number; readonly isAlive: boolean }

/** A console answers within milliseconds; it is asked twice. */
const LOOKS = 3

/** Whom to ask now whether it is alive, and what to remove, since nobody answered. `alive`: spared. Pure. */
export function judgeRuns(before: Runs, found: readonly Leftover[], ownPrefix: string) {
  const runOf = ({ id }: Leftover) => id.slice(ownPrefix.length).split('.')[0] ?? ''
  const judged = [...new Set(found.map(runOf))].map((name) => {
    const those = found.filter((one) => runOf(one) === name)
    const seen: Seen = {
      looks: (before[name]?.looks ?? 0) + 1,
      isAlive: before[name]?.isAlive || those.some(({ leaseS }) => leaseS !== null && isAnswer(leaseS)),
    }
    return { name, those, seen }
  })
  const silent = judged.filter(({ seen }) => !seen.isAlive)
  return {
    runs: Object.fromEntries(judged.map(({ name, seen }) => [name, seen])) satisfies Runs,
    ask: silent.flatMap(({ seen, those }) => (seen.looks < LOOKS ? those.filter(isChannel).slice(0, 1) : [])),
    remove: silent.flatMap(({ seen, those }) => (seen.looks < LOOKS ? [] : those)),
    alive: judged.flatMap(({ name, seen }) => (seen.isAlive ? [name] : [])),
    isDone: silent.length === 0,
  }
}

const isChannel = ({ thing }: Leftover): boolean => thing === 'channel'

export type SweepParts = {
  /** Of all runs of this console, and of this one. */
  readonly ownPrefix: string
  readonly runPrefix: string
  readonly action: (name: string, fields?: AmiFields) => Promise<Result<AmiReply>>
  /** null: channels are hung up by AMI, and there are no bridges. */
  readonly ari: AriRest | null
  readonly clock: Pick<Clock, 'after'>
  readonly log: (level: 'info' | 'warn', text: string) => void
}

const LOOK_EVERY_MS = 300
const LONGEST_WAIT_MS = 5000

/** Until nothing is left. The answer calls it off. */
export function sweepLeftovers(parts: SweepParts): Stop {
  let runs: Runs = {}
  let isStopped = false
  let missed = 0 // looks in a row without an answer
  let stopTimer: Stop = () => {}
  const again = (ms: number) => {
    if (!isStopped) stopTimer = parts.clock.after(ms, () => void look())
  }
  const look = async (): Promise<void> => {
    const found = await leftovers(parts)
    if (isStopped) return
    // No answer is not "none".
    if (!found) return again(Math.min(LONGEST_WAIT_MS, LOOK_EVERY_MS * 2 ** missed++))
    missed = 0
    const judged = judgeRuns(runs, found, parts.ownPrefix)
    runs = judged.runs
    await Promise.all([...judged.ask.map((one) => ask(parts, one)), ...judged.remove.map((one) => remove(parts, one))])
    if (judged.remove.length > 0) parts.log('info', `removed ${judged.remove.length} leftovers of an earlier run`)
    if (!judged.isDone) return again(LOOK_EVERY_MS)
    for (const name of judged.alive) parts.log('warn', `another program of this seat is on the PBX (run ${name})`)
  }
  void look()
  return () => {
    isStopped = true
    stopTimer()
  }
}

const bridgeIds = z.array(z.object({ id: z.string() }))

/** Channels by AMI, whose lists have no end that is too far; null where it is not certain that these are all. */
async function leftovers({ action, ari, ownPrefix, runPrefix }: SweepParts): Promise<readonly Leftover[] | null> {
  const isLeft = (id: string) => id.startsWith(ownPrefix) && !id.startsWith(runPrefix)
  const [shown, bridges] = await Promise.all([action('CoreShowChannels'), ari?.call('GET', '/bridges')])
  const ids = bridges?.ok ? bridgeIds.safeParse(bridges.value) : null
  if (!shown.ok || (ari && !ids?.success)) return null
  // A line that took a call over talks with somebody: it is the supervisor's own call, whatever has become of the console.
  const talks = (bridge: string) => bridge !== '' && !bridge.startsWith(ownPrefix)
  const channels = shown.value.rows.flatMap(({ Uniqueid = '', BridgeId = '' }) =>
    isLeft(Uniqueid) && !talks(BridgeId) ? [Uniqueid] : [],
  )
  const leased = await Promise.all(
    channels.map(async (id): Promise<Leftover> => {
      const asked = await action('Getvar', [
        ['Channel', id],
        ['Variable', leaseVariable],
      ])
      const left = asked.ok ? Number.parseFloat(asked.value.head.Value ?? '') : Number.NaN
      return { thing: 'channel', id, leaseS: left > 0 ? left : null }
    }),
  )
  const left = (ids?.data ?? []).filter(({ id }) => isLeft(id))
  return [...leased, ...left.map(({ id }): Leftover => ({ thing: 'bridge', id, leaseS: null }))]
}

const remove = ({ ari, action }: SweepParts, { thing, id }: Leftover): Promise<unknown> =>
  ari ? ari.call('DELETE', `/${thing}s/${id}`) : action('Hangup', [['Channel', id]])

function ask({ ari, action }: SweepParts, { id }: Leftover): Promise<unknown> {
  const { variable, value } = areYouAlive
  if (ari) return ari.call('POST', `/channels/${id}/variable`, { variable, value })
  return action('Setvar', [
    ['Channel', id],
    ['Variable', variable],
    ['Value', value],
  ])
}
