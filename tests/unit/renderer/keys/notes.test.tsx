// @vitest-environment jsdom
// The notes take the cursor however they are opened, and keep it: what is written never falls on the keys.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ok } from '#contract/result.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { setUp } from '../commands/stage.tsx'

const { notes: say } = words.monitor

let stage: ReturnType<typeof setUp>
beforeEach(async () => {
  stage = setUp()
  stage.desk.answers.addHistory = () => ok(null)
  act(() => screen.getByRole('row', { name: 'Ana' }).focus())
  await stage.user.keyboard('l')
  await stage.goLive()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const opener = () => screen.getByRole('button', { name: new RegExp(`^${say.label}`) })
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: say.write })
const asked = () =>
  ['setMode', 'hop', 'endMonitor'].flatMap((name) => stage.desk.asked.filter((one) => one.name === name))

const openings: readonly (readonly [string, () => Promise<void>])[] = [
  ['the mouse', () => stage.user.click(opener())],
  [
    'Enter on the button',
    async () => {
      act(() => opener().focus())
      await stage.user.keyboard('{Enter}')
    },
  ],
  ['their key', () => stage.user.keyboard('t')],
  [
    'the mouse, once more',
    async () => {
      for (let click = 0; click < 3; click++) await stage.user.click(opener())
    },
  ],
  [
    'the palette',
    async () => {
      await stage.user.keyboard('{Control>}k{/Control}note{Enter}')
      await vi.waitFor(() => expect(document.activeElement).toBe(field()))
    },
  ],
]

it.each(openings)('opened by %s, they take what is typed', async (_by, open) => {
  await open()
  await stage.user.keyboard('just a test, well done by Nelly')
  expect(field().value).toBe('just a test, well done by Nelly')
  expect(asked()).toEqual([])
})

it('keep the cursor when a note is kept by its button, a tag is set, a note is removed', async () => {
  await stage.user.click(opener())
  await stage.user.keyboard('One')
  await stage.user.click(screen.getByRole('button', { name: say.add }))
  await stage.user.keyboard('Two')
  await stage.user.click(screen.getByRole('button', { name: say.tag.praise }))
  await stage.user.keyboard(' join')
  // Written in whatever second of the call.
  const remove = new RegExp(say.remove('0:00').replace('0:00', '\\d+:\\d\\d'))
  await stage.user.click(screen.getAllByRole('button', { name: remove })[0] as HTMLElement)
  await stage.user.keyboard(' end{Enter}')
  expect(screen.getByRole('list', { name: say.list }).textContent).toContain('Two join end')
  expect(screen.getByRole('button', { name: say.tag.praise }).getAttribute('aria-pressed')).toBe('true')
  expect(asked()).toEqual([])
})

it('let a note that was deleted be put back, said and offered where it stood; the record never has it meanwhile', async () => {
  await stage.user.click(opener())
  await stage.user.keyboard('One{Enter}Two{Enter}')
  const records = () =>
    stage.desk.asked.flatMap((one) =>
      one.name === 'addHistory' ? [(one.input as { notes: { text: string }[] }).notes.map(({ text }) => text)] : [],
    )
  const [remove] = screen.getAllByRole('button', { name: /^Delete the note from/ })
  await stage.user.dblClick(remove as HTMLElement) // the second press falls on nothing
  expect(records().at(-1)).toEqual(['Two'])
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(say.removed)
  await stage.user.click(screen.getByRole('button', { name: /^Undo: keep the note from/ }))
  expect(records().at(-1)).toEqual(['One', 'Two'])
  expect(document.activeElement).toBe(field())
  expect(screen.queryByText(say.removed)).toBeNull()
})

it('leave a tag that is set by keyboard the focus', async () => {
  await stage.user.click(opener())
  const tag = screen.getByRole('button', { name: say.tag.praise })
  act(() => tag.focus())
  await stage.user.keyboard(' ')
  expect([document.activeElement, tag.getAttribute('aria-pressed')]).toEqual([tag, 'true'])
})
