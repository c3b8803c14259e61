import { expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { outcomeOf } from '#main/desk/notice/playing.ts'

it('a call on hold, as one that is gone, has nobody who heard the sound, and it has not failed', () => {
  expect(outcomeOf(null)).toBe('heard')
  expect(outcomeOf(deskFailure('noticeNotGiven', 'onHold'))).toBe('nobody')
  expect(outcomeOf(deskFailure('callGone'))).toBe('nobody')
  expect(outcomeOf(deskFailure('noticeNotGiven', 'Asterisk could not play tone:1400/400'))).toBe('failed')
})
