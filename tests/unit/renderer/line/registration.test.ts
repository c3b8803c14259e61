// What the registrar's answers mean, and what the statistics say.
import { describe, expect, it } from 'vitest'
import { consoleContact } from '#contract/line-account.ts'
import { registerAgainInMs, registrationAfterFailure, sharedWithConsole } from '#renderer/line/registration.ts'
import { lineStatsOf } from '#renderer/line/sound/rtp-stats.ts'

describe('a registration that failed', () => {
  it.each([400, 401, 403, 404, 407, 422, 499])(
    'with %i is refused: it will not work until somebody mends it',
    (status) => {
      expect(registrationAfterFailure(status, 'Rejected', null)).toMatchObject({
        kind: 'refused',
        cause: { code: 'lineRefused' },
      })
    },
  )

  it.each([null, 302, 408, 423, 480, 500, 503])('with %s is lost: it is tried again', (status) => {
    expect(registrationAfterFailure(status, 'why', null)).toMatchObject({
      kind: 'lost',
      cause: { code: 'pbxUnreachable' },
    })
  })
})

it('L5: a password that was good is tried again, slower and slower, and refused for good in the end', () => {
  for (const status of [401, 403, 404])
    expect(registrationAfterFailure(status, 'Forbidden', 0)).toMatchObject({ kind: 'lost' })
  const waits = Array.from({ length: 8 }, (_, refusals) => registerAgainInMs(refusals) / 1000)
  expect(waits).toEqual([4, 8, 16, 32, 60, 60, 60, 60])
  expect(registrationAfterFailure(403, 'Forbidden', 7)).toMatchObject({ kind: 'lost' })
  expect(registrationAfterFailure(403, 'Forbidden', 8)).toMatchObject({ kind: 'refused' })
})

it('what the registrar said is kept for whoever mends it', () => {
  const detailOf = (status: number | null, cause: string) => {
    const after = registrationAfterFailure(status, cause, null)
    return 'cause' in after ? after.cause.detail : null
  }
  expect(detailOf(403, 'Forbidden')).toBe('403 Forbidden')
  expect(detailOf(503, 'Unavailable')).toBe('503 Unavailable')
  expect(detailOf(null, 'Connection Error')).toBe('Connection Error')
})

const SEAT = '0123456789ab'

describe('a line that another console has', () => {
  const own = `sip:${consoleContact(SEAT, 'mine')}@mine.invalid;transport=ws`
  const mine = `<${own}>;expires=600`

  it('is seen by that console’s contact', () => {
    expect(sharedWithConsole([mine, '<sip:earshot-theirs@x.invalid;transport=ws>;expires=60'], own)).toBe(true)
    expect(sharedWithConsole([`${mine}, <sip:earshot-theirs@x.invalid>`], own)).toBe(true)
  })

  it('is not one that this very seat left there: a crash, a power cut, a reload (L9)', () => {
    const ghost = `<sip:${consoleContact(SEAT, 'before')}@x.invalid;transport=ws>;expires=580`
    expect(sharedWithConsole([`${ghost}, ${mine}`], own)).toBe(false)
    const next = `<sip:${consoleContact('ba9876543210', 'before')}@x.invalid;transport=ws>;expires=580`
    expect(sharedWithConsole([`${ghost}, ${next}, ${mine}`], own), 'a ghost hides nobody').toBe(true)
  })

  it('is not a line shared with desk phones', () => {
    expect(sharedWithConsole([mine, '<sip:5001@192.0.2.7:5060>;expires=60'], own)).toBe(false)
    expect(sharedWithConsole([], own)).toBe(false)
    expect(sharedWithConsole([mine], own)).toBe(false)
    expect(sharedWithConsole(['<tel:+15551234>'], own)).toBe(false)
    expect(sharedWithConsole(['"earshot-fan" <sips:5001-earshot-x@192.0.2.7>'], own)).toBe(false)
  })
})

describe('statistics', () => {
  it('speak of the audio received, in ms', () => {
    const report = new Map<string, unknown>([
      ['a', { type: 'inbound-rtp', kind: 'audio', packetsLost: 3, packetsReceived: 500, jitter: 0.004 }],
      ['b', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 }],
      ['c', { type: 'codec' }],
    ])
    expect(lineStatsOf(report)).toMatchObject({ lost: 3, received: 500, jitterMs: 4, roundTripMs: 12 })
  })

  it('are nothing before any audio has come', () => {
    expect(lineStatsOf(new Map())).toBeNull()
    expect(lineStatsOf(new Map([['v', { type: 'inbound-rtp', kind: 'video', packetsReceived: 5 }]]))).toBeNull()
    expect(lineStatsOf(new Map([['o', { type: 'outbound-rtp', kind: 'audio' }]]))).toBeNull()
  })

  it('have no figure that the browser does not give, nor those of a pair that is not in use', () => {
    const report = new Map<string, unknown>([
      ['a', { type: 'inbound-rtp', kind: 'audio', jitter: 'much' }],
      ['b', { type: 'candidate-pair', nominated: false, currentRoundTripTime: 0.5 }],
      ['c', { type: 'remote-candidate', nominated: true, currentRoundTripTime: 0.7 }],
    ])
    expect(lineStatsOf(report)).toMatchObject({ lost: 0, received: 0, jitterMs: null, roundTripMs: null })
  })
})
