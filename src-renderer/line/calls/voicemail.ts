// The lamp of the mailbox (RFC 3842): asked for by SUBSCRIBE; some PBXs tell of it unasked.
import type { UA } from 'jssip/lib/UA'
import type { Stop } from '#contract/time.ts'
import type { Voicemail } from '../phone.ts'

const EVENT = 'message-summary'
const ACCEPT = 'application/simple-message-summary'
const EXPIRES_S = 600 // a PBX that began anew is asked again within that

/** JsSIP's types of it differ from one release to the next: this is what is used. */
type Subscriber = {
  on(event: 'notify', listener: (isFinal: boolean, request: unknown, body: string | null) => void): void
  on(event: 'terminated', listener: () => void): void
  subscribe(): void
  terminate(): void
}
type Inside = {
  subscribe(target: string, event: string, accept: string, options: { readonly expires: number }): Subscriber
  on(event: 'sipEvent', listener: (news: SipEvent) => void): void
}
type SipEvent = {
  readonly event: { readonly event: string } | null
  readonly request: { readonly body: string | null }
}

/** To be asked for anew whenever the line has registered; one that the PBX refuses is not asked for again until then. */
export function followVoicemail(agent: UA, address: string, tell: (voicemail: Voicemail) => void) {
  const ua = agent as unknown as Inside
  let subscriber: Subscriber | null = null
  const read = (body: string | null): void => {
    const voicemail = voicemailIn(body ?? '')
    if (voicemail) tell(voicemail)
  }
  ua.on('sipEvent', ({ event, request }) => event?.event === EVENT && read(request.body))
  const stop: Stop = () => {
    const before = subscriber
    subscriber = null
    try {
      before?.terminate()
    } catch {
      // JsSIP throws where the subscription has ended already.
    }
  }
  return {
    registered: (): void => {
      if (subscriber) return // JsSIP refreshes it
      const asked = ua.subscribe(address, EVENT, ACCEPT, { expires: EXPIRES_S })
      subscriber = asked
      asked.on('notify', (_isFinal, _request, body) => read(body))
      asked.on('terminated', () => {
        if (subscriber === asked) subscriber = null
      })
      asked.subscribe()
    },
    stop,
  }
}

/** Null: the body says nothing of it. */
export function voicemailIn(body: string): Voicemail | null {
  const waiting = /^Messages-Waiting:\s*(yes|no)\s*$/im.exec(body)?.[1]?.toLowerCase()
  if (!waiting) return null
  const count = /^Voice-Message:\s*(\d{1,6})\//im.exec(body)?.[1]
  return { waiting: waiting === 'yes', count: count === undefined ? null : Number(count) }
}
