// A hole in what the caller hears is found beside a phone that was starved for longer: the two are laid beside each other, frame by frame.
import { expect, it } from 'vitest'
import { toWav } from '#main/demo-pbx/mixer/wav.ts'
import type { Recording } from '../../stage/operator.ts'
import { longestUnheard } from '../../stage/unheard.ts'

/** A letter a frame: `x` is a voice, `.` is silence. */
function recorded(frames: string, firstFrame = 0): Recording {
  const samples = new Int16Array(frames.length * 160)
  for (const [at, letter] of [...frames].entries()) if (letter === 'x') samples.fill(4000, at * 160, (at + 1) * 160)
  const wav = toWav(samples, 8000).toString('base64')
  return { wav, frames: frames.length, firstFrame, longestGapFrames: 0 }
}

it.each([
  ['nothing where the caller heard all the time', 'xxxxxx', 'xx..xx', 0],
  ['nothing where the line said nothing', 'xx...x', 'xx...x', 0],
  ['a hole while the line spoke', 'xx...x', 'xxxxxx', 3],
  ['a hole beside a phone that said nothing for longer', 'xx..xx......xx', 'xxxxxx......xx', 2],
  ['a hole that goes on over a silence of the line', 'x.....x', 'xxx..xx', 3],
])('%s', (_what, heard, spoken, frames) => {
  expect(longestUnheard(recorded(heard), recorded(spoken))).toBe(frames)
})

it('lays them beside each other where one recording began later', () => {
  expect(longestUnheard(recorded('xx..xx', 10), recorded('..xx', 12))).toBe(0)
  expect(longestUnheard(recorded('xx..xx', 10), recorded('xx..', 12))).toBe(2)
  expect(longestUnheard(recorded('..xx', 10), recorded('xx', 12))).toBe(0) // before anybody looked
})
