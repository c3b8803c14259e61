// The top of the wall: all queues as one, the agents by state, and the time.

import type { Floor, Queue } from '#contract/floor.ts'
import { countsOfAll, statesIn } from '#renderer/floor/select.ts'
import { AgentStateIcon } from '#renderer/floor/state-icons.tsx'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { Figure, LevelFigure, UNKNOWN } from './figure.tsx'
import { totalFigures } from './figures.ts'

export function WallTotals({ floor, queues }: { floor: Floor; queues: readonly Queue[] }) {
  const say = useWords().wallboard
  const { waiting, oldestWaitSince, inService, serviceLevel, serviceWithinS, abandonedToday } = totalFigures(
    floor,
    queues,
  )
  return (
    <section className="wall-totals" aria-label={say.total}>
      <dl>
        <Figure word={say.waiting} className={waiting > 0 ? 'figure-waiting' : ''}>
          {formatNumber(waiting)}
        </Figure>
        <Figure word={say.longestWait} className={waiting > 0 ? 'figure-waiting' : ''}>
          {oldestWaitSince === null ? UNKNOWN : <Ticking since={oldestWaitSince} />}
        </Figure>
        <Figure word={say.inProgress}>{formatNumber(inService)}</Figure>
        <LevelFigure serviceLevel={serviceLevel} serviceWithinS={serviceWithinS} />
        <Figure word={say.abandoned}>{abandonedToday === null ? UNKNOWN : formatNumber(abandonedToday)}</Figure>
      </dl>
    </section>
  )
}

export function WallAgents({ floor }: { floor: Floor }) {
  const words = useWords()
  const counts = countsOfAll(floor)
  return (
    <section className="wall-agents" aria-label={words.floor.summary}>
      <ul>
        {statesIn(counts).map((state) => (
          <li key={state} className={`state-${state}`}>
            <AgentStateIcon state={state} />
            <strong>{formatNumber(counts[state])}</strong>
            <span>{words.floor.presenceCount[state]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
