// The saved views: which one is worked from, opened, kept under a name, replaced and deleted, and why one is not kept.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { noViews, type Views } from '#contract/views.ts'
import { MOST_SAVED, nextViews } from '#renderer/views/next-views.ts'
import { SavedViewsButton } from '#renderer/views/saved-views-button.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

const saved = (...names: string[]): Views =>
  names.reduce(
    (views, name, i) =>
      nextViews(nextViews(views, { kind: 'filter', filters: { longerThanMin: i + 1 } }), { kind: 'save', name }),
    noViews,
  )
const whole = (views: Views): Views => nextViews(views, { kind: 'open', name: null })

const face = () => screen.getByRole('button', { name: /^View: /, hidden: true }).textContent
const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'View name' })
const said = () => screen.getByRole('status').textContent

async function opened(views: Views = noViews) {
  const staged = stage(<SavedViewsButton />, { views })
  await staged.user.click(screen.getByRole('button'))
  return staged
}

describe('the button', () => {
  it('names the view the floor is looked at with, and says when it was changed', () => {
    const { tell } = stage(<SavedViewsButton />, { views: saved('Mine') })
    expect(face()).toBe('View: Mine')
    tell({ kind: 'open', name: null })
    expect(face()).toBe('View: Whole floor')
    tell({ kind: 'groupBy', groupBy: 'team' })
    expect(face()).toBe('View: Whole floor, changed')
  })

  it('goes on naming the view that was opened while it is changed, until that one is gone', async () => {
    const { user, tell } = await opened(whole(saved('Mine', 'Other')))
    await user.click(button('Open the view Mine'))
    tell({ kind: 'groupBy', groupBy: 'team' })
    expect(face()).toBe('View: Mine, changed')
    tell({ kind: 'forget', name: 'Mine' })
    expect(face()).toBe('View: Whole floor, changed')
  })

  it('goes on naming the view that was just kept', async () => {
    const { user, tell } = await opened()
    await user.type(nameField(), 'Night')
    await user.click(button('Save view'))
    tell({ kind: 'groupBy', groupBy: 'team' })
    expect(face()).toBe('View: Night, changed')
  })
})

describe('the list', () => {
  it('has the whole floor and each saved view, the one that is open marked', async () => {
    await opened(saved('Mine', 'Other'))
    const open = screen.getAllByRole('button', { name: /^Open the view/ })
    expect(open.map((one) => [one.textContent, one.getAttribute('aria-current')])).toEqual([
      ['Whole floor', null],
      ['Mine', null],
      ['Other', 'true'],
    ])
    expect(screen.getByRole('dialog', { name: 'Saved views' })).toBeTruthy()
  })

  it('opens a view with one press, and closes', async () => {
    const { user, now } = await opened(saved('Mine', 'Other'))
    await user.click(button('Open the view Mine'))
    expect(now().filters.longerThanMin).toBe(1)
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(screen.getByRole('button'))
    expect(button('Open the view Mine').getAttribute('aria-current')).toBe('true')
    await user.click(button('Open the view Whole floor'))
    expect(now()).toEqual(noViews.now)
    expect(face()).toBe('View: Whole floor')
  })

  it('deletes a view and stays open', async () => {
    const { user, views } = await opened(saved('Mine', 'Other'))
    await user.click(button('Delete the view Mine'))
    expect(views().saved.map(({ name }) => name)).toEqual(['Other'])
    expect(screen.getByRole('dialog')).toBeTruthy()
  })
})

describe('keeping a view', () => {
  it('says what it is for as long as there is none', async () => {
    const { user } = await opened()
    expect(said()).toMatch(/^Save the current filters/)
    await user.type(nameField(), '  Night shift ')
    await user.click(button('Save view'))
    expect(said()).toBe('View Night shift saved.')
    cleanup()
    await opened(saved('Mine'))
    expect(said()).toBe('')
  })

  it('keeps what is shown now under the name, without the blanks around it', async () => {
    const { user, views, tell } = await opened()
    tell({ kind: 'groupBy', groupBy: 'team' })
    await user.type(nameField(), '  Night shift ')
    await user.click(button('Save view'))
    expect(views().saved.map(({ name, groupBy }) => [name, groupBy])).toEqual([['Night shift', 'team']])
    expect(button('Replace view')).toBeTruthy()
  })

  it('begins with the name of the view that is open, and replaces that', async () => {
    const { user, views, tell } = await opened(saved('Other', 'Mine'))
    expect(nameField().value).toBe('Mine')
    tell({ kind: 'groupBy', groupBy: 'team' })
    await user.click(button('Replace view'))
    expect(views().saved.map(({ name, groupBy }) => [name, groupBy])).toEqual([
      ['Other', 'none'],
      ['Mine', 'team'],
    ])
    await user.type(nameField(), ' 2')
    expect(button('Save view')).toBeTruthy()
  })

  it('begins with no name on the whole floor, needs one and asks for it', async () => {
    const { user, views } = await opened(whole(saved('Mine')))
    expect(nameField().value).toBe('')
    await user.type(nameField(), '  ')
    await user.click(button('Save view'))
    expect(said()).toBe('Enter a name for the view first.')
    expect(document.activeElement).toBe(nameField())
    expect(views().saved).toHaveLength(1)
  })

  it('is refused when there are too many, but for one that is replaced', async () => {
    const names = Array.from({ length: MOST_SAVED }, (_, i) => `view ${i}`)
    const { user, views } = await opened(whole(saved(...names)))
    await user.type(nameField(), 'another')
    await user.click(button('Save view'))
    expect(said()).toMatch(/^You can’t save any more/)
    expect(face()).toBe('View: Whole floor')
    await user.clear(nameField())
    await user.type(nameField(), 'view 3')
    await user.click(button('Replace view'))
    expect(said()).toBe('View view 3 saved.')
    expect(views().saved[3]?.filters.longerThanMin).toBeNull()
  })
})
