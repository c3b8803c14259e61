// The first word in a call whose microphone rests: it is opened first, and what was wished for meanwhile counts no longer than it is meant.
import { describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import type { Microphone } from '#renderer/line/phone.ts'
import { createFirstWord } from '#renderer/monitor/first-word.ts'
import { settle } from '../../../fakes/fake-clock.ts'

function setUp() {
  const answers: ((source: Microphone['source']) => void)[] = []
  const chosen: string[] = []
  const refused: string[] = []
  let ticks = 0
  let people: string | null = 'Ana on call a'
  const shown: boolean[] = []
  const word = createFirstWord({
    phone: { wantMicrophone: () => new Promise((resolve) => answers.push(resolve)) },
    clock: { ticks: () => ticks },
    whoHears: () => people,
    show: (isComing) => void shown.push(isComing),
    choose: (mode: Mode, held) => void chosen.push(held ? `${mode} held` : mode),
    refuse: (source) => void refused.push(source),
  })
  return {
    word,
    chosen,
    refused,
    shown,
    moveTo: (next: string | null) => {
      people = next
    },
    opens: async (source: Microphone['source'], afterMs = 200) => {
      ticks += afterMs
      answers.shift()?.(source)
      await settle()
    },
  }
}

describe('the first word with a microphone that rests', () => {
  it('is spoken once it is there', async () => {
    const { word, chosen, shown, opens } = setUp()
    word.open({ mode: 'whisperAgent', held: 'held' })
    expect(chosen).toEqual([])
    expect(shown).toEqual([true])
    await opens('ready')
    expect(chosen).toEqual(['whisperAgent held'])
    expect(shown).toEqual([true, false])
  })

  it.each(['refused', 'inUse', 'absent', 'gone'] as const)(
    'is not spoken where it is %s, and that is said',
    async (why) => {
      const { word, chosen, refused, opens } = setUp()
      word.open({ mode: 'whisperAgent', held: undefined })
      await opens(why)
      expect([chosen, refused]).toEqual([[], [why]])
    },
  )

  it('is not spoken where the key was let go meanwhile', async () => {
    const { word, chosen, opens } = setUp()
    word.open({ mode: 'whisperAgent', held: 'held' })
    word.forget()
    await opens('ready')
    expect(chosen).toEqual([])
  })

  it('reaches nobody else: the monitor is on another call by then, or over', async () => {
    for (const next of ['Ana on call b', 'Ana and others on call a', null]) {
      const { word, chosen, refused, moveTo, opens } = setUp()
      word.open({ mode: 'join', held: undefined })
      moveTo(next)
      await opens('ready')
      expect([chosen, refused]).toEqual([[], []])
    }
  })

  it('is not spoken by itself after a question that was long in being answered', async () => {
    const { word, chosen, opens } = setUp()
    word.open({ mode: 'join', held: undefined })
    await opens('ready', 4_001)
    expect(chosen).toEqual([])
  })

  it('is the last one that was wished for', async () => {
    const { word, chosen, opens } = setUp()
    word.open({ mode: 'whisperAgent', held: undefined })
    word.open({ mode: 'join', held: undefined })
    await opens('ready')
    await opens('ready')
    expect(chosen).toEqual(['join'])
  })
})
