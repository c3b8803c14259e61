// What the registrar's answers mean, and what the statistics say.
import { describe, expect, it } from 'vitest'
import { consoleContact, registrationAfterFailure, sharedWithConsole } from '#renderer/line/registration.ts'
import { lineStatsOf } from '#renderer/line/rtp-stats.ts'

describe('a registration that failed', () => {
  it.each([401, 403, 404, 407])('with %i is refused: it will not work until somebody mends it', (status) => {
    expect(registrationAfterFailure(status, 'Rejected')).toMatchObject({
      kind: 'refused',
      cause: { code: 'lineRefused' },
    })
  })

  it.each([null, 408, 480, 500, 503])('with %s is lost: it is tried again', (status) => {
    expect(registrationAfterFailure(status, 'why')).toMatchObject({ kind: 'lost', cause: { code: 'pbxUnreachable' } })
  })
})

describe('a line that another console has', () => {
  const own = `sip:${consoleContact('mine')}@mine.invalid;transport=ws`
  const mine = `<${own}>;expires=600`

  it('is seen by that console’s contact', () => {
    expect(sharedWithConsole([mine, '<sip:earshot-theirs@x.invalid;transport=ws>;expires=60'], own)).toBe(true)
    expect(sharedWithConsole([`${mine}, <sip:earshot-theirs@x.invalid>`], own)).toBe(true)
  })

  it('is not a line shared with desk phones', () => {
    expect(sharedWithConsole([mine, '<sip:5001@192.0.2.7:5060>;expires=60'], own)).toBe(false)
    expect(sharedWithConsole([], own)).toBe(false)
  })
})

describe('statistics', () => {
  it('speak of the audio received, in ms', () => {
    const report = new Map<string, unknown>([
      ['a', { type: 'inbound-rtp', kind: 'audio', packetsLost: 3, packetsReceived: 500, jitter: 0.004 }],
      ['b', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 }],
      ['c', { type: 'codec' }],
    ])
    expect(lineStatsOf(report)).toEqual({ lost: 3, received: 500, jitterMs: 4, roundTripMs: 12 })
  })

  it('are nothing before any audio has come', () => {
    expect(lineStatsOf(new Map())).toBeNull()
  })
})
