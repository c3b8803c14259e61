// Figures of sound that flows, for tests that look at others.
import type { SoundFlow } from '#renderer/line/phone.ts'

export const untoldFlow: SoundFlow = {
  heardEnergy: null,
  answers: null,
  sent: 0,
  spokenEnergy: null,
  isMuted: false,
  lostThere: null,
}
