// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Asked } from '#renderer/commands/asked.tsx'
import { loadedLater } from '#renderer/ui/loaded-later.tsx'

afterEach(cleanup)

const Search = ({ typed }: { readonly typed?: string }) => (
  <div role="dialog" aria-label="Commands">
    <input ref={(field) => field?.focus()} aria-label="Search" defaultValue={typed} />
  </div>
)

/** A row of the floor has the focus when a window is asked for, whose code has not come. */
function setUp(field: string | null) {
  let arrives = (_there: boolean): void => {}
  const code = new Promise<boolean>((resolve) => {
    arrives = resolve
  })
  const part = loadedLater(async () => {
    if (!(await code)) throw new Error('no such chunk')
    return Search
  })
  const acted = vi.fn()
  const onClose = vi.fn()
  const page = (isOpen: boolean) => (
    <>
      <button type="button" onKeyDown={acted}>
        Ana
      </button>
      {isOpen && <Asked part={part} props={{}} name="Commands" field={field} onClose={onClose} />}
    </>
  )
  const { rerender } = render(page(false))
  const row = screen.getByRole('button')
  row.focus()
  rerender(page(true))
  const arrive = (isThere: boolean) =>
    act(async () => {
      arrives(isThere)
      await part.fetch()
    })
  return { user: userEvent.setup(), acted, onClose, row, arrive, close: () => rerender(page(false)) }
}

describe('a window of the keyboard that is asked for before its code has come', () => {
  it('keeps what is typed for its own field, and lets nothing act', async () => {
    const { user, acted, arrive } = setUp('Search')
    await user.keyboard('jo{Enter}{Tab}')
    expect(acted).not.toHaveBeenCalled()
    await arrive(true)
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Search' })
    expect(field.value).toBe('jo')
    expect(document.activeElement).toBe(field)
  })

  it('has the keys also where it has no field', async () => {
    const { user, acted } = setUp(null)
    await user.keyboard('jn{Enter} ')
    expect(acted).not.toHaveBeenCalled()
    expect(screen.getByRole('dialog', { name: 'Commands' })).toBe(document.activeElement)
  })

  it('is given up by Esc, and the focus is where it was', async () => {
    const { user, onClose, row, close } = setUp('Search')
    await user.keyboard('jo{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
    close()
    expect(document.activeElement).toBe(row)
  })

  it('does not stay where its code never comes', async () => {
    const { onClose, arrive } = setUp('Search')
    await arrive(false)
    expect(onClose).toHaveBeenCalledOnce()
  })
})
