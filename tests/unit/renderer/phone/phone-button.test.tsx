// The button in the head of the window that opens the phone: it says what waits there.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { PhoneButton } from '#renderer/phone/phone-button.tsx'
import { stage } from '../line/stage.tsx'

afterEach(cleanup)
const site = { allowed: true, voicemail: null, conference: null, echo: null }
const name = () => screen.queryByRole('button')?.getAttribute('aria-label') ?? null

it('is there where calls can be made, and lit by voicemail and missed calls', () => {
  const { calls, set } = stage(<PhoneButton />)
  calls({ site: { ...site, allowed: false } })
  expect(name()).toBeNull()
  calls({ site })
  expect(name()).toBe('Phone')
  calls({ voicemail: { waiting: true, count: 2 } })
  expect(name()).toBe('Phone · You have 2 new voicemails')
  const missed = { other: { name: null, number: '1' }, how: 'missed', at: 1, isSeen: false } as const
  calls({ voicemail: { waiting: false, count: 0 }, recent: [missed] })
  expect(name()).toBe('Phone · You missed a call')
  set({ hasAccount: false })
  expect(name()).toBeNull()
})
