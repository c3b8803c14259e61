// The calls of each person: over a restart, for them alone, the last ones only, and gone when they wish.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RecentCall, RecentStep } from '#contract/phone/recent-calls.ts'
import { keepRecentCalls, type Owner } from '#main/desk/phone/recent-calls-file.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-recent-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const file = () => join(dir, 'recent-calls.json')
const sue: Owner = { site: 'North', extension: '5001', name: 'Sue' }
const call = (number: string, at = 0, how: RecentCall['how'] = 'dialled'): RecentCall => ({
  other: { name: null, number },
  how,
  at,
  isSeen: how !== 'missed',
})
const add = (one: RecentCall): RecentStep => ({ kind: 'add', call: one })
const numbers = (calls: readonly RecentCall[]) => calls.map(({ other }) => other.number)

it('are there after a restart, newest first, in a file only the account reads', () => {
  const first = keepRecentCalls(dir, () => sue)
  first(add(call('1', 1)))
  first(add(call('3', 3, 'missed')))
  first(add(call('2', 2)))
  first(add(call('2', 2)))
  const again = keepRecentCalls(dir, () => sue)
  expect(numbers(again({ kind: 'read' }))).toEqual(['3', '2', '1'])
  expect(again({ kind: 'read' })[0]?.isSeen).toBe(false)
  expect(again({ kind: 'seen' })[0]?.isSeen).toBe(true)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

it('are of one person at one site, and of nobody while the seat is empty', () => {
  let owner: Owner | null = sue
  const keep = keepRecentCalls(dir, () => owner)
  keep(add(call('1')))
  for (const other of [
    { ...sue, extension: '5002' },
    { ...sue, site: 'South' },
    { ...sue, name: 'Sam' },
  ]) {
    owner = other
    expect(keep({ kind: 'read' })).toEqual([])
  }
  owner = null
  expect([keep(add(call('2'))), keep({ kind: 'read' })]).toEqual([[], []])
  owner = sue
  expect(numbers(keep({ kind: 'read' }))).toEqual(['1'])
})

it('are the last fifty, and none once they are erased: nothing of them stays in the file', () => {
  const keep = keepRecentCalls(dir, () => sue)
  for (let at = 0; at < 60; at++) keep(add(call(`n${at}`, at)))
  expect(keep({ kind: 'read' })).toHaveLength(50)
  expect(numbers(keep({ kind: 'read' }))[0]).toBe('n59')
  expect(keep({ kind: 'erase' })).toEqual([])
  expect(readFileSync(file(), 'utf8')).not.toMatch(/n5|Sue/)
})

it('are none where the file cannot be read, which costs nothing else', () => {
  writeFileSync(file(), '{"people":')
  const keep = keepRecentCalls(dir, () => sue)
  expect(keep({ kind: 'read' })).toEqual([])
  expect(numbers(keep(add(call('1'))))).toEqual(['1'])
})
