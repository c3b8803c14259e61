// What may happen next: to the supervisor's hands, the calls, the network and the machine.
import { modes } from '#contract/monitor.ts'
import { agentIds, others, type TrueCall } from './floor-truth.ts'
import { liesAt, truthful } from './lies.ts'
import type { World } from './world.ts'

type Act = readonly [weight: number, act: (world: World) => void]

const acts: readonly Act[] = [
  [6, (world) => world.choose(world.chance.pick(modes))],
  [4, (world) => listen(world)],
  [1, (world) => world.runner?.monitor({ kind: 'end' })],
  [1, (world) => world.runner?.mute()],
  [1, (world) => world.runner?.monitor({ kind: 'follow', on: world.chance.happens(0.5) })],
  [1, (world) => world.runner?.monitor({ kind: 'muted', on: world.chance.happens(0.5) })],
  [3, (world) => otherPartyTransfers(world)],
  [2, (world) => agentTransfers(world)],
  [1, (world) => callEnds(world)],
  [1, (world) => callBegins(world)],
  [4, (world) => lie(world)],
  [1, (world) => world.setLink(world.chance.happens(0.6))],
  [1, (world) => world.pbx.events(world.chance.happens(0.6))],
  [1, (world) => world.pbx.ami(world.chance.happens(0.6))],
  [1, (world) => world.pbx.breakStart(world.chance.happens(0.5))],
  [1, (world) => world.registration(world.chance.happens(0.6))],
  [1, (world) => world.phone.hold(world.chance.happens(0.5))],
  [1, (world) => world.phone.hangUp()],
  [1, (world) => world.clock.jump(world.chance.pick([-4000, 4000]))],
  [1, (world) => world.reload()],
  [1, (world) => reloadWhileAsking(world)],
  [1, (world) => endBeforeDeafPbx(world)],
  [1, (world) => world.nobodyThere()],
]
const bag = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act))
const LONGEST_TRANSFER_MS = 4000
const DEAF_MS = 3100
const waits = [0, 1, 5, 30, 200, 900, 3100] as const

/** One act, and the time until the next. */
export async function actAtRandom(world: World): Promise<void> {
  world.chance.pick(bag)(world)
  world.steps += 1
  await world.pass(world.chance.pick(waits))
}

function listen(world: World): void {
  const call = world.chance.pick(world.pbx.calls().length > 0 ? world.pbx.calls() : [gone])
  world.listen({ callId: call.id, agentId: call.agentId })
}

const gone: TrueCall = {
  id: 'gone',
  channel: 'gone.1',
  agentId: '1001',
  other: { name: '', number: '1', onNet: true, agentId: null },
  isMoving: false,
}

/** The page is loaded anew as soon as it has asked. */
function reloadWhileAsking(world: World): void {
  listen(world)
  world.clock.after(world.chance.below(10), () => world.reload())
}

/** The PBX answers nothing for a while, so that an end is known only when the next monitor has begun. */
function endBeforeDeafPbx(world: World): void {
  world.lies = { ...truthful, requests: 1 }
  world.pbx.events(false)
  world.runner?.monitor({ kind: 'end' })
  world.clock.after(DEAF_MS, () => {
    world.lies = truthful
    world.pbx.events(true)
    listen(world)
  })
}

function lie(world: World): void {
  world.lies = liesAt(world.chance)
}

const changed = (world: World, one: TrueCall, to: TrueCall): void =>
  world.pbx.change(world.pbx.calls().map((call) => (call === one ? to : call)))

const anyCall = (world: World): TrueCall | null =>
  world.pbx.calls().length > 0 ? world.chance.pick(world.pbx.calls()) : null

/** Another person takes the other side's place; the agent's channel stays. */
function otherPartyTransfers(world: World): void {
  const call = anyCall(world)
  if (call) changed(world, call, { ...call, other: world.chance.pick(others) })
}

/** The agent's channel goes, and after a moment another agent has the call on another channel. */
function agentTransfers(world: World): void {
  const { chance, pbx, clock } = world
  const call = anyCall(world)
  if (!call || call.isMoving) return
  const moving: TrueCall = { ...call, isMoving: true }
  changed(world, call, moving)
  pbx.ari.hangUp(call.channel)
  clock.after(chance.below(LONGEST_TRANSFER_MS), () => {
    const waiting = pbx.calls().find(({ id, isMoving }) => id === call.id && isMoving)
    if (!waiting) return
    const channel = `${call.id}.${Number(call.channel.split('.')[1]) + 1}`
    pbx.ari.callChannel(channel)
    const free = agentIds.filter((id) => pbx.calls().every(({ agentId }) => agentId !== id))
    changed(world, waiting, { ...waiting, channel, agentId: free[0] ?? waiting.agentId, isMoving: false })
  })
}

function callEnds(world: World): void {
  const call = anyCall(world)
  if (!call) return
  world.pbx.ari.hangUp(call.channel)
  world.pbx.change(world.pbx.calls().filter((one) => one !== call))
}

function callBegins(world: World): void {
  const free = agentIds.filter((id) => world.pbx.calls().every(({ agentId }) => agentId !== id))
  const [agentId] = free
  if (agentId === undefined) return
  world.begun += 1
  const id = `n${world.begun}`
  world.pbx.ari.callChannel(`${id}.1`)
  world.pbx.change([
    ...world.pbx.calls(),
    { id, channel: `${id}.1`, agentId, other: world.chance.pick(others), isMoving: false },
  ])
}
