// The proof of ears as the desk has it: one at a time, its call ended when the window is done or gone, each ear measured and judged here.
// No window asks for it yet: the line must first be able to send a tone in the place of the microphone.
import type { Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Site } from '#contract/settings.ts'
import {
  AGENT_HZ,
  allTones,
  CALLER_HZ,
  type EarName,
  type ProofAnswer,
  type ProofRefusal,
  type ProofStep,
  type ProofWish,
} from '#contract/site/proof.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Log } from '#main/system/log.ts'
import { findingsOf } from './causes.ts'
import { type Cell, judge, type Levels } from './judge.ts'
import type { Ear } from './phone/tone-rtp.ts'
import { openTwoPhones, type TwoTalking } from './two-phones.ts'

export type ProofParts = {
  readonly site: () => Site
  /** Channels of these endpoints and of the site's own line that are on the phone system; null: it could not be asked. */
  readonly channels: (site: AsteriskSite, names: readonly string[]) => Promise<readonly string[] | null>
  readonly openPhones?: typeof openTwoPhones
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly log: Log
}

export type Proof = {
  readonly step: (step: ProofStep) => Promise<ProofAnswer>
  /** Ends what there is of it; the phones are gone afterwards. */
  readonly stop: () => Promise<void>
}

type Running = {
  readonly site: AsteriskSite
  readonly names: readonly string[]
  readonly talking: TwoTalking
  cells: Cell[]
}

/** A window that says nothing for so long is gone, or stands still. */
const LEASE_MS = 20_000
const WINDOW_MS = 200
const FULL_SCALE = 32_768

export function createProof(parts: ProofParts): Proof {
  let running: Running | 'opening' | null = null
  let lease: Stop = () => undefined
  const refused = (refusal: ProofRefusal): ProofAnswer => ({ kind: 'refused', refusal })
  const stop = async (): Promise<void> => {
    lease()
    const before = running
    running = null
    if (before && before !== 'opening') await before.talking.close()
  }
  const renew = (): void => {
    lease()
    lease = parts.clock.after(LEASE_MS, () => {
      parts.log('warn', 'proof of ears: its window is gone')
      void stop()
    })
  }
  const begin = async (wish: ProofWish): Promise<ProofAnswer> => {
    if (running) return refused({ why: 'running', detail: '' })
    running = 'opening'
    const opened = await open(parts, wish).catch((cause: unknown) => {
      running = null
      throw cause
    })
    running = opened.ok ? opened.value : null
    if (!opened.ok) return refused(opened.error)
    parts.log('info', `proof of ears: ${wish.caller.user} talks with ${wish.agent.user}`)
    renew()
    return { kind: 'talking' }
  }
  return {
    stop,
    step: async (step) => {
      if (step.kind === 'begin') return begin(step.wish)
      const now = running
      if (!now || now === 'opening') return refused({ why: 'over', detail: '' })
      renew()
      if (step.kind === 'mark') {
        now.talking.agent.mark(CALLER_HZ)
        now.talking.caller.mark(AGENT_HZ)
        return { kind: 'marked' }
      }
      if (step.kind === 'end') {
        const wasOver = now.talking.isOver()
        await stop()
        return wasOver ? refused({ why: 'over', detail: '' }) : ended(parts, now, step.unconfirmed)
      }
      if (now.talking.isOver()) return refused({ why: 'over', detail: '' })
      const cells = measured(now.talking, step)
      now.cells = withNewest(now.cells, cells)
      return { kind: 'measured', cells: cells.map(shown) }
    },
  }
}

async function open(parts: ProofParts, wish: ProofWish): Promise<Result<Running, ProofRefusal>> {
  const site = parts.site()
  if (site.kind !== 'asterisk') return err({ why: 'notThisKind', detail: site.kind })
  if (!site.line) return err({ why: 'noLine', detail: '' })
  if (wish.agent.user === wish.caller.user) return err({ why: 'same', detail: wish.agent.user })
  const names = [wish.agent.user, wish.caller.user]
  const busy = await parts.channels(site, names)
  if (busy === null) return err({ why: 'amiLost', detail: '' })
  if (busy.length > 0) return err({ why: 'onCall', detail: busy.join(', ') })
  const { agent, caller, dial, port } = wish
  const plan = { sip: { host: site.host, port }, agent, caller, dial: dial === '' ? agent.user : dial }
  const talking = await (parts.openPhones ?? openTwoPhones)(plan, parts.clock)
  return talking.ok ? ok({ site, names, talking: talking.value, cells: [] }) : talking
}

type Measure = Extract<ProofStep, { kind: 'measure' }>

function measured({ agent, caller }: TwoTalking, { mode, after, supervisor, mouth }: Measure): Cell[] {
  const told = (levels: readonly number[]): Levels =>
    Object.fromEntries(allTones.map((hz, at) => [hz, levels[at] ?? -120]))
  const at = (ear: EarName, levels: Levels): Cell => judge(mode, after, ear, levels)
  return [
    at('supervisor', told(supervisor)),
    at('agent', levelsOf(agent)),
    at('caller', levelsOf(caller)),
    at('mouth', told(mouth)),
  ]
}

const levelsOf = (ear: Ear): Levels =>
  Object.fromEntries(allTones.map((hz) => [hz, 20 * Math.log10(Math.max(1e-6, ear.level(hz, WINDOW_MS) / FULL_SCALE))]))

const keyOf = ({ mode, after, ear }: { mode: Mode; after: string; ear: EarName }): string => `${mode} ${after} ${ear}`

/** An ear is wrong if it is so each time it is measured after one change; what was right once stays right. */
function withNewest(before: readonly Cell[], now: readonly Cell[]): Cell[] {
  const cells = new Map(before.map((cell) => [keyOf(cell), cell]))
  for (const cell of now) if (!cells.get(keyOf(cell))?.right) cells.set(keyOf(cell), cell)
  return [...cells.values()]
}

const shown = ({ mode, ear, right, why }: Cell) => ({ mode, ear, right, why })

async function ended(parts: ProofParts, now: Running, unconfirmed: readonly string[]): Promise<ProofAnswer> {
  const { site, names, talking, cells } = now
  const gapOf = (ear: Ear): number => ear.sinceMark().longestGap
  const { wrong, notes } = findingsOf({
    cells,
    unconfirmed,
    method: site.way === 'dialplan' || site.ari === null ? 'dialplan' : 'ari',
    context: site.context,
    foreign: talking.foreign(),
    direct: talking.isDirect(),
    gaps: { agent: gapOf(talking.agent), caller: gapOf(talking.caller) },
    left: await leftOver(parts, site, names),
  })
  parts.log('info', `proof of ears: ${wrong.length === 0 ? 'all as it should be' : wrong.join(' | ')}`)
  return { kind: 'ended', cells: cells.map(shown), wrong: [...wrong], notes: [...notes] }
}

const TURNS = 20
const TURN_MS = 100

/** A phone system needs a moment to clear away what was hung up. */
async function leftOver(
  { channels, clock }: ProofParts,
  site: AsteriskSite,
  names: readonly string[],
): Promise<readonly string[]> {
  let left: readonly string[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    left = (await channels(site, names)) ?? []
    if (left.length === 0) return left
    await new Promise<void>((resolve) => void clock.after(TURN_MS, resolve))
  }
  return left
}
