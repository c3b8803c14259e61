// What a wrong cell of the proof most likely comes from, as a code the catalogue has a sentence for. Pure.
import type { Mode } from '#contract/monitor.ts'
import {
  AGENT_HZ,
  CALLER_HZ,
  type CellCause,
  type ContextRead,
  type ModeChange,
  type ProofFinding,
  SUPERVISOR_HZ,
} from '#contract/site/proof.ts'
import { type Cell, wanted } from './judge.ts'

export type OwnSeen = {
  readonly cells: readonly Cell[]
  readonly method: 'ari' | 'dialplan'
  /** The context of the method `dialplan`. */
  readonly context: string
  /** What stands there; null: it was not read. */
  readonly read: ContextRead | null
  /** Tones that nobody of the proof makes, in Hz. */
  readonly foreign: Readonly<Record<'agent' | 'caller', readonly number[]>>
  /** Sound came from the other phone, past the PBX. */
  readonly direct: boolean
  /** The longest silence each heard of the other, in frames of 20 ms. */
  readonly gaps: Readonly<Record<'agent' | 'caller', number>>
  /** Changes of mode that were never confirmed. */
  readonly unconfirmed: readonly ModeChange[]
  /** Channels of the proof that are on the PBX afterwards; null: it could not be asked. */
  readonly left: readonly string[] | null
}

export type OwnFindings = { readonly wrong: readonly ProofFinding[]; readonly notes: readonly ProofFinding[] }

/** A network loses a frame now and then, and a phone hides it; more than two in a row are heard. */
const HEARD_GAP = 2
const FRAME_MS = 20

export function findingsOf(seen: OwnSeen): OwnFindings {
  const { method, direct } = seen
  const cells = worstOf(seen.cells).map((cell) => cellFinding(cell, seen))
  const context = method === 'dialplan' ? seen.context : null
  const never = seen.unconfirmed.map(({ from, to }) => ({ about: 'unconfirmed', from, to, context }) as const)
  const tones = sides.flatMap((side) => {
    const hz = [...seen.foreign[side]]
    return hz.length === 0 ? [] : [{ about: 'tone', side, hz } as const]
  })
  const gaps = sides
    .filter((side) => seen.gaps[side] > HEARD_GAP)
    .map((side) => {
      const cause = direct ? 'direct' : 'network'
      return { about: 'gap', side, ms: seen.gaps[side] * FRAME_MS, cause } as const
    })
  return {
    wrong: [...readFindings(seen), ...cells, ...never, ...tones, ...gaps, ...leftFindings(seen.left)],
    notes: direct ? [{ about: 'direct' }] : [],
  }
}

const sides = ['agent', 'caller'] as const

/** What the context itself says, before anybody has listened. */
export function readFindings({ context, read }: Pick<OwnSeen, 'context' | 'read'>): readonly ProofFinding[] {
  if (read === null) return []
  const lines = read.faults.map(
    (fault): ProofFinding => ({
      about: 'line',
      ...fault,
      line: { context, ...lineOf[fault.mode] },
    }),
  )
  const { missing } = read
  return missing.length > 0 ? [{ about: 'missing', context, extensions: [...missing] }, ...lines] : lines
}

const leftFindings = (left: OwnSeen['left']): readonly ProofFinding[] =>
  left === null ? [{ about: 'leftUnknown' }] : left.map((channel) => ({ about: 'left', channel }))

/** One finding for each mode and ear, however often that mode was entered. */
function worstOf(cells: readonly Cell[]): readonly Cell[] {
  const wrong = new Map<string, Cell>()
  for (const cell of cells)
    if (!cell.right && !wrong.has(`${cell.mode} ${cell.ear}`)) wrong.set(`${cell.mode} ${cell.ear}`, cell)
  return [...wrong.values()]
}

const levelOf = (cell: Cell, hz: number): number => cell.levels[hz] ?? -120
const AUDIBLE_DB = -60
const FAINT_DB = -35

function cellFinding(cell: Cell, seen: OwnSeen): ProofFinding {
  const { mode, ear, missing } = cell
  const cause = causeOf(cell, seen)
  const isOfLine = ofLine.has(cause)
  return {
    about: 'cell',
    mode,
    ear,
    missing: [...missing],
    belowDb: missing.length === 0 ? Math.round(cell.marginDb) : null,
    cause,
    line: isOfLine ? { context: seen.context, ...lineOf[mode] } : null,
  }
}

const ofLine = new Set<CellCause>([
  'withoutFlag',
  'wrongFlag',
  'silentThoughRight',
  'heardThoughRight',
  'oneSideOfChanSpy',
])

/** Its line was read, and there is nothing wrong with it. */
const readsRight = (mode: Mode, { read }: OwnSeen): boolean =>
  read !== null && read.missing.length === 0 && !read.faults.some((fault) => fault.mode === mode)

function causeOf(cell: Cell, seen: OwnSeen): CellCause {
  const should = wanted(cell.mode, cell.ear)
  const hears = (hz: number): boolean => levelOf(cell, hz) > AUDIBLE_DB
  if (cell.ear === 'mouth') return cell.mode === 'listen' ? 'leftOpen' : 'keptClosed'
  if (cell.ear === 'supervisor') return ofSupervisor(hears, seen)
  if (hears(SUPERVISOR_HZ) && !should.includes(SUPERVISOR_HZ)) return unwantedVoice(cell, seen)
  if (should.some((hz) => levelOf(cell, hz) < FAINT_DB && hears(hz))) return 'faint'
  const other = cell.ear === 'agent' ? CALLER_HZ : AGENT_HZ
  if (!hears(other)) return 'silentCall'
  if (should.includes(SUPERVISOR_HZ) && !hears(SUPERVISOR_HZ))
    return seen.method === 'ari' ? 'snoopSilent' : readsRight(cell.mode, seen) ? 'silentThoughRight' : 'withoutFlag'
  return 'echo'
}

function ofSupervisor(hears: (hz: number) => boolean, { method }: OwnSeen): CellCause {
  if (!hears(AGENT_HZ) && !hears(CALLER_HZ)) return 'deaf'
  if (hears(AGENT_HZ) && hears(CALLER_HZ)) return 'ownVoice'
  return method === 'dialplan' ? 'oneSideOfChanSpy' : 'oneSideOfSnoop'
}

function unwantedVoice(cell: Cell, seen: OwnSeen): CellCause {
  if (cell.mode === 'listen') return 'notSupervisor'
  if (seen.method === 'dialplan') return readsRight(cell.mode, seen) ? 'heardThoughRight' : 'wrongFlag'
  return levelOf(cell, SUPERVISOR_HZ) > FAINT_DB ? 'snoopBoth' : 'leak'
}

const chanSpy = (channel: string, flags: string): string => `ChanSpy(\${${channel}},${flags})`
const lineOf: Readonly<Record<Mode, { readonly extension: number; readonly flag: string; readonly whole: string }>> = {
  listen: { extension: 4, flag: 'q', whole: chanSpy('EARSHOT_SPY', 'qbX') },
  whisperAgent: { extension: 5, flag: 'w', whole: chanSpy('EARSHOT_SPY', 'qbXwE') },
  join: { extension: 6, flag: 'B', whole: chanSpy('EARSHOT_SPY', 'qbXBE') },
  whisperCaller: { extension: 7, flag: 'w', whole: chanSpy('EARSHOT_PEER', 'qXwS') },
}
