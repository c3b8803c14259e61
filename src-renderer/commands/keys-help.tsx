// All keys at a glance, as they are now.
import { X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { type CommandGroup, type CommandId, commandGroups, commandsIn } from '#renderer/keys/commands.ts'
import { KeyCaps, spokenKeys, useSpokenKey } from '#renderer/keys/key-hint.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { useWords } from '#renderer/words/words.ts'
import '#renderer/keys/keys.css'
import { useIsHeld, useKeyOf, useKeys } from '#renderer/keys/keymap-store.ts'

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const { help: say } = useWords().keys
  const speakKeys = useKeys((view) => view.speakKeys)
  const open = useOpened((view) => view.open)
  const alwaysMutes = useSpokenKey('muteAnywhere')
  const change = () => open('settings')
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal>
        <Dialog className="keys-dialog keys-wide">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {say.title}
            </Heading>
            <Button className="icon-button" aria-label={say.close} onPress={onClose}>
              <X aria-hidden />
            </Button>
          </header>
          {/* What scrolls must be reached by the keyboard (WCAG 2.1.1). */}
          <div className="keys-help" tabIndex={0}>
            {commandGroups.map((group) => (
              <Group key={group} group={group} />
            ))}
          </div>
          <footer className="keys-foot">
            <p>
              {say.lists} {say[speakKeys]} {say.typing} {alwaysMutes !== null && say.alwaysMutes(alwaysMutes)}
            </p>
            <Button className="button" onPress={change}>
              {say.change}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Group({ group }: { readonly group: CommandGroup }) {
  const words = useWords()
  return (
    <section>
      <h3>{words.keys.groups[group]}</h3>
      <dl>
        {commandsIn(group).map((id) => (
          <Line key={id} id={id} />
        ))}
      </dl>
    </section>
  )
}

function Line({ id }: { readonly id: CommandId }) {
  const words = useWords()
  const combo = useKeyOf(id)
  const held = useIsHeld(id)
  return (
    <div className="keys-help-line">
      <dt>{words.keys.commands[id]}</dt>
      <dd>
        {combo === null ? words.keys.help.noKey : <KeyCaps combo={combo} held={held} />}
        {combo !== null && <span className="sr-only">{spokenKeys(words, combo, held)}</span>}
      </dd>
    </div>
  )
}
