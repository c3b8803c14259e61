// Agents who ask for help on their call, and the supervisors who see to it. Pure.
import { type Answer, no, yes } from '../kit/answer.ts'
import { roll } from './chance.ts'
import { due } from './edit.ts'
import type { Help, World } from './world.ts'

const ASKS = 0.12 // of the calls

/** When the agent of this call will ask for help, if ever. Takes nothing of the floor's own chance: the calls stay the same. */
export function planHelp(world: World, call: string, talkSeconds: number): World {
  const { value } = roll(world.chance ^ 0x4e1b)
  return value < ASKS ? due(world, talkSeconds * 0.3, { kind: 'askHelp', call }) : world
}

/** The agent on the call asks; who has asked already has not asked again. */
export function askHelp(world: World, call: string): World {
  const agent = world.calls[call]?.agent ?? null
  const orderly = agent !== null && world.agents[agent]?.status === 'in-call'
  return orderly ? askedBy(world, agent) : world
}

export function orderHelp(world: World, ext: string): Answer<{ readonly world: World; readonly help: string }> {
  if (!world.agents[ext]) return no('bad-params', `There is no agent ${ext}.`)
  if (helpOf(world, ext)) return no('not-allowed', `${ext} has asked already.`)
  const next = askedBy(world, ext)
  return yes({ world: next, help: helpOf(next, ext)?.id ?? '' })
}

export function claimHelp(world: World, id: string, by: string): Answer<World> {
  const help = world.help[id]
  if (!help) return gone(id)
  if (help.claim && help.claim.by !== by) return no('not-allowed', `${help.claim.by} sees to it already.`)
  return yes(withHelp(world, { ...help, claim: help.claim ?? { by, at: world.now }, offered: null }))
}

/** To one supervisor, or to whoever wants it; nobody has claimed it then. */
export function handHelpOver(world: World, id: string, by: string, to: string | null): Answer<World> {
  const help = world.help[id]
  if (!help) return gone(id)
  if (help.claim && help.claim.by !== by) return no('not-allowed', `${help.claim.by} sees to it, not ${by}.`)
  return yes(withHelp(world, { ...help, claim: null, offered: to }))
}

export const doneHelp = (world: World, id: string): Answer<World> =>
  world.help[id] ? yes(withoutHelp(world, (help) => help.id === id)) : gone(id)

/** What agents do not need any more: their call is over, or is another agent's now. */
export function settleHelp(world: World): World {
  return withoutHelp(world, ({ agent, call }) => call !== null && world.agents[agent]?.call !== call)
}

export const helpsOf = (world: World): readonly Help[] => Object.values(world.help)

function askedBy(world: World, ext: string): World {
  const agent = world.agents[ext]
  if (!agent || helpOf(world, ext)) return world
  const id = `h${world.lastHelp + 1}`
  const help: Help = { id, agent: ext, call: agent.call, at: world.now, claim: null, offered: null }
  return withHelp({ ...world, lastHelp: world.lastHelp + 1 }, help)
}

const helpOf = (world: World, ext: string): Help | undefined => helpsOf(world).find(({ agent }) => agent === ext)

const withHelp = (world: World, help: Help): World => ({ ...world, help: { ...world.help, [help.id]: help } })

function withoutHelp(world: World, isOver: (help: Help) => boolean): World {
  const left = helpsOf(world).filter((help) => !isOver(help))
  if (left.length === helpsOf(world).length) return world
  return { ...world, help: Object.fromEntries(left.map((help) => [help.id, help])) }
}

const gone = (id: string) => no('call-gone', `There is no request for help ${id} (any more).`)
