// A cable with two ends: what is sent into one comes out of the other, a frame later. It joins calls that no phone is between.
import type { Frame, MediaSession } from '../kit/telephony.ts'
import type { Port } from './port.ts'

export function createPatch(): readonly [Port, Port] {
  const there = createSlot()
  const back = createSlot()
  return [portOf(back, there), portOf(there, back)]
}

type Slot = { put(frame: Frame): void; pull(): Frame | null }

function createSlot(): Slot {
  let held: Frame | null = null
  return {
    put: (frame) => {
      held = frame
    },
    pull: () => {
      const frame = held
      held = null
      return frame
    },
  }
}

/** No line is called '': no ear finds it. */
const portOf = (from: Slot, to: Slot): Port => ({
  line: '',
  media: nobody,
  take: from.pull,
  send: to.put,
  close: () => {},
})

const nobody: MediaSession = { send: () => {}, onFrame: () => () => {}, lastHeardAt: () => null, close: () => {} }
