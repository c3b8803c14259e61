// Why speaking does not work: said while it does not, with the way to try again.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { MicrophoneNotice, SpeakerNotice } from '#renderer/line/microphone-notice.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

describe('the notice', () => {
  it.each([
    ['asking', /asking whether/],
    ['refused', /blocked/],
    ['absent', /No microphone/],
    ['ended', /unplugged/],
    ['inUse', /Another program/],
    ['gone', /isn’t plugged in, so none is used/],
  ] as const)('of a microphone that is %s says so', (source, sentence) => {
    stage(<MicrophoneNotice />, { microphone: { source, open: false } })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it.each(['ready', 'idle'] as const)('is none while the microphone is %s', (source) => {
    const { page } = stage(<MicrophoneNotice />, { microphone: { source, open: false } })
    expect(page.container.textContent).toBe('')
  })

  it('L4: offers another microphone only where the chosen one is not plugged in, and uses none before it is asked to', async () => {
    const { user, done, set } = stage(<MicrophoneNotice />, { microphone: { source: 'gone', open: false } })
    expect(done).toEqual([])
    await user.click(button('Use another microphone'))
    expect(done).toEqual(['insist microphone'])
    set({ microphone: { source: 'absent', open: false } })
    expect(screen.queryByRole('button', { name: 'Use another microphone' })).toBeNull()
  })

  it('tries again', async () => {
    const { user, done } = stage(<MicrophoneNotice />, { microphone: { source: 'refused', open: false } })
    await user.click(button('Try the microphone again'))
    expect(done).toEqual(['retryMicrophone'])
  })

  it('shows that it is being tried, keeps the focus, and is not pressed twice', async () => {
    const { user, done, set } = stage(<MicrophoneNotice />, { microphone: { source: 'refused', open: false } })
    await user.click(button('Try the microphone again'))
    set({ retry: { kind: 'trying' } })
    const trying = button('Trying…')
    expect(document.activeElement).toBe(trying)
    expect(trying.getAttribute('aria-disabled')).toBe('true')
    await user.click(trying)
    expect(done).toEqual(['retryMicrophone'])
  })

  it.each([
    ['refused', /Still blocked.*site settings or in your computer’s privacy settings/],
    ['absent', /Still no microphone found.*plug in your headset/i],
    ['ended', /Still no microphone.*plug it in again/i],
  ] as const)(
    'of a microphone that is still %s says so, with what to do, and lets it be tried again',
    (source, sentence) => {
      stage(<MicrophoneNotice />, { microphone: { source, open: false }, retry: { kind: 'failed', source } })
      expect(screen.getByRole('status').textContent).toMatch(sentence)
      expect(button('Try the microphone again').getAttribute('aria-disabled')).not.toBe('true')
    },
  )

  it('says what is the matter now when that has changed since it was tried', () => {
    stage(<MicrophoneNotice />, {
      microphone: { source: 'ended', open: false },
      retry: { kind: 'failed', source: 'refused' },
    })
    expect(screen.getByRole('status').textContent).toMatch(/unplugged/)
  })
})

it('L4: says at once that the chosen headset is gone to hear with, and plays elsewhere only when it is asked to', async () => {
  const { user, done, set, page } = stage(<SpeakerNotice />, { speaker: 'ready' })
  expect(page.container.textContent).toBe('')
  set({ speaker: 'gone' })
  expect(screen.getByRole('alert').textContent).toMatch(/isn’t played through the loudspeaker/)
  await user.click(button('Play it all the same'))
  expect(done).toEqual(['insist speaker'])
})
