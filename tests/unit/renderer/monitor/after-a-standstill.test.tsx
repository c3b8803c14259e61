// @vitest-environment jsdom
// M12: what waited in the socket while the page stood still comes out before its timers do, and must not be believed as if no time had passed.
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ModeAnswer } from '#contract/monitor.ts'
import { ok, type Result } from '#contract/result.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { button, card, setUp } from './stage.tsx'

let stage: ReturnType<typeof setUp>
let ticks = 0

beforeEach(async () => {
  ticks = 0
  stage = setUp({}, { ...attentiveClock, ticks: () => ticks })
  stage.isReady()
  await stage.listensToAlice()
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const hangs = (ms: number) => {
  ticks += ms
}
const lastAsked = () => stage.desk.inputs('setMode').at(-1)

it('opens no microphone by a confirmation that waited', async () => {
  await stage.user.click(button('Join call'))
  hangs(6_000)
  await act(async () => stage.confirms('join'))
  expect(stage.line.log).not.toContain('open')
  expect(stage.line.isOpen()).toBe(false)
  expect(lastAsked()).toMatchObject({ mode: 'listen' })
  expect(card()?.textContent).toContain(words.monitor.notice.withdrawn(words.errors.pageHung))
})

it('sends no digits for an answer that waited', async () => {
  let answer: (given: Result<ModeAnswer>) => void = () => {}
  stage.desk.answers.setMode = () => new Promise((resolve) => (answer = resolve))
  await stage.user.click(button('Join call'))
  const first = answer
  hangs(6_000)
  await act(async () => first(ok({ kind: 'sendDigits', digits: '6', by: 'rfc4733' })))
  expect(stage.line.log.filter((entry) => entry.startsWith('digits'))).toEqual([])
  expect(lastAsked()).toMatchObject({ mode: 'listen' })
})

it('still opens for one that comes in time', async () => {
  await stage.user.click(button('Join call'))
  hangs(1_500)
  await act(async () => stage.confirms('join'))
  expect(stage.line.isOpen()).toBe(true)
})
