// Has the PBX play what tells of monitoring, and says in which of its ways that went wrong.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Target } from '#contract/monitor.ts'
import type { Notice } from '#contract/notice/notice.ts'
import { err } from '#contract/result.ts'
import type { Connector, NoticeSound } from '#main/pbx/connector.ts'
import type { Log } from '#main/system/log.ts'
import type { PlayOutcome, Sound } from './next-notice.ts'

export type PlayingParts = {
  readonly connector: Pick<Connector, 'notice' | 'acts'>
  readonly log: Log
  readonly randomId: (bytes: number) => string
}

/** Of the sound that comes first on a call. */
const TRIES = 2

/** null: it has been heard. */
export function createPlaying({ connector, log, randomId }: PlayingParts) {
  const play = async (notice: Notice, sound: Sound, target: Target): Promise<DeskError | null> => {
    const part = connector.notice
    const wanted = notice[sound]
    if (!wanted) return null
    if (!part) return notByThisPbx
    const order = { id: randomId(8), target, sound: soundOf(notice, sound), to: wanted.to }
    const played = await part.play(order).catch((cause: unknown) => err(deskFailure('internal', String(cause))))
    if (played.ok) return null
    log(
      'warn',
      `the ${sound} that tells of monitoring was not played: ${played.error.code} ${played.error.detail ?? ''}`,
    )
    if (played.error.code === 'callGone') return played.error
    return deskFailure('noticeNotGiven', played.error.detail ?? played.error.code)
  }
  return {
    play,
    /** The text that stands on the agent's phone. */
    sign: async (agentId: string, text: string): Promise<boolean> => {
      const { acts } = connector
      if (!acts) return false
      const sent = await acts
        .run({ kind: 'sendText', agentId, text }, randomId(8))
        .catch((cause: unknown) => err(deskFailure('internal', String(cause))))
      if (!sent.ok) log('warn', `the text that tells of monitoring was not sent: ${sent.error.code}`)
      return sent.ok
    },
    first: async (notice: Notice, target: Target): Promise<DeskError | null> => {
      const never = whyNever(connector, notice)
      if (never) return never
      let why: DeskError | null = null
      for (let tries = 0; tries < TRIES; tries++) {
        why = await play(notice, 'tone', target)
        if (why?.code !== 'noticeNotGiven') return why
      }
      return why
    },
    whyNever: (notice: Notice) => whyNever(connector, notice),
  }
}

const notByThisPbx = deskFailure('noticeNotGiven', 'this phone system, as it is set up, cannot play a notice')

/** What could not be given at any time is known before there is a monitor. */
function whyNever({ notice: part, acts }: PlayingParts['connector'], notice: Notice): DeskError | null {
  const wanted = (['tone', 'announcement'] as const).filter((sound) => notice[sound] !== null)
  if (wanted.length > 0 && !part) return notByThisPbx
  for (const sound of wanted) {
    const why = part?.whyNot(soundOf(notice, sound))
    if (why) return deskFailure('noticeNotGiven', why.detail ?? why.code)
  }
  const noSign = notice.sign === null ? null : acts?.can().sendText
  return noSign === null ? null : deskFailure('noticeNotGiven', noSign?.detail ?? noTexts)
}

const noTexts = 'this phone system, as it is set up, carries no text to a phone'

export const outcomeOf = (why: DeskError | null): PlayOutcome =>
  why === null ? 'heard' : why.code === 'callGone' || why.detail === 'onHold' ? 'nobody' : 'failed'

const soundOf = ({ announcement }: Notice, sound: Sound): NoticeSound =>
  sound === 'tone' ? { kind: 'tone' } : { kind: 'announcement', name: announcement?.sound ?? null }
