// Following the desk: one hello, then every signal of it, until the window lets go.
// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Hello } from '#contract/ipc.ts'
import { desk as bridge } from '#renderer/desk/bridge.ts'
import { followDesk, knownDesk } from '#renderer/desk/follow-desk.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aHello } from '../floor/hello.ts'

function following(hello: () => Hello | Promise<Hello> = aHello) {
  const fake = fakeDesk()
  fake.answers.hello = hello
  const follower = followDesk(fake.desk, () => 7000)
  return { fake, follower, state: () => follower.store.getState() }
}

const live = { phase: 'live', since: 1, how: null } as const

describe('following the desk', () => {
  it('says hello once, and has begun when that is answered', async () => {
    const { fake, state } = following()
    expect(state()).toEqual({ phase: 'starting' })
    await settle()
    expect(state()).toEqual({ phase: 'ready', hello: aHello(), link: { up: true } })
    expect(fake.inputs('hello')).toEqual([null])
  })

  it('says why it cannot begin', async () => {
    const { state } = following(() => Promise.reject(new Error('gone')))
    await settle()
    expect(state()).toEqual({ phase: 'failed', error: { code: 'serverGone' } })
  })

  it('takes over whatever the desk signals', async () => {
    const { fake, state } = following()
    await settle()
    const site = { ...aHello().site, name: 'South' }
    const settings = { ...aHello().settings, theme: 'dark' as const }
    fake.say('status', live)
    fake.say('site', site)
    fake.say('settings', settings)
    expect(state()).toMatchObject({ hello: { status: live, site, settings } })
    fake.say('link', { up: false, cause: { code: 'serverGone' } })
    expect(state()).toMatchObject({ link: { up: false, since: 7000, cause: { code: 'serverGone' } } })
  })

  it('takes over nothing more once it has stopped', async () => {
    const { fake, follower, state } = following()
    await settle()
    follower.stop()
    const before = state()
    fake.say('status', live)
    fake.say('site', { ...aHello().site, name: 'South' })
    fake.say('settings', { ...aHello().settings, theme: 'dark' })
    fake.say('link', { up: false, cause: null })
    expect(state()).toBe(before)
  })
})

describe('what is known once the desk has said hello', () => {
  it('follows it, and is never without a hello again', async () => {
    const { fake, follower } = following()
    await settle()
    const first = follower.store.getState()
    if (first.phase !== 'ready') throw new Error('no hello')
    const { store, stop } = knownDesk(follower.store, first)
    expect(store.getState()).toBe(first)
    fake.say('status', live)
    expect(store.getState().hello.status).toEqual(live)
    follower.store.setState({ phase: 'starting' }, true)
    expect(store.getState().phase).toBe('ready')
    stop()
    follower.store.setState(first, true)
    expect(store.getState()).not.toBe(first)
  })
})

describe('the bridge', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is the desk that the preload gave the window', () => {
    const { desk } = fakeDesk()
    vi.stubGlobal('desk', desk)
    expect(bridge()).toBe(desk)
  })

  it('is missing where nobody gave one, and says so', () => {
    expect(() => bridge()).toThrow('window.desk is missing')
  })
})
