import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anyHistory, type HistoryAddition, type MonitorRecord } from '#contract/history.ts'
import { err } from '#contract/result.ts'
import { LEDGER_FILE, linksOf } from '#main/history/ledger.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from '../desk/desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const busy = floorWith([aCall('c1', '1001'), aCall('c2', '1002')], [anAgent('1001'), anAgent('1002')])
const all = { filter: anyHistory, before: null, limit: 100 }

async function live() {
  const console = deskUnderTest({ siteName: 'North' })
  console.clock.pass(1000)
  console.pbx.goLive(busy)
  const started = await console.startMonitor({ target, follow: false, why: 'alert' })
  const ticketId = started.ok ? started.value.id : ''
  console.clock.pass(500)
  console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  return { ...console, ticketId, records: () => recordsIn(console.dir) }
}
const recordsIn = (dir: string) => linksOf(readFileSync(join(dir, LEDGER_FILE), 'utf8')).map(({ record }) => record)
const addition = (ticketId: string, text: string): HistoryAddition => ({
  ticketId,
  notes: [{ at: 1600, text }],
  tags: ['coaching'],
})

describe('the record of a monitor', () => {
  it('says with whom, when, in which modes from when, what was refused, and how it ended', async () => {
    const { ticketId, clock, pbx, setMode, endMonitor, listHistory } = await live()
    clock.pass(1000)
    const agent = { side: 'agent', agentId: '1001', number: '1001', onNet: true } as const
    await setMode({ ticketId, target, mode: 'whisperCaller', hearers: [], changeId: 1 })
    await setMode({ ticketId, target, mode: 'whisperAgent', hearers: [agent], changeId: 2 })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'whisperAgent', changeId: 2 })
    clock.pass(1000)
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'listen', changeId: null })
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    clock.pass(1000)
    await endMonitor({ ticketId })
    const { entries, found, before, unsaved } = await listHistory(all)
    expect({ found, before, unsaved }).toEqual({ found: 1, before: null, unsaved: 0 })
    expect(entries[0]?.record).toEqual({
      kind: 'monitor',
      id: ticketId,
      site: 'North',
      supervisor: { name: 'Supervisor', extension: '5001' },
      why: 'alert',
      askedAt: 1000,
      attachedAt: 1500,
      endedAt: 4500,
      end: 'asked',
      notes: [],
      tags: [],
      calls: [
        {
          callId: 'c1',
          at: 1500,
          until: 3500,
          by: 'listen',
          queue: null,
          agent: { id: '1001', name: 'Agent 1001', extension: '1001' },
          other: { name: 'Ada Byron', number: '+15550100', onNet: false },
        },
      ],
      modes: [
        { mode: 'listen', at: 1500, asked: true },
        { mode: 'whisperAgent', at: 2500, asked: true },
        { mode: 'listen', at: 3500, asked: false },
      ],
      unsure: [],
      refusals: [{ at: 2500, wanted: 'whisperCaller', error: { code: 'refusedByAccess', detail: 'callerOffNet' } }],
    } satisfies MonitorRecord)
  })

  it('names every call it was moved to, back in listen there', async () => {
    const { ticketId, clock, pbx, hop, endMonitor, listHistory } = await live()
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: 1 })
    const to = { callId: 'c2', agentId: '1002' }
    clock.pass(100)
    await hop({ ticketId, target: to })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: to, by: 'hop' })
    clock.pass(100)
    await endMonitor({ ticketId })
    const record = (await listHistory(all)).entries[0]?.record
    expect(record?.calls.map(({ callId, by, at, until }) => [callId, by, at, until])).toEqual([
      ['c1', 'listen', 1500, 1600],
      ['c2', 'hop', 1600, 1700],
    ])
    expect(record?.modes.map(({ mode }) => mode)).toEqual(['listen', 'join', 'listen'])
  })

  it('is written also of what was refused at once, and of what the PBX refused', async () => {
    const { startMonitor, pbx, clock, listHistory } = deskUnderTest()
    clock.pass(1)
    pbx.goLive(busy)
    await startMonitor({ target: { callId: 'gone', agentId: '1001' }, follow: false, why: 'chosen' })
    pbx.answers.startMonitor = async () => err({ code: 'lineBusy' })
    await startMonitor({ target, follow: false, why: 'chosen' })
    const { entries } = await listHistory(all)
    expect(entries.map(({ record }) => [record.end, record.attachedAt, record.refusals[0]?.error.code])).toEqual([
      ['refused', null, 'lineBusy'],
      ['refused', null, 'callGone'],
    ])
  })

  it('is begun on the disk the moment the line hears, whatever happens to the console then', async () => {
    const { dir, ticketId, records } = await live()
    expect(records()).toMatchObject([{ kind: 'begun', id: ticketId, call: { callId: 'c1', agent: { id: '1001' } } }])
    const after = deskUnderTest({}, {}, dir)
    expect(records()).toHaveLength(2)
    expect((await after.listHistory(all)).entries).toMatchObject([
      { record: { id: ticketId, end: 'consoleStopped', attachedAt: 1500, calls: [{ until: null }] } },
    ])
    deskUnderTest({}, {}, dir)
    expect(records()).toHaveLength(2)
  })

  it('is finished by the desk when the window dies, with the notes it had', async () => {
    const { desk, ticketId, records, addHistory } = await live()
    await addHistory(addition(ticketId, 'friendly'))
    await desk.windowGone()
    expect(records()[1]).toMatchObject({
      end: 'windowGone',
      notes: [{ text: 'friendly' }],
      tags: ['coaching'],
      why: 'alert',
    })
  })

  it('takes notes after its end as a record behind it, and the same notes only once', async () => {
    const { ticketId, records, endMonitor, addHistory, listHistory } = await live()
    await endMonitor({ ticketId })
    for (const text of ['late', 'late', 'later']) {
      expect(await addHistory(addition(ticketId, text))).toEqual({ ok: true, value: null })
    }
    expect(records().map((record) => (record as { kind: string }).kind)).toEqual(['begun', 'monitor', 'notes', 'notes'])
    expect((await listHistory(all)).entries[0]?.record).toMatchObject({ notes: [{ text: 'later' }], why: 'alert' })
    expect(await addHistory(addition('another', 'x'))).toEqual({ ok: false, error: { code: 'unknownMonitor' } })
  })

  it('is written once: ended by the supervisor, although the PBX told first that the line hung up', async () => {
    const { ticketId, pbx, endMonitor, records, clock } = await live()
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'lineHungUp' })
    clock.pass(20)
    await endMonitor({ ticketId })
    pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    clock.pass(5000)
    expect(records()).toMatchObject([{ kind: 'begun' }, { end: 'asked', endedAt: 1500 }])
  })

  it('says that the line hung up when nobody asked for its end, at the moment it did', async () => {
    const ends = { wait: 'lineHungUp', next: 'lineHungUp', close: 'windowGone' } as const
    for (const go of ['wait', 'next', 'close'] as const) {
      const { ticketId, pbx, records, clock, desk, startMonitor } = await live()
      pbx.tellMonitor({ kind: 'ended', ticketId, reason: 'lineHungUp' })
      expect(records()).toHaveLength(1)
      if (go === 'wait') clock.pass(1000)
      else if (go === 'next') await startMonitor({ target, follow: false, why: 'chosen' })
      else await desk.close()
      expect(records()[1]).toMatchObject({ end: ends[go], endedAt: 1500 })
    }
  })
})
