// The microphone's track of each call: the first has the microphone's own, each further one a copy that opens and closes by itself.
import type { MicrophoneTrack } from '../microphone.ts'

/** Two calls on one track would open together. */
export function createVoices(microphone: () => Pick<MicrophoneTrack, 'track' | 'current'>) {
  const given = new Map<string, MediaStreamTrack>()
  /** Every track of the microphone in use; a copy of one before is as silent as that. */
  const fromMicrophone = new WeakSet<MediaStreamTrack>()

  const drop = (id: string): void => {
    const track = given.get(id)
    given.delete(id)
    if (track && track !== microphone().track()) stopCopy(track, microphone().current())
  }
  const give = (id: string): MediaStreamTrack => {
    drop(id)
    const own = microphone().track()
    const isTaken = [...given.values()].includes(own)
    const track = isTaken ? own.clone() : own
    track.enabled = false
    given.set(id, track)
    if (microphone().current()) fromMicrophone.add(track)
    return track
  }
  return {
    give,
    drop,
    held: (id: string): MediaStreamTrack | null => given.get(id) ?? null,
    /** The one track that may be open for this call; null: it has only silence, or nothing yet. */
    of: (id: string): MediaStreamTrack | null => {
      const track = given.get(id)
      return track && microphone().current() && fromMicrophone.has(track) ? track : null
    },
  }
}

function stopCopy(track: MediaStreamTrack, own: MediaStreamTrack | null): void {
  track.enabled = false
  if (track !== own) track.stop()
}
