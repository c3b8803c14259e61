// Signing in at the PBX, as the window sees it; kept up to date from the desk's signal. A password only passes through.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { nobodySignsIn, type SignInBoard, type SignInStep } from '#contract/sign-in.ts'
import type { Stop } from '#contract/time.ts'
import { partContext, usePart } from '#renderer/ui/console-part.ts'

export type SignInView = {
  readonly board: SignInBoard
  readonly putOff: number | null // the question (askId) the person has put off
  readonly failure: DeskError | null // why the answer did not reach the desk
  readonly step: (step: SignInStep) => void
  readonly setPutOff: (askId: number | null) => void
}

export type SignInStore = StoreApi<SignInView>

/** Follows this desk until the stop is called. */
export function createSignIns(desk: Desk): { readonly store: SignInStore; readonly stop: Stop } {
  const store: SignInStore = createStore((set) => ({
    board: nobodySignsIn,
    putOff: null,
    failure: null,
    step: (wanted) => {
      set({ failure: null })
      desk.request('answerSignIn', wanted).then(
        (answer) => set({ failure: answer.ok ? null : answer.error }),
        () => set({ failure: { code: 'serverGone' } }),
      )
    },
    setPutOff: (putOff) => set({ putOff }),
  }))
  return { store, stop: desk.on('signIn', (board) => store.setState({ board, failure: null })) }
}

export const SignInContext = partContext<SignInView>('sign-in')
export const useSignIn = <T>(pick: (view: SignInView) => T): T => usePart(SignInContext, pick)
