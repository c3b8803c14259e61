// Hold by re-INVITE: one after the other, only the last wish counts, and a refusal ends no call.
import { expect, it } from 'vitest'
import { createHolding } from '#renderer/line/calls/holding.ts'

type Answer = { readonly succeeded: () => void; readonly failed: (response?: { status_code: number }) => void }

function stage() {
  const asked: boolean[] = []
  const answers: Answer[] = []
  const confirmed: boolean[] = []
  const timers: (() => void)[] = []
  const session = {
    _localHold: false,
    up: true,
    ready: true,
    isEstablished: () => session.up,
    isEnded: () => false,
    isReadyToReOffer: () => session.ready,
    _sendReinvite: ({ eventHandlers }: { eventHandlers: Answer }) => {
      asked.push(session._localHold)
      answers.push(eventHandlers)
    },
  }
  const clock = {
    after: (_inMs: number, run: () => void) => {
      timers.push(run)
      return () => {}
    },
  }
  const hold = createHolding(session as never, clock, (on) => confirmed.push(on))
  return { session, asked, answers, confirmed, timers, hold }
}

it('asks once, and tells when the PBX has agreed', () => {
  const { hold, asked, answers, confirmed } = stage()
  hold(true)
  hold(true)
  expect([asked, confirmed]).toEqual([[true], []])
  answers[0]?.succeeded()
  expect([asked, confirmed]).toEqual([[true], [true]])
})

it('asks for the last wish once the one before is answered', () => {
  const { hold, asked, answers, confirmed } = stage()
  hold(true)
  hold(false)
  hold(true)
  hold(false)
  answers[0]?.succeeded()
  expect(asked).toEqual([true, false])
  answers[1]?.succeeded()
  expect(confirmed).toEqual([true, false])
})

it('waits while another offer is under way, and until the call is up', () => {
  const { session, hold, asked, timers } = stage()
  session.ready = false
  hold(true)
  expect(asked).toEqual([])
  session.ready = true
  timers.shift()?.()
  expect(asked).toEqual([true])
})

it('asks again after glare (491), and not after a refusal', () => {
  const { session, hold, asked, answers, confirmed, timers } = stage()
  hold(true)
  answers[0]?.failed({ status_code: 491 })
  timers.shift()?.()
  expect(asked).toEqual([true, true])
  answers[1]?.failed({ status_code: 488 })
  expect([asked.length, timers, confirmed, session._localHold]).toEqual([2, [], [], false])
})

it('takes back what was never held without asking for anything', () => {
  const { hold, asked, answers } = stage()
  hold(true)
  answers[0]?.failed({ status_code: 488 })
  hold(false)
  expect(asked).toEqual([true])
})
