// Tells agent and caller that they are monitored, as the site wants it: runs next-notice.ts over what the PBX can play.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode, MonitorEvent, Target } from '#contract/monitor.ts'
import { type Notice, type NoticeBoard, type NoticeTold, noticeToldOf } from '#contract/notice/notice.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import {
  boardOf,
  mustAnnounce,
  type NoticeEffect,
  type NoticeInput,
  nextTelling,
  type Telling,
  tellingOf,
} from './next-notice.ts'
import { createPlaying, outcomeOf, type PlayingParts } from './playing.ts'

export type NoticesParts = PlayingParts & {
  readonly clock: Pick<Clock, 'after'>
  /** As the site wants it for whoever sits here; null: nobody is told. */
  readonly wanted: () => Notice | null
  /** Who is on that call, as far as the floor knows. */
  readonly people: (target: Target) => string
  readonly emitNotice: (board: NoticeBoard | null) => void
  /** A notice that the site demands cannot be given. */
  readonly end: (ticketId: string) => void
}

export type Notices = {
  /** A monitor begins. The first sound is played before its line hears anything; an error: it must not begin. */
  readonly begin: (ticketId: string, target: Target, isPrivate: boolean) => Promise<DeskError | null>
  /** Likewise before it comes to another call. */
  readonly beforeHop: (ticketId: string, target: Target, isPrivate: boolean) => Promise<DeskError | null>
  readonly event: (event: MonitorEvent) => void
  /** The floor has changed. */
  readonly look: () => void
  readonly whyNotSpeak: (ticketId: string, mode: Mode) => DeskError | null
  readonly announce: (ticketId: string) => Promise<Result<null>>
  /** For the history. */
  readonly told: (isPrivate: boolean) => NoticeTold | undefined
  /** Tells the window once more how it stands. */
  readonly tell: () => void
}

export function createNotices(parts: NoticesParts): Notices {
  const { wanted, people } = parts
  const playing = createPlaying(parts)
  const now = createTelling(parts, playing)
  let first: First | null = null

  /** null: the line may hear that call. */
  const playFirst = async (notice: Notice, target: Target, isPrivate: boolean): Promise<DeskError | null> => {
    const why = isPrivate || !notice.tone ? playing.whyNever(notice) : await playing.first(notice, target)
    first = { target, isPrivate, given: !why }
    return why && notice.failing === 'end' ? why : null
  }
  return {
    begin: async (ticketId, target, isPrivate) => {
      now.over()
      first = null
      const notice = wanted()
      if (!notice) return null
      const why = await playFirst(notice, target, isPrivate)
      if (!why) now.begin(tellingOf(ticketId, notice, isPrivate))
      return why
    },
    beforeHop: async (ticketId, target, isPrivate) => {
      const state = now.of(ticketId)
      return state && playFirst(state.notice, target, isPrivate)
    },
    event: (event) => {
      const input = now.of(event.ticketId) && inputOf(event, people, first)
      if (input?.kind === 'over') now.over()
      else if (input) now.move(input)
    },
    look: now.look,
    whyNotSpeak: (ticketId, mode) => {
      const state = now.of(ticketId)
      if (mode === 'listen' || !state || !mustAnnounce(state)) return null
      return state.announcement.state === 'failed' ? notAnnounced : deskFailure('announcementFirst')
    },
    announce: now.announce,
    told: (isPrivate) => {
      const notice = wanted()
      return notice ? noticeToldOf(notice, isPrivate) : undefined
    },
    tell: now.tell,
  }
}

/** The call that was asked for last, and whether its first sound has been played. */
type First = { readonly target: Target; readonly isPrivate: boolean; readonly given: boolean }

const notAnnounced = deskFailure('noticeNotGiven', 'the announcement')

/** The machine of the monitor there is, as it runs. */
function createTelling({ clock, people, ...parts }: NoticesParts, playing: ReturnType<typeof createPlaying>) {
  let telling: Telling | null = null
  const announcing = new Set<(result: Result<null>) => void>()
  /** What comes back late is of another monitor. */
  const of = (ticketId: string): Telling | null => (telling?.ticketId === ticketId ? telling : null)
  const tell = () => parts.emitNotice(telling && !telling.isOver ? boardOf(telling) : null)

  const move = (input: NoticeInput): void => {
    if (!telling) return
    const before = telling
    const { state, effects } = nextTelling(before, input)
    telling = state
    for (const effect of effects) perform(state, effect)
    if (shownOf(before) !== shownOf(state)) tell()
    if (state.announcement.state !== 'playing') settle(mustAnnounce(state) ? err(notAnnounced) : ok(null))
  }
  const settle = (result: Result<null>): void => {
    for (const done of announcing) done(result)
    announcing.clear()
  }
  const later = (ticketId: string, input: NoticeInput): void => {
    if (of(ticketId)) move(input)
  }
  const perform = ({ ticketId, notice }: Telling, effect: NoticeEffect): void => {
    switch (effect.do) {
      case 'play': {
        const { sound, number, target } = effect
        void playing
          .play(notice, sound, target)
          .then((why) => later(ticketId, { kind: 'played', sound, number, outcome: outcomeOf(why) }))
        return
      }
      case 'sign': {
        const { target, text } = effect
        void playing.sign(target.agentId, text).then((ok) => later(ticketId, { kind: 'signed', target, ok }))
        return
      }
      case 'later':
        clock.after(effect.inMs, () => later(ticketId, effect.input))
        return
      case 'end':
        parts.end(ticketId)
        return
    }
  }
  return {
    of,
    move,
    tell,
    begin: (state: Telling): void => {
      telling = state
      tell()
    },
    over: (): void => {
      move({ kind: 'over' })
      telling = null
    },
    look: (): void => {
      if (telling?.on) move({ kind: 'people', people: people(telling.on) })
    },
    announce: (ticketId: string): Promise<Result<null>> =>
      new Promise((resolve) => {
        const on = of(ticketId)?.on
        if (!on) return resolve(err(deskFailure('refusedByAccess', 'callEnded')))
        announcing.add(resolve)
        move({ kind: 'announce' })
      }),
  }
}

const shownOf = (telling: Telling): string => (telling.isOver ? '' : JSON.stringify(boardOf(telling)))

function inputOf(event: MonitorEvent, people: NoticesParts['people'], first: First | null): NoticeInput | null {
  switch (event.kind) {
    case 'attached':
    case 'retargeted': {
      const { target } = event
      const asked = first?.target.callId === target.callId && first.target.agentId === target.agentId ? first : null
      return { kind: 'on', target, people: people(target), given: asked?.given ?? false, isPrivate: asked?.isPrivate }
    }
    case 'targetEnded':
      return { kind: 'off' }
    case 'mode':
      return event.mode === 'listen' ? null : { kind: 'speaks' }
    case 'unsure':
      return null
    case 'ended':
      return { kind: 'over' }
  }
}
