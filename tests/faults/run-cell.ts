// Runs one cell on a lane: the journey, its fault, and all that must hold afterwards.
import { until } from '../asterisk/call-centre.ts'
import type { Claim } from './claim.ts'
import { type Lane, type Party, supervisorHz, type Talk } from './floor.ts'
import type { Journey } from './journeys.ts'
import { type Hearing, hearingText, type Wrong, type WrongKind, wrongHearings, wrongMoments } from './judge.ts'
import { connected, namedBy, openScene, peopleOf, type Scene, watchEars } from './scene.ts'
import { lastsMs, mendedWithinMs } from './wire/fault.ts'
import type { Armed, Spot } from './wire/injector.ts'

export type CellResult = {
  /**
   * done: as without the fault · listen: fell back · over: the monitor ended · unmet: the armed message never passed · unstaged: nothing
   * could be judged.
   */
  readonly outcome: 'done' | 'listen' | 'over' | 'unsettled' | 'unmet' | 'unstaged'
  readonly why?: string // nothing could be judged
  readonly wrongs: readonly Wrong[]
  readonly seen: readonly Spot[]
  readonly ms: number
}

/** A journey that could not be arranged, or the run itself is broken: nothing of the product is judged. */
export class StageFailed extends Error {}

export async function runCell(lane: Lane, journey: Journey, armed: Armed | null): Promise<CellResult> {
  const began = performance.now()
  let scene: Scene | null = null
  try {
    scene = await openScene(lane).catch(failed)
    await connected(scene, scene.goal).catch(failed)
    await journey.arrange(scene).catch(failed)
    const result = await underFault(scene, journey, armed)
    return { ...result, ms: performance.now() - began }
  } finally {
    lane.injector.disarm()
    for (const close of scene?.closing ?? []) await close()
    await lane.clear()
  }
}

const failed = (cause: unknown): never => {
  throw new StageFailed(String(cause))
}

async function underFault(scene: Scene, journey: Journey, armed: Armed | null): Promise<Omit<CellResult, 'ms'>> {
  const { injector } = scene.lane
  const wrongs: Wrong[] = []
  const found = (kind: WrongKind, what: string) => void wrongs.push({ kind, what })
  for (const { agent, caller } of scene.calls) {
    agent.mark(caller.hz)
    caller.mark(agent.hz)
  }
  const stopWatching = watchEars(scene)
  injector.arm(armed)
  await journey.act(scene)
  const state = await settled(scene, journey, armed)
  const isMet = armed === null || injector.metAt() !== null
  const seen = [...injector.seen()]
  if (state === null) found(scene.claim().call === 'ended' ? 'lost' : 'unsettled', claimText(scene.claim()))
  else if (scene.claim().phase === 'live') for (const wrong of await wrongEars(scene)) found('deaf', wrong)
  injector.disarm()
  scene.console.end()
  for (const wrong of await afterEnd(scene)) found(wrong.kind, wrong.what)
  if (journey.keepsVoices) for (const gap of await gaps(scene)) found('gap', gap)
  for (const wrong of await nextListen(scene, leftToMend(scene, armed))) found('next', wrong)
  await stopWatching()
  wrongs.push(...wrongMoments(scene.moments))
  return { outcome: isMet ? (state ?? 'unsettled') : 'unmet', wrongs, seen }
}

const settleMs = 5000
const unmetMs = 1500

/** Until the fault has passed and the monitor has come to rest; null: it has not, in time. */
async function settled(scene: Scene, journey: Journey, armed: Armed | null): Promise<ReturnType<Journey['state']>> {
  const { injector } = scene.lane
  const acted = performance.now()
  const healedAt = () => {
    const met = injector.metAt()
    return armed === null ? acted : met === null ? null : met + lastsMs(armed.name, armed.fault)
  }
  let restingSince: number | null = null
  const look = () => {
    const now = performance.now()
    const state = journey.state(scene)
    restingSince = state === null ? null : (restingSince ?? now)
    const healed = healedAt()
    // What comes after the end of the journey proper, such as the removal of what it left, is waited for.
    if (
      state !== null &&
      restingSince !== null &&
      now - restingSince > unmetMs &&
      (healed === null || now > healed + 300)
    )
      return { state }
    const isGivenUp = now > (healed ?? acted) + settleMs + (healed === null ? unmetMs : 0)
    return state === null && isGivenUp && leftToMend(scene, armed) === 0 ? { state: null } : null
  }
  return (await until(look, 'it is settled or given up', 70_000)).state
}

function claimText({ phase, mode, call, notice, target, because }: Claim): string {
  return `the card says: ${phase}, ${mode ?? 'no mode'}, call ${call ?? 'none'}, agent ${target?.agentId ?? 'none'}, notice ${notice ?? 'none'}${because ? ` (${because})` : ''}`
}

const windowMs = 200

/** Whoever is named hears, nobody else does, and the supervisor hears both: waited for where a voice is missing. */
async function wrongEars(scene: Scene): Promise<string[]> {
  let wrong: Hearing[] = []
  const isRight = async () => {
    wrong = wrongHearings(await hearings(scene))
    return wrong.length === 0
  }
  await until(isRight, 'every ear is right', 3000).catch(() => undefined)
  return wrong.map((one) => `${hearingText(one)} (${claimText(scene.claim())})`)
}

async function hearings(scene: Scene): Promise<Hearing[]> {
  const claim = scene.claim()
  const named = namedBy(scene, claim)
  const talk = scene.talks.findLast((one) => one.target.agentId === claim.target?.agentId)
  const hears = await Promise.all(
    peopleOf(scene).map(
      async (person): Promise<Hearing> => ({
        person: person.name,
        hz: supervisorHz,
        level: await person.level(supervisorHz, windowMs),
        should: !named.includes(person.name) ? 'not be heard' : claim.isDoubt ? 'be as it is' : 'be heard',
      }),
    ),
  )
  return [...hears, ...(talk && claim.call === 'up' ? await supervisorHears(scene, talk) : [])]
}

const supervisorHears = (scene: Scene, { agent, caller }: Talk): Promise<Hearing[]> =>
  Promise.all(
    [agent, caller].map(
      async ({ hz }: Party): Promise<Hearing> => ({
        person: 'the supervisor',
        hz,
        level: await scene.phone.hears(hz, windowMs),
        should: 'be heard',
      }),
    ),
  )

const cleanWithinMs = 5000

async function afterEnd(scene: Scene): Promise<Wrong[]> {
  const isOver = await soon(() => scene.claim().phase === 'idle', cleanWithinMs)
  const isClean = await soon(async () => (await scene.lane.leftovers()).length === 0, cleanWithinMs)
  return [
    ...(isOver ? [] : [{ kind: 'unsettled', what: `End does not end: ${claimText(scene.claim())}` } as const]),
    ...(isClean
      ? []
      : [{ kind: 'left', what: `on the PBX after End: ${(await scene.lane.leftovers()).join(' | ')}` } as const]),
  ]
}

const connectedWithinMs = 10_000

/** How long the picture may still be wrong by what went wrong, ms. */
export function leftToMend({ lane }: Pick<Scene, 'lane'>, armed: Armed | null): number {
  const met = lane.injector.metAt()
  if (armed === null || met === null) return 0
  return Math.max(0, met + mendedWithinMs(armed.name, armed.fault) - performance.now())
}

/** The call is still there, and so is Listen. */
export async function nextListen(scene: Scene, mendingMs: number): Promise<string[]> {
  const { goal } = scene
  const notThere = await connected(scene, goal, connectedWithinMs + mendingMs).then(
    () => null,
    (cause: Error) => cause.message,
  )
  if (notThere !== null) return [notThere]
  const deadline = performance.now() + mendingMs
  const isLive = await comesLive(scene, deadline)
  const wrong = isLive ? await wrongEars(scene) : [`the next Listen does not come: ${claimText(scene.claim())}`]
  scene.console.end()
  return [...wrong, ...(await afterEnd(scene)).map(({ what }) => `after the next Listen: ${what}`)]
}

/** Where the picture may be wrong for a while yet, Listen may be refused, and is pressed again. */
async function comesLive(scene: Scene, deadline: number): Promise<boolean> {
  scene.console.listen(scene.goal.target)
  const isIdle = () => scene.claim().phase === 'idle'
  const isLive = () => scene.claim().mode === 'listen'
  await soon(() => isLive() || (isIdle() && performance.now() < deadline), 8000)
  if (isLive() || !isIdle() || performance.now() > deadline) return soon(isLive, 8000)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return comesLive(scene, deadline)
}

/** False: not within that time. */
export const soon = (look: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> =>
  until(look, 'soon', withinMs).then(
    () => true,
    () => false,
  )

const longestRightGap = 2 // frames

async function gaps(scene: Scene): Promise<string[]> {
  const people = scene.calls[0] ? [scene.calls[0].agent, scene.calls[0].caller] : []
  const found = await Promise.all(people.map(async (one) => ({ name: one.name, frames: (await one.gaps()).longest })))
  return found
    .filter(({ frames }) => frames > longestRightGap)
    .map(({ name, frames }) => `${name} missed ${frames} frames of the call`)
}
