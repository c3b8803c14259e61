// The digits by which an eavesdrop changes its mode, as seen from the agent's own leg (there 2 is who sits on it, 1 the other half).
import type { Mode } from '#contract/monitor.ts'

const digits = { listen: '0', whisperAgent: '2', whisperCaller: '1', join: '3' } as const satisfies Record<Mode, string>

export const digitOfMode = (mode: Mode): string => digits[mode]

/** Null: a digit that changes no mode. */
export function modeOfDigit(digit: string): Mode | null {
  for (const [mode, one] of Object.entries(digits)) if (one === digit) return mode as Mode
  return null
}
