// What acts on calls ask of AMI, and how one that was asked once is looked for.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { ok, type Result } from '#contract/result.ts'
import { askOnce, type Seen } from '#main/pbx/kit/asked-once.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { AsteriskActsParts } from './parts.ts'

type Parts = Pick<AsteriskActsParts, 'feed' | 'parts'>
type Fields = Readonly<Record<string, string>>
export type Rows = readonly AmiMessage[]

export const action = ({ feed }: Parts, name: string, fields: Fields = {}) => feed.action(name, Object.entries(fields))

export async function list(parts: Parts, name: string, fields: Fields = {}): Promise<Result<Rows>> {
  const shown = await action(parts, name, fields)
  return shown.ok ? ok(shown.value.rows) : shown
}

/** Asked once; then `seen` judges what this list shows. */
export const doneOnce = (
  parts: Parts,
  ask: () => Promise<Result<unknown>>,
  [name, fields]: readonly [list: string, fields?: Fields],
  seen: (rows: Rows) => Seen,
): Promise<Result<null>> =>
  askOnce({
    clock: parts.parts.clock,
    ask,
    look: async () => {
      const rows = await list(parts, name, fields)
      return rows.ok ? seen(rows.value) : { kind: 'unknown' }
    },
  })

export const channels = ['CoreShowChannels'] as const

export const gone: Seen = { kind: 'over', cause: deskFailure('callGone') }
export const doneIf = (isDone: boolean): Seen => ({ kind: isDone ? 'done' : 'notDone' })

export const isNoSuchChannel = ({ code, detail = '' }: DeskError): boolean =>
  code === 'pbxRefused' && /no such channel/i.test(detail)

/** What the console has a sentence for. */
export function inWords(error: DeskError): DeskError {
  const { code, detail = '' } = error
  return code === 'pbxRefused' && /permission denied/i.test(detail) ? deskFailure('actNotPossible', 'amiRight') : error
}

export const wait = ({ parts }: Parts, ms: number): Promise<void> =>
  new Promise((resolve) => parts.clock.after(ms, () => resolve()))
