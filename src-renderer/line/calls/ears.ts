// Of all calls only one is heard.
import type { Speaker } from '../browser-audio.ts'

export type Ears = ReturnType<typeof createEars>

export function createEars(speaker: Speaker) {
  const sounds = new Map<string, MediaStream>()
  let heard: string | null = null
  const leave = (id: string): void => {
    if (heard !== id) return
    heard = null
    speaker.silence()
  }
  return {
    heard: () => heard,
    listenTo: (id: string): void => {
      heard = id
      const sound = sounds.get(id)
      if (sound) speaker.play(sound)
    },
    comes: (id: string, sound: MediaStream): void => {
      sounds.set(id, sound)
      if (heard === id) speaker.play(sound)
    },
    leave,
    forget: (id: string): void => {
      sounds.delete(id)
      leave(id)
    },
  }
}
