// @vitest-environment jsdom
// A page that is loaded anew while a monitor of the one before is not known to have ended.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import type { Unended } from '#contract/ipc.ts'
import { card, setUp } from './stage.tsx'

const left: Unended = {
  ticketId: 'ticket-0000',
  target: { callId: 'call-a', agentId: '1001' },
  modes: ['listen', 'whisperAgent'],
  until: null,
}

afterEach(cleanup)

it('says who may hear by it, and closes once the PBX has ended it', async () => {
  const { desk } = setUp({}, undefined, left)
  expect(card()?.textContent).toMatch(/may be heard by Alice Archer/i)
  act(() => desk.pbx({ kind: 'ended', ticketId: 'ticket-0000', reason: 'asked' }))
  expect(screen.queryByText(/may be heard/i)).toBeNull()
})

it('asks the desk at once: its end may have been told before this page listened', () => {
  const { desk } = setUp({}, undefined, left)
  expect(desk.inputs('haveMonitor')).toEqual([{ held: { ticketId: left.ticketId, target: left.target } }])
  cleanup()
  expect(setUp().desk.inputs('haveMonitor')).toEqual([])
})

it('listens to the next call once that is known', async () => {
  const { desk, line, user } = setUp({}, undefined, left)
  act(line.register)
  await user.click(screen.getAllByRole('button', { name: /Listen to Bob Baker/ })[0] ?? document.body)
  expect(desk.inputs('startMonitor')).toEqual([])
  act(() => desk.pbx({ kind: 'ended', ticketId: 'ticket-0000', reason: 'asked' }))
  expect(desk.inputs('startMonitor')).toMatchObject([{ target: { callId: 'call-b' } }])
})
