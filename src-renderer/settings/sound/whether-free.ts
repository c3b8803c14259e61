// Whether the line is free for a test of its sound: never beside a call or a monitor. Pure.
import type { Line } from '#renderer/line/line.ts'
import type { Monitor } from '#renderer/monitor/logic/monitor.ts'

/** What the line is needed for; null: for nothing. */
export function whyNotFree(line: Line, { phase }: Monitor): 'listening' | 'call' | null {
  const { kind } = line.expecting
  if (phase !== 'idle' || line.call.kind === 'monitor' || kind === 'asked' || kind === 'ticket' || kind === 'used')
    return 'listening'
  return line.call.kind === 'none' && line.aside.length === 0 && line.undecided.length === 0 ? null : 'call'
}
