// @vitest-environment jsdom
// Nobody hears the supervisor before the card names them: first it is on the screen, and then the microphone opens.
import { act, cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { button, card, setUp } from './stage.tsx'

afterEach(cleanup)

/** Whispering is asked for; `shownAtOpening`: what the card said each time the microphone was opened. */
async function whisperAsked() {
  const stage = setUp()
  const { line, user } = stage
  const shownAtOpening: string[] = []
  const { setMicrophoneOpen } = line.phone
  line.phone.setMicrophoneOpen = (wanted) => {
    const wasOpen = line.isOpen()
    const open = setMicrophoneOpen(wanted)
    if (open && !wasOpen) shownAtOpening.push(card()?.textContent ?? '')
    return open
  }
  act(() => {
    line.register()
    stage.microphoneReady()
  })
  await user.click(button(/^Listen to Alice Archer/))
  act(stage.rings)
  act(stage.attached)
  await user.click(button('Whisper to Alice Archer'))
  // As in a browser: React renders in its own time, not within what the test does.
  const confirmsLater = () => void Promise.resolve().then(() => stage.confirms('whisperAgent'))
  return { ...stage, shownAtOpening, confirmsLater }
}

it('the card names who hears before the microphone opens', async () => {
  const { confirmsLater, shownAtOpening, line } = await whisperAsked()
  confirmsLater()
  await expect.poll(line.isOpen).toBe(true)
  expect(shownAtOpening).toEqual([expect.stringContaining('Alice Archer hears you')])
})

it('a window that stops in between opens nothing any more', async () => {
  const stage = await whisperAsked()
  await act(async () => {
    stage.confirms('whisperAgent')
    stage.stop()
  })
  expect(stage.line.isOpen()).toBe(false)
})

it('what is taken back before that never opens it', async () => {
  const stage = await whisperAsked()
  const { shownAtOpening, line } = stage
  await act(async () => {
    stage.confirms('whisperAgent')
    stage.desk.say('withdrawn', { ticketId: stage.ticketId, why: 'peopleChanged' })
  })
  expect(line.isOpen()).toBe(false)
  expect(shownAtOpening).toEqual([])
})
