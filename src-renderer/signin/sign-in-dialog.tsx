// The sign-in, when the PBX wants one: a dialog, and once it is put off the button that brings it back.
import { X } from 'lucide-react'
import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { useWords } from '#renderer/words/words.ts'
import './sign-in.css'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { useSignIn } from './sign-in-store.ts'

// Most sites never sign in by hand.
const question = loadedLater(async () => (await import('./sign-in-question.tsx')).Question)

/** The dialog while something is wanted; once put off, a button that brings it back. */
export function SignIn() {
  const words = useWords()
  const board = useSignIn((view) => view.board)
  const putOff = useSignIn((view) => view.putOff)
  const setPutOff = useSignIn((view) => view.setPutOff)
  const began = useRef(false)
  useFetchedWhenIdle(question)
  const asked = board.kind === 'wanted' || board.kind === 'codeWanted'
  // While an answer is being tried the dialog stays as it was.
  began.current = asked || (began.current && board.kind === 'trying')
  const isPutOff = asked && putOff === board.askId
  return (
    <>
      {isPutOff && (
        <p className="sign-in-wanted">
          <OfferedButton offer={words.signIn.title} className="button" onPress={() => setPutOff(null)}>
            {words.signIn.title}
          </OfferedButton>
        </p>
      )}
      <ModalOverlay
        className="settings-overlay"
        isOpen={began.current && !isPutOff}
        onOpenChange={(isOpen) => !isOpen && asked && setPutOff(board.askId)}
      >
        <Modal>
          <Dialog className="settings sign-in">
            <header className="settings-head">
              <Heading slot="title" level={2}>
                {words.signIn.title}
              </Heading>
              <Button slot="close" className="icon-button" aria-label={words.signIn.later}>
                <X aria-hidden />
              </Button>
            </header>
            <Later part={question} props={{ board }} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}
