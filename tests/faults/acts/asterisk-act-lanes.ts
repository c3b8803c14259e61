// The real Asterisk for acts under faults: each lane has two agents, a supervisor's line and two queues of its own.
import { openCallCentre, until } from '../../asterisk/call-centre.ts'
import { type AsteriskLane, extensionsOf, numberOf, openAsteriskLane } from '../asterisk-lanes.ts'
import { leftoverReader } from '../asterisk-leftovers.ts'
import type { ActLane } from './act-floor.ts'

export type AsteriskActLane = AsteriskLane &
  ActLane & {
    readonly first: string
    readonly second: string
    /** serves: the first agent may log in to it, and wraps up after its calls; waits: nobody serves it. */
    readonly queues: { readonly serves: QueueOf; readonly waits: QueueOf }
    cli(command: string): Promise<string>
    /** The row of that phone in `queue show`; empty: it serves it not. */
    member(queue: string, extension: string): Promise<string>
  }

type QueueOf = { readonly id: string; readonly number: string }

const queuesOf = (lane: number): AsteriskActLane['queues'] => ({
  serves: { id: `serves-${lane}`, number: `61${String(lane).padStart(2, '0')}` },
  waits: { id: `waits-${lane}`, number: `62${String(lane).padStart(2, '0')}` },
})

/** Of a row of `core show channels concise`. */
const uniqueIdOf = (row: string): string => row.split('!').at(-1) ?? row

const queueText = ({ id }: QueueOf): string =>
  `[${id}]\nstrategy=ringall\nringinuse=no\nretry=1\ntimeout=30\nwrapuptime=60\njoinempty=yes\n`
const wayText = ({ id, number }: QueueOf): string => `exten => ${number},1,Answer()\n same => n,Queue(${id})\n`

export async function openAsteriskActLanes(count: number): Promise<{
  readonly lanes: readonly AsteriskActLane[]
  close(): Promise<void>
}> {
  const numbers = Array.from({ length: count }, (_, index) => extensionsOf(index))
  const queues = numbers.flatMap((_, index) => Object.values(queuesOf(index)))
  const centre = await openCallCentre({
    agents: numbers.flatMap(({ first, second }) => [first, second]),
    supervisors: numbers.map(({ line }) => line),
    // `system` is for recordings alone.
    amiWrite: 'call,originate,reporting,agent,system',
    more: {
      'queues.conf': queues.map(queueText).join(''),
      'extensions.conf': `[lanes]\n${queues.map(wayText).join('')}[from-trunk](+)\ninclude => lanes\n[internal](+)\ninclude => lanes\n`,
    },
  })
  const watch = await centre.console({ line: null, extensions: 'all' }, 'api', 'stage')
  const leftovers = leftoverReader(centre.pbx)
  const options = { way: 'ari', onDeskPhone: false } as const
  const lanes: AsteriskActLane[] = []
  for (let index = 0; index < count; index++) {
    const { first, second, line } = extensionsOf(index)
    const own = queuesOf(index)
    const ids = [own.serves.id, own.waits.id]
    const marks = [...ids.map((id) => `Queue: ${id}\r`), ...[first, second].map((one) => `Interface: PJSIP/${one}\r`)]
    const lane = await openAsteriskLane({ centre, watch, leftovers, index, options, marks })
    const { cli } = centre.pbx
    // What never goes again is told of the cell that left it, and not of all that follow.
    const told = new Set<string>()
    const channelsLeft = async (): Promise<string[]> => {
      const needles = [...[first, second, line].map((one) => `PJSIP/${one}-`), `!${numberOf(index)}`]
      return (await cli('core show channels concise'))
        .split('\n')
        .filter((row) => needles.some((one) => row.includes(one)) && !told.has(uniqueIdOf(row)))
    }
    lanes.push({
      ...lane,
      first,
      second,
      queues: own,
      cli,
      member: async (queue, extension) =>
        (await cli(`queue show ${queue}`)).split('\n').find((row) => row.includes(`PJSIP/${extension}`)) ?? '',
      async endCalls() {
        lane.hangUp()
        for (const one of lane.own.calls()) one.hangUp()
        await until(async () => (await channelsLeft()).length === 0, 'no channel is left', 5000).catch(() => undefined)
        const left = await channelsLeft()
        for (const row of left) {
          told.add(uniqueIdOf(row))
          await cli(`channel request hangup ${row.split('!')[0]}`)
        }
        return left
      },
      async clear() {
        for (const one of lane.own.calls()) one.hangUp()
        await lane.clear()
        for (const id of ids) await cli(`queue remove member PJSIP/${first} from ${id}`)
      },
    })
  }
  return { lanes, close: () => centre.close() }
}
