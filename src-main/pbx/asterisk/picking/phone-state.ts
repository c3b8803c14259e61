// What a phone that is no agent's does: Asterisk is asked for the state of its hint.
import type { Floor } from '#contract/floor.ts'
import type { PhoneState } from '#contract/phone/phone-state.ts'
import type { PhonesPart } from '#main/pbx/connector.ts'
import type { Feed } from '../floor/feed.ts'

export const createPhones = (feed: Pick<Feed, 'action' | 'picture'>): PhonesPart => ({
  state: (number) =>
    phoneStateOf(number, {
      feed,
      floor: () => feed.picture().floor(),
      hints: () => feed.picture().tables.hints.keys(),
    }),
})

type PhoneStateParts = {
  readonly feed: Pick<Feed, 'action'>
  readonly floor: () => Floor
  /** Names of the hints there are, such as `1004@ext-local`. */
  readonly hints: () => Iterable<string>
}

/** Each is asked for at every look; a PBX has a few. */
const MOST_CONTEXTS = 5

/** null: it has no hint, another company has the same number, or it is an agent's, whom the floor shows to whoever may see them. */
export async function phoneStateOf(
  number: string,
  { feed, floor, hints }: PhoneStateParts,
): Promise<PhoneState | null> {
  if (Object.values(floor().agents).some(({ extension }) => extension === number)) return null
  const contexts = contextsOf(hints(), number).slice(0, MOST_CONTEXTS)
  const found = new Map<string, PhoneState>()
  for (const context of contexts) {
    const answer = await feed.action('ExtensionState', [
      ['Exten', number],
      ['Context', context],
    ])
    if (!answer.ok) return null
    const { Hint = '', Status = '' } = answer.value.head
    const state = stateOf(Number(Status || Number.NaN))
    if (Hint !== '' && state) found.set(Hint, state)
  }
  const [only, ...others] = found.values()
  return others.length === 0 ? (only ?? null) : null
}

/** Of hints of its own first; a hint may also stand for a pattern of numbers, and is told of none of them. */
function contextsOf(hints: Iterable<string>, number: string): readonly string[] {
  const own = new Set<string>()
  const patterns = new Set<string>()
  for (const name of hints) {
    const at = name.lastIndexOf('@')
    const [extension, context] = [name.slice(0, at), name.slice(at + 1)]
    if (extension === number) own.add(context)
    else if (extension.startsWith('_')) patterns.add(context)
  }
  return [...own, ...patterns].filter((context, index, all) => all.indexOf(context) === index)
}

const IN_USE = 1
const BUSY = 2
const UNAVAILABLE = 4
const RINGING = 8
const ON_HOLD = 16

/** As AMI has it: bits (ast_extension_states, pbx.h); below zero there is no such hint. */
function stateOf(status: number): PhoneState | null {
  if (!Number.isInteger(status) || status < 0) return null
  if (status & ON_HOLD) return 'onHold'
  if (status & IN_USE) return 'onCall'
  if (status & RINGING) return 'ringing'
  if (status & BUSY) return 'busy'
  return status & UNAVAILABLE ? 'unregistered' : 'available'
}
