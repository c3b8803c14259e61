// The sides of a call that hear the supervisor, or may, as the console claims it.
import type { Heard } from '#renderer/monitor/logic/may-open.ts'

export type Side = 'agent' | 'caller'

/** Who may hear is named as well: what is said so is no mistake. */
export const sidesOf: Readonly<Record<Heard, readonly Side[]>> = {
  nobody: [],
  agent: ['agent'],
  caller: ['caller'],
  both: ['agent', 'caller'],
  maybeAgent: ['agent'],
  maybeCaller: ['caller'],
  maybeBoth: ['agent', 'caller'],
}
