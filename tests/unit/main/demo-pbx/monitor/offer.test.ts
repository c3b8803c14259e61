// A monitor is handed over only when the other supervisor is on the call; anything else leaves it where it was.
import { describe, expect, it } from 'vitest'
import { type HandOverEvent, nextOffer, type Offer } from '#main/demo-pbx/monitor/offer.ts'

const offer: Offer = {
  id: 'o1',
  monitor: 'm1',
  from: 'ann',
  to: 'bob',
  phase: 'asked',
  target: { call: 'c1', agent: '1001' },
}
const accepted: Offer = { ...offer, phase: 'accepted' }
const withdrawn = { to: 'to', saying: { event: 'hand-over.withdrawn', offer: 'o1' } }
const ended = (outcome: string) => ({ to: 'from', saying: { event: 'hand-over.ended', offer: 'o1', outcome } })
const attached = (call: string): HandOverEvent => ({
  kind: 'takerMonitor',
  saying: { event: 'monitor.attached', monitor: 'm2', call, agent: '1001' },
})

describe('an offered monitor', () => {
  it('goes on while the other has only said yes', () => {
    expect(nextOffer(offer, { kind: 'answered', accept: true })).toEqual({ offer: accepted, say: [], end: false })
  })

  it('ends when the other, who said yes, is attached to that call', () => {
    expect(nextOffer(accepted, attached('c1'))).toEqual({ offer: null, say: [ended('taken')], end: true })
  })

  it('is taken by a hop as well', () => {
    const hop = { event: 'monitor.retargeted', monitor: 'm2', call: 'c1', agent: '1001', by: 'hop' } as const
    expect(nextOffer(accepted, { kind: 'takerMonitor', saying: hop }).end).toBe(true)
  })

  it('is not taken by a monitor on another call, nor by one who was not asked to say yes yet', () => {
    expect(nextOffer(accepted, attached('c2'))).toEqual({ offer: accepted, say: [], end: false })
    expect(nextOffer(offer, attached('c1'))).toEqual({ offer, say: [], end: false })
  })

  it.each([
    ['declined', { kind: 'answered', accept: false }, [ended('declined')]],
    ['answered too late', { kind: 'timedOut' }, [ended('timed-out'), withdrawn]],
    ['withdrawn', { kind: 'withdrawn' }, [withdrawn]],
  ] as const)('goes on as it was when the offer is %s', (_, event, say) => {
    expect(nextOffer(offer, event)).toEqual({ offer: null, say, end: false })
  })

  it.each([
    ['its call has ended', { event: 'monitor.target-ended' }],
    ['it is over', { event: 'monitor.ended', reason: 'asked' }],
    ['it has hopped away', { event: 'monitor.retargeted', call: 'c9', agent: '1002', by: 'hop' }],
  ] as const)('can no longer be taken once %s', (_, saying) => {
    expect(nextOffer(accepted, { kind: 'offererMonitor', saying: { ...saying, monitor: 'm1' } })).toEqual({
      offer: null,
      say: [withdrawn],
      end: false,
    })
  })

  it('is not touched by what happens to another monitor, or by a change of mode', () => {
    const mode = { event: 'monitor.mode', monitor: 'm1', mode: 'join', by: 'api' } as const
    const other = { event: 'monitor.target-ended', monitor: 'm7' } as const
    for (const saying of [mode, other]) expect(nextOffer(offer, { kind: 'offererMonitor', saying }).offer).toBe(offer)
  })
})
