// The button in the head, and the dialog behind it: the history, and who has been heard.
import { History, X } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import type { HistoryTabs } from './history-tabs.tsx'

const tabs = loadedLater(async () => (await import('./history-tabs.tsx')).HistoryTabs)

export function HistoryButton(parts: ComponentProps<typeof HistoryTabs>) {
  const words = useWords()
  useFetchedWhenIdle(tabs)
  return (
    <DialogTrigger>
      <Tip text={words.history.open}>
        <OfferedButton offer={words.history.open} className="icon-button worded-sign" aria-label={words.history.open}>
          <History aria-hidden />
          <span className="sign-word">{words.history.sign}</span>
        </OfferedButton>
      </Tip>
      <ModalOverlay className="settings-overlay" isDismissable>
        <Modal>
          <Dialog className="settings history">
            <header className="settings-head">
              <Heading slot="title" level={2}>
                {words.history.title}
              </Heading>
              <Button slot="close" className="icon-button" aria-label={words.history.close}>
                <X aria-hidden />
              </Button>
            </header>
            <Later part={tabs} props={parts} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
