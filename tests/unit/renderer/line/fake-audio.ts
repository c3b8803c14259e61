// WebAudio in memory, as far as a ring needs it: which notes play when, and how many contexts are open.
import { vi } from 'vitest'

type Note = { readonly hz: number; readonly from: number; readonly until: number; readonly loudest: number }

let contexts: FakeAudio[] = []
const out: Note[] = []
const sinks: string[] = []

/** The devices that were asked for. */
export const ringsOn = (): readonly string[] => sinks

/** How many ring. */
export const rings = (): number => contexts.filter(({ state }) => state === 'running').length

/** What was played so far. */
export const notes = (): readonly Note[] => out

export class FakeAudio {
  static install(): void {
    contexts = []
    out.length = 0
    sinks.length = 0
    vi.stubGlobal('AudioContext', FakeAudio)
    vi.stubGlobal('OscillatorNode', FakeOscillator)
    vi.stubGlobal('GainNode', FakeGain)
  }

  currentTime = 0
  state: 'running' | 'closed' = 'running'
  readonly destination = { isTheSpeaker: true }
  constructor() {
    contexts.push(this)
  }
  async close(): Promise<void> {
    this.state = 'closed'
  }
  async setSinkId(id: string): Promise<void> {
    sinks.push(id)
    if (id === 'unplugged') throw new DOMException('no such device', 'NotFoundError')
  }
}

class FakeGain {
  heard = false
  levels: { readonly level: number; readonly at: number }[] = []
  readonly gain = {
    setValueAtTime: (level: number, at: number) => void this.levels.push({ level, at }),
    linearRampToValueAtTime: (level: number, at: number) => void this.levels.push({ level, at }),
  }
  connect(to: unknown): void {
    this.heard = to === contexts.at(-1)?.destination
  }
}

class FakeOscillator {
  private readonly hz: number
  private gain: FakeGain | null = null
  private from = 0
  constructor(_context: FakeAudio, { frequency }: { frequency: number }) {
    this.hz = frequency
  }
  connect(gain: FakeGain): FakeGain {
    this.gain = gain
    return gain
  }
  start(at: number): void {
    this.from = at
  }
  stop(until: number): void {
    if (!this.gain?.heard) return
    const { levels } = this.gain
    if (levels[0]?.level !== 0 || levels.at(-1)?.level !== 0) throw new Error('the note clicks')
    if (levels.some(({ at }, i) => at < (levels[i - 1]?.at ?? 0))) throw new Error('the levels are out of order')
    out.push({ hz: this.hz, from: this.from, until, loudest: Math.max(...levels.map(({ level }) => level)) })
  }
}
