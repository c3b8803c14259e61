// @vitest-environment jsdom
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import type { Line, PhoneCall } from '#renderer/line/line.ts'
import type { TrialFault } from '#renderer/settings/sound/next-trial.ts'
import type { Played, Recorded, Tapes } from '#renderer/settings/sound/tapes.ts'
import { TestRecording } from '#renderer/settings/sound/test-recording.tsx'
import { soundTests as say } from '#renderer/words/en/later/sound-tests.ts'
import { stage } from '../../line/stage.tsx'

afterEach(cleanup)

const line = { ...settings.parse({}).line, microphoneId: 'mic', speakerId: 'ear' }
const start = say.recording.start
const invite = { id: 'a', from: { name: null, number: '5' }, requestUri: '', headers: {} }
const call: PhoneCall = { kind: 'talking', invite, up: true, held: false, muted: false }

/** A microphone that does what the test says. */
function put() {
  const done: string[] = []
  let recorded: (news: Recorded) => void = () => expect.fail('nothing is recorded')
  let played: (news: Played) => void = () => expect.fail('nothing is played')
  const tapes: Tapes = {
    record: ({ microphoneId }, tell) => {
      done.push(`record ${microphoneId}`)
      recorded = tell
      return () => void done.push('end of recording')
    },
    play: (_tape, { speakerId }, tell) => {
      done.push(`play ${speakerId}`)
      played = tell
      return () => void done.push('end of playing')
    },
  }
  const on = stage(<TestRecording say={say} line={line} tapes={tapes} />)
  const press = (name: string) => on.user.click(screen.getByRole('button', { name }))
  const tape = { blob: new Blob([]), levels: [] }
  return {
    ...on,
    done,
    press,
    recorded: (news: Recorded) => act(() => recorded(news)),
    played: (news: Played) => act(() => played(news)),
    taped: () => act(() => recorded({ kind: 'taped', tape })),
    /** Presses the button, and the microphone gives these levels. */
    record: async (levels: readonly number[], isMuted = false) => {
      await press(start)
      act(() => {
        recorded({ kind: 'opened' })
        for (const level of levels) recorded({ kind: 'level', level, isMuted })
      })
    },
  }
}

const says = (role: 'status' | 'alert') => screen.queryByRole(role)?.textContent ?? null

it('records the chosen microphone, plays it on the chosen headset, and shows how loud it is meanwhile', async () => {
  const { record, done, taped, played } = put()
  await record([0.2, 0.7])
  expect(says('status')).toBe(say.recording.speak)
  expect(screen.getByRole('meter', { name: say.level }).getAttribute('value')).toBe('0.7')
  await taped()
  expect(says('status')).toBe(say.recording.playing)
  await played({ kind: 'level', level: 0.4, isMuted: false })
  expect(screen.getByRole('meter').getAttribute('value')).toBe('0.4')
  await played({ kind: 'played' })
  expect(says('status')).toBe(say.recording.played)
  expect(screen.queryByRole('meter')).toBeNull()
  expect(done).toEqual(['record mic', 'play ear', 'end of playing'])
})

it('says that somebody is very quiet', async () => {
  const { record, taped, played } = put()
  await record([0.1, 0.3])
  await taped()
  await played({ kind: 'played' })
  expect(says('status')).toBe(say.recording.quiet)
})

it('says that the system asks for the microphone', async () => {
  const { press, recorded } = put()
  await press(start)
  expect(says('status')).toBe(say.recording.opening)
  await recorded({ kind: 'asking' })
  expect(says('status')).toBe(say.recording.asking)
})

it.each<[string, number[], boolean, TrialFault]>([
  ['gives nothing', [0, 0], false, 'silent'],
  ['is muted all the time', [0, 0], true, 'muted'],
])('a microphone that %s is said, and its silence is not played', async (_what, levels, isMuted, fault) => {
  const { record, taped, done } = put()
  await record(levels, isMuted)
  await taped()
  expect(says('alert')).toBe(say.faults[fault])
  expect(done).not.toContain('play ear')
})

it('a microphone that was muted for a moment is no muted one', async () => {
  const { record, recorded, taped } = put()
  await record([0], true)
  await recorded({ kind: 'level', level: 0.5, isMuted: false })
  await taped()
  expect(says('status')).toBe(say.recording.playing)
})

it.each<TrialFault>(['refused', 'absent', 'gone', 'inUse', 'ended', 'noTape'])(
  'a microphone that fails has its own sentence: %s',
  async (fault) => {
    const { press, recorded } = put()
    await press(start)
    await recorded({ kind: 'failed', fault })
    expect(says('alert')).toBe(say.faults[fault])
    await press(start)
    expect(says('alert'), 'and it can be tried again').toBeNull()
  },
)

it.each<TrialFault>(['speakerGone', 'notPlayed'])('a headset that fails has its own: %s', async (fault) => {
  const { record, taped, played } = put()
  await record([0.5])
  await taped()
  await played({ kind: 'failed', fault })
  expect(says('alert')).toBe(say.faults[fault])
})

it('no sentence of a fault is that of another', () => {
  const sentences = Object.values(say.faults)
  expect(new Set(sentences).size).toBe(sentences.length)
})

it('is stopped at any time by the same button, which keeps the focus', async () => {
  const { record, done, press, taped } = put()
  await record([0.5])
  await press(say.stop)
  expect(done).toEqual(['record mic', 'end of recording'])
  expect(document.activeElement).toBe(screen.getByRole('button', { name: start }))
  await record([0.5])
  await taped()
  await press(say.stop)
  expect(done.slice(2)).toEqual(['record mic', 'play ear', 'end of playing'])
})

it.each<[string, Partial<Line>]>([
  ['a call that rings', { call: { kind: 'ringing', invite } }],
  ['a call on hold', { aside: [{ kind: 'call', call, onHold: true, transfer: null }] }],
  ['a monitor that is asked for', { expecting: { kind: 'asked' } }],
])('is stopped by %s, and refused with the reason meanwhile', async (_what, during) => {
  const { record, done, with: lineIs } = put()
  await record([0.5])
  lineIs(during)
  expect(done).toEqual(['record mic', 'end of recording'])
  expect(says('status')).toBe(say.interrupted)
  const button = screen.getByRole('button', { name: start })
  expect(button.getAttribute('aria-disabled')).toBe('true')
  button.click()
  expect(done).toHaveLength(2)
  lineIs({})
  button.click()
  await waitFor(() => expect(done).toHaveLength(3))
})

it('is refused while a call is listened to, also on another phone', async () => {
  const { monitor, press, done } = put()
  monitor({ monitor: { phase: 'asking' } as never })
  expect(screen.getByText(say.notNow.listening)).toBeTruthy()
  await press(start)
  expect(done).toEqual([])
})

it('ends with the settings', async () => {
  const { record, done, page } = put()
  await record([0.5])
  page.unmount()
  expect(done).toEqual(['record mic', 'end of recording'])
})
