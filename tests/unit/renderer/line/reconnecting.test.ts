// A socket that closes and is opened again: the line is reconnecting for a moment, and lost only when it does not come back within it.
import { expect, it } from 'vitest'
import { FakeSession } from '../../../fakes/fake-ua.ts'
import { account, setUp } from './jssip-stage.ts'

const GRACE_MS = 2_000
const FIRST_WAIT_MS = 200

function registered() {
  const stage = setUp()
  stage.phone.connect(account)
  stage.ua().connects()
  stage.ua().registers()
  const standings = () => stage.of('registration').map(({ registration }) => registration.kind)
  return { ...stage, standings, last: () => standings().at(-1) }
}

it('is reconnecting when its socket closes, opens another at once, and nothing was lost when that leads to the registrar', () => {
  const stage = registered()
  stage.ua().loses('the proxy closed it')
  expect(stage.of('registration').at(-1)?.registration).toEqual({
    kind: 'reconnecting',
    cause: { code: 'pbxUnreachable', detail: 'the proxy closed it' },
  })
  stage.later(FIRST_WAIT_MS)
  expect(stage.ua().log).toContain('open now')
  stage.ua().connects()
  stage.ua().registers()
  stage.later(GRACE_MS)
  expect(stage.standings()).toEqual(['connecting', 'registered', 'reconnecting', 'registered'])
})

it('is lost when it is not back within two seconds', () => {
  const stage = registered()
  stage.ua().loses('the proxy closed it')
  stage.ua().loses('and again')
  expect(stage.last()).toBe('reconnecting')
  stage.later(GRACE_MS)
  expect(stage.of('registration').at(-1)?.registration).toMatchObject({ kind: 'lost', cause: { detail: 'and again' } })
})

it('is lost at once when its socket led nowhere: for how long, nobody knows', () => {
  const stage = registered()
  stage.ua().frozen = true
  stage.phone.check()
  stage.later(2_000)
  expect(stage.last()).toBe('lost')
})

it('is lost at once when it never was registered', () => {
  const stage = setUp()
  stage.phone.connect(account)
  stage.ua().loses('refused')
  expect(stage.of('registration').at(-1)?.registration.kind).toBe('lost')
})

it('keeps its calls meanwhile, and ends no longer in a moment that is over once it was logged out', () => {
  const stage = registered()
  const session = new FakeSession('call-1', { name: 'Monitor', user: '1001' })
  stage.ua().invites(session)
  stage.phone.answer('call-1')
  session.confirm()
  stage.ua().loses()
  expect(stage.of('ended')).toEqual([])
  stage.phone.disconnect()
  stage.later(GRACE_MS)
  stage.later(FIRST_WAIT_MS)
  expect(stage.last()).toBe('off')
  expect(stage.ua().log).not.toContain('open now')
})

it('tries again and again, each time after a longer wait, up to a few seconds', () => {
  const stage = registered()
  for (const waitMs of [FIRST_WAIT_MS, 400, 800, 1_600, 2_000, 2_000]) {
    stage.ua().loses()
    const before = stage.ua().log.length
    stage.later(waitMs)
    expect(stage.ua().log.length, `after ${waitMs} ms`).toBe(before + 1)
  }
  const tries = stage.ua().log.filter((entry) => entry.startsWith('open now'))
  expect(tries.slice(0, 3), 'first where its calls are known').toEqual(['open now', 'open now next', 'open now next'])
})

it('does not take the unanswered REGISTER of a socket that closed for a refusal', () => {
  const stage = registered()
  stage.ua().loses()
  stage.ua().emit('registrationFailed', { response: null, cause: 'Connection Error' })
  expect(stage.last()).toBe('reconnecting')
})
