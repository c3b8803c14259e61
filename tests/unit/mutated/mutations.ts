// SIP messages and SDP bodies as no sender should write them: what a broken proxy, a guesser or a cosmic ray makes of good ones.
import type { Chance } from '../model/chance.ts'

/** How many each test sends; `EARSHOT_MUTATED=100000` for a night. */
export const mutatedCount = Number(process.env.EARSHOT_MUTATED ?? 1_500)

const odd = [
  '',
  ' ',
  '\0',
  '\r\n',
  '\r\n\r\n',
  '\t',
  '<',
  '>',
  '"',
  ';',
  ',',
  ':',
  '@',
  '%',
  '\\',
  '\u{1f600}',
  '\u202e',
  'ÿ',
] as const
const numbers = ['-1', '0', '4294967296', '99999999999999999999', '1e9', '0x10', 'NaN'] as const
const long = 'A'.repeat(3_000)

type Mutation = (text: string, chance: Chance) => string

const at = (text: string, chance: Chance): number => chance.below(text.length + 1)
const lines = (text: string): string[] => text.split('\r\n')

const mutations: readonly Mutation[] = [
  (text, chance) => text.slice(0, at(text, chance)),
  (text, chance) => {
    const from = at(text, chance)
    return text.slice(0, from) + text.slice(from + 1 + chance.below(20))
  },
  (text, chance) => {
    const place = at(text, chance)
    return text.slice(0, place) + chance.pick(odd) + text.slice(place)
  },
  (text, chance) => {
    const place = at(text, chance)
    return text.slice(0, place) + String.fromCharCode(chance.below(0x250)) + text.slice(place + 1)
  },
  (text, chance) => {
    const all = lines(text)
    all.splice(chance.below(all.length), 1)
    return all.join('\r\n')
  },
  (text, chance) => {
    const all = lines(text)
    all.splice(chance.below(all.length), 0, chance.pick(all))
    return all.join('\r\n')
  },
  (text, chance) => {
    const all = lines(text)
    const [one, other] = [chance.below(all.length), chance.below(all.length)]
    const [first = '', second = ''] = [all[one], all[other]]
    all[one] = second
    all[other] = first
    return all.join('\r\n')
  },
  (text, chance) => text.replace(/\d+/g, (digits) => (chance.happens(0.1) ? chance.pick(numbers) : digits)),
  (text, chance) => {
    const place = at(text, chance)
    return text.slice(0, place) + long + text.slice(place)
  },
  (text, chance) => text.replace(/[A-Za-z-]+:/g, (name) => (chance.happens(0.1) ? name.toUpperCase() : name)),
  (text, chance) => text.replaceAll('\r\n', chance.pick(['\n', '\r', '\r\n ', '\r\n\t'])),
  (text, chance) => text + text.slice(at(text, chance)),
]

/** One to four of them, one after the other. */
export function mutated(text: string, chance: Chance): string {
  let now = text
  for (let left = 1 + chance.below(4); left > 0; left--) now = chance.pick(mutations)(now, chance)
  return now
}
