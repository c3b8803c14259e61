// What the site file says of agents: who is left out, who is shown, and by what name and team. Pure.
import type { SiteAgents } from '#contract/site-asterisk.ts'

/** `index`: of the entry. One with a name is one person, however many interfaces it lists. */
export type Known = { readonly index: number; readonly name: string | null; readonly team: string | null }

/** `names`: whatever this member or phone goes by: interface, state interface, devices, number. */
export type Roster = {
  readonly leavesOut: (names: readonly string[]) => boolean
  readonly includes: (names: readonly string[]) => boolean
  readonly known: (names: readonly string[]) => Known | null
}

export function rosterOf({ include, leaveOut, named }: SiteAgents): Roster {
  const [included, left] = [matcherOf(include), matcherOf(leaveOut)]
  const entries = named.map(({ match, name, team }, index) => ({
    isOf: matcherOf([match].flat()),
    known: { index, name: name ?? null, team: team ?? null },
  }))
  return {
    includes: included,
    leavesOut: (names) => left(names) && !included(names),
    known: (names) => entries.find(({ isOf }) => isOf(names))?.known ?? null,
  }
}

export const plainRoster = rosterOf({ include: [], leaveOut: [], named: [] })

function matcherOf(patterns: readonly string[]): (names: readonly string[]) => boolean {
  const expressions = patterns.map(
    (text) =>
      new RegExp(
        `^${text
          .replace(/[.+^$()[\]{}|\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
      ),
  )
  return (names) => names.some((name) => expressions.some((expression) => expression.test(name)))
}
