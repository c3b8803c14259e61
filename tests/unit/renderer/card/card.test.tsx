// @vitest-environment jsdom
// The card: meters, quality, the guard after the call, notes and tags, and what the guard does by itself.
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { ticketFor } from '../../../fakes/fake-desk.ts'
import { untoldFlow } from '../../../fakes/sound-flow.ts'
import { site as aSite, button, card, setUp } from '../monitor/stage.tsx'

const { guard, notes, quality } = words.monitor
let stage: ReturnType<typeof setUp>

beforeEach(() => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'Date',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'performance',
    ],
  })
  stage = setUp()
  stage.desk.answers.addHistory = () => ok(null)
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
})
afterEach(() => {
  cleanup()
  stage.stop()
  vi.useRealTimers()
})

const goLive = async () => {
  await stage.user.click(button('Listen to Alice Archer'))
  await act(async () => stage.rings())
  await act(async () => stage.attached())
}
const callEnds = () => act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
const pass = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms))

describe('where all phones of the supervisor ring', () => {
  const all = { capabilities: { ...aSite.capabilities, rings: 'allPhones' as const } }
  const answersBy = (answerWithinMs: number) => {
    stage.desk.answers.startMonitor = ({ target }) => ok({ ...ticketFor(target, stage.ticketId), answerWithinMs })
  }

  it('says to pick one up while the console’s own line is logged out, and which one took it', async () => {
    cleanup()
    stage.stop()
    stage = setUp(all)
    answersBy(42_000)
    await stage.user.click(button('Listen to Alice Archer'))
    expect(card()?.textContent).toContain(words.monitor.answerOnPhone)
    const target = { callId: 'call-a', agentId: '1001' }
    await act(async () => stage.desk.pbx({ kind: 'attached', ticketId: stage.ticketId, target, device: '5001' }))
    expect(card()?.textContent).toContain(words.monitor.onDevice('5001'))
    expect(card()?.textContent).not.toContain(words.monitor.answerOnPhone)
  })

  it('gives a hand the time it needs, as long as the ticket says', async () => {
    answersBy(42_000)
    await stage.user.click(button('Listen to Alice Archer'))
    await pass(41_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
    await pass(2_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([{ ticketId: stage.ticketId }])
  })

  it('gives up on a line that answers by itself after ten seconds', async () => {
    await stage.user.click(button('Listen to Alice Archer'))
    await pass(11_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([{ ticketId: stage.ticketId }])
  })
})

describe('after the call has ended', () => {
  it('counts down, ends by itself and says so', async () => {
    await goLive()
    await callEnds()
    expect(screen.getByRole('timer').textContent).toContain(guard.left)
    // A busy machine's own seconds count as well; the limit to the second is the guard's own test.
    await pass(90_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
    await pass(31_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([{ ticketId: stage.ticketId }])
    await act(async () => stage.desk.pbx({ kind: 'ended', ticketId: stage.ticketId, reason: 'asked' }))
    expect(screen.getByText(words.monitor.notice.forgotten)).toBeTruthy()
  })

  it('stays as long as it is kept', async () => {
    await goLive()
    await callEnds()
    await stage.user.click(button(guard.keep))
    await pass(600_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
    expect(card()?.textContent).toContain(guard.kept)
  })

  it('does not end the next call that began meanwhile', async () => {
    await goLive()
    await callEnds()
    await pass(100_000)
    const target = { callId: 'call-b', agentId: '1002' }
    await act(async () => stage.desk.pbx({ kind: 'retargeted', ticketId: stage.ticketId, target, by: 'follow' }))
    await pass(60_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
  })

  it('waits for the agent’s next call without a countdown when it follows', async () => {
    await goLive()
    await stage.user.click(screen.getByRole('switch'))
    await callEnds()
    expect(screen.queryByRole('timer')).toBeNull()
    await pass(600_000)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
  })
})

describe('notes and tags', () => {
  const write = async (text: string) => {
    const fold = screen.getByRole('button', { name: new RegExp(notes.label) })
    if (fold.getAttribute('aria-expanded') === 'false') await stage.user.click(fold)
    await stage.user.type(screen.getByLabelText(notes.write), text)
  }

  it('stay open when Esc takes back letters that are being composed, and close with the next', async () => {
    await goLive()
    await write('Half')
    const field = screen.getByLabelText<HTMLInputElement>(notes.write)
    fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
    expect(document.activeElement).toBe(field)
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(document.activeElement).not.toBe(field)
  })

  it('are told to the history each time they change', async () => {
    await goLive()
    await write('Good start{Enter}')
    await stage.user.click(button(notes.tag.praise))
    const told = stage.desk.inputs('addHistory')
    expect(told).toMatchObject([
      { ticketId: stage.ticketId, notes: [{ text: 'Good start' }], tags: [] },
      { notes: [{ text: 'Good start' }], tags: [notes.tag.praise] },
    ])
    const list = screen.getByRole('list', { name: notes.list })
    expect(within(list).getByText('Good start')).toBeTruthy()
  })

  it('half written are kept when the monitor ends', async () => {
    await goLive()
    await write('Half')
    await stage.user.click(button('Stop listening'))
    expect(stage.desk.inputs('addHistory').at(-1)).toMatchObject({ notes: [{ text: 'Half' }] })
  })

  it('that could not be kept are said to be so', async () => {
    stage.desk.answers.addHistory = () => err(deskFailure('internal'))
    await goLive()
    await write('Lost{Enter}')
    expect(await screen.findByText(words.monitor.refused(notes.label, words.errors.internal))).toBeTruthy()
  })

  it('can be taken back', async () => {
    await goLive()
    await write('Wrong call{Enter}')
    await stage.user.click(screen.getByRole('button', { name: /^Delete the note/ }))
    expect(stage.desk.inputs('addHistory').at(-1)).toMatchObject({ notes: [] })
  })
})

describe('the sound', () => {
  const log: string[] = []
  const withMeters = async () => {
    log.length = 0
    stage.line.meters = () => ({
      read: () => ({ sent: 0, received: 0 }),
      pause: () => void log.push('pause'),
      resume: () => void log.push('resume'),
      close: () => void log.push('close'),
    })
    stage.line.stats = async () => ({ lost: 0, received: Date.now(), jitterMs: 4, roundTripMs: 30, flow: untoldFlow })
    await goLive()
  }

  it('rests while the window is hidden and is given up with the monitor', async () => {
    await withMeters()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(log.at(-1)).toBe('pause')
    hidden.mockRestore()
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(log.at(-1)).toBe('resume')
    await stage.user.click(button('Stop listening'))
    expect(log.at(-1)).toBe('close')
  })

  it('says how good the line is in a word, with figures', async () => {
    await withMeters()
    await pass(2_100)
    expect(card()?.querySelector('[data-quality]')?.textContent).toContain(`${quality.label}: ${quality.good}`)
    expect(card()?.textContent).toContain(quality.ms('30'))
  })
})
