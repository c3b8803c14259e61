// How loud each side of a monitored call is: measured a few times a second from frames the mixer has anyway.
import type { Frame } from '../kit/telephony.ts'
import { dbOfPower } from './tones.ts'

/** What of each side reaches the monitor, dBFS (a full-scale sine is 0); null: nothing of it, on hold or with nobody there. */
export type SideLevels = { readonly agent: number | null; readonly caller: number | null }

export type Loudness = {
  /** One frame of 20 ms of each side; every fourth completes a measurement. Another `call` begins anew. */
  add(call: string, agent: Frame | null, caller: Frame | null): SideLevels | null
}

export const FRAMES_A_MEASUREMENT = 4 // 80 ms: 12.5 a second

type Sum = { power: number; samples: number }
const nothing = (): Sum => ({ power: 0, samples: 0 })

export function createLoudness(): Loudness {
  let of: string | null = null
  let frames = 0
  let agentSum = nothing()
  let callerSum = nothing()
  const begin = (call: string): void => {
    of = call
    frames = 0
    agentSum = nothing()
    callerSum = nothing()
  }
  return {
    add(call, agent, caller) {
      if (call !== of) begin(call)
      addTo(agentSum, agent)
      addTo(callerSum, caller)
      frames += 1
      if (frames < FRAMES_A_MEASUREMENT) return null
      const levels = { agent: levelOf(agentSum), caller: levelOf(callerSum) }
      begin(call)
      return levels
    },
  }
}

function addTo(sum: Sum, frame: Frame | null): void {
  if (!frame) return
  let power = 0
  for (let i = 0; i < frame.length; i++) {
    const sample = frame[i] ?? 0
    power += sample * sample
  }
  sum.power += power
  sum.samples += frame.length
}

const levelOf = ({ power, samples }: Sum): number | null =>
  samples === 0 ? null : Math.round(dbOfPower(power / samples))
