// What can be chosen for an act, as a list: reasons, queues, agents; and a number, where one is typed. Pure.
import { emptyFloor } from '#contract/floor.ts'
import { dialledNumber } from '#renderer/calls/dialled-number.ts'
import { stateText } from '#renderer/floor/agent-parts.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { compareText } from '#renderer/words/collation.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { Words } from '#renderer/words/words.ts'
import { type ActScene, callOf } from '../act-refusals.ts'
import type { AskedKind } from '../acts-store.ts'
import type { Choice } from './scene.ts'

export type Option = {
  readonly id: string
  readonly name: string
  readonly also: string // more text it is found by
  readonly side: string
  readonly choice: Choice
}

/** list: one of these; text: written; null: nothing is to be chosen. */
export function choiceOf(kind: AskedKind, pauseReasons: readonly string[]): 'list' | 'text' | null {
  switch (kind) {
    case 'pause':
      return pauseReasons.length > 0 ? 'list' : 'text'
    case 'logIn':
    case 'logOut':
    case 'transferCall':
    case 'pickCall':
    case 'moveWaiting':
      return 'list'
    case 'sendText':
    case 'broadcast':
    case 'markRecording':
      return 'text'
    default:
      return null
  }
}

type About = {
  readonly words: Words
  readonly say: ActWords
  readonly subject: RowSubject
  readonly scene: ActScene
  readonly pauseReasons: readonly string[]
}

/** Those whose every word begins so somewhere; a number that is typed is an option of its own. */
export function optionsFor(kind: AskedKind, search: string, about: About): readonly Option[] {
  const wanted = folded(search).split(/\s+/).filter(Boolean)
  const found = optionsOf(kind, about).filter(({ name, also }) =>
    wanted.every((word) => folded(`${name} ${also}`).includes(word)),
  )
  return kind === 'transferCall' ? [...found, ...numberOf(search, about)] : found
}

function optionsOf(kind: AskedKind, about: About): readonly Option[] {
  const { say, pauseReasons } = about
  switch (kind) {
    case 'pause':
      return pauseReasons.map((text) => ({ id: text, name: text, also: '', side: '', choice: { kind: 'text', text } }))
    case 'logIn':
      return queueOptions(about, (id) => ({ kind: 'queues', queueIds: [id] }))
    case 'logOut':
      return loggedInOf(about)
    case 'transferCall':
      return [
        ...agentOptions(about),
        ...queueOptions(about, (queueId) => ({ kind: 'to', to: { kind: 'queue', queueId } })),
      ]
    case 'pickCall':
      return [plain('me', say.choose.me, { kind: 'me' }), ...agentOptions(about)]
    case 'moveWaiting':
      return [
        plain('front', say.choose.front, { kind: 'front' }),
        ...queueOptions(about, (queueId) => ({ kind: 'to', to: { kind: 'queue', queueId } })),
      ]
    default:
      return []
  }
}

const plain = (id: string, name: string, choice: Choice): Option => ({ id, name, also: '', side: '', choice })

function agentOptions({ words, say, subject, scene }: About): readonly Option[] {
  const floor = scene.floor ?? emptyFloor
  const { call } = callOf(subject, scene.floor)
  return Object.values(floor.agents)
    .filter(
      ({ id, presence }) => id !== call?.agentId && presence.kind !== 'loggedOut' && presence.kind !== 'unregistered',
    )
    .toSorted((one, other) => compareText(one.name, other.name))
    .map((agent) => ({
      id: `agent ${agent.id}`,
      name: agent.name,
      also: agent.extension,
      side: stateText(words, agent, floor.calls[agent.callId ?? '']) || say.choose.agent,
      choice: { kind: 'to', to: { kind: 'agent', agentId: agent.id } },
    }))
}

function queueOptions(about: About, choice: (queueId: string) => Choice): readonly Option[] {
  const { say, subject, scene } = about
  const { call } = callOf(subject, scene.floor)
  return Object.values(scene.floor?.queues ?? {})
    .filter(({ id }) => id !== call?.queueId)
    .toSorted((one, other) => compareText(one.name, other.name))
    .map(({ id, name, extension }) => ({
      id: `queue ${id}`,
      name,
      also: extension,
      side: say.choose.queue,
      choice: choice(id),
    }))
}

/** The queues that one of them serves. */
function loggedInOf({ say, subject, scene }: About): readonly Option[] {
  const agents = subject.of === 'agents' ? subject.agentIds.flatMap((id) => scene.floor?.agents[id] ?? []) : []
  const queues = [...new Set(agents.flatMap((agent) => agent.queues))]
  return [
    plain('all', say.choose.allQueues, { kind: 'queues', queueIds: null }),
    ...queues.map((id) => ({
      id: `queue ${id}`,
      name: scene.floor?.queues[id]?.name ?? id,
      also: '',
      side: say.choose.queue,
      choice: { kind: 'queues' as const, queueIds: [id] },
    })),
  ]
}

function numberOf(search: string, { say }: About): readonly Option[] {
  const number = dialledNumber(search)
  if (number === null || !/^[+*#]?\d[\d*#]{1,38}$/.test(number)) return []
  return [plain('number', say.choose.number(number), { kind: 'to', to: { kind: 'number', number } })]
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
