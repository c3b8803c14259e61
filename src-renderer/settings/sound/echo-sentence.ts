// What is said of the echo test: while it runs, and of what came of it. Pure.
import { formatNumber } from '#renderer/words/format.ts'
import type { LaterWords } from '#renderer/words/later.ts'
import type { Echo, EchoResult } from './next-echo.ts'

type Words = LaterWords['soundTests']

export function echoProgress(words: Words, echo: Echo): string {
  const { echo: say, recording } = words
  switch (echo.phase) {
    case 'idle':
      return ''
    case 'opening':
      return echo.isAsking ? say.asking : recording.opening
    case 'calling':
      return say.calling
    case 'measuring':
      return echo.isAnnounced ? say.announced : say.measuring
    case 'speaking':
      return say.speak(rounded(echo.ms))
    case 'over':
      return ended(words, echo.result)
  }
}

/** Of what was stopped nothing is wrong. */
function ended({ echo: say, interrupted }: Words, result: EchoResult): string {
  if (result.kind === 'heard') return say.heard(rounded(result.ms))
  return result.kind === 'fault' && result.fault === 'muted' ? say.muted : interrupted
}

/** Null: nothing is wrong. */
export function echoWrong({ echo: say, faults }: Words, result: EchoResult): string | null {
  switch (result.kind) {
    case 'heard':
      return null
    case 'micSilent':
      return say.micSilent
    case 'fault':
      return result.fault === 'interrupted' || result.fault === 'muted' ? null : say.faults[result.fault]
    case 'notConnected':
      return say.failures[result.failure]
    case 'microphone':
      return result.fault === 'inUse' || result.fault === 'ended' ? say.microphone[result.fault] : faults[result.fault]
  }
}

/** Nobody hears ten milliseconds, and no measure is that exact. */
const rounded = (ms: number): string => formatNumber(Math.round(ms / 10) * 10)
