// The reminder that somebody hears: after its minutes, again and again, gone with the mode.
import { describe, expect, it } from 'vitest'
import type { Monitor, MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { nextReminder, noReminder, type Reminder, type ReminderEvent } from '#renderer/monitor/logic/reminder.ts'
import { live, moved, pbx, reported, ticketId } from '../stories.ts'

const MIN = 60_000
const choose = (mode: 'join' | 'whisperAgent' | 'listen'): MonitorInput => ({ kind: 'choose', mode, hearers: [] })
const joined = moved(live(), choose('join'), reported('join', 1))
const whispering = moved(joined, choose('whisperAgent'), reported('whisperAgent', 2))

const by = (monitor: Monitor): ReminderEvent => ({ kind: 'monitor', monitor })
/** At these minutes this happens. */
const play = (everyMin: number | null, ...steps: readonly (readonly [number, ReminderEvent])[]): Reminder =>
  steps.reduce<Reminder>((now, [at, event]) => nextReminder(now, event, at * MIN, everyMin), noReminder)
const time: ReminderEvent = { kind: 'time' }

describe('the reminder', () => {
  it('comes after its minutes and not sooner, and says how many', () => {
    expect(play(5, [0, by(joined)], [4.99, time])).toMatchObject({ kind: 'waiting' })
    expect(play(5, [0, by(joined)], [5, time])).toMatchObject({ kind: 'shown', minutes: 5 })
  })

  it('comes again and again, also when it was read', () => {
    expect(play(5, [0, by(joined)], [5, time], [6, { kind: 'read' }], [9, time])).toMatchObject({ kind: 'waiting' })
    expect(play(5, [0, by(joined)], [5, time], [6, { kind: 'read' }], [10, time])).toMatchObject({ minutes: 10 })
    expect(play(5, [0, by(joined)], [5, time], [10, time])).toMatchObject({ kind: 'shown', minutes: 10 })
    expect(play(5, [0, by(joined)], [27, time])).toMatchObject({ minutes: 27, dueAt: 30 * MIN })
  })

  it('goes when the mode changes, and counts anew in the next', () => {
    const shown = [
      [0, by(joined)],
      [5, time],
    ] as const
    expect(play(5, ...shown, [6, by(live())])).toBe(noReminder)
    expect(play(5, ...shown, [6, by(whispering)])).toMatchObject({ kind: 'waiting', dueAt: 11 * MIN })
    expect(play(5, ...shown, [6, by(moved(joined, choose('listen')))])).toBe(noReminder)
    expect(play(5, ...shown, [6, by(moved(joined, pbx({ kind: 'targetEnded', ticketId })))])).toBe(noReminder)
  })

  it('is not moved by what else happens to the monitor', () => {
    const waiting = play(5, [0, by(joined)])
    expect(nextReminder(waiting, by(moved(joined, { kind: 'follow', on: true })), MIN, 5)).toBe(waiting)
    expect(nextReminder(waiting, { kind: 'read' }, MIN, 5)).toBe(waiting)
  })

  it('is none in listen, before a mode is confirmed, and where nobody wants it', () => {
    expect(play(5, [0, by(live())], [60, time])).toBe(noReminder)
    expect(play(5, [0, by(moved(live(), choose('join')))], [60, time])).toBe(noReminder)
    expect(play(null, [0, by(joined)], [60, time])).toBe(noReminder)
  })

  it('of another length counts from when the mode came into force', () => {
    const waiting = play(5, [0, by(joined)])
    expect(nextReminder(waiting, { kind: 'length' }, 3 * MIN, 2)).toMatchObject({ dueAt: 4 * MIN })
    expect(nextReminder(waiting, { kind: 'length' }, 3 * MIN, null)).toBe(noReminder)
  })
})
