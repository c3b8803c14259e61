// One big figure with the word for it below.
import type { ReactNode } from 'react'
import { formatNumber, formatPercent } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import type { Figures } from './figures.ts'

type FigureProps = {
  readonly word: string
  readonly className?: string
  readonly children: ReactNode
}

export function Figure({ word, className = '', children }: FigureProps) {
  return (
    <div className={`figure ${className}`}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** In the words of the floor's tiles where it is known within how many seconds calls are to be answered. */
export function LevelFigure({ serviceLevel, serviceWithinS }: Pick<Figures, 'serviceLevel' | 'serviceWithinS'>) {
  const say = useWords().wallboard
  const word = serviceWithinS === null ? say.serviceLevel : say.answeredIn(formatNumber(serviceWithinS))
  return <Figure word={word}>{serviceLevel === null ? UNKNOWN : formatPercent(serviceLevel)}</Figure>
}

/** Where the phone system gives no figure, nothing is made up. */
export const UNKNOWN = '–'
