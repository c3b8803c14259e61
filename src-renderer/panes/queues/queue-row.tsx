// One queue in figures.
import { Hourglass } from 'lucide-react'
import { memo } from 'react'
import type { Queue } from '#contract/floor.ts'
import { FavouriteStar } from '#renderer/floor/favourite-star.tsx'
import { Figure } from '#renderer/floor/figure.tsx'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { QueueFilter } from '#renderer/floor/queue-filter.tsx'
import type { RowPlace } from '#renderer/grid/grid.tsx'
import { Cell, GridRow, samePlace } from '#renderer/grid/grid-row.tsx'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { formatNumber, formatPercent } from '#renderer/words/format.ts'
import { useSpoken } from '#renderer/words/language.ts'
import { useWords, type Words } from '#renderer/words/words.ts'

export const QueueRow = memo(function QueueRow({ place }: { place: RowPlace }) {
  useSpoken()
  const queue = useFloor((floor) => floor?.queues[place.id])
  return queue ? <KnownQueueRow place={place} queue={queue} /> : null
}, samePlace)

function KnownQueueRow({ place, queue }: { place: RowPlace; queue: Queue }) {
  const words = useWords()
  const say = words.floor
  const { id, name, waiting, oldestWaitSince } = queue
  const waits = waiting > 0
  const sentence = waits ? say.waiting(formatNumber(waiting)) : say.noneWaiting
  const level = levelOf(words, queue)
  return (
    <GridRow
      place={place}
      label={say.queueRow(name, level ? `${sentence}, ${level.sentence}` : sentence)}
      className={waits ? 'queue-waiting' : ''}
    >
      <Cell column="queueName" title={name}>
        <FavouriteStar kind="queues" id={id} name={name} />
        <span className="strong">{name}</span>
        <QueueFilter id={id} name={name} />
      </Cell>
      <Cell column="waiting" title={sentence}>
        {waits && <Hourglass aria-hidden className="state-icon" />}
        <Worded figure={formatNumber(waiting)} words={sentence} />
      </Cell>
      <Cell column="longest">{waits && oldestWaitSince !== null && <Ticking since={oldestWaitSince} />}</Cell>
      <Cell column="inService">{counted(queue.inService, say.inServiceShort)}</Cell>
      <Cell column="available">{counted(queue.agentsAvailable, say.freeShort)}</Cell>
      <Cell column="level" title={level?.sentence}>
        {level ? <Worded figure={level.share} words={level.short} /> : <Figure text={null} />}
      </Cell>
      <Cell column="answered">{counted(queue.answeredToday, null)}</Cell>
      <Cell column="abandoned">{counted(queue.abandonedToday, say.abandonedShort)}</Cell>
    </GridRow>
  )
}

/** The bare figure beneath its header; in the strip, which has no headers, with what it counts. */
function Worded({ figure, words: withWords }: { figure: string; words: string }) {
  return (
    <span className="worded" data-words={withWords}>
      <span>{figure}</span>
    </span>
  )
}

function counted(count: number | null | undefined, short: ((count: string) => string) | null) {
  const text = count == null ? null : formatNumber(count)
  return text !== null && short ? <Worded figure={text} words={short(text)} /> : <Figure text={text} />
}

/** The service level as a figure, in few words and as a sentence; null where the phone system does not tell (yet). */
function levelOf(words: Words, { serviceLevel, serviceWithinS }: Queue) {
  if (serviceLevel == null) return null
  const { levelShort, levelToday, levelWithin } = words.floor
  const share = formatPercent(serviceLevel)
  if (serviceWithinS == null) return { share, short: share, sentence: levelToday(share) }
  const seconds = formatNumber(serviceWithinS)
  return { share, short: levelShort(share, seconds), sentence: levelWithin(share, seconds) }
}
