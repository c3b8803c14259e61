// What a wrong cell of the proof most likely comes from, in a sentence an administrator can act on. Pure.
import type { Mode } from '#contract/monitor.ts'
import { AGENT_HZ, CALLER_HZ, type EarName, SUPERVISOR_HZ } from '#contract/site/proof.ts'
import { type Cell, wanted } from './judge.ts'

export type OwnSeen = {
  readonly cells: readonly Cell[]
  readonly method: 'ari' | 'dialplan'
  /** The context of the method `dialplan`. */
  readonly context: string
  /** Tones that nobody of the proof makes, in Hz. */
  readonly foreign: Readonly<Record<'agent' | 'caller', readonly number[]>>
  /** Sound came from the other phone, past the PBX. */
  readonly direct: boolean
  /** The longest silence each heard of the other, in frames of 20 ms. */
  readonly gaps: Readonly<Record<'agent' | 'caller', number>>
  /** Changes of mode that were never confirmed. */
  readonly unconfirmed: readonly string[]
  readonly left: readonly string[]
}

export type OwnFindings = { readonly wrong: readonly string[]; readonly notes: readonly string[] }

/** A network loses a frame now and then, and a phone hides it; more than two in a row are heard. */
const HEARD_GAP = 2

export function findingsOf(seen: OwnSeen): OwnFindings {
  const cells = worstOf(seen.cells).map(
    (cell) => `${cell.mode}, ${nameOf[cell.ear]}: ${cell.why}. ${causeOf(cell, seen)}`,
  )
  const never = seen.unconfirmed.map(
    (change) =>
      `${change}: the PBX never confirmed it. ${spyOf(seen)} ended or hung; see the log of the PBX at this moment.`,
  )
  const tones = sides.flatMap((side) => foreignOf(side, seen.foreign[side]))
  const gaps = sides.filter((side) => seen.gaps[side] > HEARD_GAP).map((side) => gapOf(side, seen))
  const left = seen.left.map(
    (channel) =>
      `${channel} is still on the PBX after the proof: hang it up there, and see why its lease did not end it.`,
  )
  return { wrong: [...cells, ...never, ...tones, ...gaps, ...left], notes: seen.direct ? [directNote] : [] }
}

const sides = ['agent', 'caller'] as const
const nameOf: Readonly<Record<EarName, string>> = {
  supervisor: 'the supervisor’s ear',
  agent: 'the agent’s ear',
  caller: 'the caller’s ear',
  mouth: 'the supervisor’s microphone',
}

const directNote =
  'Direct media: before the monitor began the sound went from phone to phone, past the PBX. The PBX takes it back for every monitor, which a phone or a firewall may spoil: set direct_media=no in pjsip.conf for endpoints that are monitored.'

/** One sentence for each mode and ear, however often that mode was entered. */
function worstOf(cells: readonly Cell[]): readonly Cell[] {
  const wrong = new Map<string, Cell>()
  for (const cell of cells)
    if (!cell.right && !wrong.has(`${cell.mode} ${cell.ear}`)) wrong.set(`${cell.mode} ${cell.ear}`, cell)
  return [...wrong.values()]
}

const levelOf = (cell: Cell, hz: number): number => cell.levels[hz] ?? -120
const AUDIBLE_DB = -60

function causeOf(cell: Cell, seen: OwnSeen): string {
  const should = wanted(cell.mode, cell.ear)
  const hears = (hz: number): boolean => levelOf(cell, hz) > AUDIBLE_DB
  if (cell.ear === 'mouth')
    return cell.mode === 'listen'
      ? 'The console left the microphone open in listen: report this at once, with the log of the console.'
      : 'The console kept the microphone closed, because the PBX has not confirmed the mode, or the system gave it none.'
  if (cell.ear === 'supervisor') return ofSupervisor(hears, seen)
  if (hears(SUPERVISOR_HZ) && !should.includes(SUPERVISOR_HZ)) return unwantedVoice(cell, seen)
  if (should.some((hz) => levelOf(cell, hz) < -35 && hears(hz)))
    return 'It is heard, but faint: a gain (VOLUME, an AGC) or a poor codec lies between; see `pjsip show channelstats`.'
  const other = cell.ear === 'agent' ? CALLER_HZ : AGENT_HZ
  if (!hears(other))
    return 'The call itself is silent this way: no common codec (PCMU is what these phones speak), RTP that a firewall keeps back, or direct media that a monitor has broken off.'
  if (should.includes(SUPERVISOR_HZ) && !hears(SUPERVISOR_HZ)) return missingVoice(cell, seen)
  return 'It hears its own voice back: an echo in the PBX or a bridge that is not echo-free.'
}

function ofSupervisor(hears: (hz: number) => boolean, seen: OwnSeen): string {
  if (!hears(AGENT_HZ) && !hears(CALLER_HZ))
    return 'The console hears nothing: no common codec (allow=ulaw,opus), or RTP that does not arrive (ports, NAT, ICE; check-site makes no call and cannot see it).'
  if (hears(AGENT_HZ) && hears(CALLER_HZ))
    return 'It hears its own voice: an echo in the PBX, or ChanSpy with a flag too many.'
  return seen.method === 'dialplan'
    ? `One side only: ChanSpy of [${seen.context}] has the flag o, or spies on the wrong channel.`
    : 'One side only: the snoop of ARI does not spy on both directions; direct media that the PBX did not take back looks the same.'
}

const chanSpy = (channel: string, flags: string): string => `ChanSpy(\${${channel}},${flags})`
const lineOf: Readonly<Record<Mode, { readonly extension: number; readonly flag: string; readonly whole: string }>> = {
  listen: { extension: 4, flag: 'q', whole: chanSpy('EARSHOT_SPY', 'qbX') },
  whisperAgent: { extension: 5, flag: 'w', whole: chanSpy('EARSHOT_SPY', 'qbXwE') },
  join: { extension: 6, flag: 'B', whole: chanSpy('EARSHOT_SPY', 'qbXBE') },
  whisperCaller: { extension: 7, flag: 'w', whole: chanSpy('EARSHOT_PEER', 'qXwS') },
}

const spyOf = ({ method, context }: OwnSeen): string =>
  method === 'dialplan' ? `ChanSpy of [${context}]` : 'The snoop of ARI'

function missingVoice({ mode }: Cell, seen: OwnSeen): string {
  const { extension, flag, whole } = lineOf[mode]
  return seen.method === 'dialplan'
    ? `The microphone is open, and ChanSpy does not pass it on: extension ${extension} of [${seen.context}] is without its flag ${flag}; it has to be ${whole}.`
    : 'The microphone is open, and the snoop of ARI does not pass it on: see that res_stasis_snoop is loaded and that the line’s sound reaches the PBX (RTP, codec).'
}

function unwantedVoice({ mode, levels, ear }: Cell, seen: OwnSeen): string {
  const { extension, whole } = lineOf[mode]
  if (mode === 'listen')
    return `The microphone is closed, so this ${SUPERVISOR_HZ} Hz is not the supervisor: a recording tone of the PBX, or the beep of a ChanSpy without its flag q.`
  const loud = (levels[SUPERVISOR_HZ] ?? -120) > -35
  if (seen.method === 'dialplan')
    return `The ${ear} must not hear this: extension ${extension} of [${seen.context}] has the flag B where w belongs, or the wrong channel; it has to be ${whole}.`
  return loud
    ? 'The snoop of ARI whispers to both sides.'
    : 'It leaks: the other phone has no echo cancellation, or a bridge mixes.'
}

const foreignOf = (side: 'agent' | 'caller', tones: readonly number[]): readonly string[] =>
  tones.length === 0
    ? []
    : [
        `${nameOf[side]}: a tone of ${tones.join(', ')} Hz that nobody of the proof makes. A recording tone or a beep: MixMonitor with B(…), PERIODIC_HOOK, or ChanSpy without its flag q. If the law wants the tone, this is as it should be; the monitor needs none.`,
      ]

const gapOf = (side: 'agent' | 'caller', { gaps, direct }: OwnSeen): string =>
  `The call itself: ${gaps[side] * 20} ms of silence at ${nameOf[side]}. ${direct ? 'Direct media: the sound changes its way as the monitor begins; set direct_media=no for both endpoints.' : 'The network loses packets, or the PBX is too busy.'}`
