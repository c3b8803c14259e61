// @vitest-environment jsdom
// The rows of the agents show who needs help and has nobody yet.
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { NeedsHelpMark } from '#renderer/floor/needs-help.tsx'
import { asks, laneStage, START } from './lane-stage.tsx'

afterEach(cleanup)

it('an agent has the mark from asking for help until somebody claims it', () => {
  const stage = laneStage()
  render(
    stage.inside(
      <>
        <p data-testid="1001">
          <NeedsHelpMark agentId="1001" />
        </p>
        <p data-testid="1002">
          <NeedsHelpMark agentId="1002" />
        </p>
      </>,
    ),
  )
  const marks = () => ['1001', '1002'].map((id) => screen.getByTestId(id).textContent)
  expect(marks()).toEqual(['', ''])
  stage.help([asks(1), asks(2, { claim: { by: 'Sue', at: START } })])
  expect(marks()).toEqual(['Needs help', ''])
  stage.help([asks(1, { claim: { by: 'Sam', at: START } }), asks(2, { offeredTo: 'Sam' })])
  expect(marks()).toEqual(['', 'Needs help'])
  stage.help([])
  expect(marks()).toEqual(['', ''])
  stage.stop()
})
