// A tone of our own in a call, in place of the microphone: it is no voice, and neither opens nor closes with one.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { Clock } from '#contract/time.ts'
import type { ToneBack } from '../phone.ts'

type ToneParts = {
  readonly sessions: ReadonlyMap<string, RTCSession>
  readonly held: (id: string) => MediaStreamTrack | null // the microphone's track of that call
  readonly exchanged: () => void
  readonly createContext: () => AudioContext
  readonly clock: Pick<Clock, 'after' | 'ticks'>
}

export function createTones({ sessions, held, exchanged, createContext, clock }: ToneParts) {
  const tones = new WeakSet<MediaStreamTrack>()
  const send = async (id: string, tone: MediaStreamTrack) => {
    const put = async (track: MediaStreamTrack | null): Promise<void> => {
      const sender = sessions.get(id)?.connection?.getSenders()[0]
      if (track) await sender?.replaceTrack(track).catch(() => {}) // the call may be closing
      exchanged()
    }
    tones.add(tone)
    await put(tone)
    return { back: () => put(held(id)) }
  }
  return {
    isVoice: (track: MediaStreamTrack | null): track is MediaStreamTrack => track !== null && !tones.has(track),
    measureEcho: async (id: string): Promise<ToneBack | null> => {
      const connection = sessions.get(id)?.connection
      if (!connection) return null
      try {
        const { measureEcho } = await import('../sound/measure-echo.ts')
        return await measureEcho({ connection, send: (tone) => send(id, tone), createContext, clock })
      } catch {
        return null // its code did not come, or there is no sound here at all
      }
    },
  }
}
