// Monitors handed from supervisor to supervisor on the demo PBX: its events become the contract's board.
import { type HandOverBoard, type HandOverStep, noHandOvers } from '#contract/hand-over.ts'
import { createObservable } from '#contract/observable.ts'
import { ok, type Result } from '#contract/result.ts'
import { type HandOverEvent, wireOffer } from './codec.ts'

export type HandOverParts = {
  readonly request: (method: string, params: object) => Promise<Result<unknown>>
  readonly supervisor: string
}

/** The board after an event of the PBX. Pure; events of offers it does not know change nothing. */
export function nextBoard(board: HandOverBoard, event: HandOverEvent): HandOverBoard {
  switch (event.event) {
    case 'supervisors':
      return { ...board, others: event.supervisors }
    case 'hand-over.offered': {
      const { offer: id, from, call: callId, agent: agentId, notes } = event
      return { ...board, offers: [...board.offers, { id, from, target: { callId, agentId }, notes }] }
    }
    case 'hand-over.withdrawn':
      return withoutOffer(board, event.offer)
    case 'hand-over.ended': {
      if (board.asked?.id !== event.offer) return board
      const outcome = event.outcome === 'timed-out' ? 'timedOut' : event.outcome
      return { ...board, asked: null, ended: { ...board.asked, outcome } }
    }
  }
}

const withoutOffer = (board: HandOverBoard, id: string): HandOverBoard =>
  board.offers.some((offer) => offer.id === id)
    ? { ...board, offers: board.offers.filter((offer) => offer.id !== id) }
    : board

export function createHandOver({ request, supervisor }: HandOverParts) {
  const board = createObservable<HandOverBoard>(noHandOvers)

  async function offer({ ticketId, to, notes }: Extract<HandOverStep, { kind: 'offer' }>): Promise<Result<null>> {
    const answer = await request('hand-over.offer', { monitor: ticketId, to, notes })
    if (!answer.ok) return answer
    const made = wireOffer.safeParse(answer.value)
    if (made.success) {
      const name = board.get().others.find((other) => other.id === to)?.name ?? ''
      board.set({ ...board.get(), asked: { id: made.data.offer, to: name }, ended: null })
    }
    return ok(null)
  }

  return {
    isPossible: () => true,
    on: board.on,
    applyEvent: (event: HandOverEvent) => board.set(nextBoard(board.get(), event)),
    /** On a new connection: nothing of before stands any more. */
    enter: async () => {
      board.set(noHandOvers)
      await request('supervisor.present', { name: supervisor })
    },
    step: async (step: HandOverStep): Promise<Result<null>> => {
      if (step.kind === 'offer') return offer(step)
      const { offerId } = step
      if (step.kind === 'answer') board.set(withoutOffer(board.get(), offerId))
      else board.set({ ...board.get(), asked: null })
      const { kind: _kind, offerId: _offer, ...rest } = step
      const answer = await request(`hand-over.${step.kind}`, { offer: offerId, ...rest })
      return answer.ok ? ok(null) : answer
    },
  }
}
