// @vitest-environment jsdom
// Logging out while a call is listened to is asked, done when it is said, and told; the window's title says who hears.
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { en as words } from '#renderer/words/en/en.ts'
import { type LiveApp, startLiveApp } from './live-app.tsx'

let app: LiveApp
beforeEach(async () => {
  app = await startLiveApp()
  app.pass(600)
})
afterEach(() => {
  app.stop()
  cleanup()
})

const { leaving, notice } = words.card
const question = () => screen.queryByRole('alertdialog')
const answer = (name: string) => within(screen.getByRole('alertdialog')).getByRole('button', { name })
const plug = () => screen.getByRole('button', { name: words.line.logOut })
const joined = async () => {
  await app.user.click(screen.getByRole('button', { name: words.monitor.join }))
  await app.confirm('join')
  app.pass(600)
}

describe('logging the line out', () => {
  it('asks while a call is listened to, and staying changes nothing', async () => {
    await app.user.click(plug())
    expect(question()?.textContent).toContain(leaving.listening('Ana'))
    expect(document.activeElement).toBe(answer(leaving.stay))
    await app.user.click(answer(leaving.stay))
    expect([question(), app.asked(), app.line.log.includes('disconnect')]).toEqual([null, [], false])
  })

  it('names who hears, and says afterwards that it has ended', async () => {
    await joined()
    await app.user.click(plug())
    expect(question()?.textContent).toContain(words.monitor.heardBy.both('Ana', '+15550100').slice(0, 8))
    await app.user.click(answer(leaving.logOut.yes))
    await act(async () => app.fake.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'asked' }))
    expect(app.asked()).toEqual(['join', 'endMonitor'])
    expect(app.line.log).toContain('disconnect')
    expect(screen.getByText(notice.loggedOut)).toBeTruthy()
    expect(question()).toBeNull()
  })

  it('by keyboard: Enter stays, going on must be held; the first Esc silences, the second closes the question', async () => {
    await joined()
    act(() => plug().focus())
    await app.hold('Enter', 450)
    expect(question()).toBeTruthy()
    await app.press('{Escape}')
    expect([app.line.isOpen(), question() !== null]).toEqual([false, true])
    await app.press('{Escape}')
    expect(question()).toBeNull()
    await app.confirm('listen')
    act(() => plug().focus())
    await app.hold('Enter', 450)
    await app.press('{Enter}')
    expect([question(), app.asked()]).toEqual([null, ['join', 'listen']])
    act(() => plug().focus())
    await app.hold('Enter', 450)
    act(() => answer(leaving.logOut.yes).focus())
    await app.press('{Enter}')
    expect(question()).toBeTruthy()
    await app.hold('Enter', 450)
    expect(app.asked()).toEqual(['join', 'listen', 'endMonitor'])
  })

  it('withdraws the question when what it was about has ended by itself, and logs out nobody', async () => {
    await app.user.click(plug())
    await act(async () => app.fake.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'callEnded' }))
    expect([question(), app.line.log.includes('disconnect')]).toEqual([null, false])
    app.pass(600)
    await app.user.click(plug())
    expect([question(), app.line.log.includes('disconnect')]).toEqual([null, true])
  })
})

it('closing a page that is heard is asked by the browser, and only then', async () => {
  const closes = () => {
    const event = new Event('beforeunload', { cancelable: true })
    act(() => void window.dispatchEvent(event))
    return !event.defaultPrevented
  }
  expect(closes()).toBe(true)
  await joined()
  expect(closes()).toBe(false)
  await app.press('{Escape}')
  expect(closes()).toBe(true)
})

it('the title of the window says who hears first, and is the product’s own when nothing is going on', async () => {
  const { nobody, agent } = words.monitor.heardBy
  expect(document.title).toBe(`${nobody} – listening to Ana – Earshot`)
  await app.user.click(screen.getByRole('button', { name: words.monitor.whisperTo('Ana') }))
  await app.confirm('whisperAgent')
  expect(document.title).toBe(`${agent('Ana')} – Earshot`)
  await act(async () => app.fake.pbx({ kind: 'ended', ticketId: 'ticket-0001', reason: 'asked' }))
  expect(document.title).toBe('Earshot')
})
