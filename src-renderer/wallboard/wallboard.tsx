// The wallboard: queues and agents with big figures and the last hours, for a screen on the wall.
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Floor } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Clock } from '#contract/time.ts'
import { asOf, type Freshness } from '#renderer/desk/desk-state.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { queuesByName } from '#renderer/floor/select.ts'
import { formatHour, formatTime } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { queueFigures } from './figures.ts'
import { QueueTile } from './queue-tile.tsx'
import { roomOf, tilingOf } from './tiling.ts'
import { linesOf } from './trend-lines.ts'
import { useTrend } from './use-trend.ts'
import { useWakeLock } from './use-wake-lock.ts'
import { WallAgents, WallTotals } from './wall-head.tsx'
import './wallboard.css'
import './figures.css'
import './tiles.css'

type WallboardProps = {
  readonly desk: Pick<Desk, 'request'>
  readonly clock: Pick<Clock, 'every'>
  readonly now: Freshness
  readonly site: string
  readonly corner: ReactNode // the ways out, and where else it can hang
  readonly children?: ReactNode // who hears the supervisor and calls that ring must stay in sight
}

export function Wallboard({ desk, clock, now, site, corner, children }: WallboardProps) {
  const words = useWords()
  const floor = useFloor((known) => known)
  const staleSince = asOf(now)
  useWakeLock()
  return (
    <main className="wallboard" data-stale={staleSince === null ? undefined : ''}>
      <header className="wall-head">
        <h1>{site}</h1>
        {floor && <WallAgents floor={floor} />}
        <div className="wall-corner">{corner}</div>
      </header>
      {staleSince !== null && (
        <p className="wall-stale" role="alert">
          <TriangleAlert aria-hidden />
          {words.wallboard.stale(formatTime(staleSince))}
        </p>
      )}
      {children}
      {floor ? (
        <Queues desk={desk} clock={clock} floor={floor} />
      ) : (
        <p className="wall-note">{words.wallboard.loading}</p>
      )}
    </main>
  )
}

function Queues({ desk, clock, floor }: Pick<WallboardProps, 'desk' | 'clock'> & { readonly floor: Floor }) {
  const words = useWords()
  const trend = useTrend(desk, clock)
  const queues = useMemo(() => queuesByName(floor.queues), [floor.queues])
  const place = useRef<HTMLUListElement>(null)
  const room = useRoom(place)
  const { columns, rows } = tilingOf(queues.length, room.shape)
  if (queues.length === 0) return <p className="wall-note">{words.wallboard.noQueues}</p>
  const from = trend?.at[0]
  return (
    <>
      <WallTotals floor={floor} queues={queues} />
      <h2 className="sr-only">{words.wallboard.queues}</h2>
      <ul
        className="tiles"
        ref={place}
        data-columns={columns}
        data-room={roomOf(room.letters / rows)}
        style={{ '--columns': columns, '--rows': rows } as object}
      >
        {queues.map((queue) => (
          <QueueTile
            key={queue.id}
            figures={queueFigures(floor, queue)}
            lines={linesOf(trend, queue.id)}
            roomy={columns <= 4}
          />
        ))}
      </ul>
      <p className="wall-legend">
        <span className="legend-waiting">{words.wallboard.legend.waiting}</span>
        <span className="legend-progress">{words.wallboard.legend.inProgress}</span>
        {from === undefined ? (
          <span>{words.wallboard.noTrend}</span>
        ) : (
          <span>{words.wallboard.span(formatHour(from), formatHour(trend?.at.at(-1) ?? from))}</span>
        )}
      </p>
    </>
  )
}

type Room = { readonly shape: number; readonly letters: number }

/** What is left of the wall for the tiles: width by height, and how many letters high. */
function useRoom(place: { readonly current: HTMLElement | null }): Room {
  const [room, setRoom] = useState<Room>({ shape: 16 / 7, letters: 30 })
  useEffect(() => {
    const element = place.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      const letter = Number.parseFloat(getComputedStyle(element).fontSize)
      if (height > 0) setRoom({ shape: width / height, letters: height / letter })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return room
}
