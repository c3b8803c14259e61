// The mute of a mode that is in force: closed at once, and only as long as this mode is.
import { describe, expect, it } from 'vitest'
import { modes } from '#contract/monitor.ts'
import type { Line } from '#renderer/line/line.ts'
import { mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'
import type { Monitor, MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { bob, listen, live, moved, pbx, reported, ticketId } from '../stories.ts'

const mute: MonitorInput = { kind: 'muted', on: true }
const unmute: MonitorInput = { kind: 'muted', on: false }
const join: MonitorInput = { kind: 'choose', mode: 'join', hearers: [] }
const line = {
  registration: { kind: 'registered' },
  call: { kind: 'monitor', ticketId, up: true, held: false, sound: 'came' },
} as unknown as Line
const isOpen = (monitor: Monitor): boolean => mayOpenMicrophone(monitor, line)
const joined = (): Monitor => moved(live(), { kind: 'lineTook', ticketId }, join, reported('join', 1))

describe('muted', () => {
  it('closes the microphone, leaves the mode, and opens it again when it is taken back', () => {
    expect(isOpen(joined())).toBe(true)
    const muted = moved(joined(), mute)
    expect(muted).toMatchObject({ modeState: { kind: 'confirmed', mode: 'join', muted: true } })
    expect(isOpen(muted)).toBe(false)
    expect(moved(muted, unmute)).toEqual(joined())
    expect(moved(muted, mute)).toBe(muted)
    expect(isOpen(moved(muted, reported('join', 1)))).toBe(false)
  })

  it.each<[string, MonitorInput]>([
    ['another mode', { kind: 'choose', mode: 'whisperAgent', hearers: [] }],
    ['a mode the PBX changed by itself', pbx({ kind: 'mode', ticketId, mode: 'listen', changeId: null })],
    ['a doubt', pbx({ kind: 'unsure', ticketId, modes: ['join'], until: null })],
    ['another call', listen(bob)],
    ['the end of the call', pbx({ kind: 'targetEnded', ticketId })],
    ['a broken link', { kind: 'linksBroke', why: 'interrupted' }],
    ['what was withdrawn', { kind: 'withdrawn', ticketId, why: 'peopleChanged' }],
    ['the end', { kind: 'end' }],
  ])('is over with %s, and to take it back opens nothing then', (_what, input) => {
    const after = moved(joined(), mute, input)
    expect(JSON.stringify(after)).not.toContain('"muted"')
    expect(isOpen(moved(after, unmute))).toBe(false)
  })

  it('is nothing where nobody hears, where no mode is known, and on another phone', () => {
    const elsewhere: Monitor = { ...live(), takenBy: 'otherPhone' }
    const others = [live(), moved(live(), join), moved(elsewhere, join, reported('join', 1))]
    for (const one of others) for (const input of [mute, unmute]) expect(moved(one, input)).toBe(one)
  })

  it.each(modes.filter((mode) => mode !== 'listen'))('once %s is chosen anew, it is open', (mode) => {
    const back = moved(joined(), mute, { kind: 'choose', mode: 'listen', hearers: [] }, reported('listen', 2))
    const again = moved(back, { kind: 'choose', mode, hearers: [] })
    expect(isOpen(again)).toBe(false)
    expect(isOpen(moved(again, reported(mode, 3)))).toBe(true)
  })
})
