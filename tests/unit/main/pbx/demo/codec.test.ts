import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floor } from '#contract/floor.ts'
import { modes } from '#contract/monitor.ts'
import { decodeFrame, isFeedEvent, isMonitorReport } from '#main/pbx/demo/codec.ts'
import { digitOf, errorOf, floorOf, modeOf, patchOf, wireModeOf } from '#main/pbx/demo/map.ts'
import { addressOf, readReadyLine } from '#main/pbx/demo/ready.ts'

const wireAgent = {
  ext: '1001',
  name: 'Mira',
  status: 'paused',
  reason: 'Lunch',
  since: 5,
  queues: ['600'],
  call: null,
}
const side = { number: '+1555', name: null, local: false, agent: null }
const wireCall = {
  id: 'c1',
  from: side,
  to: { number: '1001', name: 'Mira', local: true, agent: '1001' },
  agent: '1001',
  queue: '600',
  state: 'up',
  started: 1,
  answered: 2,
  monitors: [{ supervisor: 'Sam', mode: 'listen' }],
}
const decode = (frame: unknown) => decodeFrame(JSON.stringify(frame))

describe('frames of the demo PBX', () => {
  it.each([
    { type: 'challenge', nonce: 'ab' },
    { type: 'welcome', now: 1 },
    { type: 'refused', reason: 'wrong-secret' },
    { type: 'answer', id: 1, result: { any: 'thing' } },
    { type: 'answer', id: 1, error: { code: 'call-gone', text: 'gone' } },
    { type: 'event', event: 'agent', seq: 1, agent: wireAgent },
    { type: 'event', event: 'queue', seq: 2, queue: { ext: '600', name: 'Sales', waiting: 1, oldest: 3 } },
    { type: 'event', event: 'call', seq: 3, call: wireCall },
    { type: 'event', event: 'call-end', seq: 4, id: 'c1' },
    { type: 'event', event: 'monitor.attached', monitor: 'm', call: 'c', agent: 'a' },
    { type: 'event', event: 'monitor.mode', monitor: 'm', mode: 'whisper-agent', by: 'info' },
    { type: 'event', event: 'monitor.target-ended', monitor: 'm' },
    { type: 'event', event: 'monitor.retargeted', monitor: 'm', call: 'c', agent: 'a', by: 'follow' },
    { type: 'event', event: 'monitor.ended', monitor: 'm', reason: 'media-lost' },
  ])('are read as they are documented: %o', (frame) => {
    expect(decode(frame)).toEqual({ ok: true, value: frame })
  })

  it.each([
    'no json',
    '[]',
    'null',
    '{"type":"event","event":"agent","seq":1,"agent":{"ext":"1001"}}',
    '{"type":"event","event":"monitor.mode","monitor":"m","mode":"shout","by":"info"}',
    '{"type":"event","event":"unheard-of"}',
  ])('of any other shape are a failure, not a crash: %s', (text) => {
    expect(decodeFrame(text).ok).toBe(false)
  })

  it('never throw, whatever they hold, and never tell the log what it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const frame = decodeFrame(text)
        if (!frame.ok) expect(frame.error).toMatch(/^(not JSON|a frame of an unknown shape \(\d+ characters\))$/)
      }),
    )
  })

  it('are told apart: feed and monitors', () => {
    const ended = decode({ type: 'event', event: 'call-end', seq: 4, id: 'c1' })
    const report = decode({ type: 'event', event: 'monitor.target-ended', monitor: 'm' })
    expect(ended.ok && [isFeedEvent(ended.value), isMonitorReport(ended.value)]).toEqual([true, false])
    expect(report.ok && [isFeedEvent(report.value), isMonitorReport(report.value)]).toEqual([false, true])
  })
})

describe('the words of the demo PBX', () => {
  it('become a floor that fits the contract', () => {
    const frame = decode({ type: 'event', event: 'call', seq: 3, call: wireCall })
    const person = decode({ type: 'event', event: 'agent', seq: 1, agent: wireAgent })
    if (!frame.ok || !isFeedEvent(frame.value) || frame.value.event !== 'call') throw new Error('not a call')
    if (!person.ok || !isFeedEvent(person.value) || person.value.event !== 'agent') throw new Error('not an agent')
    const picture = floorOf({ seq: 1, agents: [person.value.agent], queues: [], calls: [frame.value.call] })
    expect(floor.parse(picture)).toEqual(picture)
    expect(picture.agents['1001']?.presence).toEqual({ kind: 'paused', reason: 'Lunch' })
    expect(picture.calls.c1).toMatchObject({
      state: 'talking',
      agentId: '1001',
      from: { onNet: false },
      to: { onNet: true },
    })
    expect(patchOf({ type: 'event', event: 'call-end', seq: 9, id: 'c1' })).toEqual({ calls: { gone: ['c1'] } })
  })

  it('name every mode both ways, each by a digit of its own', () => {
    for (const mode of modes) expect(modeOf[wireModeOf[mode]]).toBe(mode)
    expect(digitOf).toEqual({ listen: '4', whisperAgent: '5', join: '6', whisperCaller: '7' })
  })

  it('for a refusal become a code the console has a sentence for, the text kept for the engineer', () => {
    expect(errorOf({ code: 'line-busy', text: 'on a call' })).toEqual({
      code: 'lineBusy',
      detail: 'line-busy: on a call',
    })
    expect(errorOf({ code: 'refused', text: 'injected' }).code).toBe('pbxRefused')
  })
})

describe('the ready line', () => {
  const line = {
    ready: true,
    sip: 'ws://127.0.0.1:1/sip',
    control: 'ws://127.0.0.1:1/control',
    domain: 'demo.earshot.invalid',
    lines: [{ extension: '5001', password: 'pw' }],
    consoleSecret: 's',
  }
  it('gives the address and the supervisor their line', () => {
    const ready = readReadyLine(JSON.stringify(line))
    expect(ready && addressOf(ready, { name: 'Sam', extension: '5001' })).toMatchObject({
      controlUrl: 'ws://127.0.0.1:1/control',
      line: { uri: 'sip:5001@demo.earshot.invalid', authUser: '5001', password: 'pw', displayName: 'Sam' },
    })
    expect(ready && addressOf(ready, { name: 'Sam', extension: '9' })).toMatchObject({ code: 'pbxRefused' })
  })

  it.each(['', 'Loading…', '{"ready":true}', JSON.stringify({ ...line, control: 'http://x' })])(
    'is not this: %s',
    (text) => {
      expect(readReadyLine(text)).toBeNull()
    },
  )
})
