// The desk's part of a report for a support desk: whole enough to help, and nothing secret in it.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { reportFiles } from '#main/desk/report.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-report-'))
  mkdirSync(join(dir, 'log'))
})

const site = {
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { user: 'earshot', secret: 'ami-geheim' },
  ari: { url: 'https://pbx.example:8089/ari', user: 'earshot', password: 'ari-geheim' },
  line: { uri: 'sip:5001@pbx.example', wsUrl: 'wss://pbx.example/ws', authUser: '5001', password: 'line-geheim' },
}
const filesOf = () => {
  const files = reportFiles({
    dir,
    settings: settings.parse({ site, supervisor: { name: 'Sam Supervisor', extension: '5001' } }),
    status: { phase: 'stale', since: 0, cause: { code: 'pbxUnreachable', detail: 'after +15551234567' } },
    shell: 'browser',
    version: '1.2.3',
    clock: { now: () => 0 },
  })
  return Object.fromEntries(files.map(({ name, text }) => [name, text]))
}

describe('the report of the desk', () => {
  it('has the settings without a secret and without a person', () => {
    const text = filesOf()['settings.json'] ?? ''
    expect(JSON.parse(text)).toMatchObject({ site: { host: 'pbx.example', ami: { user: 'earshot', secret: '***' } } })
    expect(text).not.toMatch(/geheim|Sam/)
  })

  it('says what it runs on, and how the phone system stands', () => {
    const text = filesOf()['system.txt']
    expect(text).toContain('earshot 1.2.3, browser shell')
    expect(text).toContain('phone system stale since 1970-01-01T00:00:00.000Z')
    expect(text).toContain('because pbxUnreachable: after …67')
  })

  it('has the log, and the one that was set aside, each as far as it tells of lately', () => {
    expect(Object.keys(filesOf())).toEqual(['system.txt', 'settings.json'])
    writeFileSync(join(dir, 'log', 'earshot.log'), 'now\n')
    writeFileSync(join(dir, 'log', 'earshot.log.old'), `${'x'.repeat(99)}\n`.repeat(20_000))
    const { 'earshot.log': now, 'earshot.log.old': old } = filesOf()
    expect(now).toBe('now\n')
    expect(old?.length).toBeLessThanOrEqual(1_000_000)
    expect(old?.startsWith('x'.repeat(99))).toBe(true)
  })
})
