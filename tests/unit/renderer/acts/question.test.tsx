// Before a call is taken over it is asked who then hears, wherever it was asked for; and only as long as it is that call.
// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { asksFirst, Question } from '#renderer/acts/late/question.tsx'
import { idle, type Monitor } from '#renderer/monitor/logic/monitor.ts'
import { acts as say } from '#renderer/words/en/later/acts.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

let stage: ConsoleStage
let closed: number
let yes: number
beforeEach(() => {
  stage = stageConsole({ desk: fakeDesk(), hello: aHello(), floor: floorWith([], []) })
  closed = 0
  yes = 0
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const monitors = (agentId: string) =>
  act(() =>
    stage.console.monitor.setState({
      monitor: { ...idle, phase: 'live', target: { callId: 'c1', agentId } } as unknown as Monitor,
    }),
  )

function show() {
  monitors('1')
  const floor = floorWith([], [])
  const doing = {
    say,
    scene: () => ({ floor, site: aHello().site, feedLive: true, monitor: idle }),
    whyNot: () => null,
    run: (_: readonly Act[]) => {},
    close: () => void closed++,
  }
  const subject = { of: 'agents', agentIds: ['1'] } as const
  render(stage.inside(<Question kind="takeOver" subject={subject} doing={doing} onYes={() => void yes++} />))
}

it('is asked of every way to a take over, and its answer must be held by key', async () => {
  expect(asksFirst('takeOver')).toBe(true)
  show()
  expect(screen.getByRole('alertdialog', { name: say.takeOver.title })).toBeTruthy()
  const answer = screen.getByRole('button', { name: say.takeOver.yes })
  expect(answer.dataset.deliberate).toBe('speaks')
  await userEvent.click(answer)
  expect([yes, closed]).toEqual([1, 0])
})

it('is asked no more once the monitor is on another call', () => {
  show()
  monitors('2')
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect([yes, closed]).toEqual([0, 1])
})
