// Lines' phones over a still floor, without SIP: each speaks a tone of its own, and what each hears is measured.
import { createLines } from '#main/demo-pbx/mixer/lines.ts'
import { createMixer } from '#main/demo-pbx/mixer/mixer.ts'
import { toneDb, toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toneVoices } from '#main/demo-pbx/mixer/voices.ts'
import { createPhones } from '#main/demo-pbx/phones/phones.ts'
import { openFloor } from '#main/demo-pbx/scenario/opening.ts'
import { placeOfAgent, roomOf } from '#main/demo-pbx/scenario/rooms.ts'
import { createStage } from '#main/demo-pbx/scenario/stage.ts'
import type { Call } from '#main/demo-pbx/scenario/world.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { type FakePhone, fakeTelephony } from '../../../../fakes/fake-telephony.ts'

/** What agents, and whoever else is on the floor, say. */
export const floorHz = { agent: 440, caller: 620 }
const TICK_MS = 20

export function phoneFloor(...lines: string[]) {
  const clock = fakeClock()
  const telephony = fakeTelephony()
  for (const line of lines) telephony.register(line)
  const stage = createStage(openFloor({ now: 0, seed: 1, speed: 0 }), clock)
  const voices = toneVoices()
  const phones = createPhones({
    telephony,
    lines: createLines(),
    stage,
    after: clock.after,
    announcement: (n) => voices.frame('agent', { queue: null, pick: 0, hz: {} }, n),
  })
  const mixer = createMixer({
    scene: {
      room: (call) => roomOf(stage.world(), call),
      placeOfAgent: (ext) => placeOfAgent(stage.world(), ext),
      seats: () => [],
      partyLines: phones.partyLines,
      loops: phones.loops,
    },
    voices,
    now: clock.now,
  })
  stage.onChange((_before, after) => phones.floorChanged(after))
  const voicesOf = new Map<FakePhone, number>()
  let n = 0
  /** Time goes on, with sound in both directions. */
  const pass = (ms: number): void => {
    for (let left = ms; left > 0; left -= TICK_MS) {
      n += 1
      for (const [phone, hz] of voicesOf) phone.speak(toneFrames(hz, -12)[n % 5] ?? new Int16Array(160))
      mixer.tick()
      clock.pass(TICK_MS)
    }
  }
  return {
    telephony,
    phones,
    pass,
    /** `hz`: a multiple of 50, the tone this phone speaks. */
    speaks: (phone: FakePhone, hz: number) => void voicesOf.set(phone, hz),
    /** Which of these tones the phone hears in the next 200 ms. */
    heard(phone: FakePhone, ...tones: number[]): number[] {
      phone.sent.length = 0
      pass(200)
      return tones.filter((hz) => toneDb(joined(phone.sent), hz) > -40)
    },
    calls: (): readonly Call[] => Object.values(stage.world().calls),
    agent: (ext: string) => stage.world().agents[ext],
    ear(ext: string, ...tones: number[]): number[] {
      const frames: Int16Array[] = []
      const stop = mixer.tap({ kind: 'agent', ext }, (frame) => frame && frames.push(frame))
      pass(200)
      stop()
      return tones.filter((hz) => toneDb(joined(frames), hz) > -40)
    },
  }
}

function joined(frames: readonly Int16Array[]): Int16Array {
  return Int16Array.from(frames.flatMap((frame) => [...frame]))
}
