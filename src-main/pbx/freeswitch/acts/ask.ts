// What acts on calls ask of the Event Socket, and how one that was asked once is looked for in the PBX's lists.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { askOnce, type Seen } from '#main/pbx/kit/asked-once.ts'
import { jsonRows, type Row } from '../wire/lists.ts'
import type { FreeswitchActsParts } from './parts.ts'

type Parts = Pick<FreeswitchActsParts, 'feed' | 'clock'>

/** Who there is, and who talks with whom: `show channels` and `show calls`, one behind the other. */
export type Listed = { readonly legs: ReadonlyMap<string, Row>; readonly peers: ReadonlyMap<string, string> }

export async function listed({ feed }: Parts): Promise<Result<Listed>> {
  const [channels, calls] = await Promise.all([feed.api('show channels as json'), feed.api('show calls as json')])
  if (!channels.ok) return channels
  if (!calls.ok) return calls
  const [legRows, callRows] = [jsonRows(channels.value), jsonRows(calls.value)]
  if (!legRows || !callRows) return err(deskFailure('pbxProtocol', 'show channels: this is no list'))
  const peers = new Map<string, string>()
  for (const { uuid = '', b_uuid = '', b_callstate = '' } of callRows) {
    // It may be bridged with one that is only being rung.
    if (b_uuid === '' || !/^(ACTIVE|HELD|UNHELD)$/.test(b_callstate)) continue
    peers.set(uuid, b_uuid)
    peers.set(b_uuid, uuid)
  }
  return ok({ legs: new Map(legRows.map((row) => [row.uuid ?? '', row])), peers })
}

/** Asked once; then `seen` judges what the lists show. */
export const doneOnce = (
  parts: Parts,
  ask: () => Promise<Result<unknown>>,
  seen: (now: Listed) => Seen,
): Promise<Result<null>> => seenOnce(parts, ask, seen).then(inWords)

/** +OK says that a command was read: where the lists show that it cannot have come about, it has not. */
export async function seenOnce(
  parts: Parts,
  ask: () => Promise<Result<unknown>>,
  seen: (now: Listed) => Seen,
): Promise<Result<null>> {
  const last: { seen: Seen } = { seen: { kind: 'unknown' } }
  const look = async (): Promise<Seen> => {
    const now = await listed(parts)
    last.seen = now.ok ? seen(now.value) : { kind: 'unknown' }
    return last.seen
  }
  const answer = await askOnce({ clock: parts.clock, ask, look })
  return last.seen.kind === 'over' ? err(last.seen.cause) : answer
}

export const gone: Seen = { kind: 'over', cause: deskFailure('callGone') }
export const doneIf = (isDone: boolean): Seen => ({ kind: isDone ? 'done' : 'notDone' })

/** The console has sentences for an act, not for what a command answered. */
export const inWords = (result: Result<null>): Result<null> =>
  result.ok || result.error.code !== 'pbxRefused'
    ? result
    : err(
        deskFailure(
          /No such channel/i.test(result.error.detail ?? '') ? 'callGone' : 'actNotPossible',
          result.error.detail,
        ),
      )

/** A word of a command: what would end it, begin another or be an option cannot be in it. Null: it cannot be sent. */
export const asWord = (text: string): string | null =>
  /^[^-\s'",|{}[\]\\$][^\s'",|{}[\]\\$]*$/.test(text) ? text : null
