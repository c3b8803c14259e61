// The announcement that comes before the first word: asked for once, and who holds the talk key speaks when it has ended, nobody else.
import { describe, expect, it } from 'vitest'
import type { Desk } from '#contract/ipc.ts'
import type { NoticeBoard } from '#contract/notice/notice.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { announcing } from '#renderer/monitor/announced.ts'
import { settle } from '../../../fakes/fake-clock.ts'

type State = NonNullable<NoticeBoard['announcement']>['state']
const board = (state: State | null): NoticeBoard => ({
  ticketId: 't',
  tone: null,
  announcement: state && { to: 'both', state },
  sign: 'none',
  isPrivate: false,
})

function stage() {
  const asked: string[] = []
  const chosen: string[] = []
  const refused: string[] = []
  let tell: (told: NoticeBoard | null) => void = () => undefined
  let answer: (result: Result<null>) => void = () => undefined
  const desk = {
    request: (name: string) => {
      asked.push(name)
      return new Promise((resolve) => (answer = resolve))
    },
    on: (_: string, listener: (told: NoticeBoard | null) => void) => {
      tell = listener
      return () => undefined
    },
  } as unknown as Desk
  const announced = announcing({
    desk,
    show: () => undefined,
    refuse: ({ code }) => refused.push(code),
    choose: (mode) => chosen.push(mode),
  })
  return {
    announced,
    asked,
    chosen,
    refused,
    tell: (told: NoticeBoard | null) => tell(told),
    answer: async (result: Result<null>) => {
      answer(result)
      await settle()
    },
  }
}

describe('an announcement that must come first', () => {
  it('is asked for once, however often somebody wants to speak', async () => {
    const { announced, asked, tell } = stage()
    tell(board('due'))
    expect([announced.mustPlay(null), announced.mustPlay('whisperAgent'), announced.mustPlay(null)]).toEqual([
      true,
      true,
      true,
    ])
    expect(asked).toEqual(['announce'])
  })

  it('lets speak who holds the key until it has ended', async () => {
    const { announced, chosen, tell } = stage()
    tell(board('due'))
    announced.mustPlay('whisperAgent')
    tell(board('playing'))
    expect(chosen).toEqual([])
    tell(board('given'))
    tell(board('given'))
    expect(chosen).toEqual(['whisperAgent'])
    expect(announced.mustPlay('whisperAgent')).toBe(false)
  })

  it.each<[string, (of: ReturnType<typeof stage>) => unknown]>([
    ['who has let go', ({ announced }) => announced.forget()],
    ['who did not hold, but pressed', ({ announced }) => announced.mustPlay(null)],
    ['who held it for a monitor that is over', ({ tell }) => tell(null)],
    ['where it failed', ({ answer }) => answer(err({ code: 'noticeNotGiven' }))],
  ])('does not let speak by itself %s', async (_, happens) => {
    const on = stage()
    on.tell(board('due'))
    on.announced.mustPlay('whisperAgent')
    await happens(on)
    on.tell(board('given'))
    expect(on.chosen).toEqual([])
  })

  it('says why it failed, and is asked for anew', async () => {
    const { announced, refused, asked, answer, tell } = stage()
    tell(board('due'))
    announced.mustPlay(null)
    await answer(err({ code: 'noticeNotGiven' }))
    expect(refused).toEqual(['noticeNotGiven'])
    announced.mustPlay(null)
    await answer(ok(null))
    expect([asked.length, refused.length]).toEqual([2, 1])
  })

  it('holds nobody back where there is none', () => {
    const { announced, asked, tell } = stage()
    expect(announced.mustPlay(null)).toBe(false)
    tell(board(null))
    tell(board('given'))
    expect(announced.mustPlay(null)).toBe(false)
    expect(asked).toEqual([])
  })
})
