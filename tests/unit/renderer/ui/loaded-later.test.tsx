// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Later, loadedLater } from '#renderer/ui/loaded-later.tsx'

afterEach(cleanup)

const Greeting = ({ name }: { readonly name: string }) => <p>hello {name}</p>

describe('a part loaded later', () => {
  it('is on the page at once when it was fetched before', async () => {
    const part = loadedLater(async () => Greeting)
    await part.fetch()
    render(<Later part={part} props={{ name: 'Ana' }} />)
    expect(screen.getByText('hello Ana')).toBeTruthy()
  })

  it('comes by itself when it is shown before it is there, and is fetched once', async () => {
    let fetched = 0
    const part = loadedLater(async () => {
      fetched += 1
      return Greeting
    })
    const { rerender } = render(<Later part={part} props={{ name: 'Ana' }} />)
    expect(screen.queryByText('hello Ana')).toBeNull()
    await screen.findByText('hello Ana')
    rerender(<Later part={part} props={{ name: 'Ben' }} />)
    expect(screen.getByText('hello Ben')).toBeTruthy()
    await part.fetch()
    expect(fetched).toBe(1)
  })

  it('leaves the page as it is when its code does not come, and tries again when it is shown again', async () => {
    let isThere = false
    const part = loadedLater(async () => {
      if (!isThere) throw new Error('no such chunk')
      return Greeting
    })
    await part.fetch()
    const page = (name: string | null) => (
      <>
        <p>the monitor</p>
        {name !== null && <Later part={part} props={{ name }} />}
      </>
    )
    const { rerender } = render(page('Ana'))
    await part.fetch()
    expect(screen.getByText('the monitor')).toBeTruthy()
    isThere = true
    rerender(page(null))
    rerender(page('Ana'))
    await screen.findByText('hello Ana')
  })
})
