// A monitored call taken over: the microphone is closed until the PBX has confirmed it, and the line is never hung up for it.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import { nextCalls } from '#renderer/calls/next-calls.ts'
import { type Line, noLine } from '#renderer/line/line.ts'
import { effectsOf, newsForLine } from '#renderer/monitor/logic/effects.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import type { Monitor, MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { bob, listen, live, moved, pbx, reported, ticketId } from '../stories.ts'

const from = { name: 'Carla Caller', number: '+4930123456' }
const agent = { name: 'Ben', number: '1001' }
const press: MonitorInput = { kind: 'takeOver', actId: 'act-1', from, agent }
const answer = (
  result: Extract<MonitorInput, { kind: 'takeOverAnswered' }>['result'],
  actId = 'act-1',
): MonitorInput => ({
  kind: 'takeOverAnswered',
  ticketId,
  actId,
  result,
})
const taken = pbx({ kind: 'ended', ticketId, reason: 'takenOver' })
const took: MonitorInput = { kind: 'lineTook', ticketId }
const join: MonitorInput = { kind: 'choose', mode: 'join', hearers: [] }
const unknown = err(deskFailure('actUnknown'))

/** From a speaking mode it is asked for once listen is in force. */
const asking = (begin: Monitor): Monitor => moved(begin, press, reported('listen', 2))

const onLine: Line = {
  ...noLine,
  registration: { kind: 'registered' },
  expecting: { kind: 'used', mark: { by: 'evidence', fromName: 'x', uriIncludes: null } },
  call: { kind: 'monitor', id: 'invite', ticketId, up: true, held: false, sound: 'came' },
}
const listening = (): Monitor => moved(live(), took)
const joined = (): Monitor => moved(listening(), join, reported('join', 1))
const lineAfter = (before: Monitor, after: Monitor): Line =>
  newsForLine(before, after).reduce((line, event) => nextCalls(line, event, 0), onLine)

describe.each([
  ['listen', listening],
  ['join', joined],
] as const)('from %s', (_mode, begin) => {
  it('closes the microphone at once, and asks once', () => {
    const pressed = moved(begin(), press)
    const asked = asking(begin())
    expect([pressed, asked].map((monitor) => mayOpenMicrophone(monitor, onLine))).toEqual([false, false])
    const effects = [...effectsOf(begin(), pressed), ...effectsOf(pressed, asked)]
    expect(effects.filter(({ kind }) => kind === 'takeOver')).toEqual([expect.objectContaining({ actId: 'act-1' })])
    expect(moved(asked, { ...press, actId: 'act-2' } as MonitorInput)).toBe(asked)
  })

  it.each([
    ['the answer', answer(ok(null))],
    ['the end the PBX tells', taken],
  ])('is a phone call with whom was monitored, by %s', (_what, input) => {
    const asked = asking(begin())
    const after = moved(asked, input)
    const line = lineAfter(asked, after)
    expect(after).toMatchObject({ phase: 'idle', notice: null })
    expect(line).toMatchObject({
      expecting: { kind: 'nothing' },
      call: { kind: 'talking', invite: { id: 'invite', from }, up: true, muted: false, tookOver: { agent } },
    })
    expect(mayOpenMicrophone(after, line)).toBe(true)
    // Told once more, by the other of the two.
    expect(moved(after, taken, answer(ok(null)))).toBe(after)
  })

  it('stays a monitor in listen where it was refused', () => {
    const asked = asking(begin())
    const after = moved(asked, answer(err(deskFailure('peopleChanged'))))
    expect(after).toMatchObject({ phase: 'live', taking: null, notice: { kind: 'notTakenOver' } })
    expect(mayOpenMicrophone(after, onLine)).toBe(false)
    expect(newsForLine(asked, after)).toEqual([])
    if (after.phase === 'live' && after.modeState.kind !== 'confirmed') expect(after.modeState.kind).toBe('fallingBack')
  })

  it('is muted where it is known only late', () => {
    const doubtful = moved(asking(begin()), answer(unknown))
    expect(doubtful).toMatchObject({ taking: { answer: 'unknown' }, notice: { kind: 'maybeTakenOver' } })
    expect(mayOpenMicrophone(doubtful, onLine)).toBe(false)
    const line = lineAfter(doubtful, moved(doubtful, taken))
    expect(line.call).toMatchObject({ kind: 'talking', muted: true })
    expect(mayOpenMicrophone(moved(doubtful, taken), line)).toBe(false)
  })
})

describe('while nothing is known', () => {
  const asked = (): Monitor => asking(joined())
  it.each<[string, MonitorInput]>([
    ['a mode', join],
    ['listening elsewhere', listen(bob)],
    ['what the desk withdraws, since the agent has left', { kind: 'withdrawn', ticketId, why: 'peopleChanged' }],
    ['the end: it might hang up on the caller', { kind: 'end' }],
    ['a report of the mode before', reported('join', 1)],
    ['the answer to another press', answer(ok(null), 'act-0')],
  ])('%s changes nothing', (_what, input) => {
    const state = asked()
    expect(moved(state, input)).toBe(state)
  })
  it('no answer in time is not known, and then it can be ended', () => {
    const late = moved(asked(), { kind: 'takeOverTimedOut', ticketId, actId: 'act-1' })
    expect(late).toMatchObject({ taking: { answer: 'unknown' } })
    expect(moved(late, { kind: 'end' }).phase).toBe('ending')
  })
  it('back in listen, the call has stayed with the agent', () => {
    const back = moved(asked(), answer(unknown), pbx({ kind: 'mode', ticketId, mode: 'listen', changeId: null }))
    expect(back).toMatchObject({ phase: 'live', taking: null, notice: { kind: 'notTakenOver' } })
  })
  it('a monitor that is lost may have been taken over: its line stays up, muted', () => {
    const after = moved(asked(), pbx({ kind: 'ended', ticketId, reason: 'pbxLost' }))
    expect(lineAfter(asked(), after).call).toMatchObject({ kind: 'talking', muted: true })
  })
  it('a call that ends meanwhile is over', () => {
    const over = moved(asked(), pbx({ kind: 'targetEnded', ticketId }))
    expect(over).toMatchObject({ phase: 'live', call: 'ended', taking: null })
    expect(moved(over, press)).toBe(over)
  })
})

it('is not asked for while somebody may hear, and given up where listen does not come', () => {
  const pressed = moved(joined(), press)
  expect(effectsOf(joined(), pressed).map(({ kind }) => kind)).not.toContain('takeOver')
  expect(pressed).toMatchObject({ taking: { answer: 'first' }, modeState: { kind: 'fallingBack' } })
  const late = moved(pressed, { kind: 'takeOverTimedOut', ticketId, actId: 'act-1' })
  expect(late).toMatchObject({ taking: null, notice: { kind: 'notTakenOver' } })
})

it('on another phone, the call is there, and the line here is free', () => {
  const elsewhere = { ...live(), takenBy: 'otherPhone' } as Monitor
  const asked = moved(elsewhere, press)
  const after = moved(asked, taken)
  expect(after).toMatchObject({ phase: 'idle', notice: { kind: 'onYourPhone' } })
  expect(newsForLine(asked, after)).toEqual([{ kind: 'monitorOver' }])
})

it('asked for by nobody here, it is muted', () => {
  const after = moved(listening(), taken)
  expect(lineAfter(listening(), after).call).toMatchObject({ kind: 'talking', muted: true })
})
