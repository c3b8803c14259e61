// Asks the desk for acts, one order each: what is asked is shown as asked, and only what was answered as done.
import type { Act } from '#contract/acts/acts.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import { err, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { RefusalView } from '#renderer/monitor/refusal-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { formatList } from '#renderer/words/format.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { Words } from '#renderer/words/words.ts'
import type { ActsStore, AskedKind } from '../acts-store.ts'
import { commandOf } from '../command-of.ts'
import { sentenceOf } from '../why-not-done.ts'
import { rowOf, undoOf } from './scene.ts'

export type RunParts = {
  readonly desk: Pick<Desk, 'request'>
  readonly store: ActsStore
  readonly clock: Pick<Clock, 'after'>
  readonly floor: () => Floor | null
  readonly refuse: RefusalView['refuse']
  readonly newId: () => string
  /** The monitor's own act: it makes a call of it, on the same line. */
  readonly takeOver: () => void
  readonly words: Words
  readonly acts: ActWords
}

export const UNDO_MS = 8000

/** `undoes`: it takes back what was done, and is not offered to be taken back itself. */
export async function runActs(parts: RunParts, acts: readonly Act[], undoes = false): Promise<void> {
  if (acts.some(({ kind }) => kind === 'takeOver')) return parts.takeOver()
  const { store, acts: say } = parts
  const before = parts.floor()
  const answers = await Promise.all(acts.map((act) => askOne(parts, act)))
  const done = acts.filter((_act, at) => answers[at]?.ok)
  const failed = acts.flatMap((act, at) => {
    const answer = answers[at]
    return answer && !answer.ok ? [{ act, error: answer.error }] : []
  })
  const [first] = failed
  if (first) {
    const title = say.failed(nameOf(parts, first.act), failed.length, whomOf(before, first.act, say))
    parts.refuse(title, because(whysOf(parts, before, failed)))
  }
  const [one] = done
  if (!one) return
  const undo = undoes ? [] : done.flatMap((act) => undoOf(act, before) ?? [])
  const shown = { sentence: say.done[kindOf(one)](whomOf(before, one, say), done.length), undo }
  store.setState({ done: shown })
  parts.clock.after(UNDO_MS, () => {
    if (store.getState().done === shown) store.setState({ done: null })
  })
}

type Failed = { readonly act: Act; readonly error: DeskError }

/** Where they failed for different reasons, each with those it is about. */
function whysOf(parts: RunParts, before: Floor | null, failed: readonly Failed[]): string {
  const whys = new Map<string, readonly string[]>()
  for (const { act, error } of failed) {
    const why = sentenceOf(parts, error)
    whys.set(why, [...(whys.get(why) ?? []), whomOf(before, act, parts.acts)])
  }
  const told = [...whys]
  return told.length === 1 ? (told[0]?.[0] ?? '') : told.map(([why, whom]) => `${formatList(whom)}: ${why}`).join(' ')
}

async function askOne({ desk, store, newId, acts: say }: RunParts, act: Act): Promise<Result<null>> {
  const row = rowOf(act)
  const text = say.asked[kindOf(act)]
  store.setState(({ asked }) => ({ asked: { ...asked, [row]: text } }))
  try {
    return await desk.request('act', { id: newId(), act })
  } catch {
    return err(deskFailure('serverGone'))
  } finally {
    store.setState(({ asked }) => {
      const { [row]: _answered, ...others } = asked
      return { asked: others }
    })
  }
}

export const kindOf = (act: Act): AskedKind => act.kind

const nameOf = ({ words }: RunParts, act: Act): string => words.keys.commands[commandOf(kindOf(act))]

function whomOf(floor: Floor | null, act: Act, say: ActWords): string {
  const agentId = 'agentId' in act ? act.agentId : null
  if (agentId !== null) return floor?.agents[agentId]?.name ?? agentId
  const queue = act.kind === 'broadcast' ? floor?.queues[act.queueId] : undefined
  return queue?.name ?? say.theCall
}
