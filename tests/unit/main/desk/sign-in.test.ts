// The desk between the window and a PBX that wants a sign-in: the question reaches every window, the answer nobody else.
import { describe, expect, it } from 'vitest'
import { aCall, anAgent } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const robin = { name: 'Robin Second', extension: '5002' }

describe('a sign-in', () => {
  it('is asked of the window that is there, and of one that comes later', async () => {
    const { person, named, watchFloor } = deskUnderTest()
    void person.password('5001@dom', null)
    const asked = { kind: 'wanted', askId: 1, username: '5001@dom', why: null }
    expect(named('signIn')).toEqual([asked])
    await watchFloor(null)
    expect(named('signIn')).toEqual([asked, asked])
  })

  it('is answered by the window, and no word of the password stays behind', async () => {
    const { person, answerSignIn, named, lines } = deskUnderTest()
    const entered = person.password('5001@dom', null)
    const answer = { kind: 'password', askId: 1, username: '5002@dom', password: 'a very secret word' } as const
    expect(await answerSignIn(answer)).toEqual({ ok: true, value: null })
    expect(await entered).toEqual({ username: '5002@dom', password: 'a very secret word' })
    expect(named('signIn').at(-1)).toEqual({ kind: 'trying', username: '5002@dom' })
    expect(JSON.stringify([named('signIn'), lines])).not.toContain('secret')
    expect(await answerSignIn(answer)).toMatchObject({ ok: false, error: { code: 'badRequest' } })
  })

  it('tells the site anew: another user has another line', () => {
    const { person, named } = deskUnderTest()
    const before = named('site').length
    person.signedIn('5002@dom', robin)
    expect(named('site')).toHaveLength(before + 1)
  })

  it('is who monitors, unless the settings name somebody', () => {
    const { person, named } = deskUnderTest()
    person.signedIn('5002@dom', robin)
    expect(named('site').at(-1)).toMatchObject({ supervisor: robin })
    const managed = deskUnderTest({ supervisor: { name: 'Sue', extension: '5009' } })
    managed.person.signedIn('5002@dom', robin)
    expect(managed.named('site').at(-1)).toMatchObject({ supervisor: { name: 'Sue', extension: '5009' } })
  })

  it('is not needed where nobody asks for one', async () => {
    const { named, watchFloor, answerSignIn } = deskUnderTest()
    await watchFloor(null)
    expect(named('signIn')).toEqual([{ kind: 'none' }])
    expect(await answerSignIn({ kind: 'back', askId: 0 })).toMatchObject({ ok: false, error: { code: 'badRequest' } })
    expect(await answerSignIn({ kind: 'out' })).toMatchObject({ ok: true })
  })
})

describe('the time to answer', () => {
  const listenOn = async (rings: 'allPhones' | 'consoleLine') => {
    const desk = deskUnderTest({}, { rings })
    desk.pbx.goLive({ agents: { '1001': anAgent('1001') }, calls: { c1: aCall('c1', '1001') }, queues: {} })
    const started = await desk.startMonitor({ target: { callId: 'c1', agentId: '1001' }, follow: false, why: 'chosen' })
    return started.ok ? started.value.answerWithinMs : started.error
  }

  it('is that of a hand where all phones ring, and left to the line where only that rings', async () => {
    expect(await listenOn('allPhones')).toBe(30_000)
    expect(await listenOn('consoleLine')).toBeUndefined()
  })
})
