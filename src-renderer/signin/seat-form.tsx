// What the dialogs of a seat and of a kiosk are made of: a frame, and a form that keeps nothing of what was typed.
import type { FormEvent, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useWords } from '#renderer/words/words.ts'
import './seat.css'

/** Without `close` there is no way around it. */
type FrameProps = { readonly title: string; readonly close?: () => void; readonly children: ReactNode }

export function Frame({ title, close, children }: FrameProps) {
  return (
    <ModalOverlay
      className="settings-overlay"
      isOpen
      isKeyboardDismissDisabled={!close}
      onOpenChange={(isOpen) => !isOpen && close?.()}
    >
      <Modal>
        <Dialog className="settings sign-in">
          <header className="settings-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type FormProps = {
  readonly enter: (fields: FormData) => void
  readonly button: string
  readonly cancel?: () => void
  readonly children: ReactNode
}

/** What was typed goes with it, right or wrong. */
export function Form({ enter, button, cancel, children }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    enter(new FormData(form))
    form.reset()
    form.querySelector('input')?.focus()
  }
  return (
    <form className="settings-form sign-in-form" onSubmit={submit}>
      {children}
      <div className="seat-acts">
        {cancel && <Cancel onPress={cancel} />}
        <button type="submit" className="button sign-in-enter">
          {button}
        </button>
      </div>
    </form>
  )
}

export function Cancel({ onPress }: { readonly onPress: () => void }) {
  const { signIn } = useWords()
  return (
    <Button className="button" onPress={onPress}>
      {signIn.seat.cancel}
    </Button>
  )
}

export const focus = (field: HTMLInputElement | null): void => field?.focus()
