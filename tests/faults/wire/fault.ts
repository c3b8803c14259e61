// What can go wrong between console and PBX, one request or event at a time; each word means the same on every wire.

/**
 * refused: never sent, and for a second no new connection is taken · reset: never sent · lost: done, the answer lost · error: 500,
 * not done · error-after: 503, though done · not-found: 404, not done · late: done, answered after 10 s · slow: done after 1.5 s,
 * never answered · frozen: what is open goes silent for good, what comes anew works · events-cut: done, and the events' socket cut.
 */
export const requestFaults = [
  'refused',
  'reset',
  'lost',
  'error',
  'error-after',
  'not-found',
  'late',
  'slow',
  'frozen',
  'events-cut',
] as const

/** Of an event: never told · told twice · told 2.5 s late, after what came behind it · its socket cut in its place. */
export const eventFaults = ['event-lost', 'event-twice', 'event-late', 'event-cut'] as const

export type RequestFault = (typeof requestFaults)[number]
export type EventFault = (typeof eventFaults)[number]
export type Fault = RequestFault | EventFault
export const faults: readonly Fault[] = [...requestFaults, ...eventFaults]

export const refusedForMs = 1000
export const lateAnswerMs = 10_000
export const slowRequestMs = 1500
export const lateEventMs = 2500

/** An answer that never comes is missed by whoever waits for it; what is frozen, by whoever asks whether anybody is there. */
const noticedMs = 10_000
/** There another phone of the supervisor may take it: it rings so long before the console says that nobody did. */
const phoneGivenUpMs = 12_000
/** A list of NetSapiens may be long, and is waited for longer. */
const listMissedMs = 16_000
/** A sign-in that was refused is tried again only then: asked again and again, a PBX may lock a whole office out. */
const signInAgainMs = 22_000
/** A list without which there is no picture: who refuses it is connected to anew only then. */
const refusedListMs = 6000

/** After so many ms the world is as it should be again, and whoever watches can know it. */
export function lastsMs(name: string, fault: Fault): number {
  const isOneConnection = /^(ami|demo|esl)-/.test(name) // a request that is dropped closes nothing there
  switch (fault) {
    case 'refused':
      return refusedForMs
    case 'late':
      return lateAnswerMs
    case 'slow':
      return isOneConnection ? slowRequestMs + noticedMs : slowRequestMs
    case 'lost':
      return isOneConnection ? noticedMs : 0
    case 'frozen':
      return name.includes('-ns-api-') ? listMissedMs : noticedMs
    case 'event-late':
      return lateEventMs
    case 'error':
    case 'error-after':
    case 'not-found':
      if (name === 'ami-Login' || name === 'esl-auth') return signInAgainMs
      return name === 'ami-CoreShowChannels' || /^esl-(event|api-(show|callcenter_config)-)/.test(name)
        ? refusedListMs
        : 0
    case 'reset':
    case 'events-cut':
    case 'event-lost':
    case 'event-twice':
    case 'event-cut':
      return 0
  }
}

/** An event that was lost, or came after what follows it, is made up for by the next comparison with the PBX's lists: every 45 s, looked at twice, each time by lists that take their time. */
const nextRoundMs = 50_000

/** So long what follows from it may be wrong at most; nearly always all is right at once. */
export function mendedWithinMs(name: string, fault: Fault): number {
  if (fault !== 'event-lost' && fault !== 'event-late') return lastsMs(name, fault)
  if (/^(ami|esl)-event-/.test(name)) return nextRoundMs
  return name.startsWith('ns-event-') ? phoneGivenUpMs : noticedMs
}
