// Sample, beside the view it picks from: the calls the pane shows now. Says which was picked and why.
import { Shuffle } from 'lucide-react'
import { useContext } from 'react'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { shownCalls } from '#renderer/floor/shown-calls.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import { type SampleParts, useSample } from './use-sample.ts'

export function SampleButton(parts: SampleParts) {
  const words = useWords()
  const floor = useContext(FloorContext)
  const { sample, outcome, deliberate } = useSample(parts)
  const press = () => {
    const now = floor.getState().floor
    void sample(shownCalls(now).flatMap((id) => now?.calls[id] ?? []))
  }
  return (
    <>
      <span role="status" className="sample-outcome" title={outcome}>
        {outcome}
      </span>
      <Tip text={words.coverage.sampleHint}>
        <OfferedButton
          offer={words.coverage.sample}
          className="button bar-button worded-sign"
          aria-label={words.coverage.sample}
          data-deliberate={deliberate}
          data-acts
          onPress={press}
        >
          <Shuffle aria-hidden />
          <span className="sign-word">{words.coverage.sample}</span>
        </OfferedButton>
      </Tip>
    </>
  )
}
