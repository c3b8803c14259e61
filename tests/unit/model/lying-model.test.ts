// The whole console before a PBX, a network and a machine that lie: what must hold whatever happens. A seed replays its run.
import { expect, it } from 'vitest'
import { actAtRandom } from './acts.ts'
import { truthful } from './lies.ts'
import { type Mistaken, oldDefects } from './mistakes.ts'
import { World } from './world.ts'

const ACTS = 60
const STEPS = 1_000_000
const MOST_RUNS_FOR_A_DEFECT = 600
/** Another one each day; a failure names the seed that replays it alone. */
const firstSeed = Number(process.env.EARSHOT_SEED ?? Date.now() % 1_000_000_000)
const mostRuns = Number(process.env.EARSHOT_RUNS ?? Number.POSITIVE_INFINITY)

type Run = { readonly wrong: readonly string[]; readonly steps: number; readonly spoken: boolean }

async function run(seed: number, mistaken: Mistaken = {}): Promise<Run> {
  const world = new World(seed, mistaken)
  for (let act = 0; act < ACTS && world.mistakes.length === 0; act++) await actAtRandom(world)
  const wrong = [...world.mistakes, ...(await afterwards(world))]
  world.runner?.stop()
  world.pbx.close()
  return { wrong, steps: world.steps, spoken: world.spoken }
}

/** The last lie is over: the monitor is what it says, ends without a trace, and the next Listen works. */
async function afterwards(world: World): Promise<readonly string[]> {
  world.lies = truthful
  world.pbx.breakStart(false)
  world.pbx.ami(true)
  world.pbx.events(true)
  world.setLink(true)
  world.registration(true)
  world.phone.hold(false)
  await world.pass(16_000) // an answer that was already late, and three seconds
  const wrong = [...world.mistakes, ...isAsItSays(world)]
  await end(world, 16_000)
  wrong.push(...leftOf(world, 'left on the PBX'))
  if (world.line.isOpen()) wrong.push('the microphone is open')
  const call = world.pbx.calls().find(({ isMoving }) => !isMoving)
  if (call) {
    world.listen({ callId: call.id, agentId: call.agentId })
    await world.pass(3000)
    const after = world.runner?.running().monitor
    if (after?.phase !== 'live' || after.modeState.kind !== 'confirmed')
      wrong.push(`the next Listen does not work: ${JSON.stringify(after)}`)
    await end(world, 3000)
    wrong.push(...leftOf(world, 'left after it'))
  }
  return [...new Set([...wrong, ...world.mistakes])]
}

async function end(world: World, ms: number): Promise<void> {
  world.runner?.monitor({ kind: 'end' })
  await world.pass(ms)
}

const leftOf = (world: World, what: string): readonly string[] => {
  const left = world.pbx.ari.left()
  return left.length > 0 ? [`${what}: ${left}`] : []
}

function isAsItSays(world: World): readonly string[] {
  const wrong: string[] = []
  const status = world.pbx.status()
  if (status.phase !== 'live') wrong.push(`the floor is ${status.phase}, and nothing is late`)
  const monitor = world.runner?.running().monitor
  if (!monitor) return [...wrong, 'there is no window']
  if (monitor.phase === 'live' && monitor.call === 'ended' && isTalking(world, monitor.target.callId))
    wrong.push(`${monitor.target.callId} is said to be over, and goes on`)
  const isSettled = monitor.phase === 'live' && (monitor.call === 'ended' || monitor.modeState.kind === 'confirmed')
  if (monitor.phase !== 'idle' && !isSettled) wrong.push(`stuck: ${JSON.stringify(monitor)}`)
  if (monitor.phase === 'live' && monitor.call === 'up' && !world.isOn(monitor.target.callId))
    wrong.push(`shown is ${monitor.target.callId}, which the line is not on`)
  return wrong
}

const isTalking = (world: World, callId: string): boolean =>
  world.pbx.calls().some(({ id, isMoving }) => id === callId && !isMoving)

it('nobody hears more than the card claims, the monitor lives or says that it is over, and nothing stays', {
  timeout: 300_000,
}, async () => {
  let steps = 0
  let runs = 0
  let spoken = 0
  for (; steps < STEPS && runs < mostRuns; runs++) {
    const seed = firstSeed + runs
    const done = await run(seed)
    expect(done.wrong, `replay: EARSHOT_SEED=${seed} EARSHOT_RUNS=1`).toEqual([])
    steps += done.steps
    spoken += Number(done.spoken)
  }
  if (mostRuns > 100) expect(spoken / runs, 'runs in which somebody was spoken to').toBeGreaterThan(0.2)
})

it.each(oldDefects)('would notice a console that $name', { timeout: 120_000 }, async ({ mistaken, shows }) => {
  let found = false
  for (let seed = 1; seed < MOST_RUNS_FOR_A_DEFECT && !found; seed++)
    found = (await run(seed, mistaken)).wrong.some((what) => shows.test(what))
  expect(found).toBe(true)
})
