// The proof of ears as the desk has it: one at a time, its call ended when the window is done or gone, each ear measured and judged here.
import type { Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Site } from '#contract/settings.ts'
import {
  AGENT_HZ,
  allTones,
  CALLER_HZ,
  type ContextRead,
  type EarName,
  type ModeChange,
  type ProofAnswer,
  type ProofRefusal,
  type ProofStep,
  type ProofWish,
} from '#contract/site/proof.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock, Stop } from '#contract/time.ts'
import type { Log } from '#main/system/log.ts'
import { findingsOf, readFindings } from './causes.ts'
import { type Cell, judge, type Levels } from './judge.ts'
import type { Ear } from './phone/tone-rtp.ts'
import { openTwoPhones, type TwoTalking } from './two-phones.ts'

export type ProofParts = {
  readonly site: () => Site
  /** Channels of these endpoints and of the site's own line that are on the phone system; null: it could not be asked. */
  readonly channels: (site: AsteriskSite, names: readonly string[]) => Promise<readonly string[] | null>
  /** Has the phone system hang these endpoints' channels up by itself, where this is not said again in time. False: it did not take it. */
  readonly lease: (site: AsteriskSite, names: readonly string[]) => Promise<boolean>
  /** The monitoring context as it stands in the dialplan; null: there is none to read, or it could not be. */
  readonly context: (site: AsteriskSite) => Promise<ContextRead | null>
  /** What else this seat does that a proof would disturb; null: nothing. */
  readonly whyNot?: () => ProofRefusal | null
  readonly openPhones?: typeof openTwoPhones
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly log: Log
}

export type Proof = {
  readonly step: (step: ProofStep) => Promise<ProofAnswer>
  /** Ends what there is of it, also while it only begins; the phones are gone afterwards. */
  readonly stop: () => Promise<void>
  /** The extension whose call is the only one that may be listened to now; null: no proof runs. */
  readonly agent: () => string | null
}

type Running = {
  readonly site: AsteriskSite
  readonly agent: string
  readonly names: readonly string[]
  readonly talking: TwoTalking
  cells: Cell[]
}

type Opening = { readonly agent: string; readonly breakOff: () => void }

/** A window that says nothing for so long is gone, or stands still. */
const SILENT_MS = 30_000
/** Well before the lease on its call runs out. */
const LEASE_AGAIN_MS = 40_000
const WINDOW_MS = 200
const FULL_SCALE = 32_768

export function createProof(parts: ProofParts): Proof {
  let opening: Opening | null = null
  let running: Running | null = null
  let closing: Promise<void> = Promise.resolve()
  let timers: readonly Stop[] = []
  const stop = async (): Promise<void> => {
    for (const end of timers) end()
    timers = []
    opening?.breakOff()
    const before = running
    running = null
    if (before) closing = Promise.all([closing, before.talking.close()]).then(() => undefined)
    await closing
  }
  const silent = (): Stop =>
    parts.clock.after(SILENT_MS, () => {
      parts.log('warn', 'proof of ears: its window is gone')
      void stop()
    })
  const renew = (): void => {
    const [silence, ...others] = timers
    silence?.()
    timers = [silent(), ...others]
  }
  const begin = async (wish: ProofWish): Promise<ProofAnswer> => {
    if (running || opening) return refused('running')
    let isBrokenOff = false
    const brokenOff = new Promise<void>((resolve) => {
      const breakOff = () => {
        isBrokenOff = true
        resolve()
      }
      opening = { agent: wish.agent.user, breakOff }
    })
    const wasOpened = closing.then(async () => {
      const opened = await open(parts, wish, brokenOff)
      if (!opened.ok || !isBrokenOff) return opened
      await opened.value.talking.close()
      return err(refused('over'))
    })
    // Whoever stops it waits for what it leaves behind.
    closing = wasOpened.then(
      () => undefined,
      () => undefined,
    )
    const opened = await wasOpened.finally(() => {
      opening = null
    })
    if (!opened.ok) return opened.error
    const { site, names } = opened.value
    running = opened.value
    timers = [silent(), parts.clock.every(LEASE_AGAIN_MS, () => void parts.lease(site, names))]
    parts.log('info', `proof of ears: ${wish.caller.user} talks with ${wish.agent.user}`)
    return { kind: 'talking' }
  }
  return {
    stop,
    agent: () => opening?.agent ?? running?.agent ?? null,
    step: async (step) => {
      if (step.kind === 'begin') return begin(step.wish)
      const now = running
      if (!now) {
        if (step.kind === 'end') void stop()
        return refused('over')
      }
      renew()
      if (step.kind === 'end') {
        const wasOver = now.talking.isOver()
        await stop()
        return wasOver ? refused('over') : ended(parts, now, step.unconfirmed)
      }
      return whileTalking(now, step)
    },
  }
}

function whileTalking(now: Running, step: Extract<ProofStep, { kind: 'mark' | 'measure' }>): ProofAnswer {
  const { agent, caller, isOver } = now.talking
  if (isOver()) return refused('over')
  if (step.kind === 'mark') {
    agent.mark(CALLER_HZ)
    caller.mark(AGENT_HZ)
    return { kind: 'marked' }
  }
  const cells = measured(now.talking, step)
  now.cells = withNewest(now.cells, cells)
  return { kind: 'measured', cells: cells.map(shown) }
}

const refused = (why: ProofRefusal['why'], detail = ''): ProofAnswer => ({ kind: 'refused', refusal: { why, detail } })

async function open(
  parts: ProofParts,
  wish: ProofWish,
  brokenOff: Promise<void>,
): Promise<Result<Running, ProofAnswer>> {
  const site = parts.site()
  if (site.kind !== 'asterisk') return err(refused('notThisKind', site.kind))
  if (!site.line) return err(refused('noLine'))
  if (wish.agent.user === wish.caller.user) return err(refused('same', wish.agent.user))
  const busy = parts.whyNot?.() ?? null
  if (busy) return err({ kind: 'refused', refusal: busy })
  // The console listens nowhere as long as this is wrong: there is nothing that could be measured.
  const unfit = readFindings({ context: site.context, read: await parts.context(site) })
  if (unfit.length > 0) {
    parts.log('info', `proof of ears: the dialplan reads wrong: ${JSON.stringify(unfit)}`)
    return err({ kind: 'ended', cells: [], wrong: [...unfit], notes: [] })
  }
  const names = [wish.agent.user, wish.caller.user]
  const channels = await parts.channels(site, names)
  if (channels === null) return err(refused('amiLost'))
  if (channels.length > 0) return err(refused('onCall', channels.join(', ')))
  const { agent, caller, dial, port } = wish
  const plan = { sip: { host: site.host, port }, agent, caller, dial: dial === '' ? agent.user : dial }
  const talking = await (parts.openPhones ?? openTwoPhones)(plan, parts.clock, brokenOff)
  if (!talking.ok) return err({ kind: 'refused', refusal: talking.error })
  // Were the console killed now, the call would stay.
  if (!(await parts.lease(site, names))) {
    await talking.value.close()
    return err(refused('amiLost'))
  }
  return ok({ site, agent: agent.user, names, talking: talking.value, cells: [] })
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

async function ended(parts: ProofParts, now: Running, unconfirmed: readonly ModeChange[]): Promise<ProofAnswer> {
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
    read: await parts.context(site),
    left: await leftOver(parts, site, names),
  })
  parts.log('info', `proof of ears: ${wrong.length === 0 ? 'all as it should be' : JSON.stringify(wrong)}`)
  return { kind: 'ended', cells: cells.map(shown), wrong: [...wrong], notes: [...notes] }
}

const TURNS = 20
const TURN_MS = 100

/** A phone system needs a moment to clear away what was hung up. Null: it could not be asked. */
async function leftOver(
  { channels, clock }: ProofParts,
  site: AsteriskSite,
  names: readonly string[],
): Promise<readonly string[] | null> {
  let left: readonly string[] | null = null
  for (let turn = 0; turn < TURNS; turn++) {
    left = await channels(site, names)
    if (left?.length === 0) break
    await new Promise<void>((resolve) => void clock.after(TURN_MS, resolve))
  }
  return left
}
