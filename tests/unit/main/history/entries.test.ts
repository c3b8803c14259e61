import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory, type HistoryEntry, type MonitorRecord } from '#contract/history.ts'
import { csvHead, csvRow } from '#main/history/csv.ts'
import { coverage, fits } from '#main/history/entries.ts'

const heard = (agentId: string, at: number, until: number | null): MonitorRecord['calls'][number] => ({
  callId: `call of ${agentId}`,
  at,
  until,
  by: 'listen',
  queue: { id: '8001', name: 'Sales' },
  agent: { id: agentId, name: `Ägnes ${agentId}`, extension: agentId },
  other: { name: 'Ada Byron', number: '+15550100', onNet: false },
})
const entry = (over: Partial<MonitorRecord> = {}): HistoryEntry => ({
  seq: 1,
  hash: 'f'.repeat(64),
  record: {
    kind: 'monitor',
    id: 'm1',
    site: 'North',
    supervisor: { name: 'Sue', extension: '5001' },
    why: 'chosen',
    askedAt: 1000,
    attachedAt: 2000,
    endedAt: 9000,
    end: 'asked',
    notes: [],
    tags: [],
    refusals: [],
    unsure: [{ modes: ['whisperAgent'], at: 3000, until: 5000 }],
    calls: [heard('1001', 2000, 9000)],
    modes: [{ mode: 'listen', at: 2000, asked: true }],
    ...over,
  },
})

describe('finding in the history', () => {
  it.each([
    ['a name without its accents', { search: 'agnes' }],
    ['every word, wherever it stands', { search: 'sales ADA 0100' }],
    ['the agent', { agentId: '1001' }],
    ['a mode that was in force', { mode: 'listen' as const }],
    ['a mode that may have been in force', { mode: 'whisperAgent' as const }],
    ['the time, from inclusive', { from: 1000, to: 1001 }],
  ])('finds by %s', (_, filter) => {
    expect(fits(entry(), { ...anyHistory, ...filter })).toBe(true)
  })

  it.each([
    ['another word', { search: 'agnes zebra' }],
    ['another agent', { agentId: '1002' }],
    ['a mode that never was', { mode: 'join' as const }],
    ['another reason', { why: 'alert' as const }],
    ['the time, to exclusive', { to: 1000 }],
    ['a later time', { from: 1001 }],
  ])('does not find by %s', (_, filter) => {
    expect(fits(entry(), { ...anyHistory, ...filter })).toBe(false)
  })
})

describe('coverage', () => {
  it('counts an agent once a monitor, adds up the time on their calls, and keeps the last time and by whom', () => {
    const hopped = entry({ calls: [heard('1001', 2000, 3000), heard('1002', 3000, 4000), heard('1001', 4000, 9000)] })
    const tom = { name: 'Tom', extension: '5002' }
    const later = entry({ calls: [heard('1001', 20_000, 21_000)], endedAt: 21_000, supervisor: tom })
    expect(coverage([hopped, later], 0)).toEqual([
      { agentId: '1001', name: 'Ägnes 1001', times: 2, lastHeardAt: 21_000, heardMs: 7000, by: ['Tom', 'Sue'] },
      { agentId: '1002', name: 'Ägnes 1002', times: 1, lastHeardAt: 4000, heardMs: 1000, by: ['Sue'] },
    ])
  })

  it('leaves out what was before, what never heard anything, and time whose end is not known', () => {
    expect(coverage([entry()], 10_000)).toEqual([])
    expect(coverage([entry({ attachedAt: null })], 0)).toEqual([])
    expect(coverage([entry({ calls: [heard('1001', 2000, null)] })], 0)).toMatchObject([{ heardMs: 0, times: 1 }])
    expect(coverage([entry()], 5000)).toMatchObject([{ heardMs: 4000 }])
    const overMidnight = entry({ calls: [heard('1001', 2000, 3000), heard('1002', 3000, 9000)] })
    expect(coverage([overMidnight], 5000).map(({ agentId }) => agentId)).toEqual(['1002'])
  })
})

describe('the CSV', () => {
  const fields = (line: string) =>
    [...line.slice(0, -2).matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, field]) => field!)
  const unquoted = (field: string) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)

  it('has as many fields in every row as in its head, ended by CRLF, whatever the texts hold (RFC 4180)', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 })), (text, tags) => {
        const row = csvRow(entry({ notes: [{ at: 3000, text }], tags }), ',')
        expect(row.endsWith('\r\n')).toBe(true)
        expect(fields(row)).toHaveLength(fields(csvHead(',')).length)
        expect(fields(row).map(unquoted)).toContain(`1970-01-01 00:00:03 ${text}`)
      }),
    )
  })

  it('has times that spreadsheets read as times, in UTC as their columns say', () => {
    expect(csvHead(',')).toContain('asked_utc,heard_from_utc,ended_utc')
    expect(csvRow(entry({ askedAt: Date.UTC(2026, 2, 2, 10, 4, 5) }), ',')).toMatch(/^1,2026-03-02 10:04:05,/)
  })

  it('has in its last column what may have been in force, and until when', () => {
    expect(csvHead(',')).toMatch(/,hash,unsure\r\n$/)
    expect(csvRow(entry(), ',')).toMatch(/,whisperAgent 1970-01-01 00:00:03 to 1970-01-01 00:00:05\r\n$/)
    const open = entry({ unsure: [{ modes: ['listen', 'join'], at: 3000, until: null }] })
    expect(csvRow(open, ',')).toMatch(/,listen\|join 1970-01-01 00:00:03\r\n$/)
  })

  it('is parted by semicolons where the comma is the decimal sign, and no text breaks that either', () => {
    const row = csvRow(entry({ tags: ['a;b', 'c,d'] }), ';')
    expect(csvHead(';').split(';')).toHaveLength(csvHead(',').split(',').length)
    expect(row).toContain(';"a;b; c,d";')
    expect(csvRow(entry({ tags: ['a;b'] }), ',')).toContain(',"a;b",')
  })

  it('holds no field that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ='), fc.string(), (first, rest) => {
        const name = `${first}${rest}`
        const row = csvRow(entry({ supervisor: { name, extension: '5001' }, tags: [name], site: name }), ',')
        for (const field of fields(row).map(unquoted)) expect(field).not.toMatch(/^\s*[=+@\t]/)
      }),
    )
    expect(csvRow(entry(), ',')).toContain(",'+15550100,")
  })
})
