// `npm run prove -- asterisk --long MINUTES`: one call, monitored in one mode after the other while one message after the other goes wrong.
import { type Mode, modes } from '#contract/monitor.ts'
import { until } from '../../asterisk/call-centre.ts'
import type { Side } from '../../fakes/sides.ts'
import { type FaultFloor, type Party, supervisorHz } from '../floor.ts'
import { mulberry32 } from '../plan.ts'
import { startPulse } from '../pulse.ts'
import { connected, openScene, type Scene } from '../scene.ts'
import { eventFaults, type Fault, requestFaults } from '../wire/fault.ts'
import type { Spot } from '../wire/injector.ts'
import { type Mismatch, mismatches, type Sample } from './against-history.ts'

export type LongCall = {
  readonly ms: number
  readonly changes: number
  readonly faults: readonly string[]
  readonly listens: number
  readonly dropped: readonly { readonly person: string; readonly dropped: number | null; readonly longest: number }[]
  readonly worstLateMs: number
  readonly mismatches: readonly Mismatch[]
  readonly leftovers: readonly string[]
}

export type LongCallOptions = {
  readonly ms: number
  readonly seed: number
  readonly faultEveryMs: number
  readonly changeWithinMs: readonly [least: number, most: number]
}

const sampleEveryMs = 100

export async function proveLongCall(floor: FaultFloor, options: LongCallOptions): Promise<boolean> {
  const running = await floor.open(1)
  try {
    const [lane] = running.lanes
    if (!lane) throw new Error('no lane')
    const scene = await openScene(lane)
    const found = await monitorFor(scene, options).finally(() => close(scene))
    report(floor.name, options, found)
    return isRight(found)
  } finally {
    await running.close()
  }
}

export const isRight = (found: LongCall): boolean =>
  found.mismatches.length === 0 && found.leftovers.length === 0 && found.dropped.every(({ dropped }) => dropped === 0)

/** `scene`: a call that is up, and its console. */
export async function monitorFor(scene: Scene, options: LongCallOptions): Promise<LongCall> {
  const { ms, seed, faultEveryMs, changeWithinMs } = options
  await connected(scene, scene.goal)
  const random = mulberry32(seed)
  const { agent, caller } = scene.goal
  agent.mark(caller.hz)
  caller.mark(agent.hz)
  const pulse = startPulse()
  const [began, end] = [performance.now(), performance.now() + ms]
  const sampling = sampleUntil(scene, end)
  const faulting = faultUntil(scene, random, { end, faultEveryMs })
  const walked = await walkUntil(scene, random, { end, changeWithinMs })
  const [samples, faults] = [await sampling, await faulting]
  const dropped = await Promise.all([agent, caller].map(droppedBy))
  const worstLateMs = pulse.worstSince(began)
  pulse.stop()
  const leftovers = await endAndLook(scene)
  const records = await scene.console.history()
  return { ms, faults, ...walked, dropped, worstLateMs, leftovers, mismatches: mismatches(samples, records) }
}

const droppedBy = async (party: Party) => ({ person: party.name, ...(await party.gaps()) })

/** One random mode after the other; where the monitor has ended, the same call is listened to again. */
async function walkUntil(
  scene: Scene,
  random: () => number,
  {
    end,
    changeWithinMs: [least, most],
  }: { readonly end: number; readonly changeWithinMs: LongCallOptions['changeWithinMs'] },
): Promise<Pick<LongCall, 'changes' | 'listens'>> {
  let [changes, listens] = [0, 0]
  while (performance.now() < end) {
    const { phase, mode } = scene.claim()
    if (phase === 'idle') {
      scene.console.listen(scene.goal.target)
      listens += 1
      await pause(1000)
      continue
    }
    if (mode !== null) {
      scene.console.choose(another(mode, random))
      changes += 1
    }
    await pause(Math.min(least + random() * (most - least), Math.max(0, end - performance.now())))
  }
  return { changes, listens }
}

function another(mode: Mode, random: () => number): Mode {
  const others = modes.filter((one) => one !== mode)
  return others[Math.floor(random() * others.length)] ?? 'listen'
}

/** Each time one of the messages that passed lately goes wrong when it comes again. */
async function faultUntil(
  scene: Scene,
  random: () => number,
  { end, faultEveryMs }: { readonly end: number; readonly faultEveryMs: number },
): Promise<string[]> {
  const { injector } = scene.lane
  const faults: string[] = []
  injector.arm(null)
  for (let next = performance.now() + faultEveryMs; next < end - faultEveryMs / 2; next += faultEveryMs) {
    await pause(next - performance.now())
    const spots = [...new Map(injector.seen().map((spot) => [spot.name, spot])).values()]
    const spot = spots[Math.floor(random() * spots.length)]
    if (!spot) continue
    const fault = faultFor(spot, random)
    injector.arm({ name: spot.name, nth: 1, fault })
    faults.push(`${spot.name}:${fault}`)
  }
  return faults
}

function faultFor({ kind }: Spot, random: () => number): Fault {
  const fitting: readonly Fault[] = kind === 'request' ? requestFaults : eventFaults
  return fitting[Math.floor(random() * fitting.length)] ?? 'lost'
}

const windowMs = 100
const audible = 800 // a tenth of a full voice
const lateMs = 60

/** What is late is left out, its claim and its ears belong to different moments; and what comes while not even the call itself is heard. */
async function sampleUntil(scene: Scene, end: number): Promise<Sample[]> {
  const sides = { agent: scene.goal.agent, caller: scene.goal.caller }
  const samples: Sample[] = []
  for (let due = performance.now(); due < end; due = performance.now() + sampleEveryMs) {
    await pause(due - performance.now())
    const isLate = performance.now() - due > lateMs
    const { agent, caller } = sides
    const own = await Promise.all([agent.level(caller.hz, windowMs), caller.level(agent.hz, windowMs)])
    const { mode, hears, isDoubt } = scene.claim()
    const heard: Side[] = []
    for (const side of ['agent', 'caller'] as const)
      if ((await sides[side].level(supervisorHz, windowMs)) > audible) heard.push(side)
    if (!isLate && own.every((level) => level > audible))
      samples.push({ at: performance.timeOrigin + performance.now(), mode, named: hears, isDoubt, heard })
  }
  return samples
}

async function endAndLook({ console, lane, claim }: Scene): Promise<readonly string[]> {
  console.end()
  await until(() => claim().phase === 'idle', 'it ends', 20_000)
  return until(async () => (await lane.leftovers()).length === 0, 'nothing is left', 10_000).then(
    () => [],
    () => lane.leftovers(),
  )
}

const close = async ({ closing, lane }: Scene): Promise<void> => {
  lane.injector.disarm()
  for (const one of closing) await one()
  await lane.clear()
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

function report(name: string, { ms, seed }: LongCallOptions, found: LongCall): void {
  const { changes, listens, faults, dropped, worstLateMs, mismatches: wrong, leftovers } = found
  console.log(`\n${name}: one call for ${(ms / 60_000).toFixed(1)} min, seed ${seed}`)
  console.log(
    `${changes} changes of mode asked for, ${faults.length} faults (${faults.join(', ')}), ${listens} times Listen`,
  )
  for (const { person, dropped: frames, longest } of dropped)
    console.log(`${person}: ${frames ?? 'uncounted'} frames of the call dropped, ${longest} in a row at most`)
  console.log(`this program was up to ${Math.round(worstLateMs)} ms late`)
  for (const { at, what } of wrong) console.log(`WRONG ${new Date(at).toISOString()} ${what}`)
  for (const left of leftovers) console.log(`LEFT on the PBX: ${left}`)
  console.log(isRight(found) ? 'The history tells what was.' : 'Not right.')
}
