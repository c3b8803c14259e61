// Before an act that nothing takes back.
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { useWords } from '#renderer/words/words.ts'
import type { AskedKind } from '../acts-store.ts'
import { commandOf } from '../command-of.ts'
import type { Doing } from './doing.ts'
import { whomText } from './whom.ts'

type Asked = 'endCall' | 'forceLogOut'

export const asksFirst = (kind: AskedKind): kind is Asked => kind === 'endCall' || kind === 'forceLogOut'

type QuestionProps = {
  readonly kind: Asked
  readonly subject: RowSubject
  readonly doing: Doing
  readonly onYes: () => void
}

export function Question({ kind, subject, doing, onYes }: QuestionProps) {
  const words = useWords()
  const { questions } = doing.say
  const whom = whomText(words, doing.say, subject, doing.scene().floor)
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={doing.close}>
      <Modal>
        <Dialog role="alertdialog" className="keys-dialog acts-question">
          <Heading slot="title">{words.keys.commands[commandOf(kind)]}</Heading>
          <p>{questions[kind](whom)}</p>
          <div className="acts-answers">
            <Button className="button" autoFocus onPress={doing.close}>
              {questions.no}
            </Button>
            <Button className="button acts-go" onPress={onYes}>
              {questions.yes[kind]}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
