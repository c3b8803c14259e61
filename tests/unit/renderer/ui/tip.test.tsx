// @vitest-environment jsdom
// A tip is for a pointer that rests and a focus that stands: it covers nothing for a finger, or for whoever goes on by the keys.
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Tip } from '#renderer/ui/tip.tsx'

beforeEach(() => {
  render(
    <>
      <Tip text="Takes it apart">
        <button type="button">Apart</button>
      </Tip>
      <button type="button">Other</button>
    </>,
  )
})
afterEach(cleanup)

const button = (name: string) => screen.getByRole('button', { name })
const isShown = () => screen.getByText('Takes it apart').hidden === false

it('comes with the pointer and goes with it', async () => {
  const user = userEvent.setup()
  await user.hover(button('Apart'))
  expect(isShown()).toBe(true)
  await user.unhover(button('Apart'))
  expect(isShown()).toBe(false)
})

it('does not come with a finger, which would leave it lying there', async () => {
  const user = userEvent.setup()
  await user.pointer([{ keys: '[TouchA>]', target: button('Apart') }, { keys: '[/TouchA]' }])
  expect(isShown()).toBe(false)
})

it('goes when its pointer is left lying and the keys are used elsewhere', async () => {
  const user = userEvent.setup()
  act(() => button('Other').focus())
  await user.hover(button('Apart'))
  await user.keyboard('x')
  expect(isShown()).toBe(false)
})

it('of the control that has the focus goes by Escape alone', async () => {
  const user = userEvent.setup()
  await user.tab()
  await user.hover(button('Apart'))
  await user.keyboard('x')
  expect(isShown()).toBe(true)
  await user.keyboard('{Escape}')
  expect(isShown()).toBe(false)
})
