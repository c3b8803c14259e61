// Asking for the microphone again is told from the press to what has come of it, and only of the last press.
import { describe, expect, it } from 'vitest'
import type { MicrophoneRetry } from '#renderer/line/line-store.ts'
import type { Microphone } from '#renderer/line/phone.ts'
import { lineActions } from '#renderer/monitor/actions.ts'
import { createRunner } from '#renderer/monitor/run/runner.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'

function stage() {
  const line = fakeLine()
  const answers: ((source: Microphone['source']) => void)[] = []
  line.retried = () => new Promise((resolve) => answers.push(resolve))
  const runner = createRunner({ desk: fakeDesk().desk, phone: line.phone, clock: fakeClock(), onChange: () => {} })
  const told: MicrophoneRetry[] = []
  const { retryMicrophone } = lineActions(
    runner,
    line.phone,
    () => {},
    (retry) => told.push(retry),
  )
  return { retryMicrophone, answers, told, settle: () => new Promise((resolve) => setImmediate(resolve)) }
}

describe('asking for the microphone again', () => {
  it.each([
    ['ready', { kind: 'none' }],
    ['refused', { kind: 'failed', source: 'refused' }],
    ['absent', { kind: 'failed', source: 'absent' }],
  ] as const)('is told at once, and then that it is %s', async (source, after) => {
    const { retryMicrophone, answers, told, settle } = stage()
    retryMicrophone()
    expect(told).toEqual([{ kind: 'trying' }])
    answers[0]?.(source)
    await settle()
    expect(told.at(-1)).toEqual(after)
  })

  it('is still being tried when an earlier try is answered late', async () => {
    const { retryMicrophone, answers, told, settle } = stage()
    retryMicrophone()
    retryMicrophone()
    answers[0]?.('refused')
    await settle()
    expect(told).toEqual([{ kind: 'trying' }, { kind: 'trying' }])
    answers[1]?.('ready')
    await settle()
    expect(told.at(-1)).toEqual({ kind: 'none' })
  })
})
