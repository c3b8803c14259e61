// Sounds that tell of monitoring, in a floor of tones: heard by whom they are meant for, beside the voices, and by nobody else.
import { describe, expect, it } from 'vitest'
import type { Frame } from '#main/demo-pbx/kit/telephony.ts'
import type { MonitorMode } from '#main/demo-pbx/mixer/hearing.ts'
import { createMixer } from '#main/demo-pbx/mixer/mixer.ts'
import { createNotices } from '#main/demo-pbx/mixer/notices.ts'
import type { Port } from '#main/demo-pbx/mixer/port.ts'
import { type Room, silentScene } from '#main/demo-pbx/mixer/scene.ts'
import { toneDb, toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toneVoices } from '#main/demo-pbx/mixer/voices.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'

const modes: readonly MonitorMode[] = ['listen', 'whisper-agent', 'whisper-caller', 'join']
const talking: Room = { state: 'talking', agentSide: 'to', topic: { queue: null, pick: 0, hz: {} }, answeredAt: 0 }
const VOICE_HZ = { agent: 440, caller: 620, supervisor: 1000 }

function floor(mode: MonitorMode) {
  const clock = fakeClock()
  const heard = { agent: [] as (Frame | null)[], caller: [] as (Frame | null)[], supervisor: [] as (Frame | null)[] }
  const voice = toneFrames(VOICE_HZ.supervisor, -12)
  let n = 0
  const port: Port = {
    line: '5001',
    media: { send: () => undefined, onFrame: () => () => undefined, lastHeardAt: () => 0, close: () => undefined },
    take: () => voice[n++ % voice.length] ?? null,
    send: (frame) => void heard.supervisor.push(frame),
    close: () => undefined,
  }
  let room: Room | null = talking
  const roomOf = (call: string) => (call === 'c1' ? room : null)
  const notices = createNotices({ after: clock.after, room: roomOf })
  const scene = {
    ...silentScene,
    room: roomOf,
    placeOfAgent: () => ({ call: 'c1', side: 'to' }) as const,
    seats: () => [{ id: '5001', port, call: 'c1', mode, agentSide: 'to' as const }],
  }
  const mixer = createMixer({ scene, voices: toneVoices(), notices: notices.heardBy, now: clock.now })
  mixer.tap({ kind: 'agent', ext: '1001' }, (frame) => heard.agent.push(frame))
  mixer.tap({ kind: 'caller', call: 'c1' }, (frame) => heard.caller.push(frame))
  const play = async (ms: number) => {
    for (let ticks = ms / 20; ticks > 0; ticks--) {
      mixer.tick()
      await clock.advance(20)
    }
  }
  const level = (ear: keyof typeof heard, hz: number) =>
    toneDb(Int16Array.from(heard[ear].flatMap((frame) => [...(frame ?? [])])), hz)
  return { notices, play, level, end: () => (room = null), hold: () => (room = { ...talking, state: 'held' }) }
}

describe.each(modes)('in %s', (mode) => {
  it.each([
    ['agent', ['agent']],
    ['caller', ['caller']],
    ['both', ['agent', 'caller']],
  ] as const)('a tone to %s is heard by nobody else, and the voices go on', async (to, meant) => {
    const { notices, play, level } = floor(mode)
    const played = notices.play({ call: 'c1', agent: 'to', sound: 'tone', to })
    await play(240)
    expect(await played).toEqual({ ok: true, value: {} })
    for (const ear of ['agent', 'caller', 'supervisor'] as const) {
      const isMeant = meant.some((one) => one === ear)
      if (isMeant) expect(level(ear, 1400)).toBeGreaterThan(-22)
      else expect(level(ear, 1400)).toBeLessThan(-75)
    }
    expect(level('agent', VOICE_HZ.caller)).toBeGreaterThan(-14)
    expect(level('caller', VOICE_HZ.agent)).toBeGreaterThan(-14)
  })
})

describe('an announcement', () => {
  it('is over after its whole length, also while the call is on hold', async () => {
    const { notices, play, level, hold } = floor('listen')
    let isOver = false
    void notices.play({ call: 'c1', agent: 'to', sound: 'announcement', to: 'both' }).then(() => (isOver = true))
    hold()
    await play(1180)
    expect(isOver).toBe(false)
    await play(20)
    expect(isOver).toBe(true)
    expect(level('caller', 880)).toBeGreaterThan(-22)
  })

  it('whose call ends meanwhile, or is not there, was not played', async () => {
    const { notices, play, end } = floor('listen')
    const played = notices.play({ call: 'c1', agent: 'to', sound: 'announcement', to: 'both' })
    end()
    await play(1200)
    expect(await played).toMatchObject({ ok: false, error: { code: 'call-gone' } })
    expect(await notices.play({ call: 'c1', agent: 'to', sound: 'tone', to: 'both' })).toMatchObject({ ok: false })
  })
})
