// Whether the socket of the line still leads anywhere: a frozen one closes by itself only after minutes. Asks, and gives up what does not answer.
import type { Clock, Stop } from '#contract/time.ts'

export type WatchedSocket = {
  /** Asks the registrar (OPTIONS); any answer will do. */
  readonly ask: (answered: () => void) => void
  /** Gives the socket up as if it had been cut; the user agent opens another by itself. */
  readonly cut: (why: string) => void
  /** Does not wait for the next try of the user agent. */
  readonly openNow: (where: 'same' | 'next') => void // of several servers
}

export type KeepAlive = {
  readonly connecting: () => void
  readonly connected: () => void
  readonly disconnected: () => void
  /** The network may be another one: what stands is asked at once, what is cut is opened at once. */
  readonly check: () => void
  readonly stop: Stop
}

/** Asked often enough for any proxy that closes idle sockets, and noticed within ten seconds (RFC 5626 4.4.1 asks for a pong within ten). */
const ASK_EVERY_MS = 4_000
const ANSWER_WITHIN_MS = 4_000
const CHECKED_WITHIN_MS = 2_000
/** A REGISTER that went out before the network was back is never answered, and the line is to be back in five seconds. */
const NEW_ANSWERS_WITHIN_MS = 3_000
/** Neither TCP nor TLS gives up sooner than in a minute. A SYN is sent after 0, 1 and 3 s: so much silence says there is nobody. */
const CONNECT_WITHIN_MS = 5_000
const STILL_CONNECT_WITHIN_MS = 1_000

export function keepAlive(socket: WatchedSocket, clock: Pick<Clock, 'after'>): KeepAlive {
  let state: 'connecting' | 'lastChance' | 'connected' | 'disconnected' = 'disconnected'
  let stopTimer: Stop = () => {}
  let question = 0

  const later = (ms: number, run: () => void): void => {
    stopTimer()
    stopTimer = clock.after(ms, run)
  }
  const ask = (withinMs: number): void => {
    const asked = ++question
    later(withinMs, () => socket.cut('the PBX does not answer on this connection'))
    socket.ask(() => {
      if (asked === question && state === 'connected') later(ASK_EVERY_MS, () => ask(ANSWER_WITHIN_MS))
    })
  }
  const become = (next: typeof state): void => {
    state = next
    question++
    stopTimer()
  }

  const noAnswer = () => socket.cut('no answer')
  // What was sent over the network before may never be answered.
  const lastChance = (): void => {
    state = 'lastChance'
    later(STILL_CONNECT_WITHIN_MS, noAnswer)
  }

  return {
    connecting: () => {
      become('connecting')
      later(CONNECT_WITHIN_MS, noAnswer)
    },
    connected: () => {
      become('connected')
      ask(NEW_ANSWERS_WITHIN_MS)
    },
    disconnected: () => become('disconnected'),
    check: () => {
      if (state === 'connected') ask(CHECKED_WITHIN_MS)
      else if (state === 'connecting') lastChance()
      else if (state === 'disconnected') socket.openNow('same')
    },
    stop: () => become('disconnected'),
  }
}
