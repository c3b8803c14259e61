// A microphone that rests is opened when somebody is to hear the supervisor; the mode they wished for is chosen once it is there.
import type { Mode, Target } from '#contract/monitor.ts'
import type { Clock } from '#contract/time.ts'
import type { Microphone, Phone } from '#renderer/line/phone.ts'
import { type Monitor, sameTarget } from './logic/monitor.ts'

type Wish = { readonly mode: Mode; readonly held: 'held' | undefined }

export type FirstWordParts = {
  readonly phone: Pick<Phone, 'wantMicrophone'>
  readonly clock: Pick<Clock, 'ticks'>
  readonly monitor: () => Monitor
  readonly choose: (mode: Mode, held: 'held' | undefined) => void
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

export function firstWord({ phone, clock, monitor, choose, refuse }: FirstWordParts): FirstWord {
  let wanted: Wish | null = null
  return {
    open: (wish) => {
      wanted = wish
      const since = clock.ticks()
      const target = targetOf(monitor())
      void phone.wantMicrophone().then((source) => {
        if (wanted !== wish) return
        wanted = null
        const now = targetOf(monitor())
        const isSame = target !== null && now !== null && sameTarget(target, now)
        if (!isSame || clock.ticks() - since > CHOSEN_WITHIN_MS) return
        if (source === 'ready') choose(wish.mode, wish.held)
        else refuse(source)
      })
    },
    forget: () => {
      wanted = null
    },
  }
}

const targetOf = (monitor: Monitor): Target | null => (monitor.phase === 'live' ? monitor.target : null)
