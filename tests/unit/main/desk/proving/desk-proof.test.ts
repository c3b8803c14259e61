// The proof of ears at the desk: who may ask for it, what it waits for, and that its window's end is its own.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { ok } from '#contract/result.ts'
import { siteAccess } from '#contract/rights.ts'
import type { ProofStep } from '#contract/site/proof.ts'
import type { Proving } from '#main/desk/proving/desk-proof.ts'
import type { Proof } from '#main/proof/proof.ts'
import { aCall, anAgent, floorWith } from '../../../../fakes/floors.ts'
import { deskUnderTest } from '../desk-under-test.ts'

const floor = floorWith(
  [aCall('c1', '1', { answeredAt: 1 }), aCall('c2', '2', { answeredAt: 1 })],
  [
    anAgent('1', { name: 'Proof', extension: '2001', callId: 'c1' }),
    anAgent('2', { name: 'Grace', extension: '1001', callId: 'c2' }),
  ],
)
const ofProof = { callId: 'c1', agentId: '1' }
const ofGrace = { callId: 'c2', agentId: '2' }
const mark: ProofStep = { kind: 'mark' }

function stage(change: Partial<Proving> = {}, set: Parameters<typeof deskUnderTest>[0] = {}) {
  const seen = { stops: 0, agent: null as string | null, whyNot: (() => null) as Parameters<Proving['open']>[0] }
  const proof: Proof = {
    step: async () => ({ kind: 'marked' }),
    stop: async () => {
      seen.stops += 1
    },
    agent: () => seen.agent,
  }
  const proving: Proving = {
    mayNot: () => null,
    open: (whyNot) => {
      seen.whyNot = whyNot
      return proof
    },
    ...change,
  }
  const made = deskUnderTest({ policy: 'open', ...set }, {}, undefined, { proving })
  made.pbx.goLive(floor)
  return { ...made, seen }
}

describe('the proof of ears', () => {
  it('is refused to whoever may not set up the site, and where there is none', async () => {
    const { desk } = stage({ mayNot: () => deskFailure('setBySite', '/etc/earshot.json') })
    expect(await desk.handlers.prove(mark)).toEqual({ ok: false, error: deskFailure('setBySite', '/etc/earshot.json') })
    expect(await deskUnderTest().desk.handlers.prove(mark)).toMatchObject({ ok: false, error: { code: 'setBySite' } })
    expect(await stage().desk.handlers.prove(mark)).toEqual(ok({ kind: 'marked' }))
  })

  it('is in the way of nothing this seat does', async () => {
    const { desk, seen } = stage()
    expect(seen.whyNot()).toBe(null)
    await desk.handlers.onPhone({ talking: true })
    expect(seen.whyNot()).toMatchObject({ why: 'seatBusy' })
    await desk.handlers.onPhone({ talking: false })
    await desk.handlers.startMonitor({ target: ofGrace, follow: false, why: 'chosen' })
    expect(seen.whyNot()).toMatchObject({ why: 'seatBusy' })
  })

  it('leaves no other call to be listened to while it runs', async () => {
    const { desk, pbx, seen } = stage()
    const ask = (target: typeof ofProof, why: 'chosen' | 'proof') =>
      desk.handlers.startMonitor({ target, follow: false, why })
    expect(await ask(ofProof, 'proof')).toMatchObject({ ok: false, error: { code: 'badRequest' } })
    seen.agent = '2001'
    for (const refused of [await ask(ofGrace, 'proof'), await ask(ofGrace, 'chosen'), await ask(ofProof, 'chosen')])
      expect(refused).toMatchObject({ ok: false, error: { code: 'proofRunning' } })
    const started = await ask(ofProof, 'proof')
    if (!started.ok) throw new Error(started.error.code)
    pbx.tellMonitor({ kind: 'attached', ticketId: started.value.id, target: ofProof })
    const hop = await desk.handlers.hop({ ticketId: started.value.id, target: ofGrace, why: 'chosen' })
    expect(hop).toMatchObject({ ok: false, error: { code: 'proofRunning' } })
  })

  it('asks nobody for a reason: nobody is on its call', async () => {
    const access = siteAccess.parse({ reason: { choices: ['Training'] } })
    const { desk, seen } = stage({}, { access })
    expect(await desk.handlers.startMonitor({ target: ofGrace, follow: false, why: 'chosen' })).toMatchObject({
      error: { code: 'reasonNeeded' },
    })
    seen.agent = '2001'
    expect(await desk.handlers.startMonitor({ target: ofProof, follow: false, why: 'proof' })).toMatchObject({
      ok: true,
    })
  })

  it.each([
    ['a window that begins anew', ({ desk }: ReturnType<typeof stage>) => desk.handlers.hello(null)],
    ['a window that is gone', ({ desk }: ReturnType<typeof stage>) => desk.windowGone()],
    ['a desk that closes', ({ desk }: ReturnType<typeof stage>) => desk.close()],
  ])('ends with %s', async (_, happens) => {
    const made = stage()
    await happens(made)
    expect(made.seen.stops).toBeGreaterThan(0)
  })
})
