// One big figure with the word for it below.
import type { ReactNode } from 'react'

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

/** Where the phone system gives no figure, nothing is made up. */
export const UNKNOWN = '–'
