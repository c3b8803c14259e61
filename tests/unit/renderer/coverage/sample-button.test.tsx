// @vitest-environment jsdom
// What a sample found is said, and makes room again.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { settings } from '#contract/settings.ts'
import { SampleButton } from '#renderer/coverage/sample-button.tsx'
import { stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { site } from '../monitor/stage.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('the sentence of a sample goes by itself', async () => {
  const desk = fakeDesk()
  desk.answers.coverage = () => []
  const stage = stageConsole({
    desk,
    hello: {
      version: '0',
      shell: 'browser',
      seat: '0123456789ab',
      site,
      settings: settings.parse({}),
      status: { phase: 'live', since: 0, how: null },
      notice: null,
      unended: null,
      setup: { door: 'closed', wanted: [], asked: [] },
      window: { role: 'console' },
    },
  })
  render(stage.inside(<SampleButton desk={desk.desk} now={() => 0} random={() => 0} />))
  fireEvent.click(screen.getByRole('button'))
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  await pass(0)
  expect(screen.getByRole('status').textContent).not.toBe('')
  await pass(19_999)
  expect(screen.getByRole('status').textContent).not.toBe('')
  await pass(1)
  expect(screen.getByRole('status').textContent).toBe('')
  stage.stop()
})
