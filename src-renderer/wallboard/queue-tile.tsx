// One queue on the wall: how many wait and how long, what is in progress, and how the last hours were.
import { Hourglass } from 'lucide-react'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { Figure, LevelFigure, UNKNOWN } from './figure.tsx'
import type { QueueFigures } from './figures.ts'
import { TrendChart } from './trend-chart.tsx'
import type { TrendLines } from './trend-lines.ts'

type QueueTileProps = { readonly figures: QueueFigures; readonly lines: TrendLines; readonly roomy: boolean }

export function QueueTile({ figures, lines, roomy }: QueueTileProps) {
  const { name, waiting, oldestWaitSince, inService, agentsAvailable, serviceLevel, serviceWithinS } = figures
  const say = useWords().wallboard
  return (
    <li className={waiting > 0 ? 'tile tile-waiting' : 'tile'}>
      <h3 title={name}>{name}</h3>
      <dl className="tile-figures">
        <Figure word={say.waiting} className="figure-main">
          {waiting > 0 && <Hourglass aria-hidden />}
          {formatNumber(waiting)}
        </Figure>
        <Figure word={say.longestWait} className="figure-main">
          {oldestWaitSince === null ? UNKNOWN : <Ticking since={oldestWaitSince} />}
        </Figure>
        <Figure word={say.inProgress}>{formatNumber(inService)}</Figure>
        <Figure word={say.agentsAvailable}>{formatNumber(agentsAvailable)}</Figure>
        <LevelFigure serviceLevel={serviceLevel} serviceWithinS={serviceWithinS} />
      </dl>
      <TrendChart name={name} lines={lines} withAxes={roomy} />
    </li>
  )
}
