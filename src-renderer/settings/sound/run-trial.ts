// Runs the test recording: one at a time, and nothing of it goes on once it is stopped.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Stop } from '#contract/time.ts'
import type { AudioChoice } from '#renderer/line/phone.ts'
import { isRunning, nextTrial, noTrial, type Trial, type TrialEvent } from './next-trial.ts'
import type { Tapes } from './tapes.ts'

export type TrialRun = {
  readonly store: StoreApi<{ readonly trial: Trial }>
  /** Nothing while one is running. */
  readonly start: (choice: AudioChoice) => void
  readonly stop: Stop
  /** A call or a monitor has begun. */
  readonly lineNeeded: () => void
}

export function createTrial(tapes: Tapes): TrialRun {
  const store = createStore<{ readonly trial: Trial }>(() => ({ trial: noTrial }))
  let stopTape: Stop = () => {}
  const dispatch = (event: TrialEvent): void => {
    const trial = nextTrial(store.getState().trial, event)
    if (!isRunning(trial)) stopTape()
    store.setState({ trial })
  }
  const start = (choice: AudioChoice): void => {
    if (isRunning(store.getState().trial)) return
    dispatch({ kind: 'start' })
    stopTape = tapes.record(choice, (news) => {
      if (news.kind !== 'taped') return dispatch(news)
      dispatch({ kind: 'taped' })
      if (store.getState().trial.phase === 'playing') stopTape = tapes.play(news.tape, choice, dispatch)
    })
  }
  return {
    store,
    start,
    stop: () => dispatch({ kind: 'stop' }),
    lineNeeded: () => dispatch({ kind: 'lineNeeded' }),
  }
}
