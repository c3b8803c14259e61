// @vitest-environment jsdom
// L2: for two seconds the line's signalling may be gone. The PBX says by its feed what is in force, and that goes on; nothing new is begun.
import { act, cleanup } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { invite } from '../../../fakes/fake-line.ts'
import { button, card, descriptionOf, setUp, site } from './stage.tsx'

let stage: ReturnType<typeof setUp>
const network = new EventTarget()

beforeEach(() => {
  Object.defineProperty(navigator, 'connection', { value: network, configurable: true })
  stage = setUp()
  stage.isReady()
})
afterEach(() => {
  cleanup()
  stage.stop()
  Reflect.deleteProperty(navigator, 'connection')
})

const cause = deskFailure('pbxUnreachable')
const registration = (kind: 'reconnecting' | 'lost') =>
  act(async () => stage.line.emit({ kind: 'registration', registration: { kind, cause } }))

const live = () => stage.listensToAlice()
const whispering = async () => {
  await live()
  await stage.user.click(button('Whisper to Alice Archer'))
  await act(async () => stage.confirms('whisperAgent'))
  expect(stage.line.isOpen()).toBe(true)
}

describe('a whisper', () => {
  it('goes on while the line reconnects, and the card says what cannot be done meanwhile', async () => {
    await whispering()
    await registration('reconnecting')
    expect(stage.line.isOpen()).toBe(true)
    expect(card()?.dataset.mode).toBe('whisperAgent')
    expect(card()?.textContent).toContain(words.line.control.reconnecting)
    await act(async () => stage.line.register())
    expect(card()?.textContent).not.toContain(words.line.control.reconnecting)
    expect(stage.line.log.filter((entry) => entry === 'close')).toEqual([])
    expect(stage.desk.inputs('setMode')).toHaveLength(1)
  })

  it('is over when the line is not back in time: the microphone closes and listen is asked for', async () => {
    await whispering()
    await registration('reconnecting')
    await registration('lost')
    expect(stage.line.isOpen()).toBe(false)
    expect(card()?.textContent).toContain(words.monitor.notice.interrupted)
  })

  it('is over at once when the feed, which confirms it, goes as well', async () => {
    await whispering()
    await registration('reconnecting')
    await act(async () => stage.desk.say('link', { up: false, cause: null }))
    expect(stage.line.isOpen()).toBe(false)
  })

  it('does not begin while the line reconnects', async () => {
    await live()
    await registration('reconnecting')
    expect(descriptionOf(button('Whisper to Alice Archer'))).toContain(words.refusals.lineCut)
    await stage.user.click(button('Whisper to Alice Archer'))
    expect(stage.desk.inputs('setMode')).toEqual([])
  })

  it('can always be left', async () => {
    await whispering()
    await registration('reconnecting')
    await stage.user.click(button('Listen only'))
    expect(stage.line.isOpen()).toBe(false)
  })
})

it('looks at once where the line leads when the network is another one', () => {
  const checks = () => stage.line.log.filter((entry) => entry === 'check').length
  window.dispatchEvent(new Event('online'))
  expect(checks()).toBe(1)
  network.dispatchEvent(new Event('change'))
  expect(checks()).toBe(2)
  stage.stop()
  network.dispatchEvent(new Event('change'))
  expect(checks()).toBe(2)
})

it('a listen goes on while the line reconnects, and is left alone when it is back', async () => {
  await live()
  await registration('reconnecting')
  await act(async () => stage.line.register())
  expect(card()?.dataset.phase).toBe('live')
  expect(stage.desk.inputs('setMode')).toEqual([])
  expect(stage.desk.inputs('endMonitor')).toEqual([])
})

it('a phone call keeps its voice however long the line is without its registrar: both hear each other all the same', async () => {
  await act(async () => stage.line.emit({ kind: 'invite', invite: invite('sip-2') }))
  await stage.user.click(button('Answer'))
  await act(async () => stage.line.emit({ kind: 'established', id: 'sip-2' }))
  expect(stage.line.isOpen()).toBe(true)
  await registration('reconnecting')
  await registration('lost')
  expect(stage.line.isOpen()).toBe(true)
})

it('new credentials for the sound end no call and register nothing anew; another password does', async () => {
  await live()
  const begun = stage.line.log.length
  if (!site.line) throw new Error('the site has a line')
  const line = { ...site.line, iceServers: [{ urls: 'turn:turn.example', username: 'u', credential: 'c' }] }
  await act(async () => stage.desk.say('site', { ...site, line }))
  expect(stage.line.log.slice(begun)).toEqual(['ways turn:turn.example'])
  await act(async () => stage.desk.say('site', { ...site, line: { ...line, password: 'another' } }))
  expect(stage.line.log.slice(begun)).toContain('connect')
})
