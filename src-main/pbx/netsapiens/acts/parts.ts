// What the acts of this folder stand on, and how one that was asked once is looked for.
import { deskFailure } from '#contract/errors.ts'
import type { Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { askOnce, type Seen } from '#main/pbx/kit/asked-once.ts'
import type { Picture } from '../floor/picture.ts'
import type { Api } from '../wire/api.ts'

export type NetsapiensActsParts = {
  readonly api: Pick<Api, 'change' | 'list'>
  readonly domain: () => string
  readonly picture: () => Picture
  readonly readSoon: () => void
  readonly clock: Pick<Clock, 'after' | 'ticks'>
}

export const callGone: Seen = { kind: 'over', cause: deskFailure('callGone') }
export const doneIf = (isDone: boolean): Seen => ({ kind: isDone ? 'done' : 'notDone' })

type Change = readonly [method: 'PATCH' | 'DELETE', path: string]

/** Asked once; then the list at `path` is looked at, until it shows what came of it. Both paths below the domain. */
export async function doneOnce(
  { api, domain, clock, readSoon }: NetsapiensActsParts,
  [method, path]: Change,
  listPath: string,
  seen: (rows: readonly unknown[]) => Seen,
): Promise<Result<null>> {
  const below = (rest: string) => `/domains/${encodeURIComponent(domain())}${rest}`
  const answer = await askOnce({
    clock,
    ask: () => api.change(method, below(path)),
    look: async () => {
      const rows = await api.list(below(listPath))
      return rows.ok ? seen(rows.value) : { kind: 'unknown' }
    },
  })
  // The picture is not to show a call, or an agent, as it was before what the console itself has done.
  readSoon()
  return answer
}
