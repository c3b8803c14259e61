// @vitest-environment jsdom
// The echo test on the console's own line: a monitor has it at once, and what became of the call is told by the test alone.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { createEcho, type EchoRun } from '#renderer/settings/sound/run-echo.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { card, setUp } from '../../monitor/stage.tsx'

let stage: ReturnType<typeof setUp>
let run: EchoRun

beforeEach(async () => {
  stage = setUp()
  stage.isReady()
  await act(async () => {}) // the desk has answered its hello
  await act(async () =>
    stage.desk.say('settings', settings.parse({ line: { phone: { allowed: false, echo: '*43' } } })),
  )
  run = createEcho({ line: stage.console.line, calls: stage.console.calls, clock: fakeClock() })
})
afterEach(() => {
  run.stop()
  cleanup()
  stage.stop()
})

const echo = () => run.store.getState().echo
const dialled = () => stage.line.log.filter((entry) => /^(dial|hangUp|answer) /.test(entry))

async function isCalled(): Promise<string> {
  act(() => run.start('Echo test'))
  const { call } = stage.console.line.getState().line
  return call.kind === 'talking' ? call.invite.id : expect.fail('nobody is called')
}

it('is called where ordinary calls are not allowed, and stands in no list of calls', async () => {
  const id = await isCalled()
  expect(dialled()).toEqual([`dial ${id} *43`])
  expect(echo()).toEqual({ phase: 'calling', id })
  act(() => run.stop())
  expect(dialled()).toEqual([`dial ${id} *43`, `hangUp ${id}`])
  expect(stage.console.calls.getState()).toMatchObject({ lastDialled: [], recent: [] })
})

it('Listen is not refused: it is hung up, and the monitor has the line', async () => {
  stage.line.echo = () => new Promise(() => {})
  const id = await isCalled()
  act(() => stage.line.emit({ kind: 'established', id }))
  expect(echo()).toMatchObject({ phase: 'measuring' })
  await stage.listensToAlice()
  expect(echo()).toEqual({ phase: 'over', result: { kind: 'fault', fault: 'interrupted' } })
  expect(dialled()).toEqual([`dial ${id} *43`, `hangUp ${id}`, 'answer sip-1'])
  expect(card()?.dataset.phase).toBe('live')
})

it('a refusal is told by the test, and not as the news of a phone call', async () => {
  const id = await isCalled()
  act(() => stage.line.emit({ kind: 'ended', id, status: 404 }))
  expect(echo()).toEqual({ phase: 'over', result: { kind: 'notConnected', failure: 'noSuchNumber' } })
  expect(stage.console.calls.getState().news).toBeNull()
  expect(screen.queryByText(/Echo test/)).toBeNull()
})
