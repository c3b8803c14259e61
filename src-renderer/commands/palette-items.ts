// What the palette offers: commands, agents, calls, queues, views, settings; each with the reason when it cannot be done now.
import { type Call, emptyFloor, otherParty } from '#contract/floor.ts'
import type { SettingsChange } from '#contract/settings.ts'
import { partyOnFloor } from '#renderer/floor/party-text.ts'
import { hasNumber, haystack, soughtNumber } from '#renderer/floor/search.ts'
import { type CommandId, commands } from '#renderer/keys/commands.ts'
import { because, listenRefusal, type Refusal } from '#renderer/monitor/refusals.ts'
import type { Words } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'
import { fuzzyFind } from './fuzzy.ts'
import { choices } from './palette-choices.ts'
import type { PaletteItem } from './palette-item.ts'
import { registry, runCommand } from './registry.ts'

const MOST_SHOWN = 50
// These have no sense in a list, or are the list.
const left: readonly CommandId[] = ['palette', 'nextList', 'lane', 'holdToTalk', 'muteAnywhere', 'listen']
/** These only open what asks before anything is done. */
const opens: readonly CommandId[] = [
  ...([
    'actions',
    'phone',
    'actEndCall',
    'actForceLogOut',
    'actTransferCall',
    'actPickCall',
    'actMoveWaiting',
  ] as const),
  ...(['actPause', 'actLogIn', 'actLogOut', 'actSendText', 'actBroadcast', 'actMarkRecording'] as const),
]
const movers: readonly CommandId[] = ['note', 'search', 'settings', 'diagnostics', 'help', 'remedy', 'order']

export function findItems(
  words: Words,
  search: string,
  context: CommandContext,
  save: (change: SettingsChange) => void,
): readonly PaletteItem[] {
  const items = commandItems(words, context)
  const known = [
    ...(search.trim() === '' ? possibleFirst(items) : items),
    ...listItems(words, context),
    ...agentItems(words, context),
    ...callItems(words, context),
    ...choices(words, context, save),
  ]
  return fitting(search, [...known, ...offeredItems(context, new Set(known.map(({ name }) => name)))])
}

/** By letters in their order; whoever a number belongs to by that number, however it is typed: `+1 (555) 123-4`. */
export function fitting<T extends Pick<PaletteItem, 'name' | 'also'>>(
  search: string,
  items: readonly T[],
): readonly T[] {
  const digits = soughtNumber(search)
  const owners = digits === null ? [] : items.filter(({ also }) => hasNumber(haystack(numbersIn(also)), digits))
  if (owners.length > 0) return owners.slice(0, MOST_SHOWN)
  return fuzzyFind(search, items, ({ name, also }) => `${name} ${also}`, MOST_SHOWN)
}

const numbersIn = (text: string): readonly string[] => text.match(/[+(]?\d[\d\s()./-]*/g) ?? []

const plainItem = { also: '', command: null, movesFocus: false, isDeliberate: false, refusal: () => null } as const

const commandItems = (words: Words, context: CommandContext): PaletteItem[] =>
  registry
    .filter(({ id }) => !left.includes(id))
    .map(({ id, name, refusal }) => ({
      ...plainItem,
      id,
      kind: 'command',
      name: name(),
      also: words.keys.also[id] ?? '',
      command: id,
      movesFocus: movers.includes(id),
      isDeliberate: commands[id].deliberate === 'always' && !opens.includes(id),
      refusal: () => refusal(context),
      run: () => runCommand(id, context),
    }))

/** Who has typed nothing yet looks for something to do. */
function possibleFirst(items: readonly PaletteItem[]): readonly PaletteItem[] {
  const isPossible = new Map(items.map((item) => [item, item.refusal() === null]))
  return [...items.filter((item) => isPossible.get(item)), ...items.filter((item) => !isPossible.get(item))]
}

function agentItems(words: Words, context: CommandContext): PaletteItem[] {
  return Object.values(context.floor?.agents ?? {}).map((agent) => {
    const call = agent.callId === null ? undefined : context.floor?.calls[agent.callId]
    return {
      ...plainItem,
      id: `agent ${agent.id}`,
      kind: 'agent',
      name: words.keys.palette.listenTo(agent.name),
      also: `${agent.name} ${agent.extension}`,
      refusal: () => (call ? hearRefusal(words, call, agent.id, context) : because(words.keys.refusals.notInCall)),
      run: () => call && context.monitor.listen({ callId: call.id, agentId: agent.id }),
    }
  })
}

function callItems(words: Words, context: CommandContext): PaletteItem[] {
  return Object.values(context.floor?.calls ?? {}).flatMap((call) => {
    const { agentId } = call
    if (agentId === null) return []
    return {
      ...plainItem,
      id: `call ${call.id}`,
      kind: 'call',
      name: words.keys.palette.call(
        partyOnFloor(words, context.floor ?? emptyFloor, otherParty(call, agentId)).main,
        context.floor?.agents[agentId]?.name ?? agentId,
      ),
      also: otherParty(call, agentId).number,
      refusal: () => hearRefusal(words, call, agentId, context),
      run: () => context.monitor.listen({ callId: call.id, agentId }),
    }
  })
}

const hearRefusal = (words: Words, call: Call, agentId: string, context: CommandContext): Refusal | null =>
  listenRefusal(words, call, agentId, context.monitor, context.line)

const listItems = (words: Words, { places }: CommandContext): PaletteItem[] =>
  places.lists().map(({ id, name, enter }) => ({
    ...plainItem,
    id: `list ${id}`,
    kind: 'view',
    name: words.keys.palette.goTo(name),
    movesFocus: true,
    run: () => enter('left'),
  }))

/** What stands on the page and is no command. */
function offeredItems({ offers }: CommandContext, known: ReadonlySet<string>): PaletteItem[] {
  return offers
    .all()
    .filter(({ name }) => !known.has(name))
    .map(({ name, part, why, isDeliberate, press }, index) => ({
      ...plainItem,
      id: `offer ${index} ${name}`,
      kind: 'command',
      name,
      also: part,
      movesFocus: true,
      isDeliberate,
      refusal: () => (why === null ? null : because(why)),
      run: press,
    }))
}
