// What is ours on the PBX by ARI: made once however often it must be asked for, and removed again and again until it is known to be gone.
import { z } from 'zod'
import { backoffMs } from '#contract/back-off.ts'
import { createListeners, type Listeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { waitFor, within } from '#main/pbx/kit/waits.ts'
import type { AriError, AriRest } from '../wire/ari-client.ts'
import { type Attachment, type AttachmentNews, mayBeThere, nextAttachment } from './attachment.ts'

export type Thing = 'channel' | 'bridge'
type Ask = () => Promise<Result<unknown, AriError>>

export type AttachmentsParts = {
  readonly ari: AriRest
  readonly clock: Pick<Clock, 'after'>
  readonly random: () => number // [0, 1)
  /** Another way to hang a channel up, for when ARI does not. absent: there is no such channel. */
  readonly hangUp: (channelId: string) => Promise<'asked' | 'absent' | 'unknown'>
}

/** up: there, and a channel that is answered. */
type Seen = 'there' | 'up' | 'absent' | 'unknown'

export type Attachments = {
  /** Asks for it, and again where no answer comes; `ask` names it by this id, so that it is never made twice. */
  make(thing: Thing, id: string, ask: Ask): Promise<Result<null, AriError>>
  /** Resolves when it is known to be gone. */
  remove(thing: Thing, id: string): Promise<void>
  /** Whether one of these is known to be gone, or will be within the limit. */
  isAnyGone(ids: readonly string[], withinMs: number): Promise<boolean>
  /** What an event tells. */
  hear(id: string, news: 'seen' | 'ended'): void
  look(thing: Thing, id: string): Promise<Seen>
  isWanted(id: string): boolean
  /** It is somebody else's from now on, and is not touched any more. */
  forget(id: string): void
  /** The connection is back: what had to wait is tried at once. */
  again(): void
  close(): void
}

type Entry = {
  readonly thing: Thing
  state: Attachment
  removal: Promise<void> | null
  /** A request for it may yet be done: it is on its way, or was not answered. */
  mayBeMade: boolean
  /** Its end was told, not only that it is not found: a proxy may say that of what is there, and say it twice. */
  isTold: boolean
  /** It is gone for all that is known, and looked for once more in a while. */
  isLookedFor: boolean
}

const answerWithinMs = 700
const goneWithinMs = 500 // from the answer to DELETE to the event, usually 5 ms
const makingTries = 3
const removal = { firstMs: 100, longestMs: 2000 }
/** A request that was not answered is not done any more after this. */
const lateMs = 6000
const LATE_LOOKS = 2

type Work = {
  readonly parts: AttachmentsParts
  readonly entries: Map<string, Entry>
  readonly gone: Listeners<string>
  readonly again: Listeners<void>
  isClosed: boolean
}

export function createAttachments(parts: AttachmentsParts): Attachments {
  const work: Work = { parts, entries: new Map(), gone: createListeners(), again: createListeners(), isClosed: false }
  const { entries, again } = work
  return {
    make: (thing, id, ask) => make(work, thing, id, ask),
    remove: (thing, id) => remove(work, thing, id),
    look: (thing, id) => look(work, thing, id),
    async isAnyGone(ids, ms) {
      const isGone = () => ids.some((id) => !mayBeThere(entries.get(id)?.state ?? 'gone'))
      if (isGone()) return true
      await Promise.race(ids.map((id) => untilGone(work, id, ms)))
      return isGone()
    },
    hear(id, news) {
      const entry = entries.get(id)
      if (entry) note(work, id, entry, news)
    },
    isWanted: (id) => ['asked', 'there', 'unknown'].includes(entries.get(id)?.state ?? 'gone'),
    forget: (id) => void entries.delete(id),
    again: () => again.emit(),
    close() {
      work.isClosed = true
      again.emit()
    },
  }
}

function entryOf({ entries }: Work, thing: Thing, id: string, state: Attachment): Entry {
  const entry = entries.get(id) ?? { thing, state, removal: null, mayBeMade: false, isTold: false, isLookedFor: false }
  entries.set(id, entry)
  return entry
}

function note(work: Work, id: string, entry: Entry, news: AttachmentNews): void {
  entry.state = nextAttachment(entry.state, news)
  if (news === 'ended') entry.isTold = true
  if (entry.state === 'gone') work.gone.emit(id)
  if (entry.state === 'leaving') void remove(work, entry.thing, id)
}

const answered = <T>({ parts }: Work, asked: Promise<Result<T, AriError>>) =>
  within(parts.clock, asked, { ms: answerWithinMs, otherwise: err<AriError>({ status: 0, text: 'no answer' }) })

/** Resolves when it is gone, or when the time is over. */
const untilGone = ({ parts, gone }: Work, id: string, ms: number): Promise<boolean> =>
  waitFor(parts.clock, { ms, otherwise: false }, (settle) => gone.on((other) => other === id && settle(true)))

async function look(work: Work, thing: Thing, id: string): Promise<Seen> {
  const ask = async () => seenBy(await answered(work, work.parts.ari.call('GET', pathOf(thing, id))))
  const first = await ask()
  // A proxy may say 404 once of what is there.
  const seen = first === 'absent' ? await ask() : first
  const entry = work.entries.get(id)
  if (entry && seen !== 'unknown') note(work, id, entry, seen === 'absent' ? 'absent' : 'seen')
  return seen
}

const channel = z.object({ state: z.string() })

function seenBy(found: Result<unknown, AriError>): Seen {
  if (!found.ok) return found.error.status === 404 ? 'absent' : 'unknown'
  return channel.safeParse(found.value).data?.state === 'Up' ? 'up' : 'there'
}

async function make(work: Work, thing: Thing, id: string, ask: Ask): Promise<Result<null, AriError>> {
  const entry = entryOf(work, thing, id, 'asked')
  let isUnanswered = false
  for (let attempt = 1; ; attempt++) {
    entry.mayBeMade = true
    const answer = await answered(work, ask())
    isUnanswered ||= !answer.ok && isUnknown(answer.error)
    entry.mayBeMade = isUnanswered
    note(work, id, entry, newsOf(answer, entry.state))
    if (entry.state === 'unknown') await look(work, thing, id)
    if (entry.state === 'there') return ok(null)
    const cause = answer.ok ? { status: 0, text: 'it ended at once' } : answer.error
    if (entry.state !== 'unknown' || attempt === makingTries) return err(cause)
    await untilGone(work, id, backoffMs(attempt - 1, work.parts.random, removal))
    // Told meanwhile, or given up: it must not be asked for once more.
    const now = stateOf(entry)
    if (now === 'there') return ok(null)
    if (now !== 'unknown') return err(cause)
  }
}

const stateOf = (entry: Entry): Attachment => entry.state

function remove(work: Work, thing: Thing, id: string): Promise<void> {
  const entry = entryOf(work, thing, id, 'leaving')
  if (entry.removal) return entry.removal
  entry.removal = removeUntilGone(work, id, entry).then(() => {
    entry.removal = null
    if (entry.isLookedFor) return
    entry.isLookedFor = entry.mayBeMade || !entry.isTold
    if (entry.isLookedFor) lookLater(work, id, entry, LATE_LOOKS)
    else work.entries.delete(id)
  })
  return entry.removal
}

/** What is only not found is looked for once more each time, when whatever is on its way must have come. */
function lookLater(work: Work, id: string, entry: Entry, looks: number): void {
  work.parts.clock.after(lateMs, () => void lookLate(work, id, entry, looks))
}

async function lookLate(work: Work, id: string, entry: Entry, looks: number): Promise<void> {
  if (work.isClosed) return
  const found = entry.state === 'gone' ? await look(work, entry.thing, id) : 'unknown'
  // It was there after all, and is being removed; or nobody answered.
  if (found === 'unknown' || entry.state !== 'gone') return lookLater(work, id, entry, LATE_LOOKS)
  if (looks > 1) return lookLater(work, id, entry, looks - 1)
  work.entries.delete(id)
}

async function removeUntilGone(work: Work, id: string, entry: Entry): Promise<void> {
  const { clock, random } = work.parts
  entry.state = nextAttachment(entry.state, 'unwanted')
  for (let attempt = 0; mayBeThere(entry.state) && !work.isClosed; attempt++) {
    if (attempt > 0) {
      const ms = backoffMs(attempt - 1, random, removal)
      const called = waitFor<boolean>(clock, { ms, otherwise: false }, (settle) => work.again.on(() => settle(true)))
      await Promise.race([untilGone(work, id, ms), called])
    }
    if (mayBeThere(entry.state)) await tryRemoval(work, id, entry)
  }
}

async function tryRemoval(work: Work, id: string, entry: Entry): Promise<void> {
  const { ari, clock, hangUp } = work.parts
  const ended = untilGone(work, id, answerWithinMs + goneWithinMs)
  const done = await answered(work, ari.call('DELETE', pathOf(entry.thing, id)))
  if (done.ok && entry.thing === 'bridge') return note(work, id, entry, 'ended')
  // A proxy may say that it is not there where it is.
  if (!done.ok && done.error.status === 404) return void (await look(work, entry.thing, id))
  if (!done.ok && entry.thing === 'channel') {
    const other = await within(clock, hangUp(id), { ms: answerWithinMs, otherwise: 'unknown' })
    if (other === 'absent') return note(work, id, entry, 'absent')
    if (other === 'unknown') return
  }
  if (!done.ok && entry.thing === 'bridge') return
  // The answer comes before the channel is gone.
  const isSeenToEnd = await within(clock, ended, { ms: goneWithinMs, otherwise: false })
  if (!isSeenToEnd && mayBeThere(entry.state)) await look(work, entry.thing, id)
}

/** Given up meanwhile, and made all the same: it was seen. */
function newsOf(answer: Result<unknown, AriError>, state: Attachment): AttachmentNews {
  if (answer.ok) return state === 'gone' ? 'seen' : 'made'
  return isUnknown(answer.error) ? 'unanswered' : 'refused'
}

const pathOf = (thing: Thing, id: string): string => `/${thing}s/${id}`

/** Done or not, nobody knows: no answer, or a 5xx or a 408 (a time limit), which may be a proxy's. */
export const isUnknown = ({ status }: AriError): boolean => status === 0 || status === 408 || status >= 500
