// Who may hear, and how a connector says that it does not know which mode is in force.
import { describe, expect, it } from 'vitest'
import { heardBy, heardByAny, type Mode, modes, monitorEvent } from '#contract/monitor.ts'

describe('who may hear', () => {
  it('is whoever hears in one of the modes that may be in force', () => {
    expect(heardByAny([])).toBe('nobody')
    for (const one of modes) expect(heardByAny([one])).toBe(heardBy[one])
    const both: readonly (readonly Mode[])[] = [
      ['whisperAgent', 'whisperCaller'],
      ['listen', 'join'],
      ['whisperCaller', 'join'],
    ]
    for (const some of both) expect(heardByAny(some)).toBe('both')
    expect(heardByAny(['whisperCaller', 'listen'])).toBe('caller')
  })
})

describe('a connector that does not know which mode is in force', () => {
  const unsure = { kind: 'unsure', ticketId: 'ticket-1', modes: ['listen', 'join'], until: null }

  it('names at least one that may be, and whether the PBX ends it by itself', () => {
    expect(monitorEvent.parse(unsure)).toEqual(unsure)
    expect(monitorEvent.safeParse({ ...unsure, modes: [] }).success).toBe(false)
    expect(monitorEvent.safeParse({ ...unsure, until: undefined }).success).toBe(false)
  })
})
