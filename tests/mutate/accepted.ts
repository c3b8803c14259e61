// Survivors that are no gap in the tests, each with its reason: whoever makes the mistake changes nothing that anybody could see.

export type Accepted = {
  readonly file: string
  /** The line of the source it stands in, without the spaces around it. */
  readonly line: string
  /** As the run prints it: `operator: before → after`. */
  readonly change: string
  readonly reason: string
}

export const accepted: readonly Accepted[] = [
  {
    file: 'src-renderer/views/board.tsx',
    line: '<Fragment key={column.panes[0]?.id}>',
    change: 'optional chaining: column.panes[0]?.id → column.panes[0].id',
    reason: 'A layout is tidied before it is kept: no column is without a pane. Only the compiler asks.',
  },
  {
    file: 'src-renderer/views/board.tsx',
    line: 'label={words.floor.views.panes.between(paneName(words, first.panes[0]?.id), paneName(words, second.panes[0]?.id))}',
    change: 'optional chaining: second.panes[0]?.id → second.panes[0].id',
    reason: 'A layout is tidied before it is kept: no column is without a pane. Only the compiler asks.',
  },
  {
    file: 'src-renderer/views/views-bar.tsx',
    line: "if (chosen) tell({ kind: 'groupBy', groupBy: chosen })",
    change: 'condition: chosen → true',
    reason: 'The list has exactly the groupings that are looked for.',
  },
]
