// Two calls at the softphone: each has a track of its own, only the one that is meant may be open, and only one is heard.
import { describe, expect, it } from 'vitest'
import { FakeSession, FakeTrack } from '../../../../fakes/fake-ua.ts'
import { onCall } from '../jssip-stage.ts'

async function twoCalls() {
  const stage = await onCall()
  const second = new FakeSession('call-2', { name: '', user: '2' })
  stage.ua().invites(second)
  stage.phone.setAside('call-1', false)
  stage.phone.answer('call-2')
  second.confirm()
  const track = (session: FakeSession) => session.connection?.sender.track ?? expect.fail('no track')
  return { ...stage, second, open: () => [track(stage.session).enabled, track(second).enabled], track }
}

describe('the microphone', () => {
  it('opens for one call alone, and moves in one step', async () => {
    const { phone, open } = await twoCalls()
    expect(open()).toEqual([false, false])
    expect(phone.setMicrophoneOpen(true, 'call-2')).toBe(true)
    expect(open()).toEqual([false, true])
    expect(phone.setMicrophoneOpen(true, 'call-1')).toBe(true)
    expect(open()).toEqual([true, false])
    expect(phone.setMicrophoneOpen(false, 'call-1')).toBe(false)
    expect(open()).toEqual([false, false])
  })

  it('stays closed for a call that is not there', async () => {
    const { phone, open } = await twoCalls()
    expect(phone.setMicrophoneOpen(true, 'gone')).toBe(false)
    expect(open()).toEqual([false, false])
  })

  it('stays closed where it is not said which of them is meant', async () => {
    const { phone, open } = await twoCalls()
    expect(phone.setMicrophoneOpen(true)).toBe(false)
    expect(open()).toEqual([false, false])
  })

  it('is given back with its call: the copy is stopped, the microphone itself is not', async () => {
    const { phone, second, session, microphone, track } = await twoCalls()
    const copy = track(second)
    second.hangUp()
    expect([copy.readyState, microphone.readyState]).toEqual(['ended', 'live'])
    phone.takeBack('call-1')
    expect(phone.setMicrophoneOpen(true, 'call-1')).toBe(true)
    expect(track(session).enabled).toBe(true)
  })

  it('that does not obey is stopped, whichever call it is of', async () => {
    const { phone, second, track } = await twoCalls()
    phone.setMicrophoneOpen(true, 'call-2')
    track(second).stuck = true
    phone.setMicrophoneOpen(true, 'call-1')
    expect(track(second).readyState).toBe('ended')
  })
})

it('the sound of one call is played: the one that was taken last', async () => {
  const { phone, session, second, heard } = await twoCalls()
  const [one, other] = [{ id: 'one' }, { id: 'other' }]
  heard.length = 0
  second.connection?.hears(new FakeTrack(), other)
  session.connection?.hears(new FakeTrack(), one)
  expect(heard).toEqual([other])
  phone.setAside('call-2', false)
  phone.takeBack('call-1')
  expect(heard).toEqual([other, 'silence', one])
})

it('the meters show the call that is heard, not the one that rests', async () => {
  const { phone, second } = await twoCalls()
  const meters = phone.openMeters()
  phone.setMicrophoneOpen(true, 'call-2')
  second.connection?.hears(new FakeTrack())
  expect(meters.read()).toEqual({ sent: 1, received: 1 })
})
