// The ears of the fault matrix tell every voice from every other, however little of a moment they have.
import { expect, it } from 'vitest'
import { goertzel } from '#main/proof/phone/tone-rtp.ts'
import { supervisorHz, voices } from '../../faults/floor.ts'
import { audible } from '../../faults/scene.ts'

const all = [supervisorHz, ...Object.values(voices).flatMap(({ agent, caller }) => [agent, caller])]
const frameOf = (hz: number, begin: number): Int16Array =>
  Int16Array.from({ length: 160 }, (_, i) => Math.round(8000 * Math.sin((2 * Math.PI * hz * (begin + i)) / 8000)))

it('hears no voice in a single frame of another', () => {
  for (const spoken of all)
    for (const other of all.filter((hz) => hz !== spoken))
      for (const begin of [0, 160, 320, 480])
        expect(goertzel([frameOf(spoken, begin)], other), `${other} Hz in ${spoken} Hz`).toBeLessThan(audible / 10)
})

it('hears a voice in a single frame of its own', () => {
  for (const spoken of all) expect(goertzel([frameOf(spoken, 160)], spoken)).toBeGreaterThan(audible)
})
