// @vitest-environment jsdom
// A mistake of ours in the window: never a white page, the console is stopped, and it can be loaded again.

import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ErrorBoundary } from '#renderer/app/error-boundary.tsx'
import { fakeClock } from '../../../fakes/fake-clock.ts'

beforeEach(() => {
  // React and jsdom print what was thrown.
  vi.spyOn(console, 'error').mockReturnValue(undefined)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  history.replaceState(null, '', '/')
})

type ConsoleProps = { readonly fails: boolean; readonly stopped: () => void }

function Console({ fails, stopped }: ConsoleProps) {
  useEffect(() => stopped, [stopped])
  if (fails) throw new Error('sip:5001@pbx:50x0 is no address')
  return <p>The floor</p>
}

function open() {
  const clock = fakeClock()
  const reload = vi.fn()
  const stopped = vi.fn()
  const page = (fails: boolean) => (
    <ErrorBoundary clock={clock} reload={reload}>
      <Console fails={fails} stopped={stopped} />
    </ErrorBoundary>
  )
  const { rerender } = render(page(false))
  return { clock, reload, stopped, fail: () => rerender(page(true)) }
}

it('says that the window has failed, once the console in it is stopped', async () => {
  const { stopped, fail, reload } = open()
  expect(screen.getByText('The floor')).toBeTruthy()
  fail()
  expect(stopped).toHaveBeenCalledOnce()
  expect((await screen.findByRole('alert')).textContent).toMatch(/microphone is off/)
  fireEvent.click(screen.getByRole('button', { name: 'Load again' }))
  expect(reload).toHaveBeenCalledOnce()
})

it('waits for a person, but not where it is a wallboard', () => {
  const desk = open()
  desk.fail()
  desk.clock.pass(60_000)
  expect(desk.reload).not.toHaveBeenCalled()
  cleanup()
  history.replaceState(null, '', '/?as=wallboard')
  const wall = open()
  wall.fail()
  wall.clock.pass(9_999)
  expect(wall.reload).not.toHaveBeenCalled()
  wall.clock.pass(1)
  expect(wall.reload).toHaveBeenCalledOnce()
})
