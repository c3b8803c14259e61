// The demo connector's board of monitors that are handed over.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { type HandOverBoard, noHandOvers } from '#contract/hand-over.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { createHandOver, nextBoard } from '#main/pbx/demo/hand-over.ts'

const type = 'event' as const
const bob = { id: 'owner-b', name: 'Bob' }
const offered = {
  type,
  event: 'hand-over.offered',
  offer: 'o1',
  from: 'Ann',
  call: 'c1',
  agent: '1001',
  notes: 'n',
} as const
const asked: HandOverBoard = { ...noHandOvers, others: [bob], asked: { id: 'o1', to: 'Bob' } }

describe('the board', () => {
  it('shows who else is at a console, and what they offer until it is withdrawn', () => {
    const present = nextBoard(noHandOvers, { type, event: 'supervisors', supervisors: [bob] })
    expect(present.others).toEqual([bob])
    const withOffer = nextBoard(present, offered)
    expect(withOffer.offers).toEqual([{ id: 'o1', from: 'Ann', target: { callId: 'c1', agentId: '1001' }, notes: 'n' }])
    expect(nextBoard(withOffer, { type, event: 'hand-over.withdrawn', offer: 'o1' }).offers).toEqual([])
  })

  it.each([
    ['taken', 'taken'],
    ['declined', 'declined'],
    ['timed-out', 'timedOut'],
  ] as const)('tells that the other has %s', (outcome, told) => {
    expect(nextBoard(asked, { type, event: 'hand-over.ended', offer: 'o1', outcome })).toEqual({
      ...asked,
      asked: null,
      ended: { id: 'o1', to: 'Bob', outcome: told },
    })
  })

  it('is not changed by offers it does not know', () => {
    expect(nextBoard(asked, { type, event: 'hand-over.ended', offer: 'o9', outcome: 'taken' })).toBe(asked)
    expect(nextBoard(asked, { type, event: 'hand-over.withdrawn', offer: 'o9' })).toBe(asked)
  })
})

describe('the connector', () => {
  const stage = (answer: (method: string) => Result<unknown> = () => ok({ offer: 'o1' })) => {
    const sent: [string, object][] = []
    const boards: HandOverBoard[] = []
    const handOver = createHandOver({
      supervisor: 'Ann',
      request: async (method, params) => {
        sent.push([method, params])
        return answer(method)
      },
    })
    handOver.on((board) => boards.push(board))
    return { handOver, sent, now: () => boards.at(-1) }
  }

  it('says whose console it is, and forgets what stood before a cut', async () => {
    const { handOver, sent, now } = stage()
    handOver.applyEvent(offered)
    await handOver.enter()
    expect(sent).toEqual([['supervisor.present', { name: 'Ann' }]])
    expect(now()).toEqual(noHandOvers)
  })

  it('has asked once the PBX has taken the offer, and not before or without', async () => {
    const { handOver, sent, now } = stage()
    handOver.applyEvent({ type, event: 'supervisors', supervisors: [bob] })
    const step = { kind: 'offer', ticketId: 'm1', to: bob.id, notes: 'listen to the end' } as const
    expect(await handOver.step(step)).toEqual(ok(null))
    expect(sent).toEqual([['hand-over.offer', { monitor: 'm1', to: bob.id, notes: 'listen to the end' }]])
    expect(now()?.asked).toEqual({ id: 'o1', to: 'Bob' })
    const refused = stage(() => err(deskFailure('unknownMonitor')))
    expect(await refused.handOver.step(step)).toEqual(err(deskFailure('unknownMonitor')))
    expect(refused.now()).toEqual(noHandOvers)
  })

  it('answers an offer once: it is off the board at the click', async () => {
    const { handOver, sent, now } = stage(() => ok({}))
    handOver.applyEvent(offered)
    const answered = handOver.step({ kind: 'answer', offerId: 'o1', accept: true })
    expect(now()?.offers).toEqual([])
    expect(await answered).toEqual(ok(null))
    expect(sent).toEqual([['hand-over.answer', { offer: 'o1', accept: true }]])
  })

  it('withdraws what it has asked', async () => {
    const { handOver, sent, now } = stage()
    handOver.applyEvent({ type, event: 'supervisors', supervisors: [bob] })
    await handOver.step({ kind: 'offer', ticketId: 'm1', to: bob.id, notes: '' })
    await handOver.step({ kind: 'withdraw', offerId: 'o1' })
    expect(sent.at(-1)).toEqual(['hand-over.withdraw', { offer: 'o1' }])
    expect(now()?.asked).toBeNull()
  })
})
