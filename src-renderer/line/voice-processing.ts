// What the browser does to the voice: each of the three by itself, and none where the voice is left as it is. Pure.
import type { AudioChoice } from './phone.ts'

type Processing = Pick<AudioChoice, 'processing' | 'echoCancellation' | 'noiseSuppression' | 'gainControl'>

/** As `getUserMedia` names them. */
export type VoiceProcessing = Readonly<Record<'echoCancellation' | 'noiseSuppression' | 'autoGainControl', boolean>>

export const voiceProcessing = ({
  processing,
  echoCancellation = true,
  noiseSuppression = true,
  gainControl = true,
}: Processing): VoiceProcessing => ({
  echoCancellation: processing && echoCancellation,
  noiseSuppression: processing && noiseSuppression,
  autoGainControl: processing && gainControl,
})

export function isSameProcessing(one: Processing, other: Processing): boolean {
  const [before, after] = [voiceProcessing(one), voiceProcessing(other)]
  return (
    before.echoCancellation === after.echoCancellation &&
    before.noiseSuppression === after.noiseSuppression &&
    before.autoGainControl === after.autoGainControl
  )
}
