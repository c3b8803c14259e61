// The way from one window to the next that does not go by the desk: when nobody is to hear the supervisor, a busy desk costs no time.
import type { Desk } from '#contract/ipc.ts'
import { createListeners } from '#contract/observable.ts'

/** As `BroadcastChannel` has it: what is posted reaches every other page of this origin, not the own one. */
export type HushChannel = {
  postMessage(message: null): void
  onmessage: ((event: MessageEvent) => void) | null
}

/** The same desk; its `hush` is also told to the windows beside, by whichever way is the faster. The signal may come twice. */
export function hushBeside(desk: Desk, channel: HushChannel): Desk {
  const beside = createListeners<null>()
  channel.onmessage = () => beside.emit(null)
  return {
    request: (name, input) => {
      if (name === 'hush') channel.postMessage(null)
      return desk.request(name, input)
    },
    on: (name, listener) => {
      const stop = desk.on(name, listener)
      if (name !== 'hush') return stop
      const stopBeside = beside.on(listener as (payload: null) => void)
      return () => {
        stop()
        stopBeside()
      }
    },
  }
}
