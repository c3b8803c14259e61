// One offer to hand a monitor over, and what becomes of it. Pure: a late or impossible event leaves it as it was.
import type { Saying, Target } from './state.ts'

export type Offer = {
  readonly id: string
  readonly monitor: string
  readonly from: string // owner
  readonly to: string // owner
  readonly target: Target
  readonly phase: 'asked' | 'accepted' // accepted: the other's own monitor is on its way to the call
}

type MonitorSaying = Saying & { readonly monitor: string }

export type HandOverEvent =
  | { readonly kind: 'answered'; readonly accept: boolean }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'offererMonitor'; readonly saying: MonitorSaying }
  | { readonly kind: 'takerMonitor'; readonly saying: MonitorSaying }

type Outcome = 'taken' | 'declined' | 'timed-out'

export type HandOverSaying =
  | ({
      readonly event: 'hand-over.offered'
      readonly offer: string
      readonly from: string // name
      readonly notes: string
    } & Target)
  | { readonly event: 'hand-over.withdrawn'; readonly offer: string }
  | { readonly event: 'hand-over.ended'; readonly offer: string; readonly outcome: Outcome }

/** `end`: the monitor that was handed over ends now. */
export type Step = {
  readonly offer: Offer | null
  readonly say: readonly { readonly to: 'from' | 'to'; readonly saying: HandOverSaying }[]
  readonly end: boolean
}

export function nextOffer(offer: Offer, event: HandOverEvent): Step {
  switch (event.kind) {
    case 'answered':
      if (!event.accept) return over(offer, 'declined')
      return offer.phase === 'asked' ? { ...same(offer), offer: { ...offer, phase: 'accepted' } } : same(offer)
    case 'withdrawn':
      return { offer: null, say: [withdrawn(offer)], end: false }
    case 'timedOut':
      return over(offer, 'timed-out', withdrawn(offer))
    case 'offererMonitor':
      return leavesCall(offer, event.saying) ? { offer: null, say: [withdrawn(offer)], end: false } : same(offer)
    case 'takerMonitor':
      return offer.phase === 'accepted' && isThere(offer, event.saying)
        ? { ...over(offer, 'taken'), end: true }
        : same(offer)
  }
}

const same = (offer: Offer): Step => ({ offer, say: [], end: false })

const withdrawn = ({ id }: Offer) => ({ to: 'to', saying: { event: 'hand-over.withdrawn', offer: id } }) as const

const over = ({ id }: Offer, outcome: Outcome, ...more: ReturnType<typeof withdrawn>[]): Step => ({
  offer: null,
  say: [{ to: 'from', saying: { event: 'hand-over.ended', offer: id, outcome } }, ...more],
  end: false,
})

/** What was offered is that call; when the monitor is elsewhere or over, there is nothing left to take. */
const leavesCall = ({ monitor }: Offer, saying: MonitorSaying): boolean =>
  saying.monitor === monitor &&
  (saying.event === 'monitor.ended' || saying.event === 'monitor.target-ended' || saying.event === 'monitor.retargeted')

const isThere = ({ target }: Offer, saying: MonitorSaying): boolean =>
  (saying.event === 'monitor.attached' || saying.event === 'monitor.retargeted') && saying.call === target.call
