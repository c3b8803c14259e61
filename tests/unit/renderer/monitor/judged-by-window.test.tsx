// @vitest-environment jsdom
// Under an open microphone the people on the call become others: the window closes it on its own knowledge, at once.
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Call } from '#contract/floor.ts'
import type { Withdrawal } from '#contract/hearers.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { bobCall, button, card, setUp, site } from './stage.tsx'

let stage: ReturnType<typeof setUp>

beforeEach(async () => {
  stage = setUp()
  act(() => {
    stage.line.register()
    stage.microphoneReady()
  })
  await stage.user.click(button('Listen to Bob Baker'))
  await act(async () => stage.rings())
  await act(async () => {
    stage.line.emit({ kind: 'established', id: 'sip-1' })
    stage.desk.pbx({ kind: 'attached', ticketId: stage.ticketId, target: { callId: 'call-b', agentId: '1002' } })
  })
  await stage.user.click(button('Join call'))
  await act(async () => stage.confirms('join'))
  expect(stage.line.isOpen()).toBe(true)
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const becomes = (call: Call) =>
  act(() => {
    const { floor } = stage.console.floor.getState()
    if (floor) stage.console.floor.setState({ floor: { ...floor, calls: { ...floor.calls, [call.id]: call } } })
  })
const lastAsked = () => stage.desk.inputs('setMode').at(-1)
const notice = (code: Withdrawal) => words.monitor.notice.withdrawn(words.errors[code])

it('names the call and the people it is chosen for', () => {
  expect(lastAsked()).toMatchObject({
    target: { callId: 'call-b', agentId: '1002' },
    mode: 'join',
    hearers: [
      { side: 'agent', agentId: '1002', number: '1002', onNet: true },
      { side: 'caller', number: '1099', onNet: true },
    ],
  })
})

it('closes, asks for listen and says why when the other party hands the call to an outside number', async () => {
  becomes({ ...bobCall, from: { ...bobCall.from, number: '+15550177', onNet: false } })
  expect(stage.line.isOpen()).toBe(false)
  expect(lastAsked()).toMatchObject({ mode: 'listen', hearers: [] })
  expect(card()?.textContent).toContain(notice('peopleChanged'))
  await act(async () => stage.confirms('listen'))
  expect(card()?.textContent).toContain(notice('peopleChanged'))
})

it('closes when the policy changes', () => {
  act(() => stage.desk.say('site', { ...site, rights: ['listen'] }))
  expect(stage.line.isOpen()).toBe(false)
  expect(card()?.textContent).toContain(notice('accessChanged'))
})

it('stays open when only a name comes late', () => {
  becomes({ ...bobCall, from: { ...bobCall.from, name: 'Carla' } })
  expect(stage.line.isOpen()).toBe(true)
})

it.each<Withdrawal>(['peopleChanged', 'accessChanged', 'pageHung', 'screenLocked', 'asleep'])(
  'closes at once when the desk has taken it back: %s',
  (why) => {
    act(() => stage.desk.say('withdrawn', { ticketId: stage.ticketId, why }))
    expect(stage.line.isOpen()).toBe(false)
    expect(card()?.textContent).toContain(notice(why))
  },
)

it('says nothing of it when the call has simply ended', () => {
  act(() => {
    const { floor } = stage.console.floor.getState()
    if (floor) stage.console.floor.setState({ floor: { ...floor, calls: {} } })
  })
  expect(stage.line.isOpen()).toBe(false)
  act(() => stage.desk.pbx({ kind: 'targetEnded', ticketId: stage.ticketId }))
  expect(card()?.textContent).not.toContain(notice('peopleChanged'))
})

it('closes when another window wants that nobody hears, and the PBX is asked for listen', () => {
  act(() => stage.desk.say('hush', null))
  expect(stage.line.isOpen()).toBe(false)
  expect(stage.desk.inputs('setMode').at(-1)).toMatchObject({ mode: 'listen' })
  act(() => stage.desk.say('hush', null))
  expect(stage.desk.inputs('setMode').filter(({ mode }) => mode === 'listen')).toHaveLength(1)
})
