// The test recording: the microphone is recorded for some seconds and played back, and what was wrong with it is said. Pure.

/**
 * refused, absent, gone, inUse: the microphone cannot be had; gone is the chosen one. ended: unplugged meanwhile. muted: the system or the
 * headset gives silence. silent: nothing came. noTape: the browser cannot record. speakerGone: the chosen headset is not plugged in, and
 * nothing is played elsewhere. notPlayed: it is, and cannot play.
 */
export type TrialFault =
  | 'refused'
  | 'absent'
  | 'gone'
  | 'inUse'
  | 'ended'
  | 'muted'
  | 'silent'
  | 'noTape'
  | 'speakerGone'
  | 'notPlayed'

/** Levels from 0 to 1. `isMuted`: for as long as it has been recorded. interrupted: a call or a monitor needs the line. */
export type Trial =
  | { readonly phase: 'idle' }
  | { readonly phase: 'opening'; readonly isAsking: boolean }
  | { readonly phase: 'recording'; readonly level: number; readonly loudest: number; readonly isMuted: boolean }
  | { readonly phase: 'playing'; readonly level: number; readonly loudest: number }
  | { readonly phase: 'played'; readonly isQuiet: boolean }
  | { readonly phase: 'failed'; readonly fault: TrialFault }
  | { readonly phase: 'interrupted' }

export type TrialEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'lineNeeded' }
  | { readonly kind: 'asking' } // the system asks the person for the microphone
  | { readonly kind: 'opened' }
  | { readonly kind: 'level'; readonly level: number; readonly isMuted: boolean }
  | { readonly kind: 'taped' }
  | { readonly kind: 'played' }
  | { readonly kind: 'failed'; readonly fault: TrialFault }

export const noTrial: Trial = { phase: 'idle' }

/** -39 dBFS: speech into a headset that sits well is twenty louder. */
const QUIET = 0.35

export const isRunning = ({ phase }: Trial): boolean =>
  phase === 'opening' || phase === 'recording' || phase === 'playing'

export function nextTrial(trial: Trial, event: TrialEvent): Trial {
  switch (event.kind) {
    case 'start':
      return isRunning(trial) ? trial : { phase: 'opening', isAsking: false }
    case 'stop':
      return isRunning(trial) ? noTrial : trial
    case 'lineNeeded':
      return isRunning(trial) ? { phase: 'interrupted' } : trial
    case 'asking':
      return trial.phase === 'opening' ? { phase: 'opening', isAsking: true } : trial
    case 'opened':
      return trial.phase === 'opening' ? { phase: 'recording', level: 0, loudest: 0, isMuted: true } : trial
    case 'level':
      return atLevel(trial, event.level, event.isMuted)
    case 'taped':
      return taped(trial)
    case 'played':
      return trial.phase === 'playing' ? { phase: 'played', isQuiet: trial.loudest < QUIET } : trial
    case 'failed':
      return isRunning(trial) ? { phase: 'failed', fault: event.fault } : trial
  }
}

function atLevel(trial: Trial, level: number, isMuted: boolean): Trial {
  if (trial.phase === 'playing') return { ...trial, level }
  if (trial.phase !== 'recording') return trial
  return {
    phase: 'recording',
    level,
    loudest: Math.max(trial.loudest, level),
    isMuted: trial.isMuted && isMuted,
  }
}

/** Silence is not played back: it says nothing of the headset. */
function taped(trial: Trial): Trial {
  if (trial.phase !== 'recording') return trial
  const { loudest, isMuted } = trial
  if (isMuted || loudest === 0) return { phase: 'failed', fault: isMuted ? 'muted' : 'silent' }
  return { phase: 'playing', level: 0, loudest }
}
