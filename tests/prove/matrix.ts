// The table of who hears whom, as it is printed.
import { allTones, type EarName } from '#contract/site/proof.ts'
import type { Cell } from '#main/proof/judge.ts'

export const ears: readonly EarName[] = ['supervisor', 'agent', 'caller', 'mouth']

/** The table mode × ear: the worst cell of all the times that mode was entered. */
export function asTable(cells: readonly Cell[]): string {
  const modes = [...new Set(cells.map((cell) => cell.mode))]
  const head = ['mode', ...ears.map((ear) => ear)].map((text, i) => text.padEnd(i ? 40 : 15)).join('')
  const rows = modes.map(
    (mode) => mode.padEnd(15) + ears.map((ear) => cellText(worst(cells, mode, ear)).padEnd(40)).join(''),
  )
  return [head, ...rows].join('\n')
}

function worst(cells: readonly Cell[], mode: Cell['mode'], ear: EarName): Cell | undefined {
  return cells
    .filter((cell) => cell.mode === mode && cell.ear === ear)
    .sort((a, b) => Number(a.right) - Number(b.right) || a.marginDb - b.marginDb)[0]
}

function cellText(cell: Cell | undefined): string {
  if (!cell) return '-'
  const levels = allTones.map((hz) => `${hz}:${(cell.levels[hz] ?? -120).toFixed(0)}`).join(' ')
  return `${cell.right ? 'ok   ' : 'WRONG'} ${levels} (Δ${cell.marginDb.toFixed(0)})`
}
