// One cell as it runs: a call or two, a console, and every ear looked at ten times a second.
import { until } from '../asterisk/call-centre.ts'
import type { Claim } from './claim.ts'
import { type LaneConsole, openLaneConsole } from './console.ts'
import { type Lane, type LaneCall, type LinePhone, type Party, supervisorHz, type Talk } from './floor.ts'
import type { Moment } from './judge.ts'

export type Scene = {
  readonly lane: Lane
  readonly calls: LaneCall[]
  console: LaneConsole
  phone: LinePhone
  /** Who talks with whom, the newest last: so the agent of a claim is a person. */
  readonly talks: Talk[]
  readonly moments: Moment[]
  claim(): Claim
  readonly closing: (() => Promise<unknown>)[]
  /** Where the journey should end: on this call. */
  goal: Talk
}

export async function openScene(lane: Lane): Promise<Scene> {
  const call = await lane.call('first')
  const phone = lane.phone()
  return sceneWith(lane, call, openLaneConsole(lane.connector(), phone), phone)
}

export function sceneWith(lane: Lane, call: LaneCall, console: LaneConsole, phone: LinePhone): Scene {
  const scene: Scene = {
    lane,
    calls: [call],
    console,
    phone,
    closing: [console.close],
    talks: [call],
    moments: [],
    claim: () => scene.console.claim(),
    goal: call,
  }
  return scene
}

/** The console has died, and is started again. */
export async function crashAndStart(scene: Scene): Promise<void> {
  const { lane, console: before } = scene
  before.crash()
  scene.phone.crash()
  await lane.kill()
  // What is left of it in this process ends in its own time: it reaches nobody any more.
  scene.closing.length = 0
  void before.close()
  scene.phone = lane.phone()
  scene.console = openLaneConsole(lane.connector(), scene.phone)
  scene.closing.push(scene.console.close)
}

/** The console is live, its floor shows the call, and Listen is offered for it: whoever presses it before is refused with the reason. */
export async function connected(scene: Scene, { target }: Talk, withinMs = 10_000): Promise<void> {
  const whyNot = () => (scene.console.isLive() ? scene.console.whyNoListen(target) : scene.console.status())
  await until(() => whyNot() === null, 'connected', withinMs).catch(() => {
    throw new Error(
      `after ${Math.round(withinMs / 1000)} s the console is ${scene.console.status()}, and there is no Listen: ${whyNot()}`,
    )
  })
}

export const peopleOf = (scene: Scene): Party[] => [
  ...new Map(
    [...scene.calls, ...scene.talks].flatMap(({ agent, caller }) => [agent, caller]).map((one) => [one.name, one]),
  ).values(),
]

/** Whom the card names, by name; a claim about somebody nobody knows names nobody. */
export function namedBy(scene: Scene, { target, hears }: Claim): string[] {
  const talk = scene.talks.findLast((one) => one.target.agentId === target?.agentId)
  return talk ? hears.map((side) => talk[side].name) : []
}

const everyMs = 100
/** An ear's level from which a voice counts as heard. */
export const audible = 800 // a tenth of a full voice: less is the edge of a tone within the window
const lateMs = 60

/** Looks at every ear until it is stopped. */
export function watchEars(scene: Scene): () => Promise<void> {
  let isOver = false
  let due = performance.now()
  const look = async (): Promise<void> => {
    const at = performance.now()
    const named = namedBy(scene, scene.claim())
    const levels = await Promise.all(
      peopleOf(scene).map(async (person) => ({
        name: person.name,
        ofSupervisor: await person.level(supervisorHz, everyMs),
        own: await person.level(person.hz, everyMs),
      })),
    )
    scene.moments.push({
      at,
      named,
      people: levels.map(({ name }) => name),
      heard: levels.filter(({ ofSupervisor }) => ofSupervisor > audible).map(({ name }) => name),
      echo: levels.filter(({ own }) => own > audible).map(({ name }) => name),
      isLate: at - due > lateMs,
    })
  }
  const run = async (): Promise<void> => {
    while (!isOver) {
      await look()
      due = performance.now() + everyMs
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  }
  const running = run()
  return () => {
    isOver = true
    return running
  }
}
