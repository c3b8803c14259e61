// Supervisors at their consoles, and monitors one of them hands to another: offered, taken with a monitor of the other's own, then ended.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { Clock, Stop } from '../kit/time.ts'
import { type HandOverEvent, type HandOverSaying, nextOffer, type Offer } from './offer.ts'
import type { Saying, Target } from './state.ts'

const ANSWER_WITHIN_MS = 30_000
const ATTACH_WITHIN_MS = 20_000

export type HandOverParts = Pick<Clock, 'after'> & {
  readonly tell: (owner: string, event: HandOverSaying | Others) => void
  /** The call the owner's monitor is live on, or null. */
  readonly targetOf: (owner: string, monitor: string) => Target | null
  readonly end: (owner: string, monitor: string) => void
  /** Who is at a console has changed. */
  readonly onPresence: () => void
}

type Others = {
  readonly event: 'supervisors'
  readonly supervisors: readonly { readonly id: string; readonly name: string }[]
}

export type HandOvers = {
  /** The owner's console says whose it is; from then on the others may hand to it. */
  present(owner: string, name: string): Answer<Record<string, never>>
  left(owner: string): void
  /** Everybody at a console, by name; each name once. */
  names(): readonly string[]
  nameOf(owner: string): string
  offer(owner: string, order: { monitor: string; to: string; notes: string }): Answer<{ offer: string }>
  answer(owner: string, offer: string, accept: boolean): Answer<Record<string, never>>
  withdraw(owner: string, offer: string): Answer<Record<string, never>>
  /** Whatever a monitor's owner is told, this hears too. */
  heard(owner: string, saying: Saying & { readonly monitor: string }): void
}

type Entry = { offer: Offer; stop: Stop }
const DONE = yes({})

export function createHandOvers(parts: HandOverParts): HandOvers {
  const names = new Map<string, string>()
  const entries = new Map<string, Entry>()
  let lastId = 0

  const tellPresent = () => {
    const all = [...names].map(([id, name]) => ({ id, name }))
    for (const { id } of all)
      parts.tell(id, { event: 'supervisors', supervisors: all.filter((other) => other.id !== id) })
    parts.onPresence()
  }
  const happen = (entry: Entry, event: HandOverEvent): void => {
    const { offer, say, end } = nextOffer(entry.offer, event)
    const { id, from, to, monitor } = entry.offer
    if (offer === null) {
      entries.delete(id)
      entry.stop()
    } else if (offer !== entry.offer) {
      entry.offer = offer
      entry.stop()
      entry.stop = parts.after(ATTACH_WITHIN_MS, () => happen(entry, { kind: 'timedOut' }))
    }
    for (const { to: whom, saying } of say) parts.tell(whom === 'from' ? from : to, saying)
    if (end) parts.end(from, monitor)
  }
  const all = () => [...entries.values()]

  return {
    names: () => [...new Set(names.values())].sort(),
    nameOf: (owner) => names.get(owner) ?? owner,
    present(owner, name) {
      names.set(owner, name)
      tellPresent()
      return DONE
    },
    left(owner) {
      if (names.delete(owner)) tellPresent()
      for (const entry of all()) if (entry.offer.to === owner) happen(entry, { kind: 'answered', accept: false })
    },
    offer(owner, { monitor, to, notes }) {
      const target = parts.targetOf(owner, monitor)
      if (!target) return no('unknown-monitor', `There is no monitor ${monitor} of this owner on a call.`)
      if (to === owner || !names.has(to)) return no('refused', 'That supervisor is not at a console.')
      if (all().some(({ offer }) => offer.monitor === monitor))
        return no('duplicate', 'It is being handed over already.')
      const id = `offer-${++lastId}`
      const offer: Offer = { id, monitor, from: owner, to, target, phase: 'asked' }
      const entry: Entry = { offer, stop: () => undefined }
      entry.stop = parts.after(ANSWER_WITHIN_MS, () => happen(entry, { kind: 'timedOut' }))
      entries.set(id, entry)
      const from = names.get(owner) ?? ''
      parts.tell(to, { event: 'hand-over.offered', offer: id, from, ...target, notes })
      return yes({ offer: id })
    },
    answer(owner, id, accept) {
      const entry = entries.get(id)
      if (entry?.offer.to !== owner) return no('refused', 'That offer no longer stands.')
      happen(entry, { kind: 'answered', accept })
      return DONE
    },
    withdraw(owner, id) {
      const entry = entries.get(id)
      if (entry?.offer.from === owner) happen(entry, { kind: 'withdrawn' })
      return DONE
    },
    heard(owner, saying) {
      for (const entry of all()) {
        if (entry.offer.from === owner) happen(entry, { kind: 'offererMonitor', saying })
        else if (entry.offer.to === owner) happen(entry, { kind: 'takerMonitor', saying })
      }
    },
  }
}
