// The settings of the console. Each change is saved at once; what could not be saved is said and not shown as set.
import { Settings as Gear, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import './settings.css'
import { useOpened } from '#renderer/ui/opened-store.ts'
import type { SettingsProps } from './settings-form.tsx'

const form = loadedLater(async () => (await import('./settings-form.tsx')).SettingsForm)

export function SettingsButton(props: SettingsProps) {
  const words = useWords()
  const isOpen = useOpened((view) => view.opened === 'settings')
  const open = useOpened((view) => view.open)
  const keys = useAriaKeys('settings')
  useFetchedWhenIdle(form)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={(isWanted) => open(isWanted ? 'settings' : null)}>
      <Tip text={words.app.openSettings} keyHint={<KeyHint command="settings" />}>
        <Button className="icon-button" aria-label={words.app.openSettings} aria-keyshortcuts={keys}>
          <Gear aria-hidden />
        </Button>
      </Tip>
      <ModalOverlay className="settings-overlay" isDismissable>
        <Modal>
          <Dialog className="settings">
            <header className="settings-head">
              <Heading slot="title" level={2}>
                {words.settings.title}
              </Heading>
              <Button slot="close" className="icon-button" aria-label={words.settings.close}>
                <X aria-hidden />
              </Button>
            </header>
            <Later part={form} props={props} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
