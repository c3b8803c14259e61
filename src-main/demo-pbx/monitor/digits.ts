// The digits that switch a monitor, as SIP INFO or RFC 4733 events.
import type { MonitorMode } from '../mixer/hearing.ts'

const modeOf: Readonly<Record<string, MonitorMode>> = {
  '4': 'listen',
  '5': 'whisper-agent',
  '6': 'join',
  '7': 'whisper-caller',
}

/** The mode a digit asks for, or null. */
export const modeByDigit = (digit: string): MonitorMode | null =>
  Object.hasOwn(modeOf, digit) ? (modeOf[digit] ?? null) : null
