// Which lists are shown: checked in a menu, hidden and shown again, and all as at first.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultLayout } from '#contract/views.ts'
import { PanesButton } from '#renderer/views/panes-button.tsx'
import { button, layout, stage } from './stage.tsx'

let staged: ReturnType<typeof stage>
beforeEach(async () => {
  staged = stage(<PanesButton />)
  staged.tell({ kind: 'arrange', layout: layout('a|c') })
  await staged.user.click(button('Layout'))
  await screen.findByRole('menu') // its code may still be on its way
})
afterEach(cleanup)

const list = (name: string) => screen.getByRole('menuitemcheckbox', { name })

it('a menu has every list, with a check at those that are shown', () => {
  expect(screen.getByRole('menu', { name: 'Layout' })).toBeTruthy()
  const lists = screen.getAllByRole('menuitemcheckbox')
  expect(lists.map((one) => [one.textContent, one.getAttribute('aria-checked')])).toEqual([
    ['Agents', 'true'],
    ['Active calls', 'true'],
    ['Queues', 'false'],
  ])
})

it('a list that is hidden comes back last, and one that is shown goes', async () => {
  const { user, arranged } = staged
  await user.click(list('Queues'))
  expect(arranged()).toBe('a|c/q')
  await user.click(list('Agents'))
  expect(arranged()).toBe('c/q')
})

it('every list may be hidden', async () => {
  const { user, arranged, tell } = staged
  tell({ kind: 'arrange', layout: layout('a') })
  await user.click(list('Agents'))
  expect(arranged()).toBe('')
})

it('the lists stand as at first again when that is asked for', async () => {
  await staged.user.click(screen.getByRole('menuitem', { name: 'Reset layout' }))
  expect(staged.now().layout).toEqual(defaultLayout)
})
