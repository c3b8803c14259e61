// Why speaking does not work: said while it does not, with the way to try again.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { MicrophoneNotice } from '#renderer/line/microphone-notice.tsx'
import { button, stage } from './stage.tsx'

afterEach(cleanup)

describe('the notice', () => {
  it.each([
    ['asking', /asking whether/],
    ['refused', /blocked/],
    ['absent', /No microphone/],
    ['ended', /unplugged/],
  ] as const)('of a microphone that is %s says so', (source, sentence) => {
    stage(<MicrophoneNotice />, { microphone: { source, open: false } })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it.each(['ready', 'idle'] as const)('is none while the microphone is %s', (source) => {
    const { page } = stage(<MicrophoneNotice />, { microphone: { source, open: false } })
    expect(page.container.textContent).toBe('')
  })

  it('tries again', async () => {
    const { user, done } = stage(<MicrophoneNotice />, { microphone: { source: 'refused', open: false } })
    await user.click(button('Try the microphone again'))
    expect(done).toEqual(['retryMicrophone'])
  })
})
