// A history that an earlier Earshot wrote, one record a monitor: three calls of two agents, a refused Listen, one call, and one left open.
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { anyHistory, heardMs } from '#contract/history.ts'
import { openHistory } from '#main/history/history.ts'
import { LEDGER_FILE, readHead } from '#main/history/ledger.ts'
import { verifyChain } from '#main/history/verify.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

const HELD = '6f2d1c0b9a8e7f6d5c4b3a29'
const all = { filter: anyHistory, before: null, limit: 100 }

function openOld() {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-old-'))
  for (const file of [LEDGER_FILE, `${LEDGER_FILE}.head`])
    copyFileSync(join(import.meta.dirname, 'old-form', file), join(dir, file))
  const path = join(dir, LEDGER_FILE)
  const who = () => ({ site: 'North', supervisor: { name: 'Tom', extension: '5002' } })
  const clock = fakeClock(Date.UTC(2026, 2, 3))
  const history = openHistory({
    dir,
    log: () => {},
    clock,
    floor: () => null,
    readable: (entry) => entry,
    readableAct: (entry) => entry,
    scorecard: () => null,
    who,
    randomId: () => 'new',
  })
  return { path, ...history, text: () => readFileSync(path, 'utf8') }
}

it('is read as one record a call, each with its agent, modes, notes and time', async () => {
  const { entries } = await openOld().handlers.listHistory(all)
  const held = entries.filter(({ record }) => record.monitorId === HELD).toReversed()
  const told = held.map(({ record }) => [
    record.call.agent.name,
    record.why,
    record.end,
    heardMs(record),
    record.modes.map(({ mode }) => mode),
    record.notes.map(({ text }) => text),
    record.refusals.length,
  ])
  expect(told).toEqual([
    ['Carla Ruiz', 'help', 'hop', 30_000, ['listen', 'whisperAgent'], ['Told her about the refund'], 1],
    ['Ben Frost', 'notRecorded', 'follow', 20_000, ['listen'], ['Friendly, a little fast'], 0],
    ['Ben Frost', 'follow', 'asked', 16_000, [], ['Call her back'], 0],
  ])
  expect(new Set(entries.map(({ record }) => record.id)).size).toBe(6)
})

it('says that nobody knows which of its calls the tags belong to', async () => {
  const { entries } = await openOld().handlers.listHistory(all)
  const tagged = entries.filter(({ record }) => record.tags.length > 0)
  expect(tagged.map(({ record, tagsOf }) => [record.monitorId, tagsOf])).toEqual(Array(3).fill([HELD, 'monitor']))
  expect(entries.filter(({ tagsOf }) => tagsOf === 'call')).toHaveLength(3)
})

it('closes what was left open, refused and single calls included', async () => {
  const { entries } = await openOld().handlers.listHistory(all)
  const others = entries.filter(({ record }) => record.monitorId !== HELD)
  expect(others.map(({ record }) => [record.end, record.why, heardMs(record)])).toEqual([
    ['consoleStopped', 'chosen', null],
    ['lineHungUp', 'sample', 45_000],
    ['refused', 'chosen', null],
  ])
})

it('is left as it was written, goes on in the new form, and still verifies', async () => {
  const old = readFileSync(join(import.meta.dirname, 'old-form', LEDGER_FILE), 'utf8')
  const { path, text, recorder, handlers } = openOld()
  const target = { callId: 'c9', agentId: '1001' }
  recorder.asked('new', { target, why: 'chosen' })
  recorder.event({ kind: 'attached', ticketId: 'new', target })
  recorder.over('new', 'asked')
  await handlers.addNote({ id: `${HELD}-2`, text: 'Ben did well' })
  expect(text().startsWith(old)).toBe(true)
  expect(verifyChain(text(), readHead(path))).toMatchObject({ kind: 'whole', records: 11, first: 1, endKnown: true })
  const { entries } = await handlers.listHistory(all)
  expect(entries.filter(({ later }) => later.length > 0)).toMatchObject([
    { record: { id: `${HELD}-2` }, later: [{ text: 'Ben did well', by: 'Tom' }] },
  ])
})

it('is found by who was on each call, and exported a line a call', async () => {
  const { handlers } = openOld()
  const carla = await handlers.listHistory({ ...all, filter: { ...anyHistory, agentId: '1001' } })
  expect(carla.found).toBe(2)
  const csv = await handlers.exportHistory({ format: 'csv', separator: ',', filter: anyHistory, after: null })
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(7)
  expect(csv.next).toBeNull()
})
