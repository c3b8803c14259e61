// The levels of agent and caller that a monitor is told: whose they are, how often, and when there are none.
import { describe, expect, it } from 'vitest'
import { FRAME_SAMPLES } from '#main/demo-pbx/kit/telephony.ts'
import { createLoudness, FRAMES_A_MEASUREMENT, type SideLevels } from '#main/demo-pbx/mixer/loudness.ts'
import { createMixer } from '#main/demo-pbx/mixer/mixer.ts'
import type { Port } from '#main/demo-pbx/mixer/port.ts'
import { type Room, type Seat, silentScene } from '#main/demo-pbx/mixer/scene.ts'
import { toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toneVoices, type Voices } from '#main/demo-pbx/mixer/voices.ts'

const [loud, soft] = [toneFrames(440, -6)[0] ?? null, toneFrames(620, -40)[0] ?? null]
const silence = new Int16Array(FRAME_SAMPLES)

describe('the loudness of two sides', () => {
  it('is told once every 80 ms, on the scale on which a full-scale sine is 0', () => {
    const loudness = createLoudness()
    const told = Array.from({ length: 8 }, () => loudness.add('c1', loud, soft))
    expect(FRAMES_A_MEASUREMENT * 20).toBe(80)
    expect(told.map((levels) => levels !== null)).toEqual([false, false, false, true, false, false, false, true])
    expect(told[7]).toEqual({ agent: -6, caller: -40 })
  })

  it('tells silence from nobody there', () => {
    const loudness = createLoudness()
    const told = Array.from({ length: 4 }, () => loudness.add('c1', silence, null)).at(-1)
    expect(told).toEqual({ agent: -120, caller: null })
  })

  it('keeps nothing of one call for the next', () => {
    const loudness = createLoudness()
    for (let n = 0; n < 3; n++) loudness.add('c1', loud, loud)
    const told = Array.from({ length: 4 }, () => loudness.add('c2', soft, null)).at(-1)
    expect(told).toEqual({ agent: -40, caller: null })
  })
})

const talking: Room = { state: 'talking', agentSide: 'to', topic: { queue: null, pick: 0, hz: {} }, answeredAt: 0 }
const media = { send: () => undefined, onFrame: () => () => undefined, lastHeardAt: () => 0, close: () => undefined }

/** The agents are 20 dB louder than the callers, so that nobody can be taken for the other. */
const voices: Voices = {
  ...toneVoices(),
  frame: (who, _topic, n) => toneFrames(440, who === 'agent' ? -10 : -30)[n % 5] ?? silence,
}

function floor(sent: string[] = []) {
  const port = (line: string): Port => ({
    line,
    media,
    take: () => loud,
    close: () => undefined,
    send: () => void sent.push(`sound ${line}`),
  })
  const [one, two] = [port('5001'), port('5002')]
  const told: (readonly [string, SideLevels])[] = []
  const state = { room: talking as Room | null, call: 'c1' as string | null, agentSide: 'to' as Seat['agentSide'] }
  const seat = (id: string, of: Port, mode: Seat['mode']): Seat => ({ id, port: of, mode, ...state })
  const mixer = createMixer({
    scene: {
      ...silentScene,
      room: () => state.room,
      seats: () => [seat('m1', one, 'listen'), seat('m2', two, 'join')],
    },
    voices,
    now: () => 0,
    onLevels: (id, levels) => {
      told.push([id, levels])
      sent.push(`levels ${id}`)
    },
  })
  const play = (ticks: number) => {
    for (let n = 0; n < ticks; n++) mixer.tick()
    return told
  }
  return { state, play }
}

describe('a monitor on a call', () => {
  it('is told the levels of its agent and of the other side, not of supervisors who speak', () => {
    expect(floor().play(4)).toEqual([
      ['m1', { agent: -10, caller: -30 }],
      ['m2', { agent: -10, caller: -30 }],
    ])
  })

  it('is told of the agent it is on, where both sides are agents', () => {
    const { state, play } = floor()
    state.agentSide = 'from'
    expect(play(4)[0]).toEqual(['m1', { agent: -30, caller: -10 }])
  })

  it('is told of nobody while the call is on hold, and not of an agent whose phone still rings', () => {
    const { state, play } = floor()
    state.room = { ...talking, state: 'held' }
    expect(play(4).at(-1)).toEqual(['m2', { agent: null, caller: null }])
    state.room = { ...talking, state: 'alone' }
    expect(play(4).at(-1)).toEqual(['m2', { agent: null, caller: -30 }])
  })

  it('is told nothing once the call is over', () => {
    const { state, play } = floor()
    state.call = null
    expect(play(20)).toEqual([])
  })

  it('has every sound of the tick before any level', () => {
    const sent: string[] = []
    floor(sent).play(4)
    expect(sent.slice(-4)).toEqual(['sound 5001', 'sound 5002', 'levels m1', 'levels m2'])
  })
})
