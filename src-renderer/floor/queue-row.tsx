// One queue in figures.
import { Hourglass } from 'lucide-react'
import { memo } from 'react'
import type { Queue } from '../../src-preload/contract/floor.ts'
import type { RowPlace } from '../ui/grid.tsx'
import { Cell, GridRow, samePlace } from '../ui/grid-row.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { formatNumber, formatPercent } from '../words/format.ts'
import { useSpoken } from '../words/language.ts'
import { words } from '../words/words.ts'
import { FavouriteStar } from './favourite-star.tsx'
import { Figure } from './figure.tsx'
import { useFloor } from './floor-store.ts'

export const QueueRow = memo(function QueueRow({ place }: { place: RowPlace }) {
  useSpoken()
  const queue = useFloor((floor) => floor?.queues[place.id])
  return queue ? <KnownQueueRow place={place} queue={queue} /> : null
}, samePlace)

function KnownQueueRow({ place, queue }: { place: RowPlace; queue: Queue }) {
  const { id, name, waiting, oldestWaitSince } = queue
  const waits = waiting > 0
  const sentence = waits ? words.floor.waiting(formatNumber(waiting)) : words.floor.noneWaiting
  return (
    <GridRow place={place} label={words.floor.queueRow(name, sentence)} className={waits ? 'queue-waiting' : ''}>
      <Cell column="queueName" title={name}>
        <FavouriteStar kind="queues" id={id} name={name} />
        <span className="strong">{name}</span>
      </Cell>
      <Cell column="waiting" title={sentence}>
        {waits && <Hourglass aria-hidden className="state-icon" />}
        <span className="waiting-figure" data-words={sentence}>
          <span>{formatNumber(waiting)}</span>
        </span>
      </Cell>
      <Cell column="longest">{waits && oldestWaitSince !== null && <Ticking since={oldestWaitSince} />}</Cell>
      <Cell column="inService">
        <Figure text={numberOf(queue.inService)} />
      </Cell>
      <Cell column="available">
        <Figure text={numberOf(queue.agentsAvailable)} />
      </Cell>
      <Cell column="level" title={levelSentence(queue)}>
        <Figure text={queue.serviceLevel == null ? null : formatPercent(queue.serviceLevel)} />
      </Cell>
      <Cell column="answered">
        <Figure text={numberOf(queue.answeredToday)} />
      </Cell>
      <Cell column="abandoned">
        <Figure text={numberOf(queue.abandonedToday)} />
      </Cell>
    </GridRow>
  )
}

const numberOf = (figure: number | null | undefined): string | null => (figure == null ? null : formatNumber(figure))

function levelSentence({ serviceLevel, serviceWithinS }: Queue): string | undefined {
  if (serviceLevel == null || serviceWithinS == null) return undefined
  return words.floor.levelWithin(formatPercent(serviceLevel), formatNumber(serviceWithinS))
}
