// The echo test: a call to the number of the phone system that plays back what it hears, and what came of it. Pure.
import { type CallFailure, failureOf } from '#renderer/calls/call-news.ts'
import type { Microphone, ToneBack } from '#renderer/line/phone.ts'

export type MicrophoneFault = Extract<Microphone['source'], 'refused' | 'absent' | 'gone' | 'inUse' | 'ended'>

/**
 * Why nothing can be said for certain, or what is wrong. nothingBack: no packets came. silentBack: they came without sound. notEcho: what came was other
 * sound. cut: it ended before anything was known. unmeasured: the tone could not be made. interrupted: a call or a monitor needs the line. muted: by the
 * person, also by Escape.
 */
export type EchoFault =
  | 'nothingBack'
  | 'silentBack'
  | 'notEcho'
  | 'cut'
  | 'unmeasured'
  | 'lineLost'
  | 'interrupted'
  | 'muted'

/** micSilent: the tone came back, and the microphone gave nothing. `ms`: there and back. */
export type EchoResult =
  | { readonly kind: 'heard'; readonly ms: number }
  | { readonly kind: 'micSilent' }
  | { readonly kind: 'fault'; readonly fault: EchoFault }
  | { readonly kind: 'notConnected'; readonly failure: CallFailure }
  | { readonly kind: 'microphone'; readonly fault: MicrophoneFault }

/** `tones`: how many were sent in vain. Levels from 0 to 1. `loudest` of the microphone, and of what came back while it was spoken into. */
export type Echo =
  | { readonly phase: 'idle' }
  | { readonly phase: 'opening'; readonly isAsking: boolean }
  | { readonly phase: 'calling'; readonly id: string }
  | { readonly phase: 'measuring'; readonly id: string; readonly tones: number; readonly isAnnounced: boolean }
  | {
      readonly phase: 'speaking'
      readonly id: string
      readonly ms: number
      readonly level: number
      readonly loudest: { readonly sent: number; readonly received: number }
    }
  | { readonly phase: 'over'; readonly result: EchoResult }

export type EchoEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'asking' } // the system asks the person for the microphone
  | { readonly kind: 'placed'; readonly id: string }
  | { readonly kind: 'up' }
  | { readonly kind: 'tone'; readonly id: string; readonly came: ToneBack | null }
  | { readonly kind: 'level'; readonly sent: number; readonly received: number }
  /** Why it did not come about, as SIP says it; 0: no answer at all. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'microphoneFault'; readonly fault: MicrophoneFault }
  | { readonly kind: 'gone' }
  | { readonly kind: 'lineLost' }
  | { readonly kind: 'lineNeeded' }
  | { readonly kind: 'muted' }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'stop' }

export const noEcho: Echo = { phase: 'idle' }

/** A first packet may be late; of what comes from then on, one tone tells. */
const TONES_IN_VAIN = 2

export const isRunning = ({ phase }: Echo): boolean => phase !== 'idle' && phase !== 'over'

/** The call there is; null: none. */
export const echoCall = (echo: Echo): string | null => ('id' in echo ? echo.id : null)

export function nextEcho(echo: Echo, event: EchoEvent): Echo {
  if (event.kind === 'open') return isRunning(echo) ? echo : { phase: 'opening', isAsking: false }
  if (event.kind === 'placed')
    return isRunning(echo) && echo.phase !== 'opening' ? echo : { phase: 'calling', id: event.id }
  if (!isRunning(echo)) return echo
  switch (event.kind) {
    case 'asking':
      return echo.phase === 'opening' && !echo.isAsking ? { phase: 'opening', isAsking: true } : echo
    case 'up':
      return echo.phase === 'calling' ? { phase: 'measuring', id: echo.id, tones: 0, isAnnounced: false } : echo
    case 'tone':
      return echo.phase === 'measuring' && echo.id === event.id ? measured(echo, event.came) : echo
    case 'level':
      return echo.phase === 'speaking' ? louder(echo, event.sent, event.received) : echo
    case 'refused':
      return echo.phase === 'calling' ? over({ kind: 'notConnected', failure: failureOf(event.status) }) : echo
    case 'microphoneFault':
      return over({ kind: 'microphone', fault: event.fault })
    case 'gone':
      return over(atEnd(echo, 'cut'))
    case 'lineLost':
    case 'muted':
      return fault(event.kind)
    case 'lineNeeded':
      return fault('interrupted')
    case 'tooLong':
      return over(tooLong(echo))
    case 'stop':
      return echo.phase === 'speaking' && echo.loudest.sent > 0 ? over(atEnd(echo, 'cut')) : noEcho
  }
}

const over = (result: EchoResult): Echo => ({ phase: 'over', result })
const fault = (one: EchoFault): Echo => over({ kind: 'fault', fault: one })

type Measuring = Extract<Echo, { phase: 'measuring' }>

/** Many a phone system says what an echo is before it is one: as long as it speaks, another tone is sent. */
function measured(echo: Measuring, came: ToneBack | null): Echo {
  if (came === null) return fault('unmeasured')
  const tones = echo.tones + 1
  switch (came.kind) {
    case 'back':
      return { phase: 'speaking', id: echo.id, ms: came.ms, level: 0, loudest: { sent: 0, received: 0 } }
    case 'otherSound':
      return { ...echo, tones: 0, isAnnounced: true }
    case 'silence':
    case 'nothing':
      if (tones < TONES_IN_VAIN) return { ...echo, tones }
      return fault(came.kind === 'silence' ? 'silentBack' : 'nothingBack')
  }
}

type Speaking = Extract<Echo, { phase: 'speaking' }>

function louder(echo: Speaking, sent: number, received: number): Echo {
  const loudest = {
    sent: Math.max(echo.loudest.sent, sent),
    received: Math.max(echo.loudest.received, received),
  }
  return { ...echo, level: sent, loudest }
}

/** What is known by then; `otherwise` where nothing is. */
function atEnd(echo: Echo, otherwise: EchoFault): EchoResult {
  if (echo.phase !== 'speaking' || echo.loudest.sent === 0) return { kind: 'fault', fault: otherwise }
  return echo.loudest.received > 0 ? { kind: 'heard', ms: echo.ms } : { kind: 'fault', fault: 'silentBack' }
}

function tooLong(echo: Echo): EchoResult {
  if (echo.phase === 'speaking') return echo.loudest.sent === 0 ? { kind: 'micSilent' } : atEnd(echo, 'cut')
  if (echo.phase === 'measuring') return { kind: 'fault', fault: echo.isAnnounced ? 'notEcho' : 'nothingBack' }
  return { kind: 'notConnected', failure: 'noAnswer' }
}
