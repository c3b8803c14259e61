import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anyHistory, type CallRecord, type HistoryAddition, heardMs } from '#contract/history.ts'
import { err } from '#contract/result.ts'
import { BEAT_EVERY_MS } from '#contract/windows.ts'
import { LEDGER_FILE, linksOf } from '#main/history/ledger.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from '../desk/desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const busy = floorWith([aCall('c1', '1001'), aCall('c2', '1002')], [anAgent('1001'), anAgent('1002')])
const agent = { side: 'agent', agentId: '1001', number: '1001', onNet: true } as const
const all = { filter: anyHistory, before: null, limit: 100 }

async function live() {
  const console = deskUnderTest({ siteName: 'North' })
  console.clock.every(BEAT_EVERY_MS, () => void console.beat(null))
  console.clock.pass(1000)
  console.pbx.goLive(busy)
  const started = await console.startMonitor({ target, follow: false, why: 'alert' })
  const ticketId = started.ok ? started.value.id : ''
  console.clock.pass(500)
  console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  return { ...console, ticketId, records: () => recordsIn(console.dir) }
}
const recordsIn = (dir: string) => linksOf(readFileSync(join(dir, LEDGER_FILE), 'utf8')).map(({ record }) => record)
const addition = (ticketId: string, text: string, on = target): HistoryAddition => ({
  ticketId,
  target: on,
  notes: [{ at: 1600, text }],
  tags: ['coaching'],
})

describe('the record of a call', () => {
  it('says with whom, when, in which modes from when, what was refused, and how it ended', async () => {
    const { ticketId, clock, pbx, setMode, endMonitor, listHistory } = await live()
    clock.pass(1000)
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
      kind: 'call',
      id: `${ticketId}-1`,
      monitorId: ticketId,
      site: 'North',
      supervisor: { name: 'Supervisor', extension: '5001' },
      why: 'alert',
      askedAt: 1000,
      attachedAt: 1500,
      endedAt: 4500,
      end: 'asked',
      notes: [],
      tags: [],
      call: {
        callId: 'c1',
        at: 1500,
        until: 3500,
        by: 'listen',
        queue: null,
        agent: { id: '1001', name: 'Agent 1001', extension: '1001' },
        other: { name: 'Ada Byron', number: '+15550100', onNet: false },
      },
      modes: [
        { mode: 'listen', at: 1500, asked: true },
        { mode: 'whisperAgent', at: 2500, asked: true },
        { mode: 'listen', at: 3500, asked: false },
      ],
      unsure: [],
      refusals: [{ at: 2500, wanted: 'whisperCaller', error: { code: 'refusedByAccess', detail: 'callerOffNet' } }],
    } satisfies CallRecord)
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
    expect(records()).toMatchObject([
      { kind: 'begun', monitorId: ticketId, call: { callId: 'c1', agent: { id: '1001' } } },
    ])
    const after = deskUnderTest({}, {}, dir)
    expect(records()).toHaveLength(2)
    expect((await after.listHistory(all)).entries).toMatchObject([
      { record: { monitorId: ticketId, end: 'consoleStopped', attachedAt: 1500, call: { until: null } } },
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
    expect(records().map((record) => (record as { kind: string }).kind)).toEqual(['begun', 'call', 'notes', 'notes'])
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

describe('a monitor that comes to another call', () => {
  const ben = { callId: 'c2', agentId: '1002' }
  const moving = async () => {
    const console = await live()
    const { clock, pbx, hop, ticketId } = console
    const hopTo = async (to: typeof target, why: 'chosen' | 'alert' | 'help') => {
      await hop({ ticketId, target: to, why })
      clock.pass(10)
      pbx.tellMonitor({ kind: 'retargeted', ticketId, target: to, by: 'hop' })
    }
    const calls = async () => (await console.listHistory(all)).entries.map(({ record }) => record).toReversed()
    return { ...console, hopTo, calls }
  }

  it('has a record of each: its own agent, modes, notes, tags, reason and time', async () => {
    const { ticketId, clock, pbx, hopTo, addHistory, setMode, endMonitor, calls } = await moving()
    await setMode({ ticketId, target, mode: 'whisperAgent', hearers: [agent], changeId: 1 })
    pbx.tellMonitor({ kind: 'mode', ticketId, mode: 'whisperAgent', changeId: 1 })
    await addHistory(addition(ticketId, 'of Carla'))
    clock.pass(90)
    await hopTo(ben, 'help')
    expect(await calls()).toMatchObject([{ end: 'hop', notes: [{ text: 'of Carla' }], tags: ['coaching'] }])
    await setMode({ ticketId, target: ben, mode: 'whisperCaller', hearers: [], changeId: 2 })
    await addHistory({ ticketId, target: ben, notes: [{ at: 1700, text: 'of Ben' }], tags: [] })
    clock.pass(100)
    await endMonitor({ ticketId })
    const told = (await calls()).map((record) => ({ ...record, heardMs: heardMs(record) }))
    expect(told).toMatchObject([
      { call: { agent: { id: '1001' }, by: 'listen' }, why: 'alert', end: 'hop', heardMs: 100, askedAt: 1000 },
      { call: { agent: { id: '1002' }, by: 'hop' }, why: 'help', end: 'asked', heardMs: 100, askedAt: 1590 },
    ])
    expect(told.map(({ id, monitorId }) => [id, monitorId])).toEqual([
      [`${ticketId}-1`, ticketId],
      [`${ticketId}-2`, ticketId],
    ])
    expect(told.map(({ modes }) => modes.map(({ mode }) => mode))).toEqual([['listen', 'whisperAgent'], ['listen']])
    expect(told.map(({ refusals }) => refusals.length)).toEqual([0, 1])
    expect(told.map(({ notes, tags }) => [notes.map(({ text }) => text), tags])).toEqual([
      [['of Carla'], ['coaching']],
      [['of Ben'], []],
    ])
  })

  it('keeps a note that comes late for the call it was written of', async () => {
    const { ticketId, hopTo, addHistory, calls } = await moving()
    await hopTo(ben, 'chosen')
    await addHistory(addition(ticketId, 'half written of Carla'))
    expect(await calls()).toMatchObject([
      { call: { agent: { id: '1001' } }, notes: [{ text: 'half written of Carla' }] },
    ])
  })

  it('keeps a note for a call of which only the window knows yet', async () => {
    const { ticketId, pbx, hop, addHistory, endMonitor, calls } = await moving()
    await hop({ ticketId, target: ben, why: 'chosen' })
    expect(await addHistory(addition(ticketId, 'early', ben))).toEqual({ ok: true, value: null })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: ben, by: 'hop' })
    await endMonitor({ ticketId })
    expect((await calls()).map(({ notes }) => notes.map(({ text }) => text))).toEqual([[], ['early']])
  })

  it('has another record for the agent’s next call, and for whom the call was transferred to', async () => {
    const { ticketId, clock, pbx, endMonitor, calls } = await moving()
    clock.pass(20_000)
    pbx.tellMonitor({ kind: 'targetEnded', ticketId })
    clock.pass(60_000)
    const next = { callId: 'c3', agentId: '1001' }
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: next, by: 'follow' })
    clock.pass(30_000)
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: { ...next, agentId: '1002' }, by: 'transfer' })
    clock.pass(5000)
    await endMonitor({ ticketId })
    expect((await calls()).map((record) => [record.why, record.end, heardMs(record)])).toEqual([
      ['alert', 'follow', 20_000],
      ['follow', 'transfer', 30_000],
      ['transfer', 'asked', 5000],
    ])
  })

  it('has one record of a call the phone system tells of twice, and two of one that was come back to', async () => {
    const { ticketId, clock, pbx, hopTo, addHistory, endMonitor, calls } = await moving()
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target, by: 'hop' })
    await hopTo(ben, 'chosen')
    clock.pass(10)
    await hopTo(target, 'chosen')
    await addHistory(addition(ticketId, 'back at Carla'))
    await endMonitor({ ticketId })
    const told = await calls()
    expect(told.map(({ call }) => call.agent.id)).toEqual(['1001', '1002', '1001'])
    expect(told.map(({ notes }) => notes.length)).toEqual([0, 0, 1])
  })

  it('loses none of them to a console that is killed', async () => {
    const { dir, hopTo } = await moving()
    await hopTo(ben, 'chosen')
    const after = deskUnderTest({}, {}, dir)
    const told = (await after.listHistory(all)).entries.map(({ record }) => [record.call.agent.id, record.end])
    expect(told).toEqual([
      ['1002', 'consoleStopped'],
      ['1001', 'hop'],
    ])
  })
})

describe('a note of the history', () => {
  it('stands behind the record, with its time and who wrote it, and changes no line before', async () => {
    const { dir, ticketId, clock, endMonitor, addNote, listHistory } = await live()
    await endMonitor({ ticketId })
    const before = readFileSync(join(dir, LEDGER_FILE), 'utf8')
    clock.pass(5000)
    expect(await addNote({ id: `${ticketId}-1`, text: 'call her back' })).toEqual({ ok: true, value: null })
    clock.pass(5000)
    await addNote({ id: `${ticketId}-1`, text: 'done' })
    expect((await listHistory(all)).entries).toMatchObject([
      {
        record: { notes: [] },
        later: [
          { at: 6500, text: 'call her back', by: 'Supervisor' },
          { at: 11_500, text: 'done', by: 'Supervisor' },
        ],
      },
    ])
    expect(readFileSync(join(dir, LEDGER_FILE), 'utf8').startsWith(before)).toBe(true)
  })

  it('is refused where there is no such record', async () => {
    const { addNote } = await live()
    expect(await addNote({ id: 'nobody', text: 'x' })).toEqual({ ok: false, error: { code: 'notInHistory' } })
  })
})

describe('the coverage of a running monitor', () => {
  it('counts as it runs', async () => {
    const { clock, coverage } = await live()
    clock.pass(15_000)
    expect(await coverage({ from: 0 })).toMatchObject([
      { agentId: '1001', times: 1, heardMs: 15_000, isHeardNow: true, by: ['Supervisor'] },
    ])
  })
})

describe('the pages of the list', () => {
  it('hold every record once, however small they are', async () => {
    const { startMonitor, pbx, clock, listHistory } = deskUnderTest()
    clock.pass(1)
    pbx.goLive(busy)
    for (let at = 0; at < 7; at++) {
      if (at % 3 === 0) clock.pass(1)
      await startMonitor({ target: { callId: `gone ${at}`, agentId: '1001' }, follow: false, why: 'chosen' })
    }
    const ids: string[] = []
    let before: Parameters<typeof listHistory>[0]['before'] = null
    do {
      const page: Awaited<ReturnType<typeof listHistory>> = await listHistory({ ...all, before, limit: 2 })
      ids.push(...page.entries.map(({ record }) => record.call.callId))
      before = page.before
    } while (before)
    expect(ids.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map((at) => `gone ${at}`))
  })
})
