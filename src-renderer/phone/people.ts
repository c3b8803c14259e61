// Whom the phone offers to call: the people of the floor that fit what is typed. Pure.
import type { Agent, Floor } from '#contract/floor.ts'
import { phoneNumber } from '#contract/phone/phone-state.ts'
import { haystack, soughtWords } from '#renderer/floor/search.ts'

const MOST_SHOWN = 6

/** Those who can answer come first, then by name; `self` is not among them. */
export function peopleFor(floor: Floor | null, typed: string, self: string | null): readonly Agent[] {
  const words = soughtWords(typed)
  if (words.length === 0) return []
  return Object.values(floor?.agents ?? {})
    .filter(({ extension }) => extension !== self)
    .filter(({ name, extension }) => {
      const hay = haystack([name, extension])
      return words.every((word) => hay.includes(word))
    })
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name))
    .slice(0, MOST_SHOWN)
}

/** Null: nobody of the floor has it. */
export const nameOfNumber = (floor: Floor | null, number: string): string | null =>
  Object.values(floor?.agents ?? {}).find(({ extension }) => extension === number)?.name ?? null

/** The number of a phone that may have a state to tell, and is no agent's: theirs stands in the list. */
export const isColleague = (floor: Floor | null, number: string, self: string | null): boolean =>
  phoneNumber.safeParse(number).success && number !== self && nameOfNumber(floor, number) === null

const rank = ({ presence: { kind } }: Agent): number =>
  kind === 'unregistered' || kind === 'loggedOut' ? 2 : kind === 'onCall' || kind === 'ringing' ? 1 : 0
