import { describe, expect, it } from 'vitest'
import { timeReader } from '#main/pbx/netsapiens/wire/timestamp.ts'

const at = (iso: string) => Date.parse(iso)
const read = (zone: string, now: string, text: string) => timeReader(zone, () => at(now))(text)

describe('timestamps of the platform', () => {
  it.each(['0000-00-00 00:00:00', '', '   ', 'soon', '2026-13'])('reads %j as never', (text) => {
    expect(read('UTC', '2026-11-20T00:00:00Z', text)).toBeNull()
  })

  it('takes them for UTC unless the site says otherwise', () => {
    expect(read('UTC', '2026-11-20T00:00:00Z', '2026-11-19 18:30:05')).toBe(at('2026-11-19T18:30:05Z'))
    expect(read('America/New_York', '2026-11-20T00:00:00Z', '2026-11-19 18:30:05')).toBe(at('2026-11-19T23:30:05Z'))
    expect(read('Asia/Kolkata', '2026-11-20T00:00:00Z', '2026-11-19 18:30:05')).toBe(at('2026-11-19T13:00:05Z'))
  })

  it('believes an offset that is there', () => {
    expect(read('America/New_York', '2026-11-20T00:00:00Z', '2026-11-19T18:30:05+00:00')).toBe(
      at('2026-11-19T18:30:05Z'),
    )
  })

  it('is right on both sides of the clocks going forward, and does not lose a time that never was', () => {
    const zone = 'America/New_York' // 8 March 2026, 02:00 EST becomes 03:00 EDT
    const now = '2026-03-08T12:00:00Z'
    expect(read(zone, now, '2026-03-08 01:59:59')).toBe(at('2026-03-08T06:59:59Z'))
    expect(read(zone, now, '2026-03-08 03:00:00')).toBe(at('2026-03-08T07:00:00Z'))
    expect(read(zone, now, '2026-03-08 02:30:00')).toBe(at('2026-03-08T07:30:00Z'))
  })

  it('takes an hour that comes twice for the latest that is not in the future', () => {
    const zone = 'America/New_York' // 1 November 2026, 02:00 EDT becomes 01:00 EST
    const first = at('2026-11-01T05:30:00Z')
    const second = at('2026-11-01T06:30:00Z')
    expect(read(zone, '2026-11-01T05:31:00Z', '2026-11-01 01:30:00')).toBe(first)
    expect(read(zone, '2026-11-01T06:31:00Z', '2026-11-01 01:30:00')).toBe(second)
    expect(read(zone, '2026-11-01T06:31:00Z', '2026-11-01 00:59:59')).toBe(at('2026-11-01T04:59:59Z'))
    expect(read(zone, '2026-11-01T06:31:00Z', '2026-11-01 02:00:00')).toBe(at('2026-11-01T07:00:00Z'))
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Chatham'])(
    'reads back in %s every hour of a year as it was written',
    (zone) => {
      const write = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone })
      for (let moment = at('2026-01-01T00:10:00Z'); moment < at('2027-01-01T00:00:00Z'); moment += 3_600_000) {
        const back = timeReader(zone, () => moment)(write.format(moment))
        expect(back, `${zone} ${write.format(moment)}`).toBe(moment)
      }
    },
  )
})
