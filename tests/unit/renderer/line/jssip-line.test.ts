// The softphone over a JsSIP that a test plays: what it tells the console, and above all what its microphone does.
import { describe, expect, it, vi } from 'vitest'
import type { LineAccount } from '#contract/line-account.ts'
import { FakeSession } from '../../../fakes/fake-ua.ts'
import { account, onCall, setUp } from './jssip-stage.ts'

const stun = [{ urls: 'stun:x' }]

describe('registering', () => {
  const last = ({ of }: ReturnType<typeof setUp>) => of('registration').at(-1)?.registration

  it('is told from the first try to the registrar’s yes', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().registers()
    expect(stage.of('registration').map(({ registration }) => registration.kind)).toEqual(['connecting', 'registered'])
  })

  it('leaves the line to another console that has it, until the supervisor logs in all the same', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().registers('earshot-other')
    expect(last(stage)).toMatchObject({ kind: 'taken', cause: { code: 'lineTaken' } })
    expect(stage.ua().log).toContain('stop')
    stage.phone.connect(account)
    stage.ua().registers('earshot-other')
    expect(last(stage)).toEqual({ kind: 'registered' })
  })

  it('is not tried again with a password that was refused', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().refuses(403)
    expect(last(stage)).toMatchObject({ kind: 'refused' })
    stage.later(4_000)
    expect(stage.ua().log).not.toContain('register')
  })

  it('L5: is tried again, slower each time, with a password that was good before its registrar started anew', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().registers()
    stage.ua().refuses(403)
    expect(last(stage)).toMatchObject({ kind: 'lost', cause: { detail: '403 said no' } })
    stage.later(4_000)
    stage.ua().refuses(404)
    stage.later(8_000)
    expect(stage.ua().log.filter((one) => one === 'register')).toHaveLength(2)
    stage.ua().registers()
    expect(last(stage)).toEqual({ kind: 'registered' })
    stage.ua().refuses(403)
    stage.phone.connect({ ...account, password: 'another' })
    stage.ua().refuses(403)
    expect(last(stage), 'another password was never good').toMatchObject({ kind: 'refused' })
  })

  it('L1: is lost when its socket stands and nothing comes through, and asked for at once over another network', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().connects()
    stage.ua().registers()
    stage.later(4_000)
    expect(stage.ua().log, 'answered').toEqual(['start', 'ask', 'ask'])
    stage.ua().frozen = true
    stage.phone.check()
    stage.later(2_000)
    expect(stage.ua().log).toEqual(['start', 'ask', 'ask', 'ask', 'cut'])
    expect(last(stage)).toMatchObject({ kind: 'lost' })
    stage.phone.check()
    expect(stage.ua().log.at(-1)).toBe('open now')
  })

  it('is tried again by itself when the registrar is in trouble, but not after the line was logged out', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().refuses(503)
    expect(last(stage)).toMatchObject({ kind: 'lost' })
    stage.later(4_000)
    expect(stage.ua().log).toContain('register')
    stage.ua().refuses(503)
    stage.phone.disconnect()
    stage.later(4_000)
    expect(stage.ua().log.filter((one) => one === 'register')).toHaveLength(1)
  })

  it.each([
    ['20', 20_000],
    ['1', 4_000],
    ['3600 (maintenance)', 60_000],
    ['soon', 4_000],
  ])('waits as long as a registrar in trouble asks for, within reason: %s', (retryAfter, waitMs) => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().refuses(503, retryAfter)
    expect(stage.timers.map(({ inMs }) => inMs)).toContain(waitMs)
    stage.later(waitMs)
    expect(stage.ua().log).toContain('register')
  })

  it('tells whose fault it is that there is none, the PBX’s words with it', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().refuses(403)
    expect(last(stage)).toMatchObject({ cause: { code: 'lineRefused', detail: '403 said no' } })
    stage.ua().emit('registrationFailed', { response: null })
    expect(last(stage)).toEqual({ kind: 'lost', cause: { code: 'pbxUnreachable', detail: '' } })
    stage.ua().loses('no network')
    expect(last(stage)).toEqual({ kind: 'lost', cause: { code: 'pbxUnreachable', detail: 'no network' } })
    stage.ua().loses()
    expect(last(stage)).toMatchObject({ kind: 'lost', cause: { detail: 'the socket is closed' } })
  })

  it('asks each time as somebody new, with the account that was given', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.phone.connect({ ...account, authUser: '5002' })
    expect(stage.uas.map(({ user }) => user)).toEqual(['earshot-0123456789ab-id-0', 'earshot-0123456789ab-id-1'])
    expect(stage.accounts.map(({ authUser }) => authUser)).toEqual(['5001', '5002'])
    expect(stage.uas.map(({ log }) => log)).toEqual([['start', 'stop'], ['start']])
  })

  it('that was seen elsewhere is looked at anew once the line was logged out', () => {
    const stage = setUp()
    stage.phone.connect(account)
    stage.ua().registers('earshot-other')
    stage.phone.disconnect()
    expect(last(stage)).toEqual({ kind: 'off' })
    stage.phone.connect(account)
    stage.ua().registers('earshot-other')
    expect(last(stage)).toMatchObject({ kind: 'taken' })
  })

  it('ends the calls of the account before', async () => {
    const { phone, session, of } = await onCall()
    phone.connect(account)
    expect(session.log).toContain('terminate')
    expect(of('ended')).toEqual([{ kind: 'ended', id: 'call-1' }])
  })

  it('hears nothing more of a connection that was given up', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const [first] = stage.uas
    stage.phone.connect(account)
    first?.registers()
    first?.refuses(403)
    first?.loses('late')
    first?.invites(new FakeSession('late', { name: '', user: '1' }))
    expect(last(stage)).toEqual({ kind: 'connecting' })
    expect(stage.of('invite')).toEqual([])
  })
})

describe('an INVITE', () => {
  it('is told with its caller and all its headers, and is not answered by the line itself', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: 'Ada', user: '5551234' })
    stage.ua().invites(session, { 'X-Earshot-Token': 't', 'Call-Info': '<x>;answer-after=0' })
    expect(stage.of('invite')).toMatchObject([
      {
        invite: {
          id: 'call-1',
          from: { name: 'Ada', number: '5551234' },
          headers: { 'x-earshot-token': ['t'], 'call-info': ['<x>;answer-after=0'] },
        },
      },
    ])
    expect(session.log).toEqual([])
  })

  it('of a caller without a name or a number has neither', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: '', user: '1' })
    Object.assign(session.remote_identity.uri, { user: undefined })
    stage.ua().invites(session)
    expect(stage.of('invite')[0]?.invite).toMatchObject({
      from: { name: null, number: '' },
      requestUri: 'sip:5001@x.invalid',
    })
  })

  it('of our own is none', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().emit('newRTCSession', { originator: 'local', session, request: { ruri: '', headers: {} } })
    expect(stage.of('invite')).toEqual([])
  })

  it('is answered by the servers that find our address, each with what it asks for', () => {
    const stage = setUp()
    const iceServers = [{ urls: 'stun:x' }, { urls: 'turn:x', username: 'u', credential: 'c' }]
    stage.phone.connect({ ...account, iceServers })
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    stage.phone.answer('call-1')
    expect(session.pcConfig).toStrictEqual({ iceServers })
  })

  it('is answered once', async () => {
    const { phone, session } = await onCall()
    phone.answer('call-1')
    phone.answer('nobody')
    expect(session.log).toEqual(['answer', 'mute'])
  })

  it('is declined with the status that was asked for, and its end told once', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    stage.phone.decline('call-1', 486)
    session.emit('failed', {})
    expect(session.log).toEqual(['terminate 486'])
    expect(stage.of('ended')).toEqual([{ kind: 'ended', id: 'call-1' }])
  })

  it.each([
    ['SIP;cause=200;text="Call completed elsewhere"', { kind: 'ended', id: 'call-1', elsewhere: true }],
    [undefined, { kind: 'ended', id: 'call-1' }],
  ])('that ends with the reason %s is told so', (reason, told) => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    session.emit('failed', { originator: 'remote', message: { getHeader: () => reason } })
    expect(stage.of('ended')).toEqual([told])
  })

  it('that has gone meanwhile is neither answered nor hung up', () => {
    const stage = setUp()
    stage.phone.connect(account)
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    session.hangUp()
    stage.phone.answer('call-1')
    stage.phone.hangUp('call-1')
    expect(session.log).toEqual([])
  })
})

describe('the microphone', () => {
  it('is closed when a call is answered, and stays so for JsSIP too', async () => {
    const { session, microphone } = await onCall()
    expect(session.answeredWith).toBe(microphone)
    expect(microphone.enabled).toBe(false)
    expect(session.log).toEqual(['answer', 'mute'])
  })

  it('opens and closes at the sender’s own track, and says what the track says', async () => {
    const { phone, microphone } = await onCall()
    expect(phone.setMicrophoneOpen(true)).toBe(true)
    expect(microphone.enabled).toBe(true)
    expect(phone.setMicrophoneOpen(false)).toBe(false)
    expect(microphone.enabled).toBe(false)
  })

  it('whose track does not close is stopped altogether', async () => {
    const { phone, microphone } = await onCall()
    phone.setMicrophoneOpen(true)
    microphone.stuck = true
    expect(phone.setMicrophoneOpen(false)).toBe(false)
    expect(microphone.readyState).toBe('ended')
  })

  it('closes when the call ends, whoever ends it', async () => {
    const far = await onCall()
    far.phone.setMicrophoneOpen(true)
    far.session.hangUp()
    expect(far.microphone.enabled).toBe(false)
    const near = await onCall()
    near.phone.setMicrophoneOpen(true)
    near.phone.hangUp('call-1')
    expect(near.microphone.enabled).toBe(false)
  })

  it('that is exchanged comes closed, is what the sender sends from then on, and is told as an interruption', async () => {
    const { phone, session, microphones, of } = await onCall()
    phone.setMicrophoneOpen(true)
    phone.chooseAudio({ microphoneId: 'other', speakerId: null, processing: true })
    await vi.waitFor(() => expect(session.connection?.getSenders()[0]?.track).toBe(microphones[1]))
    expect(microphones.map(({ enabled }) => enabled)).toEqual([false, false])
    expect(microphones[0].readyState).toBe('ended')
    const told = of('microphone').slice(-2)
    expect(told.map(({ interrupted }) => interrupted)).toEqual([true, false])
  })

  it('is given back to the system when the line is logged out', async () => {
    const { phone, microphone, session } = await onCall()
    phone.disconnect()
    expect(microphone.readyState).toBe('ended')
    expect(session.log).toContain('terminate')
  })
})

describe('gathering addresses', () => {
  it('goes by the relay alone where the site wants it so, and waits for that', async () => {
    const stage = setUp()
    const iceServers = [{ urls: 'turn:x', username: 'u', credential: 'c' }]
    stage.phone.connect({ ...account, iceServers, relayOnly: true })
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    stage.phone.answer('call-1')
    expect(session.pcConfig).toStrictEqual({ iceServers, iceTransportPolicy: 'relay' })
  })

  it('asks other servers, or with other credentials, from the next call on, and when a call in progress looks for another way', async () => {
    const { ua, phone, session } = await onCall()
    const iceServers = [{ urls: 'turn:x', username: 'u', credential: 'c' }]
    phone.takeWays({ ...account, iceServers })
    expect(session.state).toBe('up')
    phone.renewPaths()
    expect(session.connection?.config.iceServers).toStrictEqual(iceServers)
    const next = new FakeSession('call-2', { name: '', user: '1' })
    ua().invites(next)
    phone.answer('call-2')
    expect(next.pcConfig).toStrictEqual({ iceServers })
  })

  const gather = (iceServers: LineAccount['iceServers']) => {
    const stage = setUp()
    stage.phone.connect({ ...account, iceServers })
    const session = new FakeSession('call-1', { name: '', user: '1' })
    stage.ua().invites(session)
    const ready = vi.fn()
    const found = (type: string) => session.emit('icecandidate', { candidate: { type }, ready })
    return { ...stage, ready, found }
  }

  it('waits for the addresses of every network of the machine where there is no server to ask, and for nothing else', () => {
    const { ready, found, later } = gather([])
    for (const _network of ['vpn', 'lan', 'wifi']) found('host')
    expect(ready).not.toHaveBeenCalled()
    later(10)
    expect(ready).toHaveBeenCalledTimes(1)
  })

  it('waits no longer once the server has answered', () => {
    const { ready, found } = gather(stun)
    found('srflx')
    expect(ready).toHaveBeenCalledTimes(1)
  })

  it('waits for the relay where there is one, which alone leads through some firewalls, and not for long', () => {
    const { ready, found, later } = gather([...stun, { urls: 'turn:x', username: 'u', credential: 'c' }])
    found('host')
    found('srflx')
    expect(ready).not.toHaveBeenCalled()
    found('relay')
    expect(ready).toHaveBeenCalledTimes(1)
    later(450)
    const silent = gather([{ urls: 'turns:x', username: 'u', credential: 'c' }])
    silent.found('host')
    silent.later(450)
    expect(silent.ready).toHaveBeenCalledTimes(1)
  })

  it('waits once, however many addresses of its own it finds', () => {
    const { ready, found, later } = gather(stun)
    for (const _ of [1, 2, 3]) found('host')
    later(300)
    expect(ready).toHaveBeenCalledTimes(1)
  })

  it('waits for the server’s answer, and never longer than a moment', () => {
    const { ready, found, later } = gather(stun)
    found('host')
    expect(ready).not.toHaveBeenCalled()
    later(300)
    expect(ready).toHaveBeenCalledTimes(1)
    found('srflx')
    expect(ready).toHaveBeenCalledTimes(2)
  })
})

it('hold and un-hold by the far end are told, by JsSIP itself are not', async () => {
  const { session, of } = await onCall()
  session.emit('hold', { originator: 'remote' })
  session.emit('unhold', { originator: 'remote' })
  session.emit('hold', { originator: 'local' })
  session.emit('unhold', { originator: 'local' })
  expect(of('hold').map(({ held }) => held)).toEqual([true, false])
})
