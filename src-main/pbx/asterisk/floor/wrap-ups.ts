// Asks the PBX who of a queue is wrapping up, from the end of a call until the queue's time is known.
import type { Clock, Stop } from '#contract/time.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Picture } from './picture.ts'
import { askAboutRecent, forgetLearned, type Readiness, readinessTold, readinessUnknown } from './picture-wrap-ups.ts'

export type WrapUpParts = {
  readonly clock: Clock
  readonly picture: () => Picture
  /** Null when the PBX does not say; `lost`: it may, the next time. */
  readonly ask: (queue: string) => Promise<Readiness | 'lost' | null>
  /** Shows what has changed. */
  readonly publish: () => void
}

export type WrapUps = { readonly heard: (events: readonly AmiMessage[]) => void; readonly stop: Stop }

/** The state of their device follows the end of their call. */
const FIRST_MS = 200
const EVERY_MS = 1000
/** So often the PBX may count others as free than we do, or its answer be lost; then there is no telling. */
const UNLIKE_TRIES = 10

export function watchWrapUps({ clock, picture, ask, publish }: WrapUpParts): WrapUps {
  const asking = new Map<string, Stop>() // by queue
  let stopped = false

  const later = (queue: string, ms: number, unlike: number) =>
    void asking.set(
      queue,
      clock.after(ms, () => void once(queue, unlike)),
    )
  const once = async (queue: string, unlike: number): Promise<void> => {
    const readiness = await ask(queue)
    if (stopped) return
    const { tables } = picture()
    const isTold = readiness !== null && readiness !== 'lost'
    const outcome = isTold ? readinessTold(tables, queue, readiness, clock.now()) : 'unlike'
    if (outcome === 'again') later(queue, EVERY_MS, 0)
    else if (outcome === 'unlike' && readiness && unlike < UNLIKE_TRIES) later(queue, EVERY_MS, unlike + 1)
    else {
      asking.delete(queue)
      readinessUnknown(tables, queue)
    }
    publish()
  }
  const begin = () => {
    for (const [queue, { phase }] of picture().tables.wrapUps)
      if (phase === 'asked' && !asking.has(queue)) later(queue, FIRST_MS, 0)
  }

  askAboutRecent(picture().tables, clock.now())
  begin()
  return {
    heard: (events) => {
      if (events.some(({ Event }) => Event === 'Reload')) forgetLearned(picture().tables, clock.now())
      else if (!events.some(({ Event }) => Event === 'AgentComplete')) return
      begin()
    },
    stop: () => {
      stopped = true
      for (const stop of asking.values()) stop()
      asking.clear()
    },
  }
}
