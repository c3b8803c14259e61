// The desk is told when a phone call on the line begins and ends, once each, and again when it has been away.
import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { type LineCall, noLine } from '#renderer/line/line.ts'
import { type LineView, restingLine } from '#renderer/line/line-store.ts'
import { tellPhone } from '#renderer/monitor/tell-phone.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { invite } from '../../../fakes/fake-line.ts'

const talking: LineCall = { kind: 'talking', invite: invite('a'), up: true, held: false, muted: false }

function stage() {
  const { desk, inputs, answers } = fakeDesk()
  const line = createStore(() => ({ ...restingLine }) as LineView)
  const links = createStore(() => ({ link: { up: true } }))
  const stop = tellPhone(desk, line, links)
  const callIs = (call: LineCall) => line.setState({ line: { ...noLine, call } })
  return {
    told: () => inputs('onPhone').map((input) => input.talking),
    callIs,
    link: (up: boolean) => {
      answers.onPhone = () => (up ? null : Promise.reject(new Error('out of reach')))
      links.setState({ link: { up } })
    },
    stop,
  }
}

it('tells each change once', () => {
  const { told, callIs } = stage()
  callIs({ kind: 'ringing', invite: invite('a') })
  callIs(talking)
  callIs({ ...talking, muted: true })
  callIs({ kind: 'none' })
  expect(told()).toEqual([true, false])
})

it('tells a desk that is back of a call that goes on, and of none nothing', () => {
  const { told, callIs, link } = stage()
  link(false)
  link(true)
  expect(told()).toEqual([])
  callIs(talking)
  link(false)
  link(true)
  expect(told()).toEqual([true, true])
})

it('tells a desk that is back of a call that ended while it was out of reach', async () => {
  const { told, callIs, link } = stage()
  callIs(talking)
  link(false)
  callIs({ kind: 'none' })
  await settle()
  link(true)
  await settle()
  link(false)
  link(true)
  expect(told()).toEqual([true, false, false])
})

it('tells nothing after the stop', () => {
  const { told, callIs, stop } = stage()
  stop()
  callIs(talking)
  expect(told()).toEqual([])
})
