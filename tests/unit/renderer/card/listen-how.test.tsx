// What Listen says of itself: how it is done, with its key, or why it cannot be; and a call on hold while somebody may hear.
// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aliceCall, button, card, descriptionOf, setUp } from '../monitor/stage.tsx'

let stage: ReturnType<typeof setUp>

beforeEach(() => {
  stage = setUp()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const ready = () =>
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
const goLive = async () => {
  await stage.user.click(button('Listen to Alice Archer'))
  await act(async () => stage.rings())
  await act(async () => stage.attached())
}
const tips = () =>
  screen
    .queryAllByRole('tooltip', { hidden: true })
    .filter((one) => !one.hidden)
    .map((one) => one.textContent)

describe('Listen on a row', () => {
  it('says in a sentence how it is done, with the key, under the pointer and with the focus', async () => {
    ready()
    const how = 'Listen to Alice Archer: click here, or press L on the row.'
    await stage.user.hover(button('Listen to Alice Archer'))
    expect(tips()).toEqual([how])
    await stage.user.unhover(button('Listen to Alice Archer'))
    expect(tips()).toEqual([])
    act(() => button('Listen to Alice Archer').focus())
    expect(descriptionOf(button('Listen to Alice Archer'))).toBe(how)
  })

  it('says that the key must be held while a monitor would move by it', async () => {
    ready()
    await goLive()
    await stage.user.hover(button('Listen to Bob Baker'))
    expect(tips()).toEqual(['Switch to Bob Baker: click here, or hold L on the row.'])
  })

  it('has another picture while it cannot be done, and says why instead of how', async () => {
    const drawing = () => button('Listen to Alice Archer').innerHTML
    const refused = drawing()
    await stage.user.hover(button('Listen to Alice Archer'))
    expect(tips().join()).toMatch(/line/)
    expect(tips().join()).not.toContain('click here')
    ready()
    expect(drawing()).not.toBe(refused)
  })
})

it('while the call is on hold the card says that the two do not hear each other, and who hears stays', async () => {
  ready()
  await goLive()
  const note = 'The call is on hold: they can’t hear each other'
  expect(card()?.textContent).not.toContain(note)
  const held = { ...aliceCall, state: 'held' as const }
  act(() => stage.desk.say('floor', { kind: 'patch', patch: { calls: { set: [held] } } }))
  await vi.waitFor(() => expect(card()?.textContent).toContain(`Nobody hears you${note}`))
  await stage.user.click(button('Join call'))
  await act(async () => stage.confirms('join'))
  expect(card()?.textContent).toMatch(new RegExp(`hear you${note}`))
  act(() => stage.desk.say('floor', { kind: 'patch', patch: { calls: { set: [aliceCall] } } }))
  expect(card()?.textContent).not.toContain(note)
})

it('a call that ended while it was on hold is not on hold any more', async () => {
  ready()
  await goLive()
  const note = 'The call is on hold: they can’t hear each other'
  const held = { ...aliceCall, state: 'held' as const }
  act(() => stage.desk.say('floor', { kind: 'patch', patch: { calls: { set: [held] } } }))
  await vi.waitFor(() => expect(card()?.textContent).toContain(note))
  await act(async () => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
  expect(card()?.textContent).not.toContain(note)
})
