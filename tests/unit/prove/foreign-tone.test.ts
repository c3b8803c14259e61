// Which sounds at a phone count as made by nobody of the proof.
import { expect, it } from 'vitest'
import { foreignTone } from '#main/proof/foreign-tone.ts'
import { fromUlaw, toUlaw } from '#main/proof/phone/tone-rtp.ts'

type Part = { readonly hz: number; readonly amplitude: number; readonly until?: number }

/** 0.2 s of these tones as a phone hears them, through G.711. */
const heard = (...parts: readonly Part[]): Int16Array[] => {
  const sample = (i: number) =>
    parts.reduce((sum, { hz, amplitude, until = Number.POSITIVE_INFINITY }) => {
      return i < until ? sum + amplitude * Math.sin((2 * Math.PI * hz * i) / 8000) : sum
    }, 0)
  return Array.from({ length: 10 }, (_, frame) =>
    Int16Array.from({ length: 160 }, (__, i) => fromUlaw(toUlaw(Math.round(sample(frame * 160 + i))))),
  )
}
const voice = (hz: number, until?: number): Part => ({ hz, amplitude: 8000, until: until ?? Number.POSITIVE_INFINITY })

it('hears a recording tone beside the voices', () => {
  expect(foreignTone(heard(voice(440), voice(1000), { hz: 1400, amplitude: 2000 }))).toBe(1400)
})

it('takes neither the voices nor silence for one', () => {
  expect(foreignTone(heard(voice(440), voice(620), voice(1000)))).toBeNull()
  expect(foreignTone(heard())).toBeNull()
})

it.each([100, 500, 800, 1100, 1500])(
  'takes no voice that ends inside the window for one: after %i samples',
  (until) => {
    expect(foreignTone(heard(voice(440), voice(1000, until)))).toBeNull()
  },
)
