import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHistory, type CallRecord, type HistoryEntry, heardMs } from '#contract/history.ts'
import { csvHead, csvRow } from '#main/history/csv.ts'
import { coverage, fits, newestRows, runningUntil } from '#main/history/entries.ts'

const heard = (agentId: string, at: number, until: number | null): CallRecord['call'] => ({
  callId: `call of ${agentId}`,
  at,
  until,
  by: 'listen',
  queue: { id: '8001', name: 'Sales' },
  agent: { id: agentId, name: `Ägnes ${agentId}`, extension: agentId },
  other: { name: 'Ada Byron', number: '+15550100', onNet: false },
})
const entry = (over: Partial<CallRecord> = {}): HistoryEntry => ({
  seq: 1,
  hash: 'f'.repeat(64),
  later: [{ at: 10_000, text: 'call her back', by: 'Tom' }],
  scores: [],
  tagsOf: 'call',
  record: {
    kind: 'call',
    id: 'm1-1',
    monitorId: 'm1',
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
    call: heard('1001', 2000, 9000),
    modes: [{ mode: 'listen', at: 2000, asked: true }],
    ...over,
  },
})

describe('finding in the history', () => {
  it.each([
    ['a name without its accents', { search: 'agnes' }],
    ['every word, wherever it stands', { search: 'sales ADA 0100' }],
    ['a note that was added later', { search: 'back' }],
    ['the agent', { agentId: '1001' }],
    ['a mode that was in force', { mode: 'listen' as const }],
    ['a mode that may have been in force', { mode: 'whisperAgent' as const }],
    ['the time it was heard from, inclusive', { from: 2000, to: 2001 }],
  ])('finds by %s', (_, filter) => {
    expect(fits(entry(), { ...anyHistory, ...filter })).toBe(true)
  })

  it.each([
    ['another word', { search: 'agnes zebra' }],
    ['another agent', { agentId: '1002' }],
    ['a mode that never was', { mode: 'join' as const }],
    ['another reason', { why: 'alert' as const }],
    ['the time, to exclusive', { to: 2000 }],
    ['a later time', { from: 2001 }],
  ])('does not find by %s', (_, filter) => {
    expect(fits(entry(), { ...anyHistory, ...filter })).toBe(false)
  })
})

describe('coverage', () => {
  const tom = { name: 'Tom', extension: '5002' }
  const over = (agentId: string, at: number, until: number | null, more: Partial<CallRecord> = {}) => ({
    ...entry({ call: heard(agentId, at, until), attachedAt: at, ...more }).record,
    isRunning: false,
    scores: [],
  })

  it('counts the calls that were heard long enough, adds up all the time on them, and keeps the last time and by whom', () => {
    const listened = [
      over('1001', 2000, 20_000),
      over('1002', 20_000, 30_000),
      over('1001', 50_000, 65_000, { call: { ...heard('1001', 50_000, 65_000), callId: 'another' }, supervisor: tom }),
    ]
    expect(coverage(listened, 0)).toEqual([
      {
        agentId: '1001',
        name: 'Ägnes 1001',
        times: 2,
        lastHeardAt: 65_000,
        heardMs: 33_000,
        by: ['Tom', 'Sue'],
        isHeardNow: false,
        scored: 0,
        score: null,
      },
      {
        agentId: '1002',
        name: 'Ägnes 1002',
        times: 0,
        lastHeardAt: 30_000,
        heardMs: 10_000,
        by: ['Sue'],
        isHeardNow: false,
        scored: 0,
        score: null,
      },
    ])
  })

  it('counts a call once that was come back to, and long enough when it was so together', () => {
    expect(coverage([over('1001', 0, 8000), over('1001', 20_000, 27_000)], 0)).toMatchObject([
      { times: 1, heardMs: 15_000 },
    ])
    expect(coverage([over('1001', 0, 8000), over('1001', 20_000, 26_999)], 0)).toMatchObject([{ times: 0 }])
  })

  it('counts the call that is monitored now, and says so', () => {
    const { kind: _kind, endedAt: _ended, end: _end, ...draft } = over('1001', 2000, null)
    expect(coverage([runningUntil(draft, 20_000)], 0)).toMatchObject([
      { times: 1, heardMs: 18_000, lastHeardAt: 20_000, isHeardNow: true },
    ])
    const afterCall = { ...draft, call: heard('1001', 2000, 3000) }
    expect(coverage([runningUntil(afterCall, 20_000)], 0)).toMatchObject([{ heardMs: 1000, isHeardNow: false }])
    expect(coverage([runningUntil({ ...draft, attachedAt: null }, 20_000)], 0)).toEqual([])
  })

  it('leaves out what was before, what never heard anything, and time whose end is not known', () => {
    expect(coverage([over('1001', 2000, 9000)], 10_000)).toEqual([])
    expect(coverage([over('1001', 2000, 90_000, { attachedAt: null })], 0)).toEqual([])
    expect(coverage([over('1001', 2000, null)], 0)).toMatchObject([{ heardMs: 0, times: 0, lastHeardAt: 2000 }])
    expect(coverage([over('1001', 2000, 9000)], 5000)).toMatchObject([{ heardMs: 4000 }])
  })

  it('has the seconds of the history', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), fc.nat(100_000)), { minLength: 1 }), (times) => {
        const listened = times.map(([at, ms]) => over('1001', at, at + ms, { endedAt: at + ms + 5000 }))
        const sum = listened.reduce((all, record) => all + (heardMs(record) ?? 0), 0)
        expect(coverage(listened, 0)).toMatchObject([{ heardMs: sum }])
      }),
    )
  })
})

describe('the list', () => {
  it('is sorted by the time it shows, whichever ended first', () => {
    const at = (id: string, attachedAt: number | null, askedAt: number) => entry({ id, attachedAt, askedAt })
    const entries = [at('a', 5, 1), at('b', null, 9), at('c', 2, 1), at('d', 5, 1)]
    const ids = newestRows({ entries, acts: [] }, anyHistory).map(({ entry: one }) => one)
    expect(ids.map(({ record }) => record.id)).toEqual(['b', 'd', 'a', 'c'])
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

  it('has behind the others what may have been in force, and until when', () => {
    expect(csvHead(',')).toMatch(
      /,hash,unsure,monitor,later_notes,reason,act,act_outcome,act_to,act_detail,score_percent,scorecards,notice\r\n$/,
    )
    expect(csvRow(entry(), ',')).toMatch(/,whisperAgent 1970-01-01 00:00:03 to 1970-01-01 00:00:05,m1,/)
    const open = entry({ unsure: [{ modes: ['listen', 'join'], at: 3000, until: null }] })
    expect(csvRow(open, ',')).toMatch(/,listen\|join 1970-01-01 00:00:03,m1,/)
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
