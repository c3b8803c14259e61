// @vitest-environment jsdom
// L10: a phone call that comes while somebody is listened to waits in sight; answering it ends the monitor first.
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { button, card, setUp } from './stage.tsx'

let stage: ReturnType<typeof setUp>

beforeEach(async () => {
  stage = setUp()
  stage.isReady()
  await stage.listensToAlice()
})
afterEach(() => {
  cleanup()
  stage.stop()
})
const comes = () => act(async () => stage.line.emit({ kind: 'invite', invite: invite('sip-2', {}, '555777') }))
const alert = () => screen.getByRole('region', { name: 'Incoming call' }).querySelector('p')?.textContent

it('waits while the monitor goes on, and answering ends the monitor before the call is answered', async () => {
  await comes()
  expect(alert()).toBe('555777 is calling. The call waits until you stop listening.')
  expect(card()?.dataset.phase).toBe('live')
  await stage.user.click(button('Stop listening and answer'))
  expect(stage.desk.inputs('endMonitor')).toMatchObject([{ ticketId: stage.ticketId }])
  expect(stage.line.log.filter((entry) => / sip-/.test(entry))).toEqual([
    'answer sip-1',
    'hangUp sip-1',
    'answer sip-2',
  ])
})

it('rings by itself once listening is over', async () => {
  await comes()
  await stage.user.click(button('Stop listening'))
  expect(alert()).toBe('555777 is calling your line')
})

it('hears busy and is listed as missed where calls are not to wait, until that was seen', async () => {
  const set = settings.parse({ line: { callWaiting: false } })
  await act(async () => stage.desk.say('settings', set))
  await comes()
  expect(stage.line.log).toContain('decline sip-2 486')
  expect(screen.getByRole('region', { name: 'You missed a call:' }).textContent).toContain('555777')
  await stage.user.click(button('Seen'))
  expect(screen.queryByText(/You missed/)).toBeNull()
})
