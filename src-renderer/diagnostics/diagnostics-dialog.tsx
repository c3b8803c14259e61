// The window with the diagnostics. Its content is loaded when it is asked for.
import { X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Later, loadedLater } from '#renderer/ui/loaded-later.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { useWords } from '#renderer/words/words.ts'
import type { DiagnosticsProps } from './diagnostics-store.ts'

const view = loadedLater(async () => (await import('./diagnostics-view.tsx')).DiagnosticsView)

export function DiagnosticsDialog(props: DiagnosticsProps) {
  const say = useWords().diagnostics
  const isOpen = useOpened(({ opened }) => opened === 'diagnostics')
  const open = useOpened((opened) => opened.open)
  if (!isOpen) return null
  return (
    <ModalOverlay className="settings-overlay" isOpen isDismissable onOpenChange={() => open(null)}>
      <Modal>
        <Dialog className="settings diagnostics">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {say.title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={say.close}>
              <X aria-hidden />
            </Button>
          </header>
          <Later part={view} props={props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
