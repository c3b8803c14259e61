// A monitor on the console's own line is live once it is heard, and says what is missing where it never is.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { effectsOf } from '#renderer/monitor/logic/effects.ts'
import { idle, type Monitor, type MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import {
  alice,
  attached,
  bob,
  lineTook,
  listen,
  live,
  moved,
  pbx,
  reported,
  soundCame,
  started,
  ticketId,
} from '../stories.ts'

const noPath = deskFailure('lineNoPath')
const connected = (...inputs: readonly MonitorInput[]): Monitor =>
  moved(idle, listen(alice), started, lineTook, attached, ...inputs)
const missing: MonitorInput = { kind: 'soundMissing', ticketId, cause: noPath }
const lineEnded: MonitorInput = { kind: 'lineEnded', ticketId }

describe('while the sound of the line is awaited', () => {
  it('it is not live, and nobody can be spoken to', () => {
    expect(connected().phase).toBe('connecting')
    const asked = connected({ kind: 'choose', mode: 'join', hearers: [] })
    expect(asked).toEqual(connected())
    expect(connected(soundCame)).toMatchObject({ phase: 'live', takenBy: 'console', target: alice })
  })

  it('it makes no odds whether the sound or the PBX is first', () => {
    expect(moved(idle, listen(alice), started, lineTook, soundCame, attached).phase).toBe('live')
  })

  it('what the PBX tells meanwhile counts as soon as it is live', () => {
    const moves = pbx({ kind: 'retargeted', ticketId, target: bob, by: 'follow' })
    expect(connected(moves, soundCame)).toMatchObject({ phase: 'live', target: bob })
    expect(connected(pbx({ kind: 'targetEnded', ticketId }), soundCame)).toMatchObject({ phase: 'live', call: 'ended' })
    expect(connected(reported('join', null), soundCame)).toMatchObject({
      phase: 'live',
      modeState: { kind: 'fallingBack' },
    })
    expect(connected(pbx({ kind: 'ended', ticketId, reason: 'pbxEnded' }))).toMatchObject({ phase: 'idle' })
  })

  it('it ends for what is missing, and the history is told so', () => {
    const ending = connected(missing)
    expect(ending).toMatchObject({ phase: 'ending', notice: { kind: 'notStarted', error: noPath } })
    expect(effectsOf(connected(), ending)).toContainEqual({ kind: 'end', ticketId, why: 'noSound' })
    expect(moved(ending, pbx({ kind: 'ended', ticketId, reason: 'asked' }))).toMatchObject({
      notice: { error: noPath },
    })
  })

  it('its time limit says that there is no sound, not that nobody answered', () => {
    expect(connected({ kind: 'connectTimedOut', ticketId })).toMatchObject({ notice: { error: noPath } })
  })

  it('it ends with the line that the PBX has connected, and not where another phone was quicker', () => {
    expect(connected(lineEnded)).toMatchObject({ phase: 'ending', notice: null })
    expect(moved(idle, listen(alice), started, lineTook, lineEnded)).toMatchObject({
      phase: 'connecting',
      takenBy: 'nobody',
    })
  })

  it('another phone of the supervisor is not waited for', () => {
    expect(moved(idle, listen(alice), started, attached)).toMatchObject({ phase: 'live', takenBy: 'otherPhone' })
  })
})

describe('a fault of the line', () => {
  const cause = deskFailure('lineNoCodec', 'the phone system offers G729')

  it('before it is connected ends the monitor at once, by its name', () => {
    const refused = moved(idle, listen(alice), started, lineTook, { ...lineEnded, cause })
    expect(refused).toMatchObject({ phase: 'ending', notice: { kind: 'notStarted', error: cause } })
  })

  it('in a live monitor says why it is over, and the history is told so', () => {
    const over = moved(live(), missing)
    expect(over).toMatchObject({ phase: 'ending', notice: { kind: 'over', error: noPath } })
    expect(effectsOf(live(), over)).toContainEqual({ kind: 'end', ticketId, why: 'noSound' })
    const hungUp = moved(live(), lineEnded)
    expect(hungUp).toMatchObject({ phase: 'ending', notice: null })
    expect(effectsOf(live(), hungUp)).toContainEqual({ kind: 'end', ticketId, why: 'asked' })
  })
})
