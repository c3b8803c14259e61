// Who hears the supervisor, as the console may claim it: never less than is possible.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { Mode, MonitorEvent } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { effectsOf } from '#renderer/monitor/logic/effects.ts'
import { heardNow } from '#renderer/monitor/logic/may-open.ts'
import { idle, type Monitor, type MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import {
  alice,
  attached,
  bob,
  lineTook,
  listen,
  live,
  liveOnPhone,
  moved,
  pbx,
  reported,
  started,
  ticketId,
} from '../stories.ts'

const choose = (mode: Mode): MonitorInput => ({ kind: 'choose', mode, hearers: [] })
const unsure = (modes: readonly Mode[], until: number | null = null) => pbx({ kind: 'unsure', ticketId, modes, until })
const cut: MonitorInput = { kind: 'linksBroke', why: 'interrupted' }
const mended: MonitorInput = { kind: 'linksMended' }
const end: MonitorInput = { kind: 'end' }
const endTimedOut: MonitorInput = { kind: 'endTimedOut', askId: 1 }
const unreachable: Result<null> = err(deskFailure('pbxUnreachable'))
const endAnswered = (result: Result<null> = unreachable): MonitorInput => ({ kind: 'endAnswered', ticketId, result })
const ended: MonitorEvent = { kind: 'ended', ticketId, reason: 'asked' }

/** By a microphone that is closed, as it is whenever the mode is not known. */
const heard = (monitor: Monitor) => heardNow(monitor, false)
const whispering = () => liveOnPhone(choose('whisperAgent'), reported('whisperAgent', 1))

describe('on another phone', () => {
  it('it is who hears in the mode that is in force', () => {
    expect(heard(liveOnPhone())).toBe('nobody')
    expect(heard(whispering())).toBe('agent')
  })

  it('it is everybody of both modes while a change is under way', () => {
    const changing = liveOnPhone(choose('whisperAgent'))
    expect(heard(changing)).toBe('maybeAgent')
    expect(heard(moved(changing, reported('whisperAgent', 1)))).toBe('agent')
    const again = moved(whispering(), choose('whisperCaller'))
    expect(heard(again)).toBe('maybeBoth')
    expect(heard(moved(again, reported('whisperCaller', 2)))).toBe('caller')
    expect(heard(moved(whispering(), choose('listen')))).toBe('maybeAgent')
  })

  it.each<[string, MonitorInput]>([
    ['was not answered', { kind: 'changeTimedOut', ticketId, changeId: 1 }],
    ['was refused', { kind: 'modeAnswered', ticketId, changeId: 1, result: err(deskFailure('pbxRefused')) }],
    ['was answered with another mode', reported('whisperCaller', 1)],
  ])('a change that %s is still counted until listen is confirmed', (_how, failure) => {
    const failed = moved(liveOnPhone(choose('join')), failure)
    expect(heard(failed)).toBe('maybeBoth')
    expect(heard(moved(failed, { kind: 'changeTimedOut', ticketId, changeId: 2 }))).toBe('maybeBoth')
    expect(heard(moved(failed, reported('listen', 2)))).toBe('nobody')
  })

  it('M4: a whisper over a link that is cut may be heard, until listen is known', () => {
    const broken = moved(whispering(), cut)
    expect(heard(broken)).toBe('maybeAgent')
    expect(heard(moved(broken, mended))).toBe('maybeAgent')
    expect(heard(moved(broken, mended, reported('listen', 3)))).toBe('nobody')
    expect(heard(moved(broken, reported('listen', null)))).toBe('nobody')
  })

  it('it is also whom a change may yet let hear, when the PBX went to listen before that change', () => {
    const hopping = liveOnPhone(choose('whisperCaller'), choose('listen'), choose('whisperAgent'), listen(bob))
    const told = moved(hopping, reported('listen', null))
    expect(heard(told)).toBe('maybeBoth')
    expect(heard(moved(told, pbx({ kind: 'retargeted', ticketId, target: bob, by: 'hop' })))).toBe('nobody')
    const timedOut = liveOnPhone(choose('join'), { kind: 'changeTimedOut', ticketId, changeId: 1 })
    expect(heard(moved(timedOut, reported('listen', null)))).toBe('maybeBoth')
    const refused: MonitorInput = {
      kind: 'modeAnswered',
      ticketId,
      changeId: 1,
      result: err(deskFailure('pbxRefused')),
    }
    expect(heard(moved(liveOnPhone(choose('join'), refused), reported('listen', null)))).toBe('nobody')
  })

  it('it is whoever the PBX side says may be heard, although it was in listen', () => {
    const doubtful = liveOnPhone(unsure(['listen', 'whisperAgent', 'join'], 5_000))
    expect(heard(doubtful)).toBe('maybeBoth')
    expect(doubtful.modeState).toMatchObject({ kind: 'fallingBack', asked: true, doubt: { until: 5_000 } })
    expect(heard(moved(doubtful, pbx({ kind: 'targetEnded', ticketId })))).toBe('nobody')
  })

  it('what the PBX side is not sure of is added to what this console has asked for', () => {
    expect(heard(liveOnPhone(choose('whisperCaller'), unsure(['whisperAgent'])))).toBe('maybeBoth')
    const falling = moved(whispering(), cut, unsure(['whisperCaller'], 9))
    expect(heard(falling)).toBe('maybeBoth')
    expect(falling).toMatchObject({ modeState: { doubt: { until: 9 } } })
    const same = liveOnPhone()
    expect(moved(same, unsure(['listen']))).toBe(same)
  })

  it('a late report of an older change is a doubt even in listen', () => {
    const listening = liveOnPhone(choose('join'), choose('listen'), reported('listen', 2))
    expect(heard(moved(listening, reported('join', 1)))).toBe('maybeBoth')
  })

  it('M5: a key pressed on the phone itself is what is in force, until listen is back', () => {
    const pressed = liveOnPhone(reported('join', null))
    expect(heard(pressed)).toBe('maybeBoth')
    expect(heard(moved(pressed, reported('listen', 1)))).toBe('nobody')
  })

  it('a hop may still be heard on the call before, until it has arrived', () => {
    const moving = moved(whispering(), listen(bob))
    expect(heard(moving)).toBe('maybeAgent')
    expect(heard(moved(moving, pbx({ kind: 'retargeted', ticketId, target: bob, by: 'hop' })))).toBe('nobody')
  })

  it('another microphone of the computer changes nothing', () => {
    const before = whispering()
    expect(moved(before, { kind: 'microphoneLost' })).toBe(before)
  })
})

describe('an end that is not confirmed on another phone', () => {
  it('M4: is not shown as ended, and may still be heard', () => {
    const ending = moved(whispering(), cut, end)
    expect(heard(ending)).toBe('maybeAgent')
    for (const late of [endAnswered(), endTimedOut]) {
      const overdue = moved(ending, late)
      expect(overdue).toMatchObject({ phase: 'ending', answer: 'overdue' })
      expect(heard(overdue)).toBe('maybeAgent')
      expect(moved(overdue, endTimedOut)).toBe(overdue)
      expect(moved(overdue, pbx(ended))).toMatchObject({ phase: 'idle' })
    }
  })

  it('is over once the PBX has confirmed it or does not know it any more', () => {
    const ending = moved(whispering(), end)
    expect(moved(ending, endAnswered(ok(null)))).toMatchObject({ phase: 'idle' })
    expect(moved(ending, endAnswered(err(deskFailure('unknownMonitor'))))).toMatchObject({ phase: 'idle' })
  })

  it('follows what is told of it meanwhile', () => {
    const overdue = moved(whispering(), end, endTimedOut)
    expect(heard(moved(overdue, unsure(['join'], 7)))).toBe('maybeBoth')
    expect(heard(moved(overdue, reported('listen', null)))).toBe('maybeAgent')
    expect(heard(moved(overdue, pbx({ kind: 'targetEnded', ticketId })))).toBe('nobody')
    expect(moved(overdue, reported('listen', null)).phase).toBe('ending')
    expect(moved(overdue, pbx({ ...ended, ticketId: 'another-ticket' }))).toBe(overdue)
  })

  it('keeps the next Listen waiting, for the phone has one call', () => {
    const onward = moved(whispering(), listen(bob, false), endTimedOut)
    expect(onward).toMatchObject({ phase: 'ending', onward: { target: bob } })
    expect(moved(onward, pbx(ended))).toMatchObject({ phase: 'asking', target: bob })
  })

  it('counts a phone that was picked up at that very moment', () => {
    const ending = moved(idle, listen(alice), started, end)
    expect(moved(ending, endTimedOut)).toMatchObject({ phase: 'idle' })
    expect(moved(ending, attached, endTimedOut)).toMatchObject({ phase: 'ending', takenBy: 'otherPhone' })
    expect(heard(moved(ending, attached))).toBe('nobody')
  })
})

describe('on the console’s own line', () => {
  it('nobody hears a closed microphone, whatever the PBX does', () => {
    const spoken = live(choose('join'), reported('join', 1))
    expect(heardNow(spoken, true)).toBe('both')
    for (const input of [cut, end, unsure(['join']), choose('listen'), listen(bob)])
      expect(heard(moved(spoken, input)), input.kind).toBe('nobody')
  })

  it('an open microphone is claimed for all that may hear it', () => {
    expect(heardNow(live(choose('join')), true)).toBe('maybeBoth')
  })

  it('its end keeps nobody waiting: the line is hung up', () => {
    expect(moved(live(choose('join'), reported('join', 1)), end, endTimedOut)).toMatchObject({ phase: 'idle' })
  })

  it('is not what has the monitor when another phone was quicker', () => {
    const lost: MonitorInput = { kind: 'lineEnded', ticketId }
    expect(moved(idle, listen(alice), started, lineTook, lost, attached)).toMatchObject({ takenBy: 'otherPhone' })
    expect(moved(idle, listen(alice), started, attached, lineTook)).toMatchObject({ takenBy: 'console' })
  })
})

describe('while the phone rings, and nobody would tell that it was answered', () => {
  const connecting = (...inputs: readonly MonitorInput[]) => moved(idle, listen(alice), started, ...inputs)
  const speaking = ['listen', 'whisperAgent'] as const
  const doubtful: MonitorInput = { kind: 'connectDoubtful', ticketId }

  it('it may be whoever hears by what is pressed on that phone', () => {
    expect(heard(connecting())).toBe('nobody')
    expect(heard(connecting(unsure(speaking)))).toBe('maybeAgent')
    expect(heard(connecting(lineTook, unsure(['listen'])))).toBe('nobody')
  })

  it('it ends after two seconds, unless the link is back', () => {
    const cutOff = connecting(unsure(['listen']), cut)
    expect(effectsOf(connecting(), cutOff)).toContainEqual({ kind: 'later', inMs: 2_000, input: doubtful })
    expect(moved(cutOff, doubtful)).toMatchObject({
      phase: 'ending',
      notice: { kind: 'notStarted', error: { code: 'pbxUnreachable' } },
    })
    expect(moved(cutOff, mended, doubtful).phase).toBe('connecting')
    expect(moved(connecting(), doubtful).phase).toBe('connecting')
    expect(moved(cutOff, attached).phase).toBe('live')
  })

  it('and from then on still may, on a phone that is not the console’s', () => {
    const ending = moved(connecting(unsure(speaking)), doubtful, endTimedOut)
    expect([ending.phase, heard(ending)]).toEqual(['ending', 'maybeAgent'])
    expect(moved(ending, pbx(ended)).phase).toBe('idle')
    expect(moved(connecting(unsure(['listen'])), doubtful, endTimedOut).phase).toBe('idle')
  })
})
