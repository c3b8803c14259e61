// Starts the headset's buttons with the console. What runs them is loaded after the start.
import { createStore } from 'zustand/vanilla'
import type { Stop } from '#contract/time.ts'
import type { HeadsetParts, HeadsetStore } from './headset-store.ts'

/** Without its code there is no headset until somebody chooses one, or the page is loaded again. */
export function startHeadset(parts: HeadsetParts): { readonly store: HeadsetStore; readonly stop: Stop } {
  const { hid } = parts
  let stop: Stop | null = null
  let stopped = false
  const run = async () => {
    if (!hid) return
    const { runHeadset } = await import('./run-headset.ts')
    if (!stopped && !stop) stop = runHeadset(store, { ...parts, hid })
  }
  const store: HeadsetStore = createStore(() => ({
    state: { kind: hid ? 'none' : 'impossible' },
    choose: async () => {
      await run().catch(() => null)
      if (stop) await store.getState().choose()
    },
  }))
  void run().catch(() => null)
  return {
    store,
    stop: () => {
      stopped = true
      stop?.()
    },
  }
}
