// Signing in at the PBX, as the window sees it; kept up to date from the desk's signal. A password only passes through.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import { nobodySits, type SeatBoard, type SeatStep } from '#contract/rights.ts'
import { nobodySignsIn, type SignInBoard, type SignInStep } from '#contract/sign-in.ts'
import type { Stop } from '#contract/time.ts'
import { partContext, usePart } from '#renderer/ui/console-part.ts'

/** The site wants to know why: one of the choices, or the supervisor's own words where there are none. */
export type ReasonAsked = {
  readonly choices: readonly string[]
  /** null: they do not say, so nothing is listened to. */
  readonly answer: (reason: string | null) => void
}

export type SignInView = {
  readonly board: SignInBoard
  readonly putOff: number | null // the question (askId) the person has put off
  readonly failure: DeskError | null // why the answer did not reach the desk
  readonly step: (step: SignInStep) => void
  readonly setPutOff: (askId: number | null) => void
  readonly seat: SeatBoard // who sits at this console
  readonly seatStep: (step: SeatStep) => void
  readonly reasonAsked: ReasonAsked | null
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
    seat: nobodySits,
    // What has come of it is told by the board.
    seatStep: (wanted) => void desk.request('seat', wanted).catch(() => set({ failure: { code: 'serverGone' } })),
    reasonAsked: null,
  }))
  const stops = [
    desk.on('signIn', (board) => store.setState({ board, failure: null })),
    desk.on('seat', (seat) => store.setState({ seat, failure: null })),
  ]
  return {
    store,
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

export const SignInContext = partContext<SignInView>('sign-in')
export const useSignIn = <T>(pick: (view: SignInView) => T): T => usePart(SignInContext, pick)

/** Asks the supervisor; a second question takes the place of the first, which is then not answered. */
export const askReason = (store: SignInStore, choices: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    store.getState().reasonAsked?.answer(null)
    const answer = (reason: string | null) => {
      store.setState({ reasonAsked: null })
      resolve(reason)
    }
    store.setState({ reasonAsked: { choices, answer } })
  })
