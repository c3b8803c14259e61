// The code of JsSIP comes after the page has started: the line waits for it, and outlives that it does not come.
import { describe, expect, it, vi } from 'vitest'
import { createJsSipLine, type JsSipParts } from '#renderer/line/jssip-line.ts'
import type { PhoneEvent } from '#renderer/line/phone.ts'
import { FakeTrack, FakeUa } from '../../../fakes/fake-ua.ts'
import { quietSpeaker } from '../../../fakes/quiet-speaker.ts'

const account = {
  uri: 'sip:5001@x',
  wsUrl: 'wss://x',
  authUser: '5001',
  password: 'p',
  displayName: '',
  iceServers: [],
}

type CreateUa = Awaited<ReturnType<NonNullable<JsSipParts['loadUa']>>>

function setUp(loadUa: (create: CreateUa) => Promise<CreateUa>) {
  const uas: FakeUa[] = []
  const timers: (() => void)[] = []
  const registrations: PhoneEvent[] = []
  const create: CreateUa = (_account, contact) => {
    const ua = new FakeUa(contact)
    uas.push(ua)
    return ua.agent() as never
  }
  const phone = createJsSipLine({
    microphone: {
      getUserMedia: async () => ({ getAudioTracks: () => [new FakeTrack()] }) as never,
      silentTrack: () => new FakeTrack() as never,
      onDevicesChanged: () => () => {},
      defaultDevice: async () => null,
      find: async () => null,
    },
    codecs: () => [],
    createContext: () => {
      throw new Error('no sound in this test')
    },
    speaker: quietSpeaker,
    clock: {
      ticks: () => 0,
      now: () => 0,
      after: (inMs, run) => {
        if (inMs === 4_000) timers.push(run)
        return () => {}
      },
    },
    random: () => 0,
    seat: '0123456789ab',
    uniqueId: () => 'id',
    loadUa: () => loadUa(create),
  })
  phone.onEvent((event) => event.kind === 'registration' && registrations.push(event))
  const last = () => registrations.at(-1)
  return { phone, uas, timers, last }
}

describe('the line while its code is on its way', () => {
  it('is lost when the code does not come, and is tried again until it does', async () => {
    let isThere = false
    const stage = setUp(async (create) => {
      if (!isThere) throw new Error('no such chunk')
      return create
    })
    stage.phone.connect(account)
    await vi.waitFor(() =>
      expect(stage.last()).toMatchObject({ registration: { kind: 'lost', cause: { code: 'serverGone' } } }),
    )
    isThere = true
    for (const again of stage.timers) again()
    await vi.waitFor(() => expect(stage.uas).toHaveLength(1))
  })

  it('is not logged in by code that comes after the line was switched off', async () => {
    const { promise, resolve } = deferred<void>()
    const stage = setUp(async (create) => promise.then(() => create))
    stage.phone.connect(account)
    stage.phone.disconnect()
    resolve()
    await promise
    await new Promise(setImmediate) // all that was waiting for it has run
    expect(stage.uas).toEqual([])
    expect(stage.last()).toMatchObject({ registration: { kind: 'off' } })
  })

  it('is logged in once, with the account given last', async () => {
    const { promise, resolve } = deferred<void>()
    const stage = setUp(async (create) => promise.then(() => create))
    stage.phone.connect(account)
    stage.phone.connect({ ...account, authUser: '5002' })
    resolve()
    await vi.waitFor(() => expect(stage.uas).toHaveLength(1))
  })
})

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
