// The queues across the top: how many wait, and how long the first of them has.
import { Hourglass } from 'lucide-react'
import type { Floor, Queue } from '../../src-preload/contract/floor.ts'
import { Ticking } from '../ui/ticking.tsx'
import { formatNumber } from '../words/format.ts'
import { words } from '../words/words.ts'
import { useFloor } from './floor-store.ts'
import { queuesByName } from './queue-order.ts'

const none: Floor['queues'] = {}

export function QueueStrip() {
  const queues = useFloor((floor) => floor?.queues ?? none)
  const sorted = queuesByName(queues)
  if (sorted.length === 0) return null
  return (
    <section className="queue-strip" aria-label={words.floor.queues}>
      <ul>
        {sorted.map((queue) => (
          <QueueItem key={queue.id} queue={queue} />
        ))}
      </ul>
    </section>
  )
}

function QueueItem({ queue: { name, waiting, oldestWaitSince } }: { queue: Queue }) {
  return (
    <li className={waiting > 0 ? 'queue queue-waiting' : 'queue'}>
      <span className="queue-name" title={name}>
        {name}
      </span>
      {waiting > 0 ? (
        <span className="queue-count">
          <Hourglass aria-hidden className="state-icon" />
          {words.floor.waiting(formatNumber(waiting))}
        </span>
      ) : (
        <span className="queue-none">{words.floor.noneWaiting}</span>
      )}
      {waiting > 0 && oldestWaitSince !== null && (
        <span className="queue-longest">
          {words.floor.longestWait} <Ticking since={oldestWaitSince} />
        </span>
      )}
    </li>
  )
}
