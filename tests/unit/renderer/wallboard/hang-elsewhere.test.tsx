// From the wallboard in the console's window to where it is to stay: a window of its own, or displays the person chooses.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WallPlaces } from '#contract/windows.ts'
import { hangApart } from '#renderer/wallboard/hang-apart.ts'
import { HangElsewhere } from '#renderer/wallboard/hang-elsewhere.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const size = { width: 1920, height: 1080 }
const displays: WallPlaces = {
  kind: 'displays',
  displays: [
    { id: '1', name: null, number: 1, size, isHere: true, isShown: false },
    { id: '7', name: 'Big TV', number: 2, size, isHere: false, isShown: true },
  ],
}

async function show(places: WallPlaces) {
  const desk = fakeDesk()
  desk.answers.wallPlaces = () => places
  const leave = vi.fn()
  render(<HangElsewhere desk={desk.desk} leave={leave} />)
  await act(async () => {})
  return { ...desk, leave, user: userEvent.setup() }
}

describe('in a browser', () => {
  it('the wallboard opens in a window that shares nothing with this one, which goes back to the console', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    const { user, leave } = await show({ kind: 'byPage' })
    await user.click(screen.getByRole('button', { name: words.wallboard.ownWindow }))
    expect(open).toHaveBeenCalledWith('/?as=wallboard', '_blank', expect.stringContaining('noopener'))
    expect(leave).toHaveBeenCalledOnce()
  })
})

describe('in the desktop program', () => {
  it('each display can be chosen by its name or number, and one that has a wallboard is marked', async () => {
    const { user, inputs } = await show(displays)
    const menu = () => user.click(screen.getByRole('button', { name: words.wallboard.elsewhere }))
    await menu()
    const items = screen.getAllByRole('menuitemcheckbox')
    expect(items.map((item) => [item.textContent, item.getAttribute('aria-checked')])).toEqual([
      [`Display 1 · 1,920 × 1,080 · ${words.wallboard.ownWindow}`, 'false'],
      ['Big TV · 1,920 × 1,080', 'true'],
    ])
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Display 1/ }))
    expect(inputs('showWall')).toEqual([{ display: '1', shown: true }])
    if (!screen.queryByRole('menu')) await menu()
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Big TV/ }))
    expect(inputs('showWall').at(-1)).toEqual({ display: '7', shown: false })
  })
})

describe('from the palette, apart from this window', () => {
  const hang = async (places: WallPlaces) => {
    const desk = fakeDesk()
    desk.answers.wallPlaces = () => places
    await hangApart(desk.desk)
    return desk.inputs('showWall')
  }
  const without = (display: number) => ({ ...displays, displays: displays.displays.toSpliced(display, 1) })
  const free = { ...displays, displays: displays.displays.map((one) => ({ ...one, isShown: false })) }

  it('it opens in a window of its own in a browser', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null)
    expect(await hang({ kind: 'byPage' })).toEqual([])
    expect(open).toHaveBeenCalledWith('/?as=wallboard', '_blank', expect.stringContaining('noopener'))
  })

  it('it takes another display that shows none, else this one, and nothing where each has one', async () => {
    expect(await hang(free)).toEqual([{ display: '7', shown: true }])
    expect(await hang(displays)).toEqual([{ display: '1', shown: true }])
    expect(await hang(without(0))).toEqual([])
  })
})
