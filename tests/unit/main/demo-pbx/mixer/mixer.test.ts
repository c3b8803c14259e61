// The mixer over a floor of tones: what each ear hears, by tone, and that attaching somebody leaves no trace in a call.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Frame } from '#main/demo-pbx/kit/telephony.ts'
import { longestGap, measure, record, watch } from '#main/demo-pbx/mixer/ears.ts'
import type { MonitorMode } from '#main/demo-pbx/mixer/hearing.ts'
import { createMixer } from '#main/demo-pbx/mixer/mixer.ts'
import type { Port } from '#main/demo-pbx/mixer/port.ts'
import { type Loop, type PartyLine, type Room, type Scene, type Seat, silentScene } from '#main/demo-pbx/mixer/scene.ts'
import { toneDb, toneFrames } from '#main/demo-pbx/mixer/tones.ts'
import { toneVoices } from '#main/demo-pbx/mixer/voices.ts'

const SUPERVISOR_HZ = 1000
const OTHER_HZ = 1500
const modes: readonly MonitorMode[] = ['listen', 'whisper-agent', 'whisper-caller', 'join']
const talking: Room = { state: 'talking', agentSide: 'to', topic: { queue: null, pick: 0, hz: {} }, answeredAt: 0 }

type FakePort = Port & { readonly heard: Frame[] }

/** A phone that speaks one tone without a pause and keeps what it hears. */
function phone(line: string, hz: number): FakePort {
  const frames = toneFrames(hz, -12)
  const heard: Frame[] = []
  let n = 0
  return {
    line,
    heard,
    media: { send: () => undefined, onFrame: () => () => undefined, lastHeardAt: () => 0, close: () => undefined },
    take: () => frames[n++ % frames.length] ?? null,
    send: (frame) => void heard.push(frame),
    close: () => undefined,
  }
}

function floor() {
  let seats: Seat[] = []
  let room: Room | null = talking
  let partyLines: PartyLine[] = []
  let loops: Loop[] = []
  let now = 0
  const scene: Scene = {
    ...silentScene,
    room: (call) => (call === 'c1' ? room : null),
    placeOfAgent: (ext) => (ext === '1001' && room ? { call: 'c1', side: room.agentSide } : null),
    seats: () => seats,
    partyLines: () => partyLines,
    loops: () => loops,
  }
  const mixer = createMixer({ scene, voices: toneVoices(), now: () => now })
  return {
    mixer,
    seat: (...list: Seat[]) => (seats = list),
    room: (next: Room | null) => (room = next),
    partyLines: (...list: PartyLine[]) => (partyLines = list),
    loops: (...list: Loop[]) => (loops = list),
    play(ticks: number) {
      for (let n = 0; n < ticks; n++) {
        now += 20
        mixer.tick()
      }
    },
  }
}

const seatOf = (port: Port, mode: MonitorMode, call: string | null = 'c1', id = port.line): Seat => ({
  id,
  port,
  call,
  mode,
  agentSide: 'to',
})

/** Which of the tones are in the sound, at least 45 dB above those that are not. */
function tonesIn(frames: readonly (Frame | null)[], of = [440, 620, SUPERVISOR_HZ, OTHER_HZ]): number[] {
  const samples = Int16Array.from(frames.flatMap((frame) => [...(frame ?? [])]))
  const levels = of.map((hz) => ({ hz, db: samples.length ? toneDb(samples, hz) : -120 }))
  const on = levels.filter(({ db }) => db > -30)
  for (const { hz, db } of levels) if (!on.some((one) => one.hz === hz)) expect(db).toBeLessThan(-75)
  return on.map(({ hz }) => hz)
}

async function heardAt(stage: ReturnType<typeof floor>, ear: 'agent' | 'caller') {
  const frames: (Frame | null)[] = []
  const name = ear === 'agent' ? ({ kind: 'agent', ext: '1001' } as const) : ({ kind: 'caller', call: 'c1' } as const)
  const stop = stage.mixer.tap(name, (frame) => frames.push(frame))
  stage.play(10)
  stop()
  return tonesIn(frames)
}

describe('who hears whom', () => {
  it.each([
    ['listen', [620], [440]],
    ['whisper-agent', [620, SUPERVISOR_HZ], [440]],
    ['whisper-caller', [620], [440, SUPERVISOR_HZ]],
    ['join', [620, SUPERVISOR_HZ], [440, SUPERVISOR_HZ]],
  ] as const)('in %s: agent %j, caller %j, supervisor both', async (mode, agent, caller) => {
    const stage = floor()
    const line = phone('5001', SUPERVISOR_HZ)
    stage.seat(seatOf(line, mode))
    expect(await heardAt(stage, 'agent')).toEqual(agent)
    expect(await heardAt(stage, 'caller')).toEqual(caller)
    expect(tonesIn(line.heard)).toEqual([440, 620])
  })

  it('lets two supervisors hear each other only when they joined', () => {
    for (const mode of modes) {
      const stage = floor()
      const [one, two] = [phone('5001', SUPERVISOR_HZ), phone('5002', OTHER_HZ)]
      stage.seat(seatOf(one, 'listen'), seatOf(two, mode))
      stage.play(10)
      expect(tonesIn(one.heard)).toEqual(mode === 'join' ? [440, 620, OTHER_HZ] : [440, 620])
      expect(tonesIn(two.heard)).toEqual([440, 620])
    }
  })

  it('sends silence, and keeps sending, to a supervisor whose call has ended', () => {
    const stage = floor()
    const line = phone('5001', SUPERVISOR_HZ)
    stage.seat(seatOf(line, 'listen', null))
    stage.play(10)
    expect(line.heard).toHaveLength(10)
    expect(tonesIn(line.heard)).toEqual([])
  })

  it('keeps held parties apart, and lets a whisper through', async () => {
    const stage = floor()
    stage.room({ ...talking, state: 'held' })
    stage.seat(seatOf(phone('5001', SUPERVISOR_HZ), 'whisper-agent'))
    expect(await heardAt(stage, 'agent')).toEqual([SUPERVISOR_HZ])
    expect(await heardAt(stage, 'caller')).toEqual([])
  })

  it('lets a real phone be one side of the call', async () => {
    const stage = floor()
    const caller = phone('5002', OTHER_HZ)
    stage.partyLines({ port: caller, call: 'c1', side: 'from' })
    expect(await heardAt(stage, 'agent')).toEqual([OTHER_HZ])
    expect(tonesIn(caller.heard)).toEqual([440])
  })
})

describe('the monitored call', () => {
  it('has no gap and no added tone, whatever supervisors do in listen, and however they come and go', () => {
    const moves = fc.array(
      fc.record({ ticks: fc.integer({ min: 1, max: 5 }), seats: fc.subarray(['5001', '5002', '5003']) }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(moves, (plan) => {
        const stage = floor()
        const phones = new Map(['5001', '5002', '5003'].map((line) => [line, phone(line, SUPERVISOR_HZ)]))
        const heard: (Frame | null)[] = []
        stage.mixer.tap({ kind: 'agent', ext: '1001' }, (frame) => heard.push(frame))
        for (const { ticks, seats } of plan) {
          stage.seat(...[...phones].flatMap(([line, port]) => (seats.includes(line) ? [seatOf(port, 'listen')] : [])))
          stage.play(ticks)
        }
        stage.play(10) // long enough to tell tones apart
        expect(longestGap(heard)).toBe(0)
        expect(tonesIn(heard)).toEqual([620])
      }),
      { numRuns: 40 },
    )
  })

  it('is the very same sound with and without a supervisor in listen', () => {
    const [alone, watched] = [floor(), floor()]
    watched.seat(seatOf(phone('5001', SUPERVISOR_HZ), 'listen'))
    const recordings = [alone, watched].map((stage) => record(stage.mixer, { kind: 'caller', call: 'c1' }))
    alone.play(25)
    watched.play(25)
    const [one, two] = recordings.map((stop) => stop())
    expect(one?.wav.equals(two?.wav ?? Buffer.alloc(0))).toBe(true)
  })

  it('costs nothing while nobody looks', () => {
    const stage = floor()
    expect(stage.mixer.busy()).toBe(false)
    const stop = stage.mixer.tap({ kind: 'agent', ext: '1001' }, () => undefined)
    expect(stage.mixer.busy()).toBe(true)
    stop()
    expect(stage.mixer.busy()).toBe(false)
  })
})

describe('what an operator can measure', () => {
  it('is the window that begins now', async () => {
    const stage = floor()
    const answer = measure(stage.mixer, { kind: 'agent', ext: '1001' }, [440, 620], 200)
    stage.play(10)
    expect(await answer).toEqual({ db: { '440': -120, '620': -12 }, rmsDb: -12, frames: 10 })
  })

  it('is nothing at an ear where nobody is', async () => {
    const stage = floor()
    const answer = measure(stage.mixer, { kind: 'agent', ext: '1099' }, [620], 100)
    stage.play(5)
    expect(await answer).toEqual({ db: { '620': -120 }, rmsDb: -120, frames: 0 })
  })

  it('is each tone that comes and goes, once, with its moment', () => {
    const stage = floor()
    const seen: unknown[] = []
    const line = phone('5001', SUPERVISOR_HZ)
    watch(stage.mixer, { kind: 'agent', ext: '1001' }, [620, SUPERVISOR_HZ], (change) => seen.push(change))
    stage.play(2)
    stage.seat(seatOf(line, 'whisper-agent'))
    stage.play(2)
    stage.seat(seatOf(line, 'listen'))
    stage.play(2)
    expect(seen).toEqual([
      { frequency: 620, on: true, at: 20 },
      { frequency: SUPERVISOR_HZ, on: true, at: 60 },
      { frequency: SUPERVISOR_HZ, on: false, at: 100 },
    ])
  })

  it('is what goes to a line and what comes from it', async () => {
    const stage = floor()
    stage.seat(seatOf(phone('5001', SUPERVISOR_HZ), 'listen'))
    const line = measure(stage.mixer, { kind: 'line', ext: '5001' }, [440, SUPERVISOR_HZ], 100)
    const mouth = measure(stage.mixer, { kind: 'mouth', ext: '5001' }, [440, SUPERVISOR_HZ], 100)
    stage.play(5)
    expect((await line).db).toMatchObject({ '440': -12 })
    expect((await mouth).db).toEqual({ '440': -120, '1000': -12 })
  })
})

describe('phones outside the calls of the floor', () => {
  it('hear themselves on the echo', () => {
    const stage = floor()
    const port = phone('5001', SUPERVISOR_HZ)
    stage.loops({ kind: 'echo', port })
    stage.play(5)
    expect(tonesIn(port.heard)).toEqual([SUPERVISOR_HZ])
  })

  it('hear each other when bridged', () => {
    const stage = floor()
    const [one, other] = [phone('5001', SUPERVISOR_HZ), phone('5002', OTHER_HZ)]
    stage.loops({ kind: 'bridge', one, other })
    stage.play(5)
    expect([tonesIn(one.heard), tonesIn(other.heard)]).toEqual([[OTHER_HZ], [SUPERVISOR_HZ]])
  })

  it('hear an outside caller, who hears them', async () => {
    const stage = floor()
    const port = phone('5001', SUPERVISOR_HZ)
    stage.loops({ kind: 'outside', invite: 'i1', port })
    const caller = measure(stage.mixer, { kind: 'caller', call: 'i1' }, [SUPERVISOR_HZ], 100)
    stage.play(5)
    expect(tonesIn(port.heard)).toEqual([620])
    expect((await caller).db).toEqual({ '1000': -12 })
  })
})
