// A port: where one phone's media meets the mixer.
import type { Frame, MediaSession } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import { createPlayout } from './playout.ts'

export type Port = {
  readonly line: string
  readonly media: MediaSession
  /** What the phone said this tick, or null. The mixer calls it once a tick. */
  take(): Frame | null
  send(frame: Frame): void
  close: Stop
}

export function createPort(line: string, media: MediaSession): Port {
  const playout = createPlayout()
  return {
    line,
    media,
    take: playout.take,
    send: (frame) => media.send(frame),
    close: media.onFrame(playout.push),
  }
}
