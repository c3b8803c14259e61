// A call to the supervisor's own line: in sight and to be heard, answered by hand only, and it always says who hears.
// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LineCall } from '#renderer/line/line.ts'
import { noLine } from '#renderer/line/line.ts'
import type { Invite } from '#renderer/line/phone.ts'
import { IncomingCall } from '#renderer/phone/incoming-call.tsx'
import { FakeAudio, notes, rings } from '../line/fake-audio.ts'
import { aPhoneDesk, button, stage } from '../line/stage.tsx'

beforeEach(() => FakeAudio.install())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const from = (name: string | null, number: string): Invite => ({
  id: 'call-1',
  from: { name, number },
  requestUri: 'sip:5001@x',
  headers: {},
})
const ada = from('Ada', '5551234')
const talking = (over: Partial<Extract<LineCall, { kind: 'talking' }>> = {}): LineCall => ({
  kind: 'talking',
  invite: ada,
  up: true,
  held: false,
  muted: false,
  ...over,
})
const ringing = (invite = ada): LineCall => ({ kind: 'ringing', invite })
const region = () => screen.queryByRole('region', { name: 'Incoming call' })

describe('a call that rings', () => {
  it('is in sight with who calls, and nothing is answered by itself', () => {
    const { done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    expect(region()).toBeNull()
    line({ call: ringing() })
    expect(screen.getByRole('alert').textContent).toBe('Ada is calling your line')
    expect(region()?.dataset.call).toBe('ringing')
    expect(done).toEqual([])
  })

  it.each([
    [from('', '5551234'), '5551234 is calling your line'],
    [from(null, '5551234'), '5551234 is calling your line'],
    [from(null, ''), 'An unknown number is calling your line'],
  ])('names who calls as well as it can', (invite, sentence) => {
    stage(<IncomingCall {...aPhoneDesk()} />).with({ call: ringing(invite) })
    expect(screen.getByRole('alert').textContent).toBe(sentence)
  })

  it('is answered or declined by hand', async () => {
    const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    line({ call: ringing() })
    await user.click(button('Answer'))
    await user.click(button('Decline'))
    expect(done).toEqual(['answer', 'decline'])
  })

  it('is answered only by who means it: the button is deliberate, as the supervisor would be heard', () => {
    stage(<IncomingCall {...aPhoneDesk()} />).with({ call: ringing() })
    expect(button('Answer').dataset.deliberate).toBe('speaks')
    expect(button('Decline').dataset.deliberate).toBeUndefined()
  })

  it('is heard until it rings no more', () => {
    const { with: line, page } = stage(<IncomingCall {...aPhoneDesk()} />)
    expect(rings()).toBe(0)
    line({ call: ringing() })
    expect(rings()).toBe(1)
    line({ call: ringing(from('Bo', '1')) })
    expect(rings()).toBe(1)
    line({ call: talking() })
    expect(rings()).toBe(0)
    line({ call: ringing() })
    page.unmount()
    expect(rings()).toBe(0)
  })
})

describe('a phone call', () => {
  const said = () => screen.getByRole('status').nextElementSibling?.textContent ?? ''

  it('says with whom, and hangs up', async () => {
    const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    line({ call: talking() })
    expect(screen.getByRole('status').textContent).toBe('On the phone with Ada')
    expect(region()?.dataset.call).toBe('talking')
    await user.click(button('Hang up'))
    expect(done).toEqual(['hangUp'])
  })

  it.each([
    ['connects', { up: false }, false, 'Connecting…'],
    ['is up with the microphone closed', {}, false, ''],
    ['is up with the microphone open', {}, true, 'Ada hears you.'],
    ['is muted', { muted: true }, false, 'You’re muted. Ada doesn’t hear you.'],
    ['is held', { held: true }, true, 'Ada has put you on hold.'],
    ['is held and muted', { held: true, muted: true }, false, 'Ada has put you on hold.'],
  ])('that %s says who hears', (_what, call, open, sentence) => {
    const { set } = stage(<IncomingCall {...aPhoneDesk()} />)
    set({ line: { ...noLine, call: talking(call) }, microphone: { source: 'ready', open } })
    expect(said()).toBe(sentence)
    expect(region()?.dataset.microphone).toBe(open ? 'open' : 'closed')
  })

  it.each([
    ['no sound leaves', { soundLosses: [{ side: 'speaking', where: 'notSent' }] }, /no sound leaves this computer/],
    ['the microphone is blocked', { microphone: { source: 'refused', open: false } }, /blocked/],
    ['the headset is not there', { speaker: 'gone' }, /isn’t plugged in/],
  ] as const)('on which %s says so, and nothing of it without a call', (_what, sight, sentence) => {
    const { set } = stage(<IncomingCall {...aPhoneDesk()} />)
    set(sight)
    expect(screen.queryByText(sentence)).toBeNull()
    set({ line: { ...noLine, call: talking() } })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('that waits comes before those on hold', () => {
    const { with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    const call = { kind: 'talking', invite: { ...ada, id: 'held' }, up: true, held: false, muted: false } as const
    const aside = [{ kind: 'call', call, onHold: true, transfer: null }] as const
    line({ call: talking(), waiting: from('Bo', '1'), aside })
    const kinds = [...document.querySelectorAll<HTMLElement>('[data-call]')].map(({ dataset }) => dataset.call)
    expect(kinds).toEqual(['talking', 'waiting', 'held'])
  })

  it('is muted and unmuted; being heard again must be meant', async () => {
    const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    line({ call: talking() })
    expect([button('Mute').getAttribute('aria-pressed'), button('Mute').dataset.deliberate]).toEqual([
      'false',
      undefined,
    ])
    await user.click(button('Mute'))
    line({ call: talking({ muted: true }) })
    expect([button('Mute').getAttribute('aria-pressed'), button('Mute').dataset.deliberate]).toEqual(['true', 'speaks'])
    await user.click(button('Mute'))
    expect(done).toEqual(['mute true', 'mute false'])
  })
})

it('the call of a monitor is no phone call', () => {
  stage(<IncomingCall {...aPhoneDesk()} />).with({
    call: { kind: 'monitor', id: 'm', ticketId: 't', up: true, held: false, sound: 'came' },
  })
  expect(region()).toBeNull()
})

describe('calls that were missed', () => {
  const missed = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ from: { name: `No ${n}`, number: '' }, at: n }))

  it('are listed, the newest by name, until they have been seen', async () => {
    const { user, done, with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
    line({ missed: missed(4) })
    const list = screen.getByRole('region', { name: 'You missed 4 calls:' })
    expect(list.textContent).toMatch(/No \d, .* · No \d, .* · No \d, .* …/)
    expect(list.textContent).not.toContain('No 0')
    await user.click(button('Seen'))
    expect(done).toEqual(['missedSeen'])
    expect(screen.queryByRole('region', { name: /You missed/ })).toBeNull()
  })
})

it('a call that waits rings once, and one that rings goes on', () => {
  vi.useFakeTimers()
  const { with: line } = stage(<IncomingCall {...aPhoneDesk()} />)
  line({ call: { kind: 'monitor', id: 'm', ticketId: 't', up: true, held: false, sound: 'came' }, waiting: ada })
  const once = notes().length
  vi.advanceTimersByTime(10_000)
  expect([once, notes().length]).toEqual([2, 2])
  line({ call: ringing() })
  vi.advanceTimersByTime(10_000)
  expect(notes().length).toBeGreaterThan(6)
  vi.useRealTimers()
})
