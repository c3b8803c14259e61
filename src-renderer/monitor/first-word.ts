// A microphone that rests is opened when somebody is to hear the supervisor; the mode they wished for is chosen once it is there.
import { hearersOf } from '#contract/hearers.ts'
import type { Mode } from '#contract/monitor.ts'
import type { Clock } from '#contract/time.ts'
import type { Microphone, Phone } from '#renderer/line/phone.ts'
import { wordsNow } from '#renderer/words/words.ts'
import type { MonitorStore } from './monitor-store.ts'
import type { RefusalStore } from './refusal-store.ts'
import { because } from './refusals.ts'
import type { Runner } from './run/runner.ts'

type Wish = { readonly mode: Mode; readonly held: 'held' | undefined }

export type FirstWordParts = {
  readonly phone: Pick<Phone, 'wantMicrophone'>
  readonly clock: Pick<Clock, 'ticks'>
  /** The call and everybody on it who would hear the supervisor, as one text; null: nobody can. */
  readonly whoHears: (mode: Mode) => string | null
  readonly choose: (mode: Mode, held: 'held' | undefined) => void
  /** Whether somebody is to hear the supervisor as soon as the microphone is there. */
  readonly show: (isComing: boolean) => void
  /** It did not open: listening goes on. */
  readonly refuse: (source: Microphone['source']) => void
}

export type FirstWord = {
  readonly open: (wish: Wish) => void
  /** Nobody wants to speak any more. */
  readonly forget: () => void
}

/** A Bluetooth headset changes its profile within two seconds. Whoever has answered a question meanwhile does not wait to be heard. */
const CHOSEN_WITHIN_MS = 4_000

export function createFirstWord({ phone, clock, whoHears, choose, show, refuse }: FirstWordParts): FirstWord {
  let wanted: Wish | null = null
  const want = (wish: Wish | null): void => {
    if (wish === wanted) return
    wanted = wish
    show(wish !== null)
  }
  return {
    open: (wish) => {
      want(wish)
      const since = clock.ticks()
      const meant = whoHears(wish.mode)
      void phone.wantMicrophone().then((source) => {
        if (wanted !== wish) return
        want(null)
        if (meant === null || meant !== whoHears(wish.mode) || clock.ticks() - since > CHOSEN_WITHIN_MS) return
        if (source === 'ready') choose(wish.mode, wish.held)
        else refuse(source)
      })
    },
    forget: () => want(null),
  }
}

type Around = Pick<FirstWordParts, 'phone' | 'clock'> & {
  readonly refusals: RefusalStore
  readonly runner: () => Runner
  readonly store: () => MonitorStore
}

/** The first word of this window's monitor. */
export const firstWordBy = ({ phone, clock, refusals, runner, store }: Around): FirstWord =>
  createFirstWord({
    phone,
    clock,
    whoHears: (mode) => {
      const { monitor } = runner().running()
      const call = store().getState().people?.call
      if (monitor.phase !== 'live' || !call) return null
      return JSON.stringify([monitor.target, hearersOf(call, monitor.target.agentId, mode)])
    },
    choose: (mode, held) => store().getState().choose(mode, held),
    show: (isComing) => store().setState({ firstWord: isComing ? 'coming' : 'none' }),
    refuse: (source) => {
      const { monitor, line, refusals: why } = wordsNow()
      const sentence =
        source === 'idle' || source === 'rests' || source === 'ready' ? why.noMicrophone : line.microphone[source]
      refusals.getState().refuse(monitor.actions, because(sentence))
    },
  })
