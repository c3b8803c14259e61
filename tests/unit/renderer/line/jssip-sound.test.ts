// What is heard on the softphone and what is sent: the speaker, the figures, the meters, and every microphone there is.
import { describe, expect, it, vi } from 'vitest'
import { settle } from '../../../fakes/fake-clock.ts'
import { FakeSession, FakeTrack } from '../../../fakes/fake-ua.ts'
import { onCall, setUp } from './jssip-stage.ts'

describe('the speaker', () => {
  it('plays the far end’s sound as it comes, in its stream or by itself', async () => {
    const { session, heard } = await onCall()
    const [stream, track] = [{}, new FakeTrack()]
    session.connection?.hears(new FakeTrack(), stream)
    expect(heard).toEqual([stream])
    session.connection?.hears(track)
    expect(heard[1]).toMatchObject({ track })
  })

  it('is silent when the call that was heard has ended', async () => {
    const { session, heard, ua } = await onCall()
    const second = new FakeSession('call-2', { name: '', user: '2' })
    ua().invites(second)
    second.hangUp()
    expect(heard).toEqual([])
    session.hangUp()
    expect(heard).toEqual(['silence'])
  })

  it('is chosen', () => {
    const { phone, heard } = setUp()
    phone.chooseAudio({ microphoneId: null, speakerId: 'headset', processing: true })
    expect(heard).toEqual(['choose headset'])
  })
})

describe('the figures', () => {
  it('are those of the call', async () => {
    const { phone, session } = await onCall()
    const audio = { type: 'inbound-rtp', kind: 'audio', packetsLost: 1, packetsReceived: 9, jitter: 0.002 }
    if (session.connection) session.connection.stats = [['a', audio]]
    expect(await phone.stats()).toMatchObject({ lost: 1, received: 9, jitterMs: 2, roundTripMs: null })
  })

  it('are none without a call, and none of one that is not answered', async () => {
    const { phone, ua } = setUp()
    expect(await phone.stats()).toBeNull()
    phone.connect({ uri: '', wsUrl: '', authUser: '', password: '', displayName: '', iceServers: [] })
    ua().invites(new FakeSession('call-1', { name: '', user: '1' }))
    expect(await phone.stats()).toBeNull()
  })
})

describe('the meters', () => {
  it('show what the sender sends and what is received', async () => {
    const { phone, session } = await onCall()
    const meters = phone.openMeters()
    expect(meters.read()).toEqual({ sent: 0, received: 0 })
    phone.setMicrophoneOpen(true)
    expect(meters.read()).toEqual({ sent: 1, received: 0 })
    session.connection?.hears(new FakeTrack())
    expect(meters.read()).toEqual({ sent: 1, received: 1 })
  })

  it('show nothing without a call', () => {
    expect(setUp().phone.openMeters().read()).toEqual({ sent: 0, received: 0 })
  })
})

describe('the microphone', () => {
  it('without a call is never open', async () => {
    const { phone } = setUp()
    expect(phone.setMicrophoneOpen(true)).toBe(false)
  })

  it('opens nothing but its own track: a sender with another one stays closed', async () => {
    const { phone, session, microphone } = await onCall()
    const other = new FakeTrack()
    if (session.connection) session.connection.sender.track = other
    expect(phone.setMicrophoneOpen(true)).toBe(false)
    expect(other.enabled).toBe(false)
    expect(other.readyState).toBe('live')
    expect(microphone.enabled).toBe(true) // sent to nobody
  })

  it('that has ended is not open, whatever it says', async () => {
    const { phone, microphone } = await onCall()
    microphone.readyState = 'ended'
    expect(phone.setMicrophoneOpen(true)).toBe(false)
  })

  it('that closes as told is not stopped: it must open again at once', async () => {
    const { phone, microphone } = await onCall()
    phone.setMicrophoneOpen(false)
    expect(microphone.readyState).toBe('live')
  })

  it('of a call whose connection is closing is not exchanged, and that is no failure', async () => {
    const { phone, session, of, microphones } = await onCall()
    if (session.connection) session.connection.closing = true
    phone.chooseAudio({ microphoneId: 'other', speakerId: null, processing: true })
    await vi.waitFor(() => expect(microphones[0].readyState).toBe('ended'))
    await settle()
    expect(of('microphone').at(-1)).toMatchObject({ interrupted: true })
  })

  it('that comes while a call is up is told closed, with where it comes from', async () => {
    const { phone, of } = await onCall()
    phone.chooseAudio({ microphoneId: 'other', speakerId: null, processing: true })
    await vi.waitFor(() => expect(of('microphone').at(-1)?.interrupted).toBe(false))
    const closed = { source: 'ready', open: false }
    expect(of('microphone').slice(-2)).toEqual([
      { kind: 'microphone', microphone: closed, interrupted: true },
      { kind: 'microphone', microphone: closed, interrupted: false },
    ])
  })

  it('is asked for again when that is wanted', async () => {
    const { phone, microphones } = await onCall()
    expect(await phone.retryMicrophone()).toBe('ready')
    await vi.waitFor(() => expect(microphones[0].readyState).toBe('ended'))
    expect(microphones[1].enabled).toBe(false)
  })

  it('is sent with the call that is declined or hung up no longer, and left alone by one that was never answered', async () => {
    const { phone, ua, microphone } = await onCall()
    phone.setMicrophoneOpen(true)
    const second = new FakeSession('call-2', { name: '', user: '2' })
    ua().invites(second)
    phone.decline('call-2', 486)
    expect(microphone.enabled).toBe(true) // the call it is open for goes on
  })
})
