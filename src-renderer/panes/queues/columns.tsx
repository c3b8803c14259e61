// The columns of the Queues table, in reading order.
import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AlertLimits } from '#contract/alerts.ts'
import type { Queue } from '#contract/floor.ts'
import { ActsButton } from '#renderer/acts/asked.tsx'
import { FavouriteStar } from '#renderer/floor/favourite-star.tsx'
import { Figure } from '#renderer/floor/figure.tsx'
import { countUrgency, levelUrgency, type Urgency } from '#renderer/floor/limits.ts'
import { QueueFilter } from '#renderer/floor/queue-filter.tsx'
import { LimitedTime, UrgencyMark, Urgent } from '#renderer/floor/urgency.tsx'
import { formatNumber, formatPercent } from '#renderer/words/format.ts'
import type { Words } from '#renderer/words/words.ts'
import type { TableColumn } from '../pane/table.tsx'
import { isLevelToCome, levelOf, waitingSentence } from './queue-text.ts'

/** A queue as the row shows it. */
export type QueueSeen = {
  readonly queue: Queue
  readonly limits: AlertLimits | null // null: nothing is past any
  readonly urgency: Urgency // the worst of it
  readonly words: Words
}

const hourglass = <Hourglass aria-hidden className="state-icon" />

const FIGURE = 'minmax(68px, 1fr)'

export const queueColumns: readonly TableColumn<Queue, QueueSeen>[] = [
  {
    id: 'queueName',
    header: ({ floor }) => floor.columns.queueName,
    width: 'minmax(120px, 1.6fr)',
    narrow: 'placed',
    align: 'start',
    sort: ({ name }) => name,
    texts: ({ name, extension }) => [name, extension],
    tip: ({ queue }) => queue.name,
    cell: nameCell,
  },
  {
    id: 'waiting',
    header: ({ floor }) => floor.columns.waiting,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ waiting }) => waiting,
    first: 'descending',
    tip: ({ queue, words }) => waitingSentence(words, queue),
    cell: waitingCell,
  },
  {
    id: 'longest',
    header: ({ floor }) => floor.columns.longest,
    title: ({ floor }) => floor.columnTitles.longest,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ oldestWaitSince }) => (oldestWaitSince === null ? null : -oldestWaitSince), // the duration is what is shown
    first: 'descending',
    cell: ({ queue: { waiting, oldestWaitSince }, limits, words }) =>
      waiting > 0 &&
      oldestWaitSince !== null && (
        <LimitedTime since={oldestWaitSince} limitS={limits?.longestWaitS ?? null} words={words} />
      ),
  },
  {
    id: 'inService',
    header: ({ floor }) => floor.columns.inService,
    title: ({ floor }) => floor.columnTitles.inService,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ inService }) => inService ?? null,
    first: 'descending',
    cell: ({ queue, words }) => counted(queue.inService, words.floor.inServiceShort),
  },
  {
    id: 'available',
    header: ({ floor }) => floor.columns.available,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ agentsAvailable }) => agentsAvailable ?? null,
    cell: ({ queue, words }) => counted(queue.agentsAvailable, words.floor.freeShort),
  },
  {
    id: 'level',
    header: ({ floor }) => floor.columns.level,
    title: ({ floor }) => floor.columnTitles.level,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ serviceLevel }) => serviceLevel ?? null,
    tip: ({ queue, words }) =>
      levelOf(words, queue)?.sentence ?? (isLevelToCome(queue) ? words.floor.levelToCome : undefined),
    cell: levelCell,
  },
  {
    id: 'answered',
    header: ({ floor }) => floor.columns.answered,
    title: ({ floor }) => floor.columnTitles.answered,
    width: FIGURE,
    narrow: 'out',
    align: 'end',
    sort: ({ answeredToday }) => answeredToday ?? null,
    first: 'descending',
    cell: ({ queue }) => counted(queue.answeredToday, null),
  },
  {
    id: 'abandoned',
    header: ({ floor }) => floor.columns.abandoned,
    title: ({ floor }) => floor.columnTitles.abandoned,
    width: FIGURE,
    narrow: 'placed',
    align: 'end',
    sort: ({ abandonedToday }) => abandonedToday ?? null,
    first: 'descending',
    cell: ({ queue, words }) => counted(queue.abandonedToday, words.floor.abandonedShort),
  },
]

function nameCell({ queue: { id, name }, urgency, words }: QueueSeen): ReactNode {
  return (
    <>
      <FavouriteStar kind="queues" id={id} name={name} />
      <span className="strong">{name}</span>
      {urgency !== 'none' && <UrgencyMark urgency={urgency} text={words.floor.pastLimit[urgency]} />}
      <QueueFilter id={id} name={name} />
      <ActsButton subject={{ of: 'queue', queueId: id }} name={name} />
    </>
  )
}

function waitingCell({ queue, limits, words }: QueueSeen): ReactNode {
  const limit = limits?.waitingCallers ?? null
  return (
    <>
      {queue.waiting > 0 && hourglass}
      <Urgent
        urgency={countUrgency(queue.waiting, limit)}
        sentences={words.floor.urgency}
        limit={formatNumber(limit ?? 0)}
      >
        <Worded figure={formatNumber(queue.waiting)} words={waitingSentence(words, queue)} />
      </Urgent>
    </>
  )
}

function levelCell({ queue, limits, words }: QueueSeen): ReactNode {
  const level = levelOf(words, queue)
  if (!level) return <NoLevel queue={queue} words={words} />
  const limit = limits?.serviceLevel ?? null
  return (
    <Urgent
      urgency={levelUrgency(queue.serviceLevel, limit)}
      sentences={words.floor.below}
      limit={formatPercent(limit ?? 0)}
    >
      <Worded figure={level.share} words={level.short} />
    </Urgent>
  )
}

/** Before the day's first call there is none. In the strip it has its place by then, so that nothing moves when it comes. */
function NoLevel({ queue, words: { floor } }: Pick<QueueSeen, 'queue' | 'words'>) {
  if (!isLevelToCome(queue)) return <Figure text={null} />
  return (
    <>
      <span aria-hidden className="level-to-come">
        <Worded figure="–" words={floor.levelShort('–', formatNumber(queue.serviceWithinS ?? 0))} />
      </span>
      <span className="sr-only">{floor.levelToCome}</span>
    </>
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

function counted(count: number | null | undefined, short: ((count: string) => string) | null): ReactNode {
  const text = count == null ? null : formatNumber(count)
  return text !== null && short ? <Worded figure={text} words={short(text)} /> : <Figure text={text} />
}
