// What others ask of the floor: its states and its queues, in the order people expect.
import type { Floor, Presence, Queue } from '#contract/floor.ts'
import { compareText } from '#renderer/words/collation.ts'
import { localeNow } from '#renderer/words/spoken.ts'

export type PresenceKind = Presence['kind']

/** In the order a supervisor asks: who talks, who could. */
export const presenceKinds = [
  'onCall',
  'ringing',
  'available',
  'wrapUp',
  'paused',
  'doNotDisturb',
  'busy',
  'unregistered',
  'loggedOut',
] as const satisfies readonly PresenceKind[]

/** How many agents are in each state, states without any left out. */
export function presenceCounts(agents: Floor['agents']): readonly { kind: PresenceKind; count: number }[] {
  const counts = new Map<PresenceKind, number>()
  for (const { presence } of Object.values(agents)) counts.set(presence.kind, (counts.get(presence.kind) ?? 0) + 1)
  return presenceKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

// Comparing as a language does is dear, and the figures of queues change far more often than their names.
let known: { readonly names: string; readonly ids: readonly string[] } = { names: '', ids: [] }

export function queuesByName(queues: Floor['queues']): readonly Queue[] {
  const rows = Object.values(queues)
  const names = [localeNow(), ...rows.flatMap(({ id, name }) => [id, name])].join('\n')
  if (names !== known.names) {
    const ids = [...rows].sort((a, b) => compareText(a.name, b.name)).map(({ id }) => id)
    known = { names, ids }
  }
  return known.ids.flatMap((id) => queues[id] ?? [])
}
