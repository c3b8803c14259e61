// Before an act that nothing takes back.
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'
import type { AskedKind } from '../acts-store.ts'
import { commandOf } from '../command-of.ts'
import type { Doing } from './doing.ts'
import { whomText } from './whom.ts'

const asking = ['takeOver', 'endCall', 'forceLogOut'] as const
type Asked = (typeof asking)[number]

export const asksFirst = (kind: AskedKind): kind is Asked => asking.some((one) => one === kind)

type QuestionProps = {
  readonly kind: Asked
  readonly subject: RowSubject
  readonly doing: Doing
  readonly onYes: () => void
}

export function Question({ kind, subject, doing, onYes }: QuestionProps) {
  const words = useWords()
  const people = useMonitor((view) => view.people)
  const isAboutAnother = useAnotherCall(kind, doing.close)
  const { questions, takeOver } = doing.say
  if (isAboutAnother) return null
  // It lets the caller hear the supervisor, as the button of the card does: by keyboard it is held.
  const speaks = kind === 'takeOver'
  const text = speaks
    ? takeOver.who(people?.agent ?? '', callerOf(words, people))
    : questions[kind](whomText(words, doing.say, subject, doing.scene().floor))
  return (
    <ModalOverlay className="keys-overlay" isOpen isDismissable onOpenChange={doing.close}>
      <Modal>
        <Dialog role="alertdialog" className="keys-dialog acts-question">
          <Heading slot="title">{speaks ? takeOver.title : words.keys.commands[commandOf(kind)]}</Heading>
          <p>{text}</p>
          <div className="acts-answers">
            <Button className="button" autoFocus={!speaks} onPress={doing.close}>
              {questions.no}
            </Button>
            <Button
              className="button acts-go"
              autoFocus={speaks}
              data-acts={speaks || undefined}
              data-deliberate={speaks ? 'speaks' : undefined}
              onPress={onYes}
            >
              {speaks ? takeOver.yes : questions.yes[kind]}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The monitor has gone to another call under the question, or has ended: it is asked no more. */
function useAnotherCall(kind: Asked, close: () => void): boolean {
  const on = useMonitor(({ monitor }) => {
    const target = targetOf(monitor)
    return target && `${target.callId} ${target.agentId}`
  })
  const [asked] = useState(on)
  const isAnother = kind === 'takeOver' && on !== asked
  useEffect(() => {
    if (isAnother) close()
  }, [isAnother, close])
  return isAnother
}
