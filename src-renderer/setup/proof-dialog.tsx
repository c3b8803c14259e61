// The check of who hears whom, in its dialog: the two extensions, what is measured while it runs, and what it has come to.
import { X } from 'lucide-react'
import { useEffect, useReducer, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Desk } from '#contract/ipc.ts'
import type { ProofWish } from '#contract/site/proof.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { useFloorStore } from '#renderer/floor/floor-store.ts'
import { useLineStore } from '#renderer/line/line-store.ts'
import { useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useProofWords } from '#renderer/words/later.ts'
import { ProofEndText } from './proof/proof-end.tsx'
import { ProofForm } from './proof/proof-form.tsx'
import { atFirst, nextProgress, type Progress, type ProofNews } from './proof/proof-progress.ts'
import { openProofSound } from './proof/proof-sound.ts'
import { ProofStageText, ProofTable } from './proof/proof-table.tsx'
import { runProof } from './proof/run-proof.ts'
import './setup.css'
import './proof/proof.css'

type DialogProps = {
  readonly desk: Desk
  readonly clock: Clock
  readonly close: () => void
  /** Another sound; tests have no ears. */
  readonly openSound?: typeof openProofSound
}

export function ProofDialog({ desk, clock, close, openSound = openProofSound }: DialogProps) {
  const say = useProofWords()
  const { progress, start, stop } = useProof({ desk, clock, openSound })
  if (!say) return null
  const isRunning = progress !== null && progress.end === null
  return (
    <ModalOverlay className="settings-overlay" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal>
        <Dialog className="settings setup proof">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {say.title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={say.close}>
              <X aria-hidden />
            </Button>
          </header>
          <div className="setup-body">
            <p>{say.intro}</p>
            <p className="setup-intro">{say.promise}</p>
            {progress && (
              <>
                <ProofStageText say={say} stage={progress.stage} />
                {progress.end && <ProofEndText say={say} end={progress.end} notOffered={progress.notOffered} />}
                <ProofTable say={say} progress={progress} />
              </>
            )}
            <ProofForm say={say} isRunning={isRunning} isAgain={progress !== null} start={start} stop={stop} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type ProofUse = Required<Pick<DialogProps, 'desk' | 'clock' | 'openSound'>>

/** One at a time; it ends with the dialog. */
function useProof({ desk, clock, openSound }: ProofUse) {
  const [monitor, line, floor] = [useMonitorStore(), useLineStore(), useFloorStore()]
  const [progress, tell] = useReducer(progressed, null)
  const running = useRef<Stop>(() => {})
  useEffect(() => () => running.current(), [])
  return {
    progress,
    start: (wish: ProofWish) => {
      running.current()
      tell('begin')
      const sound = openSound(line.getState().tracks)
      running.current = runProof({ desk, monitor, line, floor, clock, sound, tell }, wish)
    },
    stop: () => running.current(),
  }
}

const progressed = (before: Progress | null, news: ProofNews | 'begin'): Progress | null =>
  news === 'begin' ? atFirst : before && nextProgress(before, news)
