// The announcement that a site wants before the supervisor's first word: played when they want to speak, who hold the talk key meanwhile speak after it.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Mode } from '#contract/monitor.ts'
import type { NoticeBoard } from '#contract/notice/notice.ts'
import type { Stop } from '#contract/time.ts'

export type AnnouncedParts = {
  readonly desk: Pick<Desk, 'request' | 'on'>
  readonly show: (told: NoticeBoard | null) => void
  /** It could not be played. */
  readonly refuse: (error: DeskError) => void
  readonly choose: (mode: Mode, held: 'held') => void
}

export type Announced = {
  /** True: it must be heard first, and is being played. `held`: the mode that is wanted for as long as a key is down; null: it is wanted again by hand. */
  readonly mustPlay: (held: Mode | null) => boolean
  /** Nobody wants to speak any more, or wants it anew. */
  readonly forget: () => void
  readonly stop: Stop
}

export function announcing({ desk, show, refuse, choose }: AnnouncedParts): Announced {
  let told: NoticeBoard | null = null
  let held: Mode | null = null
  let isAsked = false
  /** The desk refuses likewise, whatever the window believes. */
  const isFirst = () => told?.announcement != null && told.announcement.state !== 'given'

  const stop = desk.on('monitoringNotice', (board) => {
    told = board
    if (!board) held = null
    show(board)
    const wanted = held
    if (wanted === null || isFirst()) return
    held = null
    choose(wanted, 'held')
  })
  const ask = async (ticketId: string): Promise<void> => {
    const answer = await desk
      .request('announce', { ticketId })
      .catch(() => ({ ok: false, error: deskFailure('serverGone') }) as const)
    isAsked = false
    if (answer.ok) return
    held = null
    refuse(answer.error)
  }
  return {
    mustPlay: (wanted) => {
      if (!told || !isFirst()) return false
      held = wanted
      if (!isAsked) {
        isAsked = true
        void ask(told.ticketId)
      }
      return true
    },
    forget: () => {
      held = null
    },
    stop,
  }
}
