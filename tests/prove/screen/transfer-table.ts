// The table of transfers on the real screen: kinds, and what came of each. Pure.
import type { Mode } from '#contract/monitor.ts'

export const kinds = [
  'blind by the agent',
  'attended by the agent',
  'blind by the other party',
  'attended by the other party',
] as const
export type Kind = (typeof kinds)[number]
export type Run = { readonly kind: Kind; readonly mode: Exclude<Mode, 'listen'> }

/**
 * What came of one, in ms somebody heard the supervisor: whom the card did not name; what was on its way when whoever hears it came, before
 * anybody could know; and in all.
 */
export type Outcome = Run & {
  readonly why: string | null // it could not be judged
  readonly lost: string | null
  readonly unnamedMs: number
  readonly onItsWayMs: number
  readonly heardMs: number
}

export function asTable(quiet: readonly Outcome[], busy: readonly Outcome[]): string {
  const head = [
    'transfer',
    'machine',
    'runs',
    'not judged',
    'lost',
    'heard by somebody unnamed, s',
    'on its way when they came, s',
    'heard in all, s',
  ]
  const line = (kind: Kind, machine: string, all: readonly Outcome[]) => {
    const those = all.filter((one) => one.kind === kind)
    const seconds = (of: (one: Outcome) => number) => (those.reduce((sum, one) => sum + of(one), 0) / 1000).toFixed(1)
    const lost = those.filter((one) => one.lost !== null).length
    return [
      kind,
      machine,
      ...[those.length, those.filter((one) => one.why !== null).length, lost].map(String),
      seconds((one) => one.unnamedMs),
      seconds((one) => one.onItsWayMs),
      seconds((one) => one.heardMs),
    ]
  }
  const lines = kinds.flatMap((kind) => [line(kind, 'quiet', quiet), line(kind, 'busy', busy)])
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((cells) => (cells[column] ?? '').length)) + 2)
  return [head, ...lines].map((cells) => cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join('')).join('\n')
}
