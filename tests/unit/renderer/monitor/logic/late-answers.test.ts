// A slow phone system answers for a monitor that is over: nothing of it may reach the monitor that came after it.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { err, ok } from '#contract/result.ts'
import type { MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { bob, listen, live, moved, reported, ticketId } from '../stories.ts'

const before = 'ticket-of-the-monitor-before'
const unknown = err(deskFailure('unknownMonitor'))
const refused = err(deskFailure('pbxRefused'))
const join: MonitorInput = { kind: 'choose', mode: 'join', hearers: [] }

describe('an answer meant for the monitor before', () => {
  it.each<[string, MonitorInput]>([
    ['a mode', { kind: 'modeAnswered', ticketId: before, changeId: 1, result: unknown }],
    ['a mode that was refused', { kind: 'modeAnswered', ticketId: before, changeId: 1, result: refused }],
    ['digits', { kind: 'digitsAnswered', ticketId: before, changeId: 1, result: refused }],
    ['a switch to follow', { kind: 'followAnswered', ticketId: before, askedId: 1, result: unknown }],
    ['a hop', { kind: 'hopAnswered', ticketId: before, hopId: 1, result: ok(bob) }],
    ['what the desk took back', { kind: 'withdrawn', ticketId: before, why: 'peopleChanged' }],
  ])('about %s neither ends nor changes this one', (_, late) => {
    const asked = live(join, { kind: 'follow', on: true })
    expect(moved(asked, late)).toBe(asked)
    const speaking = moved(asked, reported('join', 1))
    expect(moved(speaking, late)).toBe(speaking)
    const moving = live(listen(bob))
    expect(moved(moving, late)).toBe(moving)
  })

  it('its own still counts', () => {
    expect(moved(live(join), { kind: 'modeAnswered', ticketId, changeId: 1, result: unknown }).phase).toBe('ending')
  })
})
