// What a supervisor does and what happens to a monitored call: each journey once, up to where its requests are counted, and on.
import { type Mode, modes } from '#contract/monitor.ts'
import { until } from '../asterisk/call-centre.ts'
import type { TransferKind } from './floor.ts'
import { connected, crashAndStart, type Scene } from './scene.ts'

export type Journey = {
  readonly name: string
  /** Without faults. */
  readonly arrange: (scene: Scene) => Promise<void>
  /** From here on requests and events are counted, and one of them goes wrong. */
  readonly act: (scene: Scene) => Promise<void>
  /** done: as it should be · other: settled, as safely as it may end when something fails. null: not settled yet. */
  readonly state: (scene: Scene) => 'done' | 'listen' | 'over' | null
  /** The calls' own voices run through it without a gap. */
  readonly keepsVoices: boolean
}

const live = (scene: Scene, mode: Mode): boolean => scene.claim().mode === mode

const listening = async (scene: Scene, mode: Mode = 'listen', follow = false): Promise<void> => {
  scene.console.listen(scene.goal.target, follow)
  await until(() => live(scene, 'listen'), 'listening', 8000)
  if (mode === 'listen') return
  scene.console.choose(mode)
  await until(() => live(scene, mode), mode, 8000)
}

const over = (scene: Scene): boolean => scene.claim().phase === 'idle'
const isOnGoal = (scene: Scene): boolean => {
  const { target, call } = scene.claim()
  return target?.agentId === scene.goal.target.agentId && target.callId === scene.goal.target.callId && call === 'up'
}

const nothing = async (): Promise<void> => undefined

const listen: Journey = {
  name: 'listen',
  arrange: nothing,
  act: async (scene) => scene.console.listen(scene.goal.target),
  state: (scene) => (live(scene, 'listen') && isOnGoal(scene) ? 'done' : over(scene) ? 'over' : null),
  keepsVoices: true,
}

const change = (from: Mode, to: Mode): Journey => ({
  name: `${from}-${to}`,
  arrange: (scene) => listening(scene, from),
  act: async (scene) => scene.console.choose(to),
  state: (scene) => (live(scene, to) ? 'done' : live(scene, 'listen') ? 'listen' : over(scene) ? 'over' : null),
  keepsVoices: true,
})

const changes = modes.flatMap((from) => modes.filter((to) => to !== from).map((to) => change(from, to)))

const hop: Journey = {
  name: 'hop',
  arrange: async (scene) => {
    const second = await scene.lane.call('second')
    scene.calls.push(second)
    scene.talks.push(second)
    await connected(scene, second)
    await listening(scene, 'join')
    scene.goal = second
  },
  act: async (scene) => scene.console.listen(scene.goal.target),
  state: (scene) => (live(scene, 'listen') ? (isOnGoal(scene) ? 'done' : 'listen') : over(scene) ? 'over' : null),
  keepsVoices: true,
}

const follow: Journey = {
  name: 'follow',
  arrange: (scene) => listening(scene, 'whisperAgent', true),
  act: async (scene) => {
    await scene.calls[0]?.hangUp()
    const next = await scene.lane.call('first')
    scene.calls.push(next)
    scene.talks.push(next)
    scene.goal = next
  },
  state: (scene) => (live(scene, 'listen') && isOnGoal(scene) ? 'done' : over(scene) ? 'over' : null),
  keepsVoices: false,
}

const transfer = (by: 'agent' | 'caller', how: TransferKind = 'blind'): Journey => ({
  name: how === 'blind' ? `transfer-by-${by}` : `attended-transfer-by-${by}`,
  // Whoever goes has heard the supervisor, and whoever comes must not.
  arrange: (scene) => listening(scene, by === 'agent' ? 'whisperAgent' : 'join'),
  act: async (scene) => {
    const next = await scene.calls[0]?.transfer(by, how)
    if (!next) return
    scene.talks.push(next)
    scene.goal = next
  },
  // Asterisk may give the call another id on its way; who is on it is what counts.
  state: (scene) => {
    const { target, call } = scene.claim()
    if (over(scene)) return 'over'
    return live(scene, 'listen') && call === 'up' && target?.agentId === scene.goal.target.agentId ? 'done' : null
  },
  keepsVoices: false,
})

const end: Journey = {
  name: 'end',
  arrange: (scene) => listening(scene, 'join'),
  act: async (scene) => scene.console.end(),
  state: (scene) => (over(scene) ? 'done' : null),
  keepsVoices: true,
}

const crash: Journey = {
  name: 'crash-and-start',
  arrange: (scene) => listening(scene, 'whisperAgent'),
  act: crashAndStart,
  state: (scene) => (scene.console.isLive() ? 'done' : null),
  keepsVoices: true,
}

/** Each as often as wished, without faults: `--transfers`. */
export const transfers: readonly Journey[] = (['blind', 'attended'] as const).flatMap((how) => [
  transfer('agent', how),
  transfer('caller', how),
])

export const journeys: readonly Journey[] = [
  listen,
  ...changes,
  hop,
  follow,
  transfer('agent'),
  transfer('caller'),
  end,
  crash,
]
