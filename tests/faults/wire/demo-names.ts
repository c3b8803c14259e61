// What requests and events on the demo PBX's control socket are called.
import type { HttpNames } from './http-proxy.ts'

type Frame = {
  readonly type?: string
  readonly id?: number
  readonly method?: string
  readonly event?: string
}

const frameOf = (text: string): Frame => JSON.parse(text) as Frame

/** Refused as this PBX refuses: with a code, and a sentence. */
const refusals = {
  error: ['internal', 'Something went wrong.'],
  'error-after': ['unavailable', 'Not now.'],
  'not-found': ['unknown-monitor', 'There is no such monitor.'],
} as const

/** `isOurs`: whether an event is about this console's calls; those of others pass uncounted. */
export const demoNames = (isOurs: (text: string) => boolean): HttpNames => ({
  request: () => null,
  event: (text) => {
    const { type, event } = frameOf(text)
    // Ten a second, for the meters: one more or less is not worth a cell.
    return type === 'event' && isOurs(text) && event !== 'levels' ? `demo-event-${event}` : null
  },
  sent: (text) => {
    const { type, id, method } = frameOf(text)
    // The connector asks every second whether anybody is there: that is no request of a journey.
    return type === 'request' && method !== 'ping' ? { name: `demo-${method}`, id: String(id) } : null
  },
  answers: (text) => {
    const { type, id } = frameOf(text)
    return type === 'answer' ? String(id) : null
  },
  refusal: (id, fault) => {
    const [code, sentence] = refusals[fault]
    return JSON.stringify({ type: 'answer', id: Number(id), error: { code, text: sentence } })
  },
})
