// Whatever crosses between window and desk arrives whole: no field of it is lost, and each of its words is known on both sides.
import { describe, expect, it } from 'vitest'
import { deskFrame, requestFrame } from '#contract/channel.ts'
import { errorCodes } from '#contract/errors.ts'
import { historyRecord, monitorWhy, recordEnd, wantedStep } from '#contract/history.ts'
import { requestNames, requests, signalNames, signals } from '#contract/ipc.ts'
import { inviteMark, modeAnswer } from '#contract/monitor.ts'
import { type Settings, settings, settingsChange } from '#contract/settings.ts'
import { inputs, outputs, payloads } from './samples.ts'

describe('what crosses', () => {
  it.each(requestNames)('the question and the answer of %s', (name) => {
    expect(requests[name].input.parse(inputs[name])).toStrictEqual(inputs[name])
    expect(requests[name].output.parse(outputs[name])).toStrictEqual(outputs[name])
  })

  it.each(signalNames)('the signal %s', (name) => {
    for (const payload of payloads[name]) expect(signals[name].parse(payload)).toStrictEqual(payload)
  })

  it.each([
    { type: 'answer', id: 1, reply: { kind: 'output', output: { a: 1 } } },
    { type: 'answer', id: 1, reply: { kind: 'fault', error: { code: 'internal' } } },
    { type: 'signal', name: 'link', payload: { up: true } },
  ])('the frame %j', (frame) => {
    expect(deskFrame.parse(frame)).toStrictEqual(frame)
  })

  it('the frame of a question', () => {
    const frame = { type: 'request', id: 1, name: 'hello', input: { a: 1 } }
    expect(requestFrame.parse(frame)).toStrictEqual(frame)
    expect(requestFrame.safeParse({ ...frame, type: 'answer' }).success).toBe(false)
  })

  it.each(requestNames.filter((name) => requests[name].tries))('a refusal of %s', (name) => {
    const refused = { ok: false, error: { code: 'timedOut', detail: 'why' } }
    expect(requests[name].output.parse(refused)).toStrictEqual(refused)
  })
})

describe('every step a person can take is known', () => {
  it.each([
    { kind: 'password', askId: 1, username: 'u', password: 'p' },
    { kind: 'code', askId: 1, code: '123' },
    { kind: 'back', askId: 1 },
    { kind: 'out' },
  ])('signing in: %j', (step) => {
    expect(requests.answerSignIn.input.parse(step)).toStrictEqual(step)
  })

  it.each([
    { do: 'claim', id: 'h' },
    { do: 'done', id: 'h' },
    { do: 'handOver', id: 'h', to: null },
  ])('helping: %j', (step) => {
    expect(requests.help.input.parse(step)).toStrictEqual(step)
  })

  it.each([
    { kind: 'offer', ticketId: 't', to: 'tom', notes: '' },
    { kind: 'answer', offerId: 'o', accept: true },
    { kind: 'withdraw', offerId: 'o' },
  ])('passing on: %j', (step) => {
    expect(requests.handOver.input.parse(step)).toStrictEqual(step)
  })
})

describe('the words of the contract', () => {
  it('are those a monitor is asked for, recorded and ended by', () => {
    expect(monitorWhy.options).toEqual(['chosen', 'alert', 'help', 'sample', 'handOver', 'order', 'proof'])
    const ends = ['refused', 'windowGone', 'consoleStopped', 'endNotConfirmed', 'noSound']
    expect(recordEnd.options.slice(-5)).toEqual(ends)
    const steps = ['startMonitor', 'hop', 'setFollow', 'endMonitor', 'listen', 'whisperAgent', 'whisperCaller', 'join']
    expect(wantedStep.options).toEqual(steps)
  })

  it('have one code an error, each of its own', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length)
    expect(errorCodes.every((code) => /^[a-z][A-Za-z]+$/.test(code))).toBe(true)
  })

  it.each([
    { by: 'header', name: 'X-Earshot-Token', value: 'a-token-nobody-guesses' },
    { by: 'evidence', fromName: 'Monitor', uriIncludes: 'mon', withinMs: 4000 },
  ])('know the mark %j', (mark) => {
    expect(inviteMark.parse(mark)).toStrictEqual(mark)
  })

  it('know both answers to a change of mode, and take no digits that no phone has', () => {
    for (const by of ['info', 'rfc4733']) {
      const answer = { kind: 'sendDigits', digits: '09*#AD', by }
      expect(modeAnswer.parse(answer)).toStrictEqual(answer)
    }
    expect(modeAnswer.parse({ kind: 'asked' })).toEqual({ kind: 'asked' })
    expect(modeAnswer.safeParse({ kind: 'sendDigits', digits: '5w5', by: 'info' }).success).toBe(false)
  })

  it.each([
    { kind: 'notes', id: 't', at: 1, why: 'chosen', notes: [{ at: 1, text: 'a' }], tags: ['b'] },
    { kind: 'added', id: 't-1', at: 1, text: 'a', by: 'Sue' },
    { kind: 'pruned', at: 1, seq: 2, hash: 'h', keepDays: 30 },
  ])('know the record %j', (record) => {
    expect(historyRecord.parse(record)).toStrictEqual(record)
  })

  it('know a monitor that has begun', () => {
    const { entries } = outputs.listHistory
    const [record] = entries.map((entry) => entry.record)
    if (!record) throw new Error('no sample')
    const { id, monitorId, site, supervisor, why, askedAt, call } = record
    const begun = { kind: 'begun', id, monitorId, site, supervisor, why, askedAt, call }
    expect(historyRecord.parse(begun)).toStrictEqual(begun)
  })
})

describe('settings of which nothing is said', () => {
  const defaults: Omit<Settings, 'views'> = {
    siteName: 'Demo floor',
    site: { kind: 'demo', seed: 7, speed: 1, voices: 'speech' },
    policy: 'crexendo',
    rights: ['listen', 'whisperAgent', 'whisperCaller', 'join'],
    access: { rules: [], hideNumbersFrom: [], reason: null, confirm: null, signOutAfterS: null },
    notice: { rules: [], privateFor: [] },
    people: [],
    pauseReasons: ['Break', 'Lunch', 'Meeting', 'Training'],
    scorecard: null,
    orders: [],
    readyPhrases: [],
    terms: 'internal',
    supervisor: null,
    line: {
      switchBy: 'info',
      microphoneId: null,
      microphoneName: null,
      speakerId: null,
      speakerName: null,
      processing: true,
      echoCancellation: true,
      noiseSuppression: true,
      gainControl: true,
      microphoneAt: 'day',
      volume: 1,
      callWaiting: true,
      iceServers: [],
      relayOnly: false,
      phone: { allowed: true, digitsBy: 'rfc4733', voicemail: null, conference: null, echo: null },
      ringerId: null,
      ringerName: null,
      doNotDisturb: false,
    },
    follow: false,
    endAfterCallS: 120,
    remindMin: 5,
    keys: {},
    speakKeys: 'hold',
    theme: 'system',
    language: 'system',
    kiosk: false,
    kioskPassphrase: null,
    alerts: {
      longestWaitS: 60,
      waitingCallers: 5,
      serviceLevel: 0.7,
      longCallS: 900,
      longHoldS: 120,
      longPauseS: 1800,
      queues: [],
      helpSound: true,
      sound: false,
      notify: false,
      snoozeMin: 10,
    },
    history: { keepDays: 365 },
    updates: { mode: 'ask', channel: 'stable', feed: null },
    desktop: { startAtLogin: false, startInTray: false, onTop: false, muteEverywhere: false, smallCard: false },
  }

  it('are those of the demo floor', () => {
    expect(settings.parse({})).toMatchObject(defaults)
    const parts = { site: { kind: 'demo' }, line: {}, history: {}, alerts: {} }
    expect(settings.parse(parts)).toMatchObject(defaults)
  })

  it.each([
    ['theme', ['system', 'dark', 'light', 'contrast']],
    ['language', ['system', 'en', 'es', 'de']],
    ['policy', ['callharbor', 'crexendo', 'open']],
    ['speakKeys', ['hold', 'modifier']],
    ['terms', ['internal', 'onNet']],
  ] as const)('may say of %s: %j', (name, values) => {
    for (const value of values) expect(settings.parse({ [name]: value })[name]).toBe(value)
    expect(settings.safeParse({ [name]: 'something else' }).success).toBe(false)
  })

  it.each(['info', 'rfc4733', 'api'])('may switch modes by %s, which is no choice of the supervisor', (switchBy) => {
    expect(settings.parse({ line: { switchBy } }).line.switchBy).toBe(switchBy)
    expect(settingsChange.parse({ line: { switchBy, processing: false } })).toEqual({ line: { processing: false } })
  })

  it.each(['speech', 'tones'])('may let the demo floor speak in %s', (voices) => {
    expect(settings.parse({ site: { kind: 'demo', voices } }).site).toMatchObject({ voices })
  })

  it('may name who supervises, a kiosk, and rights that are fewer', () => {
    const said = { supervisor: { name: 'Sue', extension: '5009' }, kiosk: true, rights: ['listen'], siteName: 'North' }
    expect(settings.parse(said)).toMatchObject(said)
  })
})
