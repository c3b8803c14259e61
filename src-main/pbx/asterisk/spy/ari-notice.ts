// Sounds that tell agent or caller of being monitored, by ARI: what is played on a snoop that hears nothing is whispered to whom it is meant for.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Target } from '#contract/monitor.ts'
import type { Ears } from '#contract/notice/notice.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { NoticeOrder, NoticePart } from '#main/pbx/connector.ts'
import { waitFor, within } from '#main/pbx/kit/waits.ts'
import type { Spot } from '../floor/picture-view.ts'
import { type AriError, type AriEvent, type AriRest, asDeskError } from '../wire/ari-client.ts'
import { noticeChannelId } from '../wire/console-id.ts'
import { type Attachments, isUnknown } from './attachments.ts'

/** Direction of the whisper, seen from the agent's channel, as of a mode (ari-rooms.ts). */
const whisper = { agent: 'out', caller: 'in', both: 'both' } as const satisfies Record<Ears, string>

/** A tone goes on until its channel is gone. */
const tone = { media: 'tone:1400/400', ms: 300 }
const startWithinMs = 500
const answerWithinMs = 1000
const againMs = 40
const notInStasisYet = [409, 412, 422]
/** The longest announcement. */
const endsWithinMs = 60_000

export type AriNotice = NoticePart & {
  /** Must be given every event of the application. */
  handle(event: AriEvent): void
}

export type AriNoticeParts = {
  readonly ari: AriRest
  readonly app: string
  readonly idPrefix: string
  readonly attachments: Attachments
  readonly clock: Pick<Clock, 'after'>
  /** The agent's channel on that call; null: they do not talk there now. */
  readonly spotOf: (target: Target) => (Spot & { readonly isHeld: boolean }) | null
}

type Heard = ReturnType<typeof createListeners<AriEvent>>

export function createAriNotice(parts: AriNoticeParts): AriNotice {
  const heard: Heard = createListeners()
  return {
    whyNot: (sound) => (mediaOf(sound) === null ? noSound : null),
    async play(order) {
      const media = mediaOf(order.sound)
      if (media === null) return err(noSound)
      const spot = parts.spotOf(order.target)
      if (!spot) return err(deskFailure('callGone', 'the agent does not talk on this call now'))
      if (spot.isHeld) return err(onHold)
      const id = noticeChannelId(parts.idPrefix, order.id)
      const played = await playOn(parts, heard, { id, media, spot, order })
      void parts.attachments.remove('channel', id)
      // Some of it may have been heard before: it is played again, which harms nobody.
      return played.ok && parts.spotOf(order.target)?.isHeld ? err(onHold) : played
    },
    handle: heard.emit,
  }
}

/** What is whispered to a channel whose call is on hold is said to be played, and reaches neither side (measured). */
const onHold: DeskError = deskFailure('noticeNotGiven', 'onHold')

const noSound: DeskError = deskFailure(
  'noticeNotGiven',
  'no sound is named for the announcement (notice.rules.announcement.sound)',
)

const mediaOf = (sound: NoticeOrder['sound']): string | null =>
  sound.kind === 'tone' ? tone.media : sound.name && `sound:${sound.name}`

type Playing = {
  readonly id: string // of the snoop, and of what is played on it
  readonly media: string
  readonly spot: Spot
  readonly order: NoticeOrder
}

async function playOn(parts: AriNoticeParts, heard: Heard, playing: Playing): Promise<Result<null>> {
  const { ari, app, attachments, clock } = parts
  const { id, spot, order } = playing
  const started = waitFor(clock, { ms: startWithinMs, otherwise: false }, (settle) =>
    heard.on((event) => isStart(event, id) && settle(true)),
  )
  const query = { app, spy: 'none', whisper: whisper[order.to] }
  const made = await attachments.make('channel', id, () =>
    ari.call('POST', `/channels/${spot.channelId}/snoop/${id}`, query),
  )
  if (!made.ok) return err(refusedBy(made.error))
  // The event may be lost: whether it has started shows when something is played.
  await started
  const over = untilOver(clock, heard, id, order.sound.kind === 'tone' ? tone.ms : endsWithinMs)
  const begun = await begin(parts, heard, playing)
  if (!begun.ok) return begun
  switch (await over) {
    case 'done':
      return ok(null)
    case 'time': // a tone has no end of its own; an announcement must have told it
      return order.sound.kind === 'tone' ? ok(null) : err(deskFailure('timedOut', 'its end was not told'))
    case 'failed':
      return err(deskFailure('noticeNotGiven', `Asterisk could not play ${playing.media}`))
    case 'cut':
      return err(deskFailure('callGone', 'the channel it was played to is gone'))
  }
}

/** ok: it plays. What is not answered may play all the same: then its event tells. */
async function begin({ ari, clock }: AriNoticeParts, heard: Heard, { id, media }: Playing): Promise<Result<null>> {
  const told = waitFor(clock, { ms: answerWithinMs, otherwise: false }, (settle) =>
    heard.on((event) => isPlayback(event, id) && settle(true)),
  )
  for (let tries = 0; ; tries++) {
    const asked = ari.call('POST', `/channels/${id}/play/${id}`, { media })
    const answer = await within(clock, asked, { ms: answerWithinMs, otherwise: noAnswer })
    if (answer.ok) return ok(null)
    if (isUnknown(answer.error)) return (await told) ? ok(null) : err(deskFailure('timedOut', answer.error.text))
    if (!notInStasisYet.includes(answer.error.status) || tries * againMs > startWithinMs)
      return err(refusedBy(answer.error))
    await waitFor(clock, { ms: againMs, otherwise: false }, (settle) =>
      heard.on((event) => isStart(event, id) && settle(true)),
    )
  }
}

const noAnswer = err<AriError>({ status: 0, text: 'no answer' })

const refusedBy = (error: AriError): DeskError =>
  error.status === 404 ? deskFailure('callGone', error.text) : asDeskError(error)

type Over = 'done' | 'failed' | 'cut' | 'time'

const untilOver = (clock: Pick<Clock, 'after'>, heard: Heard, id: string, ms: number): Promise<Over> =>
  waitFor<Over>(clock, { ms, otherwise: 'time' }, (settle) =>
    heard.on((event) => {
      if (event.type === 'StasisEnd' && event.channel.id === id) settle('cut')
      if (event.type === 'PlaybackFinished' && event.playback.id === id)
        settle(event.playback.state === 'failed' ? 'failed' : 'done')
    }),
  )

const isStart = (event: AriEvent, id: string): boolean => event.type === 'StasisStart' && event.channel.id === id

const isPlayback = (event: AriEvent, id: string): boolean =>
  (event.type === 'PlaybackStarted' || event.type === 'PlaybackFinished') && event.playback.id === id
