// What the desk does while nobody knows: which mode is in force, and whether a monitor has ended.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { historyRecord } from '#contract/history.ts'
import type { Mode } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import { beginning, endOf, lineOf, linkAfter } from '#main/history/chain.ts'
import { readEntries } from '#main/history/entries.ts'
import { LEDGER_FILE, linksOf } from '#main/history/ledger.ts'
import { verifyChain } from '#main/history/verify.ts'
import { aCall, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const busy = floorWith([aCall('c1', '1001'), aCall('c2', '1002')])
const unreachable = err(deskFailure('pbxUnreachable'))

async function live(...set: Parameters<typeof deskUnderTest>) {
  const console = deskUnderTest(...set)
  console.pbx.goLive(busy)
  const started = await console.startMonitor({ target, follow: false, why: 'chosen' })
  const ticketId = started.ok ? started.value.id : ''
  console.clock.pass(1000)
  console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  const { dir, pbx } = console
  return {
    ...console,
    ticketId,
    records: () =>
      linksOf(readFileSync(join(dir, LEDGER_FILE), 'utf8')).map(({ record }) => historyRecord.parse(record)),
    tellMode: (mode: Mode) => pbx.tellMonitor({ kind: 'mode', ticketId, mode, changeId: null }),
    tellUnsure: (...modes: Mode[]) => pbx.tellMonitor({ kind: 'unsure', ticketId, modes, until: null }),
  }
}

describe('an end the phone system has not confirmed', () => {
  it('M4: is no end: neither the window nor the history is told of one', async () => {
    const { endMonitor, pbx, ticketId, records, named } = await live()
    pbx.answers.endMonitor = async () => unreachable
    expect(await endMonitor({ ticketId })).toEqual(unreachable)
    expect(records().map(({ kind }) => kind)).toEqual(['begun'])
    expect(named('monitor').filter((event) => (event as { kind: string }).kind === 'ended')).toEqual([])
  })

  it('is written down when it has come, with the moment it came and why it was asked for', async () => {
    const { endMonitor, pbx, ticketId, records, clock, named } = await live()
    pbx.answers.endMonitor = async () => unreachable
    await endMonitor({ ticketId })
    clock.pass(5000)
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'lineHungUp' })
    expect(records()[1]).toMatchObject({ end: 'asked', endedAt: 6000, refusals: [{ wanted: 'endMonitor' }] })
    expect(named('monitor').at(-1)).toMatchObject({ kind: 'ended', ticketId })
  })

  it('does not keep the next Listen from the phone system, and both are written down', async () => {
    const { endMonitor, startMonitor, pbx, ticketId, records, clock } = await live()
    pbx.answers.endMonitor = async () => unreachable
    await endMonitor({ ticketId })
    expect(await startMonitor({ target, follow: false, why: 'chosen' })).toMatchObject({ ok: true })
    clock.pass(1000)
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    expect(records()[1]).toMatchObject({ monitorId: ticketId, end: 'asked', endedAt: 3000 - 1000 })
  })

  it('is the same when the window goes', async () => {
    const { desk, pbx, ticketId, records } = await live()
    pbx.answers.endMonitor = async () => unreachable
    await desk.windowGone()
    expect(records()).toHaveLength(1)
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    expect(records()[1]).toMatchObject({ end: 'windowGone' })
  })

  it('is a bug in a connector that throws, and no end either', async () => {
    const { endMonitor, pbx, ticketId, records, lines } = await live()
    pbx.answers.endMonitor = async () => {
      throw new Error('a bug')
    }
    expect(await endMonitor({ ticketId })).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(records()).toHaveLength(1)
    expect(lines.some((line) => line.includes('endMonitor failed: Error: a bug'))).toBe(true)
  })

  it('is said to be not confirmed when the console closes before it comes', async () => {
    const { desk, pbx, endMonitor, ticketId, records, tellUnsure } = await live()
    pbx.answers.endMonitor = async () => unreachable
    tellUnsure('join')
    await endMonitor({ ticketId })
    await desk.close()
    expect(records()[1]).toMatchObject({ end: 'endNotConfirmed', unsure: [{ modes: ['join'], at: 1000, until: null }] })
  })

  it('that comes while the connector closes is written down as what it is', async () => {
    const { desk, pbx, endMonitor, ticketId, records } = await live()
    pbx.answers.endMonitor = async () => unreachable
    await endMonitor({ ticketId })
    pbx.connector.close = async () => pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    await desk.close()
    expect(records()[1]).toMatchObject({ end: 'asked' })
  })
})

describe('the history of a monitor whose mode was not known', () => {
  it('says from when to when, and what may have been in force', async () => {
    const { tellMode, tellUnsure, clock, endMonitor, ticketId, records, named } = await live()
    tellMode('whisperAgent')
    clock.pass(1000)
    tellUnsure('whisperAgent', 'join')
    clock.pass(1000)
    tellUnsure('whisperAgent', 'join')
    clock.pass(1000)
    tellUnsure('whisperAgent')
    clock.pass(1000)
    tellMode('listen')
    tellUnsure('listen')
    await endMonitor({ ticketId })
    const record = records()[1]
    expect(record).toMatchObject({
      modes: [{ mode: 'listen' }, { mode: 'whisperAgent' }, { mode: 'listen' }],
      unsure: [
        { modes: ['whisperAgent', 'join'], at: 2000, until: 4000 },
        { modes: ['whisperAgent'], at: 4000, until: 5000 },
      ],
    })
    expect(named('monitor')).toContainEqual({ kind: 'unsure', ticketId, modes: ['whisperAgent'], until: null })
  })

  it.each([
    ['the call is over', { kind: 'targetEnded' }],
    ['it is on another call', { kind: 'retargeted', target: { callId: 'c2', agentId: '1002' }, by: 'follow' }],
    ['it has ended', { kind: 'ended', reason: 'pbxLost' }],
  ] as const)('ends when %s', async (_how, event) => {
    const { tellUnsure, clock, pbx, desk, ticketId, records } = await live()
    tellUnsure('join')
    clock.pass(500)
    pbx.tellMonitor({ ...event, ticketId })
    clock.pass(500)
    await desk.close()
    expect(records()[1]).toMatchObject({ unsure: [{ modes: ['join'], at: 1000, until: 1500 }] })
  })
})

describe('a record of an older console, which knew no doubt', () => {
  it('is still as it was written, and reads as one without any', async () => {
    const { endMonitor, ticketId, records } = await live()
    await endMonitor({ ticketId })
    const { unsure: _none, ...old } = { unsure: [], ...records()[1] }
    const link = linkAfter(beginning, old)
    const text = `${lineOf(link)}\n`
    expect(text).not.toContain('unsure')
    expect(verifyChain(text, endOf(link))).toMatchObject({ kind: 'whole', records: 1 })
    expect(readEntries(linksOf(text)).entries).toMatchObject([{ record: { monitorId: ticketId, unsure: [] } }])
  })
})
