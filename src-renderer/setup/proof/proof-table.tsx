// What is measured: each mode, and what each ear has to hear in it; a cell is marked as soon as it is known.
import { Check, Minus, X } from 'lucide-react'
import type { Mode } from '#contract/monitor.ts'
import type { EarName } from '#contract/site/proof.ts'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import type { ProofWords } from '#renderer/words/later.ts'
import { cellKey, type Progress, type ProofStage, proofEars, proofModes, soundsAt } from './proof-progress.ts'

type StageProps = { readonly say: ProofWords; readonly stage: ProofStage | null }

/** There from the beginning, so that each stage is read out. */
export function ProofStageText({ say, stage }: StageProps) {
  return (
    <p role="status" className="proof-stage">
      {stage && (stage.at === 'measuring' ? say.phases.measuring(say.modes[stage.mode]) : say.phases[stage.at])}
    </p>
  )
}

type TableProps = { readonly say: ProofWords; readonly progress: Progress }

export function ProofTable({ say, progress }: TableProps) {
  const now = progress.stage?.at === 'measuring' ? progress.stage.mode : null
  return (
    <ScrollArea label={say.table}>
      <table className="proof-table">
        <caption className="sr-only">{say.table}</caption>
        <thead>
          <tr>
            <th scope="col">{say.mode}</th>
            {proofEars.map((ear) => (
              <th key={ear} scope="col">
                {say.ears[ear]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proofModes.map((mode) => (
            <tr key={mode} data-now={mode === now}>
              <th scope="row">{say.modes[mode]}</th>
              {proofEars.map((ear) => (
                <ProofCell key={ear} say={say} mode={mode} ear={ear} progress={progress} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

type CellProps = TableProps & { readonly mode: Mode; readonly ear: EarName }
type CellState = keyof ProofWords['marks']

function ProofCell({ say, progress, mode, ear }: CellProps) {
  const state = stateOf(progress, mode, ear)
  const sounds = soundsAt(mode, ear).map((sound) => say.sounds[sound])
  return (
    <td data-cell={state}>
      <span className="proof-mark">
        {state === 'right' ? <Check aria-hidden /> : state === 'wrong' ? <X aria-hidden /> : <Minus aria-hidden />}
        {sounds.length === 0 ? say.sounds.nothing : sounds.join(', ')}
      </span>
      <span className={state === 'wrong' ? 'proof-wrong' : 'sr-only'}>{say.marks[state]}</span>
    </td>
  )
}

function stateOf({ cells, end, notOffered }: Progress, mode: Mode, ear: EarName): CellState {
  const right = cells.get(cellKey(mode, ear))
  if (right !== undefined) return right ? 'right' : 'wrong'
  return end !== null || notOffered.has(mode) ? 'never' : 'waiting'
}
