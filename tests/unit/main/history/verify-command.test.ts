import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anyHistory } from '#contract/history.ts'
import { openHistory } from '#main/history/history.ts'
import { LEDGER_FILE, readHead } from '#main/history/ledger.ts'
import { readVerifyFlags } from '#main/history/verify-flags.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

const root = resolve(import.meta.dirname, '../../../..')
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-verify-'))
  const who = () => ({ site: 'North', supervisor: { name: 'Sue', extension: '5001' } })
  const clock = fakeClock()
  let ids = 0
  const randomId = () => `m${++ids}`
  const history = openHistory({
    dir,
    log: () => {},
    clock,
    floor: () => null,
    readable: (entry) => entry,
    readableAct: (entry) => entry,
    scorecard: () => null,
    who,
    randomId,
  })
  for (let call = 1; call <= 4; call++) {
    clock.pass(1)
    history.recorder.refusedAtOnce(
      { target: { callId: `c${call}`, agentId: '1' }, why: 'chosen' },
      { code: 'callGone' },
    )
  }
  const { text } = await history.handlers.exportHistory({
    format: 'jsonl',
    separator: ',',
    filter: anyHistory,
    after: null,
  })
  writeFileSync(join(dir, 'export.jsonl'), text)
})
afterAll(() => rmSync(dir, { recursive: true }))

function verify(file: string, ...more: string[]) {
  const ran = spawnSync(process.execPath, ['--import', 'tsx', 'src-main/app/verify-history.ts', file, ...more], {
    cwd: root,
    encoding: 'utf8',
  })
  return [ran.status, ran.stdout + ran.stderr]
}
function forged(name: string, change: (lines: string[]) => string[]): string {
  const file = join(dir, `forged-${name}`)
  writeFileSync(file, change(readFileSync(join(dir, name), 'utf8').split('\n')).join('\n'))
  return file
}

const linkAt = (file: string, line: number): string =>
  JSON.parse(readFileSync(file, 'utf8').split('\n')[line - 1] ?? '{}').hash

describe('npm run verify-history', () => {
  it('says 0 of the file and of its export, and where they end', () => {
    const hash = readHead(join(dir, LEDGER_FILE))?.hash ?? 'none'
    const says = [0, expect.stringContaining(`records 1 to 4 are unchanged. It ends at ${hash}`)]
    expect(verify(join(dir, LEDGER_FILE))).toEqual(says)
    expect(verify(join(dir, 'export.jsonl'), '--head', hash)).toEqual(says)
  })

  it('says 1 and the record of the file that was changed, and of the export that lost its end', () => {
    const changed = forged(LEDGER_FILE, (lines) => lines.with(1, lines[1]!.replace('"c2"', '"c9"')))
    expect(verify(changed)).toEqual([1, expect.stringContaining('record 2 (line 2) was changed after it was written')])
    const short = forged('export.jsonl', (lines) => lines.toSpliced(3, 1))
    expect(verify(short)).toEqual([1, expect.stringContaining('record 4 (line 5) is missing, with whatever followed')])
    const other = verify(join(dir, 'export.jsonl'), '--head', 'a'.repeat(64))
    expect(other).toEqual([1, expect.stringContaining('does not end at')])
  })

  it('says of a file whose head is gone that its end cannot be known, unless the end is given', () => {
    const alone = forged(LEDGER_FILE, (lines) => lines.toSpliced(3, 1))
    expect(verify(alone)).toEqual([0, expect.stringContaining('Whether more records followed cannot be known')])
    const hash = linkAt(alone, 3)
    expect(verify(alone, '--head', hash)).toEqual([0, expect.not.stringContaining('cannot be known')])
  })

  it('says 2 of what it cannot read', () => {
    expect(verify(join(dir, 'nothing'))).toEqual([2, expect.stringContaining('cannot be read')])
  })

  it('reads its command line strictly', () => {
    expect(readVerifyFlags(['a', 'b'])).toMatchObject({ kind: 'wrong' })
    expect(readVerifyFlags(['a', '--head', 'short'])).toMatchObject({ kind: 'wrong' })
    expect(readVerifyFlags(['--quick'])).toMatchObject({ kind: 'wrong' })
    expect(readVerifyFlags(['--help'])).toEqual({ kind: 'help' })
  })
})
