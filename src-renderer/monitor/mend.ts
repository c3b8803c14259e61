// Does what a refusal offers.
import { lineStore } from '#renderer/line/line-store.ts'
import { openSettings } from '#renderer/ui/settings-open.ts'
import { forgetRefusal } from './refusal-store.ts'
import type { Remedy } from './refusals.ts'

export function mend(remedy: Remedy): void {
  const { logIn, retryMicrophone, hangUp } = lineStore.getState()
  forgetRefusal()
  const mends: Readonly<Record<Remedy, () => void>> = {
    logIn,
    allowMicrophone: retryMicrophone,
    chooseMicrophone: openSettings,
    hangUp,
  }
  mends[remedy]()
}
