// Signing in at the PBX, as the window sees it; kept up to date from the desk's signal. A password only passes through.
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { nobodySignsIn, type SignInBoard, type SignInStep } from '#contract/sign-in.ts'

export type SignInView = {
  readonly board: SignInBoard
  readonly putOff: number | null // the question (askId) the person has put off
  readonly failure: DeskError | null // why the answer did not reach the desk
  readonly step: (step: SignInStep) => void
  readonly setPutOff: (askId: number | null) => void
}

const resting: SignInView = {
  board: nobodySignsIn,
  putOff: null,
  failure: null,
  step: () => {},
  setPutOff: () => {},
}

const signInStore = createStore<SignInView>(() => resting)

export function useSignIn<T>(pick: (view: SignInView) => T): T {
  return useStore(signInStore, pick)
}

/** Feeds the store from this desk as long as the component is there. */
export function useSignIns(desk: Desk): void {
  useEffect(() => {
    const { setState } = signInStore
    const step = (wanted: SignInStep) => {
      setState({ failure: null })
      desk.request('answerSignIn', wanted).then(
        (answer) => setState({ failure: answer.ok ? null : answer.error }),
        () => setState({ failure: { code: 'serverGone' } }),
      )
    }
    setState({ step, setPutOff: (putOff) => setState({ putOff }) })
    const stop = desk.on('signIn', (board) => setState({ board, failure: null }))
    return () => {
      stop()
      setState(resting)
    }
  }, [desk])
}
