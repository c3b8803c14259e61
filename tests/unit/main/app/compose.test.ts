import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openConsole } from '#main/app/compose.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'
import { type FakeDemoPbx, fakeDemoPbx } from '../../../fakes/fake-demo-pbx.ts'

let dir: string
let pbx: FakeDemoPbx
let stops: (() => Promise<unknown>)[]
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-compose-'))
  pbx = await fakeDemoPbx()
  stops = [() => pbx.close()]
})
afterEach(async () => {
  for (const stop of stops) await stop()
  rmSync(dir, { recursive: true })
})

function open(site: object | null, demoFloor = false) {
  const configFile = site && join(dir, 'site.json')
  if (configFile) writeFileSync(configFile, JSON.stringify(site))
  const ready = {
    ready: true,
    sip: 'ws://127.0.0.1:5066/sip',
    control: pbx.address.controlUrl,
    domain: 'd',
    lines: [{ extension: '5001', password: 'hunter2' }],
    consoleSecret: pbx.address.secret,
  }
  const env = { EARSHOT_DEMO_CONTROL: JSON.stringify(ready) }
  const opened = openConsole({
    shell: 'browser',
    dir,
    seatDir: join(dir, 'seat'),
    machineFile: join(dir, 'no-machine-site.json'),
    configFile,
    demoFloor,
    setUpFirst: false,
    settingsFile: confSettings({ dir, version: '1.2.3' }),
    secrets: fileSecrets(dir),
    env,
    demoCommand: ['false'],
  })
  if (opened.ok) stops.unshift(opened.value.desk.close)
  return opened
}

describe('the console put together', () => {
  it('reaches the demo PBX that runs already and knows its line then', async () => {
    const opened = open({ siteName: 'North', policy: 'callharbor' })
    if (!opened.ok) throw new Error(opened.error)
    const { desk, lineWsUrl } = opened.value
    await vi.waitFor(async () => expect((await desk.handlers.hello(null)).status.phase).toBe('live'))
    expect((await desk.handlers.hello(null)).site).toMatchObject({
      name: 'North',
      policy: 'callharbor',
      line: { uri: 'sip:5001@d', password: 'hunter2' },
    })
    expect(lineWsUrl()).toBe('ws://127.0.0.1:5066/sip')
    const log = readFileSync(join(dir, 'log', 'earshot.log'), 'utf8')
    expect(log).toContain('pbx live')
    expect(log).not.toContain('hunter2')
  })

  it('names the version of package.json', async () => {
    const opened = open(null)
    if (!opened.ok) throw new Error(opened.error)
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect((await opened.value.desk.handlers.hello(null)).version).toBe(version)
  })

  it('is the same console at the PBX after a restart', async () => {
    for (let start = 1; start <= 2; start++) {
      const opened = open(null)
      await vi.waitFor(() => expect(pbx.owners).toHaveLength(start))
      if (opened.ok) await opened.value.desk.close()
    }
    expect(pbx.owners[0]).toMatch(/^console-\w{16}$/)
    expect(pbx.owners[1]).toBe(pbx.owners[0])
  })

  it("shows the demo floor when asked to, whatever site is configured, under the site's own rules", () => {
    const opened = open({ siteName: 'North', policy: 'open', site: { kind: 'demo', seed: 99 } }, true)
    expect(opened.ok && opened.value.settings.current()).toMatchObject({
      siteName: 'Demo floor',
      policy: 'open',
      site: { kind: 'demo', seed: 7 },
    })
  })

  it('does not start on a broken site file', () => {
    const opened = open({ site: { kind: 'nobody' } })
    expect(opened).toEqual({ ok: false, error: expect.stringMatching(/site\.json: site\.kind: /) })
    expect(pbx.owners).toEqual([])
  })
})
