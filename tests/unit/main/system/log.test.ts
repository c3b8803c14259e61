import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog, fileWriter, type LogLevel, leastLevel, redact } from '#main/system/log.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'

describe('the log', () => {
  it('writes one line an event, with its time', () => {
    const lines: string[] = []
    createLog({ clock: fakeClock(), write: (line) => lines.push(line), least: 'info' })('warn', 'two\nlines')
    expect(lines).toEqual(['1970-01-01T00:00:00.000Z warn two lines\n'])
  })

  it.each<[string | undefined, readonly LogLevel[]]>([
    [undefined, ['info', 'warn', 'error']],
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['everything', ['info', 'warn', 'error']],
  ])('with EARSHOT_LOG=%s writes %j', (wanted, written) => {
    const lines: string[] = []
    const log = createLog({ clock: fakeClock(), write: (line) => lines.push(line), least: leastLevel(wanted) })
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, 'x')
    expect(lines.map((line) => line.split(' ')[1])).toEqual(written)
  })

  it.each([
    ['call from +15550100 to 1001', 'call from …00 to 1001'],
    ['call from (555) 010-0123', 'call from …23'],
    ['password: hunter2, next', 'password: ***, next'],
    ['{"token":"abc","x":1}', '{"token":"***","x":1}'],
    ['{"ready":true,"consoleSecret":"abc","x":1}', '{"ready":true,"consoleSecret":"***","x":1}'],
    ['refresh_token=abc&x=1', 'refresh_token=***&x=1'],
    ['Authorization: Bearer abc.def', 'Authorization: ***'],
    ['Authorization: Digest username="5001", response="abc"', 'Authorization: ***'],
    ['GET /?key=0a1b2c', 'GET /?key=***'],
    ['refused: eyJhbGciOi.eyJzdWIi.c2ln of 5001', 'refused: *** of 5001'],
    ['monitor 0123abcd on 127.0.0.1:40123', 'monitor 0123abcd on 127.0.0.1:40123'],
    ['call 1001 of queue 600', 'call 1001 of queue 600'],
  ])('keeps numbers of people and secrets out: %s', (text, written) => {
    expect(redact(text)).toBe(written)
  })

  it('goes to a file of its own, set aside when it has grown', () => {
    const dir = mkdtempSync(join(tmpdir(), 'earshot-log-'))
    const path = join(dir, 'log', 'earshot.log')
    fileWriter(path)('one\n')
    fileWriter(path, 1)('two\n')
    expect(readdirSync(join(dir, 'log')).sort()).toEqual(['earshot.log', 'earshot.log.old'])
    expect(readFileSync(path, 'utf8')).toBe('two\n')
    const write = fileWriter(path, 20)
    for (let i = 0; i < 10; i++) write(`line ${i} of ten\n`)
    expect(statSync(path).size + statSync(`${path}.old`).size).toBeLessThan(80)
    expect(readFileSync(path, 'utf8')).toContain('line 9')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    rmSync(dir, { recursive: true })
  })
})
