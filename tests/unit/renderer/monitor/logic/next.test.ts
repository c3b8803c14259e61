// The twelve rules as far as the monitor's own logic keeps them.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { modes } from '#contract/monitor.ts'
import { err, ok } from '#contract/result.ts'
import { idle, type MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { alice, attached, bob, listen, live, moved, pbx, reported, started, ticket, ticketId } from '../stories.ts'

const refusedBy = (code: 'pbxRefused' | 'unknownMonitor') => err(deskFailure(code))

describe('the way in', () => {
  it('is live in listen once the PBX has attached the line', () => {
    expect(live().modeState).toEqual({ kind: 'confirmed', mode: 'listen', changeId: null })
  })

  it('is live even when the PBX reports before the answer with the ticket has come', () => {
    expect(moved(idle, listen(alice), attached, started).phase).toBe('live')
  })

  it('ends the ticket that comes after End', () => {
    expect(moved(idle, listen(alice), { kind: 'end' }, started)).toMatchObject({ phase: 'ending', ticket })
  })

  it('leaves it when Listen on the same call is clicked again while connecting', () => {
    expect(moved(idle, listen(alice), started, listen(alice))).toMatchObject({ phase: 'ending', onward: null })
  })

  it('ends the first and then starts the second when another call is clicked while connecting', () => {
    const ending = moved(idle, listen(alice), started, listen(bob))
    expect(ending).toMatchObject({ phase: 'ending', ticket, onward: { target: bob } })
    const result = ok(null)
    expect(moved(ending, { kind: 'endAnswered', ticketId, result })).toMatchObject({
      phase: 'asking',
      target: bob,
      asks: 2,
    })
  })

  it('says why it did not start', () => {
    const failed = moved(idle, listen(alice), { kind: 'started', askId: 1, result: err(deskFailure('callGone')) })
    expect(failed).toMatchObject({ phase: 'idle', notice: { kind: 'notStarted', error: { code: 'callGone' } } })
  })

  it('gives up after its time limit, and ignores the limit of an earlier attempt', () => {
    const connecting = moved(idle, listen(alice), started)
    expect(moved(connecting, { kind: 'connectTimedOut', ticketId: 'another-ticket' })).toBe(connecting)
    expect(moved(connecting, { kind: 'connectTimedOut', ticketId })).toMatchObject({ phase: 'ending', ticket })
  })
})

describe('a change of mode', () => {
  const choose = (mode: (typeof modes)[number]): MonitorInput => ({ kind: 'choose', mode, hearers: [] })

  it.each(modes.filter((mode) => mode !== 'listen'))(
    'to %s is confirmed only with the event that answers it',
    (mode) => {
      const asked = live(choose(mode))
      expect(asked.modeState).toMatchObject({ kind: 'changing', to: mode, changeId: 1 })
      const answered = moved(asked, { kind: 'modeAnswered', ticketId, changeId: 1, result: ok({ kind: 'asked' }) })
      expect(answered).toBe(asked)
      expect(moved(asked, reported(mode, 7))).toBe(asked)
      expect(moved(asked, reported(mode, null))).toBe(asked)
      expect(moved(asked, reported(mode, 1))).toMatchObject({ modeState: { kind: 'confirmed', mode, changeId: 1 } })
    },
  )

  it('keeps the latest wish when two come quickly, whatever is confirmed late', () => {
    const both = live(choose('join'), choose('whisperAgent'), reported('join', 1))
    expect(both.modeState).toMatchObject({ kind: 'changing', to: 'whisperAgent', changeId: 2 })
    expect(moved(both, reported('whisperAgent', 2))).toMatchObject({ modeState: { mode: 'whisperAgent' } })
  })

  it.each<[string, MonitorInput]>([
    ['refused', { kind: 'modeAnswered', ticketId, changeId: 1, result: refusedBy('pbxRefused') }],
    ['not confirmed in time', { kind: 'changeTimedOut', ticketId, changeId: 1 }],
    ['confirmed as another mode', reported('join', 1)],
    ['not carried by the line', { kind: 'digitsAnswered', ticketId, changeId: 1, result: refusedBy('pbxRefused') }],
  ])('that is %s asks for listen and shows it only when that is confirmed', (_how, failure) => {
    const failed = moved(live(choose('whisperAgent')), failure)
    expect(failed).toMatchObject({ modeState: { kind: 'fallingBack', asked: true, changeId: 2 } })
    expect(moved(failed, reported('listen', 2))).toMatchObject({ modeState: { kind: 'confirmed', mode: 'listen' } })
    expect(moved(failed, reported('whisperAgent', 1))).toBe(failed)
  })

  it('is doubted when an older one is confirmed after it: the microphone closes until listen is known', () => {
    const whispering = live(choose('join'), choose('whisperAgent'), reported('whisperAgent', 2))
    expect(moved(whispering, reported('whisperAgent', 1))).toBe(whispering)
    expect(moved(whispering, reported('join', 1))).toMatchObject({
      modeState: { kind: 'fallingBack', changeId: 3, asked: true },
      notice: { kind: 'unasked' },
    })
    const listening = live(choose('join'), choose('listen'), reported('listen', 2))
    expect(moved(listening, reported('join', 1))).toBe(listening)
  })

  it('asks for listen again and again until it is confirmed', () => {
    const failing = live(choose('join'), { kind: 'changeTimedOut', ticketId, changeId: 1 })
    const again = moved(failing, { kind: 'changeTimedOut', ticketId, changeId: 2 })
    expect(again).toMatchObject({ modeState: { kind: 'fallingBack', changeId: 3 }, notice: { kind: 'unconfirmed' } })
  })

  it('that was confirmed and is refused afterwards ends in listen', () => {
    const half = live(choose('join'), reported('join', 1), {
      kind: 'modeAnswered',
      ticketId,
      changeId: 1,
      result: refusedBy('pbxRefused'),
    })
    expect(half.modeState).toMatchObject({ kind: 'fallingBack', changeId: 2 })
  })

  it('goes out by digits once, and not after it has been confirmed', () => {
    const digits: MonitorInput = {
      kind: 'modeAnswered',
      ticketId,
      changeId: 1,
      result: ok({ kind: 'sendDigits', digits: '5', by: 'info' }),
    }
    const asked = live(choose('whisperAgent'))
    const sending = moved(asked, digits)
    expect(sending).toMatchObject({ modeState: { digits: { digits: '5', by: 'info' } } })
    expect(moved(sending, digits)).toBe(sending)
    const confirmed = moved(asked, reported('whisperAgent', 1))
    expect(moved(confirmed, digits)).toBe(confirmed)
  })

  it('is one step from every mode to every other', () => {
    for (const from of modes) {
      for (const to of modes) {
        if (from === to) continue
        const there = from === 'listen' ? live() : live(choose(from), reported(from, 1))
        const changeId = there.changes + 1
        expect(moved(there, choose(to), reported(to, changeId))).toMatchObject({
          modeState: { kind: 'confirmed', mode: to },
        })
      }
    }
  })

  it('by the PBX itself: listen counts, a speaking mode does not', () => {
    const whispering = live(choose('whisperAgent'), reported('whisperAgent', 1))
    expect(moved(whispering, reported('listen', null))).toMatchObject({ modeState: { mode: 'listen', changeId: null } })
    expect(moved(whispering, reported('join', null))).toMatchObject({
      modeState: { kind: 'fallingBack' },
      notice: { kind: 'unasked' },
    })
    expect(moved(live(), reported('join', null))).toMatchObject({ modeState: { kind: 'fallingBack' } })
  })
})

describe('what a mode rests on', () => {
  const whispering = () => live({ kind: 'choose', mode: 'whisperAgent', hearers: [] }, reported('whisperAgent', 1))

  it('breaks: nothing is known, and listen is asked for when all is back', () => {
    const broken = moved(whispering(), { kind: 'linksBroke', why: 'interrupted' })
    expect(broken).toMatchObject({ links: 'broken', modeState: { kind: 'fallingBack', asked: false } })
    const mended = moved(broken, { kind: 'linksMended' })
    expect(mended).toMatchObject({ links: 'up', modeState: { kind: 'fallingBack', asked: true } })
  })

  it('is asked about again after a gap even in listen: much may have been missed', () => {
    const mended = live({ kind: 'linksBroke', why: 'interrupted' }, { kind: 'linksMended' })
    expect(mended.modeState).toMatchObject({ kind: 'fallingBack', asked: true, from: 'listen' })
    expect(moved(mended, reported('listen', mended.changes))).toMatchObject({
      modeState: { mode: 'listen' },
      notice: null,
    })
  })

  it('is the microphone too: one that is exchanged ends in listen', () => {
    expect(moved(whispering(), { kind: 'microphoneLost' })).toMatchObject({ modeState: { kind: 'fallingBack' } })
  })

  it('is the call: its end puts the monitor into listen and leaves it there', () => {
    const ended = moved(whispering(), pbx({ kind: 'targetEnded', ticketId }))
    expect(ended).toMatchObject({ phase: 'live', call: 'ended', modeState: { mode: 'listen' } })
    expect(ended).toMatchObject({ notice: { kind: 'endedWhileHeard' } })
    expect(moved(live(), pbx({ kind: 'targetEnded', ticketId }))).toMatchObject({ call: 'ended', notice: null })
    expect(moved(ended, { kind: 'choose', mode: 'join', hearers: [] })).toBe(ended)
    expect(moved(ended, reported('whisperAgent', 1))).toBe(ended)
  })

  it('is the call, and no riddle: a PBX that goes back to listen a moment before it says why is not blamed for it', () => {
    const fallen = moved(whispering(), pbx({ kind: 'mode', ticketId, mode: 'listen', changeId: null }))
    expect(fallen).toMatchObject({ modeState: { mode: 'listen' }, notice: { kind: 'unasked' } })
    expect(moved(fallen, pbx({ kind: 'targetEnded', ticketId }))).toMatchObject({
      call: 'ended',
      notice: { kind: 'endedWhileHeard' },
    })
  })

  it('is the monitor: one the PBX does not know any more is over', () => {
    const gone = moved(
      whispering(),
      { kind: 'choose', mode: 'join', hearers: [] },
      { kind: 'modeAnswered', ticketId, changeId: 2, result: refusedBy('unknownMonitor') },
    )
    expect(gone).toMatchObject({ phase: 'ending', notice: { kind: 'over' } })
    // The PBX's own reason comes after it, and says more.
    expect(moved(gone, pbx({ kind: 'ended', ticketId, reason: 'pbxLost' }))).toMatchObject({
      phase: 'idle',
      notice: { kind: 'over', error: { code: 'monitorLost' } },
    })
  })
})

describe('hop, follow and end', () => {
  const whispering = () => live({ kind: 'choose', mode: 'whisperAgent', hearers: [] }, reported('whisperAgent', 1))

  it('hops in listen, confirmed by the PBX', () => {
    const moving = moved(whispering(), listen(bob))
    expect(moving).toMatchObject({ move: { to: bob, hopId: 1 }, modeState: { kind: 'fallingBack', asked: false } })
    const there = moved(moving, pbx({ kind: 'retargeted', ticketId, target: bob, by: 'hop' }))
    expect(there).toMatchObject({ target: bob, move: null, modeState: { kind: 'confirmed', mode: 'listen' } })
  })

  it('stays on the old call in listen when the hop fails', () => {
    const failed = moved(whispering(), listen(bob), {
      kind: 'hopAnswered',
      ticketId,
      hopId: 1,
      result: err(deskFailure('callGone')),
    })
    expect(failed).toMatchObject({
      target: alice,
      move: null,
      modeState: { kind: 'fallingBack', asked: true },
      notice: { kind: 'hopFailed' },
    })
  })

  it('ends and starts anew where the PBX cannot hop', () => {
    expect(moved(live(), listen(bob, false))).toMatchObject({ phase: 'ending', onward: { target: bob } })
  })

  it('goes with the agent to the next call, in listen', () => {
    const next = { callId: 'call-c', agentId: '1001' }
    const followed = moved(
      live(),
      pbx({ kind: 'targetEnded', ticketId }),
      pbx({ kind: 'retargeted', ticketId, target: next, by: 'follow' }),
    )
    expect(followed).toMatchObject({ target: next, call: 'up', modeState: { mode: 'listen' } })
  })

  it('takes back the switch when following was refused', () => {
    const on = live({ kind: 'follow', on: true })
    expect(on.follow.on).toBe(true)
    const refused = moved(on, { kind: 'followAnswered', ticketId, askedId: 1, result: refusedBy('pbxRefused') })
    expect(refused).toMatchObject({ follow: { on: false }, notice: { kind: 'followFailed' } })
  })

  it.each<[string, MonitorInput]>([
    ['Listen clicked again', listen(alice)],
    ['End', { kind: 'end' }],
    ['the line hung up', { kind: 'lineEnded', ticketId }],
  ])('ends by %s, without a word, and is ready for the next', (_how, input) => {
    const over = moved(live(), input, { kind: 'endAnswered', ticketId, result: ok(null) })
    expect(over).toEqual({ phase: 'idle', notice: null, asks: 1 })
  })

  it('ends by logging the line out, and says so', () => {
    const result = ok(null)
    const out: MonitorInput = { kind: 'loggedOut' }
    const notice = { kind: 'loggedOut' }
    expect(moved(live(), out, { kind: 'endAnswered', ticketId, result })).toEqual({ phase: 'idle', notice, asks: 1 })
    expect(moved(idle, listen(alice), started, out)).toMatchObject({ phase: 'ending', ticket, notice })
    expect(moved(idle, listen(alice), out, started)).toMatchObject({ phase: 'ending', ticket, notice })
    expect(moved(idle, out)).toBe(idle)
  })

  it('closes by itself when a desk phone hangs up, and says so when the PBX ended it', () => {
    expect(moved(live(), pbx({ kind: 'ended', ticketId, reason: 'lineHungUp' }))).toMatchObject({
      phase: 'idle',
      notice: null,
    })
    expect(moved(live(), pbx({ kind: 'ended', ticketId, reason: 'pbxLost' }))).toMatchObject({
      notice: { kind: 'over', error: { code: 'monitorLost' } },
    })
  })

  it('says that the call has ended when it did before the line was connected', () => {
    const connecting = moved(idle, listen(alice), started)
    expect(moved(connecting, pbx({ kind: 'ended', ticketId, reason: 'callEnded' }))).toMatchObject({
      phase: 'idle',
      notice: { kind: 'over', error: { code: 'callGone' } },
    })
  })
})

describe('late and impossible inputs', () => {
  const late: MonitorInput[] = [
    { kind: 'started', askId: 99, result: ok(ticket) },
    { kind: 'modeAnswered', ticketId, changeId: 99, result: refusedBy('pbxRefused') },
    { kind: 'digitsAnswered', ticketId, changeId: 99, result: refusedBy('pbxRefused') },
    { kind: 'hopAnswered', ticketId, hopId: 99, result: ok(bob) },
    { kind: 'followAnswered', ticketId, askedId: 99, result: refusedBy('pbxRefused') },
    { kind: 'endAnswered', ticketId: 'another-ticket', result: ok(null) },
    { kind: 'lineEnded', ticketId: 'another-ticket' },
    { kind: 'startTimedOut', askId: 99 },
    { kind: 'connectTimedOut', ticketId: 'another-ticket' },
    { kind: 'changeTimedOut', ticketId, changeId: 99 },
    { kind: 'hopTimedOut', ticketId, hopId: 99 },
    { kind: 'endTimedOut', askId: 99 },
    { kind: 'linksMended' },
    pbx({ kind: 'ended', ticketId: 'another-ticket', reason: 'asked' }),
    pbx({ kind: 'targetEnded', ticketId: 'another-ticket' }),
  ]
  const states = {
    idle,
    connecting: moved(idle, listen(alice), started),
    live: live(),
    ending: moved(live(), { kind: 'end' }),
  }

  it.each(Object.entries(states))('leave %s the very same object', (_name, state) => {
    for (const input of late) expect(moved(state, input), JSON.stringify(input)).toBe(state)
  })
})
