// The set-up in its dialog: where nothing is configured, where it is asked for, and where the site asks for its secrets.
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { Desk, Hello, SetupState } from '#contract/ipc.ts'
import type { SaveSettings } from '#renderer/settings/settings-store.ts'
import type { ReadDevices } from '#renderer/settings/use-devices.ts'
import { useSetupWords } from '#renderer/words/later.ts'
import { browserSound } from './test-sound.ts'
import { Wanted } from './wanted.tsx'
import { Wizard } from './wizard.tsx'
import './setup.css'

export type SetUpProps = {
  readonly what: 'setup' | 'secrets'
  readonly hello: Hello
  readonly desk: Desk
  readonly save: SaveSettings
  readonly devices: ReadDevices
  readonly close: () => void
  /** The page is loaded anew: it may reach the servers of the new site alone. */
  readonly reload: () => void
}

export function SetUp({ what, hello, desk, save, devices, close, reload }: SetUpProps) {
  const say = useSetupWords()
  const state = useSetupState(desk)
  if (!say || !state) return null
  return (
    <ModalOverlay className="settings-overlay" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal>
        <Dialog className="settings setup">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {what === 'setup' ? say.title : say.wanted.title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={say.later}>
              <X aria-hidden />
            </Button>
          </header>
          <div className="setup-body">
            {what === 'secrets' ? (
              <Wanted say={say} paths={secretsOf(hello)} desk={desk} finished={reload} />
            ) : state.door === 'closed' ? (
              <p>{say.closed(state.decidedBy ?? '')}</p>
            ) : (
              <Wizard
                say={say}
                state={state}
                desk={desk}
                line={hello.settings.line}
                save={save}
                devices={devices}
                sound={browserSound}
                finished={reload}
              />
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What is missing; where nothing is, all of them anew. */
const secretsOf = ({ setup }: Hello): readonly string[] => (setup.wanted.length > 0 ? setup.wanted : setup.asked)

function useSetupState(desk: Desk): SetupState | null {
  const [state, setState] = useState<SetupState | null>(null)
  useEffect(() => {
    let isWanted = true
    desk.request('setup', null).then(
      (found) => isWanted && setState(found),
      () => {}, // the signal `link` tells of a desk out of reach
    )
    return () => {
      isWanted = false
    }
  }, [desk])
  return state
}
