// How loud the supervisor hears: at once on the phone, and remembered once the slider rests.
import type { Desk } from '#contract/ipc.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Phone } from '#renderer/line/phone.ts'

const REST_MS = 400

type VolumeParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly clock: Pick<Clock, 'after'>
  readonly phone: Pick<Phone, 'setVolume'>
}

type Volume = {
  readonly first: { readonly volume: number }
  readonly set: (volume: number) => void
  readonly stop: Stop
}

/** Volumes are 0 to 1. */
export function volumeOf(
  { desk, clock, phone }: VolumeParts,
  volume: number,
  show: (sight: { readonly volume: number }) => void,
): Volume {
  let stop: Stop = () => {}
  phone.setVolume(volume)
  return {
    first: { volume },
    set: (volume) => {
      phone.setVolume(volume)
      show({ volume })
      stop()
      // One that is not remembered is heard all the same.
      stop = clock.after(REST_MS, () => void desk.request('changeSettings', { line: { volume } }).catch(() => {}))
    },
    stop: () => stop(),
  }
}
