// What can be done with a phone call: hold, keys, transfer, connecting two, and what the person is told of it.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PhoneCall } from '#renderer/line/line.ts'
import { IncomingCall } from '#renderer/phone/incoming-call.tsx'
import { invite } from '../../../fakes/fake-line.ts'
import { FakeAudio } from '../line/fake-audio.ts'
import { aPhoneDesk, button, stage } from '../line/stage.tsx'

beforeEach(() => FakeAudio.install())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const call = (id: string, number: string, over: Partial<PhoneCall> = {}): PhoneCall => ({
  kind: 'talking',
  invite: invite(id, {}, number),
  up: true,
  held: false,
  muted: false,
  ...over,
})
const held = (id: string, number: string) =>
  ({ kind: 'call', call: call(id, number), onHold: true, transfer: null }) as const

it('says how far a call has come that was placed, and offers only to hang up until it is up', () => {
  const { with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: call('a', '1001', { up: false, dialled: 'calling' }) })
  expect(screen.getByText('Calling 1001…')).toBeTruthy()
  line({ call: call('a', '1001', { up: false, dialled: 'rings' }) })
  expect(screen.getByText('Ringing at 1001…')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Hold' })).toBeNull()
  line({ call: call('a', '1001', { dialled: 'rings' }) })
  expect(screen.getByText('On the phone with 1001')).toBeTruthy()
})

it('holds, and sends keys', async () => {
  const { user, done, with: line, calls } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: call('a', '1001') })
  await user.click(button('Keypad'))
  await user.click(screen.getByRole('button', { name: /^5/ }))
  calls({ keyed: '5' })
  expect(screen.getByText('Keys sent: 5')).toBeTruthy()
  await user.click(button('Hold'))
  expect(done).toEqual(['key 5', 'hold'])
})

it('connects the one on hold with the one on the line', async () => {
  const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: call('b', '1002'), aside: [held('a', '1001')] })
  await user.click(button('Connect 1001 with 1002'))
  await user.click(button('Talk to 1001'))
  await user.click(button('Hang up on 1001'))
  expect(done).toEqual(['transfer a b', 'takeBack a null', 'hangUpHeld a'])
})

it('puts everybody into one call only where the site has a room for that', async () => {
  const { user, done, with: line, calls } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: call('b', '1002'), aside: [held('a', '1001')] })
  expect(screen.queryByRole('button', { name: 'Put everyone in one call' })).toBeNull()
  calls({ site: { allowed: true, voicemail: null, conference: '800', echo: null } })
  await user.click(button('Put everyone in one call'))
  expect(done).toEqual(['meet'])
})

it('beside a monitor it is asked whether that ends or pauses', async () => {
  const monitor = { kind: 'monitor', id: 'm', ticketId: 't', up: true, held: false, sound: 'came' } as const
  const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: monitor, aside: [held('a', '1001')], waiting: invite('x', {}, '777') })
  await user.click(button('Pause listening and go on'))
  await user.click(button('Stop listening and go on'))
  await user.click(button('Pause listening and answer'))
  expect(done).toEqual(['takeBack a monitorRests', 'takeBack a monitorEnds', 'answer monitorRests'])
})

it('declines with a reason the caller hears', async () => {
  const statuses: unknown[] = []
  const { user, with: line } = stage(<IncomingCall {...aPhoneDesk()} />, { decline: (status) => statuses.push(status) })
  line({ call: { kind: 'ringing', invite: invite('x') } })
  for (const name of ['Decline', 'Busy', 'Not available']) await user.click(button(name))
  expect(statuses).toEqual([603, 486, 480])
})

it('tells why a call has not come about, and what has become of a transfer', () => {
  const { calls } = stage(<IncomingCall {...aPhoneDesk()} />)
  const other = { name: null, number: '1001' }
  calls({ news: { kind: 'notConnected', other, status: 486 } })
  expect(screen.getByText('No call with 1001. The line is busy.')).toBeTruthy()
  calls({ news: { kind: 'notTransferred', other, status: 404 } })
  expect(screen.getByText(/1001 wasn’t transferred\. This number doesn’t exist/)).toBeTruthy()
  calls({ news: { kind: 'transferred', other, to: { kind: 'number', number: '630' } } })
  expect(screen.getByText('1001 was transferred.')).toBeTruthy()
  calls({ news: { kind: 'notTransferred', other, status: 501 } })
  expect(screen.getByText(/The phone system can’t transfer this call/)).toBeTruthy()
})

it('whoever was put into one call with the person is still with them, and not told as transferred', () => {
  const { calls } = stage(<IncomingCall {...aPhoneDesk()} />)
  calls({
    site: { allowed: true, voicemail: null, conference: '630', echo: null },
    news: { kind: 'transferred', other: { name: null, number: '1001' }, to: { kind: 'number', number: '630' } },
  })
  expect(screen.queryByText(/was transferred/)).toBeNull()
})
