// The floor from the demo PBX's feed: a whole picture, then patches in sequence; a gap asks for a whole picture again.
import { applyPatch, type Floor, type FloorMessage } from '#contract/floor.ts'
import { err, type Result } from '#contract/result.ts'
import { type FeedEvent, wirePicture } from './codec.ts'
import { floorOf, patchOf } from './map.ts'

export type Feed = {
  /** Asks for a whole picture; events are dropped until it is there. */
  readonly subscribe: () => Promise<Result<null, string>>
  readonly applyEvent: (event: FeedEvent) => void
  /** Something of the feed was lost: asks anew, unless that is under way. */
  readonly lost: () => void
  /** Resolves once everything up to this event is in the picture. */
  readonly reached: (seq: number) => Promise<void>
  /** The last picture, also an old one while the PBX is out of reach. */
  readonly floor: () => Floor | null
}

export type FeedParts = {
  readonly request: (method: string, params: object) => Promise<Result<unknown>>
  readonly emit: (message: FloorMessage) => void
  /** A picture could not be had or read. */
  readonly onBroken: (why: string) => void
}

export function createFeed({ request, emit, onBroken }: FeedParts): Feed {
  let floor: Floor | null = null
  let seq: number | null = null // null while a picture is awaited
  let waiting: { readonly seq: number; readonly resolve: () => void }[] = []

  const settle = () => {
    const now = seq
    if (now === null || waiting.length === 0) return
    for (const one of waiting) if (one.seq <= now) one.resolve()
    waiting = waiting.filter((one) => one.seq > now)
  }

  async function subscribe(): Promise<Result<null, string>> {
    seq = null
    const answer = await request('feed.subscribe', {})
    if (!answer.ok) return err(answer.error.detail ?? answer.error.code)
    const picture = wirePicture.safeParse(answer.value)
    if (!picture.success) return err('a floor of an unknown shape')
    seq = picture.data.seq
    floor = floorOf(picture.data)
    emit({ kind: 'whole', floor })
    settle()
    return { ok: true, value: null }
  }
  const lost = () => {
    if (seq === null) return
    void subscribe().then((result) => {
      if (!result.ok) onBroken(result.error)
    })
  }
  return {
    subscribe,
    lost,
    applyEvent: (event) => {
      if (seq === null || floor === null || event.seq <= seq) return
      if (event.seq !== seq + 1) return lost()
      seq = event.seq
      const patch = patchOf(event)
      floor = applyPatch(floor, patch)
      emit({ kind: 'patch', patch })
      settle()
    },
    reached: (wanted) =>
      new Promise((resolve) => {
        waiting.push({ seq: wanted, resolve })
        settle()
      }),
    floor: () => floor,
  }
}
