// The way out of a kiosk on the screen: the exit key, the passphrase, and what a wrong one says.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { KioskExit } from '#renderer/signin/kiosk-exit.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

afterEach(cleanup)

function stage(kiosk: boolean) {
  const desk = fakeDesk()
  desk.answers.leaveKiosk = ({ passphrase }) => {
    if (!kiosk) return err({ code: 'badRequest' })
    if (passphrase === null) return err({ code: 'passphraseNeeded' })
    return passphrase === 'open sesame' ? ok(null) : err({ code: 'wrongPin' })
  }
  render(<KioskExit desk={desk.desk} kiosk={kiosk} />)
  const press = (init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })
    document.body.dispatchEvent(event)
    return event.defaultPrevented
  }
  const exit = () => act(async () => void press({ key: 'Q', ctrlKey: true, altKey: true, shiftKey: true }))
  return { desk, press, exit }
}
const { title, passphrase } = words.signIn.kiosk

describe('a kiosk', () => {
  it('is left by its passphrase, and by nothing else', async () => {
    const { desk, exit } = stage(true)
    await exit()
    expect((await screen.findByRole('dialog')).textContent).toContain(title)
    await userEvent.type(screen.getByLabelText(passphrase), 'open window{Enter}')
    expect(screen.getByRole('alert').textContent).toBe(words.errors.wrongPin)
    // user-event does not see that the form was emptied.
    await userEvent.clear(screen.getByLabelText(passphrase))
    await userEvent.type(screen.getByLabelText(passphrase), 'open sesame{Enter}')
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(desk.inputs('leaveKiosk').map((one) => one.passphrase)).toEqual([null, 'open window', 'open sesame'])
  })

  it('swallows the keys that lead out, prints nothing and opens no window', () => {
    const { press } = stage(true)
    expect(press({ key: 'F12' })).toBe(true)
    expect(press({ key: 'p', ctrlKey: true })).toBe(true)
    expect(press({ key: 'k', ctrlKey: true })).toBe(false)
    expect(window.open('https://example.com')).toBeNull()
  })

  it('gives the page back what it took', () => {
    const before = [window.open, window.print, HTMLAnchorElement.prototype.click]
    stage(true)
    expect(window.print).not.toBe(before[1])
    cleanup()
    expect([window.open, window.print, HTMLAnchorElement.prototype.click]).toEqual(before)
  })
})

describe('a console that is no kiosk', () => {
  it('asks for nothing and swallows nothing', async () => {
    const { press, exit } = stage(false)
    await exit()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(press({ key: 'F12' })).toBe(false)
  })
})
