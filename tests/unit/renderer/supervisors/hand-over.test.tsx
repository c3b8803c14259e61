// Passing a call on to another supervisor and taking one over: what is offered, what is asked, and what became of it.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HandOverBoard, noHandOvers } from '#contract/hand-over.ts'
import { err, ok } from '#contract/result.ts'
import { HandOverButton, notesOf } from '#renderer/supervisors/hand-over-button.tsx'
import { HandOverOffers } from '#renderer/supervisors/hand-over-offers.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { formatTime } from '#renderer/words/format.ts'
import { site as aSite, button, setUp } from '../monitor/stage.tsx'

const { supervisors: say } = words
const able = { capabilities: { ...aSite.capabilities, handOver: true } }
const tom = { id: 'tom', name: 'Tom' }
const target = { callId: 'call-a', agentId: '1001' }
const offer = { id: 'o1', from: 'Tom', target, notes: 'slow down\nsay the name' }

let stage: ReturnType<typeof setUp>
function start(site: Parameters<typeof setUp>[0] = able): void {
  stage = setUp(site)
  stage.desk.answers.handOver = () => ok(null)
  render(
    stage.inside(
      <>
        <HandOverButton />
        <HandOverOffers />
      </>,
    ),
  )
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
}
beforeEach(() => start())
afterEach(() => {
  cleanup()
  stage.stop()
})

const board = (over: Partial<HandOverBoard>) =>
  act(async () => stage.desk.say('handOver', { ...noHandOvers, others: [tom], ...over }))
const steps = () => stage.desk.inputs('handOver')
const passButton = () => screen.queryByRole('button', { name: say.handOver })
const attach = async () => {
  await act(async () => stage.rings())
  await act(async () => stage.attached())
}
const goLive = async () => {
  await stage.user.click(button('Listen to Alice Archer'))
  await attach()
}

describe('passing on', () => {
  it('is offered only while a call is monitored that is up, and only where the phone system can', async () => {
    expect(passButton()).toBeNull()
    await goLive()
    expect(passButton()).toBeTruthy()
    await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
    expect(passButton()).toBeNull()
    cleanup()
    stage.stop()
    start({})
    await goLive()
    expect(passButton()).toBeNull()
  })

  it('says why not while nobody else is there, and while the floor is old', async () => {
    await goLive()
    await stage.user.click(button(say.handOver))
    expect(screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent).toContain(say.nobodyElse)
    await board({})
    act(() => stage.desk.say('status', { phase: 'stale', since: 0, cause: { code: 'pbxUnreachable' } }))
    await stage.user.click(button(say.handOver))
    expect(screen.getByRole('status', { name: words.monitor.refusedRegion }).textContent).toContain(
      words.refusals.feedStale,
    )
    expect(steps()).toEqual([])
  })

  it('goes to whom is chosen, with the ticket and the notes', async () => {
    await goLive()
    await board({})
    act(() => {
      const { write } = stage.console.monitor.getState()
      write({ kind: 'write', draft: ' not yet added ' })
    })
    await stage.user.click(button(say.handOver))
    await stage.user.click(screen.getByRole('menuitem', { name: say.handOverTo('Tom') }))
    expect(steps()).toEqual([{ kind: 'offer', ticketId: stage.ticketId, to: 'tom', notes: 'not yet added' }])
  })

  it('waits for the other, says so, and can be withdrawn', async () => {
    await goLive()
    await board({ asked: { id: 'a1', to: 'Tom' } })
    const told = screen.getAllByRole('status').map(({ textContent }) => textContent)
    expect(told).toContain(say.waitingFor('Tom'))
    expect(button(say.handOver).getAttribute('aria-disabled')).toBe('true')
    await stage.user.click(button(say.withdraw))
    expect(steps()).toEqual([{ kind: 'withdraw', offerId: 'a1' }])
  })

  it.each([
    ['the phone system refused', () => err({ code: 'timedOut' } as const), words.errors.timedOut],
    ['the console is out of reach', () => Promise.reject(new Error('gone')), words.errors.serverGone],
  ])('says that %s, until the next try', async (_name, answer, sentence) => {
    await goLive()
    await board({ asked: { id: 'a1', to: 'Tom' } })
    stage.desk.answers.handOver = answer
    await stage.user.click(button(say.withdraw))
    expect(screen.getByText(say.outcome.failed(sentence))).toBeTruthy()
    stage.desk.answers.handOver = () => ok(null)
    await stage.user.click(button(say.withdraw))
    expect(screen.queryByText(say.outcome.failed(sentence))).toBeNull()
  })

  it('says so of one call only, and not for ever', async () => {
    await goLive()
    await board({ asked: { id: 'a1', to: 'Tom' } })
    stage.desk.answers.handOver = () => err({ code: 'timedOut' } as const)
    await stage.user.click(button(say.withdraw))
    const failed = say.outcome.failed(words.errors.timedOut)
    await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
    expect(screen.getByText(failed)).toBeTruthy()
    await stage.user.click(button('Listen to Bob Baker'))
    expect(screen.queryByText(failed)).toBeNull()
  })

  it('says of an answer that failed what it was, also where nothing is listened to', async () => {
    await board({ offers: [offer] })
    stage.desk.answers.handOver = () => err({ code: 'timedOut' } as const)
    await stage.user.click(button(say.offer.decline))
    expect(screen.getByText(say.outcome.failed(words.errors.timedOut)).closest('[role="alert"]')).toBeTruthy()
  })

  it('says how it went for a minute, and then no more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await board({ ended: { id: 'a1', to: 'Tom', outcome: 'declined' } })
      act(() => void vi.advanceTimersByTime(59_000))
      expect(screen.getByText(say.outcome.declined('Tom'))).toBeTruthy()
      act(() => void vi.advanceTimersByTime(2_000))
      expect(screen.queryByText(say.outcome.declined('Tom'))).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })

  it.each(['taken', 'declined', 'timedOut'] as const)('says that it was %s, until that is read', async (outcome) => {
    const ended = { id: 'a1', to: 'Tom', outcome }
    await board({ ended })
    expect(screen.getByText(say.outcome[outcome]('Tom'))).toBeTruthy()
    await stage.user.click(button(words.app.notice.dismiss))
    await board({ ended, others: [] })
    expect(screen.queryByText(say.outcome[outcome]('Tom'))).toBeNull()
    await board({ ended: { ...ended, id: 'a2' } })
    expect(screen.getByText(say.outcome[outcome]('Tom'))).toBeTruthy()
  })
})

describe('a call offered', () => {
  const region = () => screen.queryByRole('region', { name: say.offer.region })

  it('says who, whose call and with whom, and shows the notes', async () => {
    expect(region()).toBeNull()
    await board({ offers: [offer] })
    expect(region()?.textContent).toContain(say.offer.from('Tom', 'Alice Archer', '+15550100'))
    expect(region()?.textContent).toContain('slow down')
    await board({ offers: [{ ...offer, notes: '' }] })
    expect(region()?.textContent).not.toContain(say.offer.notes)
  })

  it('of a call that has left the floor is named as far as it is known', async () => {
    await board({ offers: [{ ...offer, target: { callId: 'gone', agentId: '1099' } }] })
    expect(region()?.textContent).toContain(say.offer.from('Tom', '1099', words.monitor.unknownCaller))
  })

  it('is declined without listening', async () => {
    await board({ offers: [offer] })
    await stage.user.click(button(say.offer.decline))
    expect(steps()).toEqual([{ kind: 'answer', offerId: 'o1', accept: false }])
    expect(stage.desk.inputs('startMonitor')).toEqual([])
  })

  it('is taken: it is listened to for that reason, and the notes come along once', async () => {
    await board({ offers: [offer] })
    await stage.user.click(button(say.offer.accept))
    expect(steps()).toEqual([{ kind: 'answer', offerId: 'o1', accept: true }])
    expect(stage.desk.inputs('startMonitor')).toMatchObject([{ target, why: 'handOver' }])
    expect(stage.console.monitor.getState().notebook).toBeNull()
    await attach()
    const texts = () => stage.console.monitor.getState().notebook?.notes.map(({ text }) => text)
    expect(texts()).toEqual(['slow down', 'say the name'])
    await board({ offers: [] })
    expect(texts()).toEqual(['slow down', 'say the name'])
  })

  it('cannot be taken while the floor is old, and says so', async () => {
    await board({ offers: [offer] })
    act(() => stage.desk.say('status', { phase: 'stale', since: 0, cause: { code: 'pbxUnreachable' } }))
    await stage.user.click(button(say.offer.accept))
    expect(steps()).toEqual([])
    expect(stage.desk.inputs('startMonitor')).toEqual([])
  })
})

describe('the notes that go along', () => {
  const notebook = {
    ticketId: 't',
    target: { callId: 'c1', agentId: '1001' },
    begunAt: 0,
    removed: null,
    notes: [{ at: 0, text: 'first' }],
    tags: [],
    draft: ' half ',
  }

  it('stand a line each with their time, the unfinished one last', () => {
    expect(notesOf({ ...notebook, draft: '  ' })).toBe(`${formatTime(0)} first`)
    expect(notesOf(notebook)).toBe(`${formatTime(0)} first\nhalf`)
    expect(notesOf(null)).toBe('')
  })

  it('are cut where the contract ends', () => {
    expect(notesOf({ ...notebook, draft: 'x'.repeat(9000) })).toHaveLength(4000)
  })
})
