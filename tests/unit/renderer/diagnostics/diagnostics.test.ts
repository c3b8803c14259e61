// What is kept for whoever looks for a fault, and the report that is made of it.
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ConnectorStatus } from '#contract/ipc.ts'
import {
  type Diagnostics,
  noDiagnostics,
  withFeed,
  withLine,
  withLosses,
  withSample,
} from '#renderer/diagnostics/diagnostics.ts'
import { mosOf } from '#renderer/diagnostics/mos.ts'
import { type ReportParts, reportName, reportZip } from '#renderer/diagnostics/report.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

const good = { lossPercent: 0, jitterMs: 2, roundTripMs: 20 }

describe('the score of the sound', () => {
  it('is that of a good telephone on a good network, and falls with loss and with delay', () => {
    expect(mosOf(good)).toBeGreaterThan(4.3)
    expect(mosOf({ ...good, lossPercent: 5 })).toBeLessThan(4.1)
    expect(mosOf({ ...good, lossPercent: 20 })).toBeLessThan(2.6)
    expect(mosOf({ ...good, roundTripMs: 800 })).toBeLessThan(3.5)
    expect(mosOf({ ...good, jitterMs: null, roundTripMs: null })).toBeGreaterThan(4.3)
  })

  it('never leaves its scale', () => {
    for (let lossPercent = 0; lossPercent <= 100; lossPercent += 5)
      for (const roundTripMs of [0, 300, 5_000]) {
        const mos = mosOf({ lossPercent, jitterMs: 0, roundTripMs })
        expect(mos).toBeGreaterThanOrEqual(1)
        expect(mos).toBeLessThanOrEqual(4.5)
      }
  })
})

describe('what is kept', () => {
  it('is half an hour of sound', () => {
    let known: Diagnostics = noDiagnostics
    for (let at = 0; at < 1_000; at++) known = withSample(known, good, at)
    expect(known.sound).toHaveLength(900)
    expect(known.sound.at(-1)?.at).toBe(999)
    expect(known.sound[0]?.at).toBe(100)
  })

  it('is each change of the line, and of the feed, where falling further behind is the same fault', () => {
    const live: ConnectorStatus = { phase: 'live', since: 1, how: null }
    const behind = (lateMs: number): ConnectorStatus => ({ phase: 'behind', since: 2, lateMs, how: null })
    let known = withLine(noDiagnostics, { kind: 'registered' }, 5)
    for (const [index, status] of [live, behind(1_000), behind(9_000), live].entries())
      known = withFeed(known, status, 10 + index)
    expect(known.line).toEqual([{ at: 5, registration: { kind: 'registered' } }])
    expect(known.feed).toEqual([
      { at: 10, status: live },
      { at: 11, status: behind(9_000) },
      { at: 13, status: live },
    ])
  })
})

describe('the report', () => {
  const parts: ReportParts = {
    diagnostics: withLine(
      withSample(noDiagnostics, { ...good, lossPercent: 1.234 }, 0),
      { kind: 'lost', cause: { code: 'pbxUnreachable', detail: 'no answer' } },
      0,
    ),
    path: { codec: 'opus 48000', local: 'host udp', remote: null, packetsSent: 3, packetsReceived: 4 },
    messages: [{ id: 1, at: 0, direction: 'sent', text: 'REGISTER sip:pbx SIP/2.0\r\n\r\n' }],
    window: { userAgent: 'Chromium', language: 'en', size: '1280x800 at 1' },
    at: 0,
  }
  const textsOf = async (desk: ReturnType<typeof fakeDesk>) =>
    Object.fromEntries(
      Object.entries(unzipSync(await reportZip(desk.desk, parts))).map(([name, bytes]) => [name, strFromU8(bytes)]),
    )

  it('is one zip of what desk and window know', async () => {
    const desk = fakeDesk()
    desk.answers.report = () => [{ name: 'earshot.log', text: 'a line\n' }]
    const files = await textsOf(desk)
    expect(files['earshot.log']).toBe('a line\n')
    expect(files['line.txt']).toBe('1970-01-01T00:00:00.000Z lost pbxUnreachable: no answer\n')
    expect(files['sound.csv']).toContain('1970-01-01T00:00:00.000Z,4.33,1.23,2,20\n')
    expect(files['sip.txt']).toBe('--- 1970-01-01T00:00:00.000Z sent\r\nREGISTER sip:pbx SIP/2.0\r\n')
    expect(files['window.txt']).toContain('path host udp - ?')
  })

  it('is made without the desk as well: it is wanted most when something is broken', async () => {
    const desk = fakeDesk()
    desk.answers.report = () => Promise.reject(new Error('gone'))
    expect(Object.keys(await textsOf(desk))).toContain('desk.txt')
  })

  it('is named after its moment', () => {
    expect(reportName(new Date(2026, 2, 2, 14, 5).getTime())).toBe('earshot-report-2026-03-02-1405.zip')
  })
})

it('keeps where sound was missed, the newest two hundred', () => {
  let known: Diagnostics = noDiagnostics
  for (let at = 0; at < 300; at++) known = withLosses(known, at % 2 ? [] : [{ side: 'hearing', where: 'network' }], at)
  expect(known.losses).toHaveLength(200)
  expect(known.losses.at(-1)).toEqual({ at: 299, losses: [] })
})
