// A marked secret in every place a site may have one: nothing that is written or told holds it, but the secret store, encrypted.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openConsole } from '#main/app/compose.ts'
import { sealedSecrets } from '#main/settings/sealed-secrets.ts'
import { fileSecrets } from '#main/settings/secrets.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

const MARK = 'MARKED-SECRET'
const marked = (name: string) => `${MARK}-${name}`

let dir: string
let written: string[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-planted-'))
  written = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text))
      return true
    })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dir, { recursive: true })
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )

function open(configFile: string | null) {
  const opened = openConsole({
    shell: 'browser',
    dir,
    seatDir: join(dir, 'seat'),
    machineFile: join(dir, 'none.json'),
    configFile,
    demoFloor: false,
    setUpFirst: false,
    settingsFile: confSettings({ dir, version: '1.2.3' }),
    secrets: sealedSecrets(fileSecrets(dir), join(dir, 'seat')),
    env: { EARSHOT_LOG: 'debug', EARSHOT_TURN_CREDENTIAL: marked('turn') },
    demoCommand: ['false'],
  })
  if (!opened.ok) throw new Error(opened.error)
  return opened.value
}

/** A port at which nobody listens: whatever is logged of failures is logged. */
const site = {
  kind: 'asterisk',
  host: '127.0.0.1',
  ami: { port: 1, user: 'console', secret: marked('ami'), tls: false },
  ari: { url: 'http://127.0.0.1:1/ari', user: 'console', password: marked('ari') },
  line: { uri: 'sip:5001@127.0.0.1', wsUrl: 'ws://127.0.0.1:1/ws', authUser: '5001', password: marked('line') },
}

it('of a set-up is in no file, list, export, report or output', async () => {
  const { desk, log } = open(null)
  const { handlers } = desk
  const draft = { siteName: 'North', policy: 'open' as const, supervisor: null, site }
  for (const step of ['address', 'signIn', 'line', 'trunks'] as const) await handlers.checkSetup({ step, site })
  expect(await handlers.finishSetup(draft)).toEqual({ ok: true, value: null })
  await handlers.probeLine(null)
  await vi.waitFor(async () => expect((await handlers.hello(null)).status.phase).not.toBe('connecting'))
  log('info', 'said by somebody')
  const { site: info, ...hello } = await handlers.hello(null)
  const told = [
    hello,
    { ...info, line: null }, // the line's password is the window's: by it the softphone registers
    await handlers.setup(null),
    await handlers.listSettings(null),
    await handlers.exportSettings(null),
    await handlers.report(null),
    await handlers.importSettings({ text: `{"site": {"kind": "asterisk", "ami": {"secret": "${marked('import')}"}}}` }),
  ]
  await desk.close()
  expect(JSON.stringify(told)).not.toContain(MARK)
  for (const file of filesBelow(dir)) expect(readFileSync(file, 'utf8'), file).not.toContain(MARK)
  expect(written.join('')).not.toContain(MARK)
  expect(process.title + process.argv.join(' ')).not.toContain(MARK)
}, 30_000)

it('of a site file is in no other file', async () => {
  const configFile = join(dir, 'site.json')
  writeFileSync(configFile, JSON.stringify({ site }))
  const { desk } = open(configFile)
  await vi.waitFor(async () => expect((await desk.handlers.hello(null)).status.phase).not.toBe('connecting'))
  const told = [await desk.handlers.listSettings(null), await desk.handlers.report(null)]
  await desk.close()
  expect(JSON.stringify(told)).not.toContain(MARK)
  for (const file of filesBelow(dir).filter((one) => one !== configFile))
    expect(readFileSync(file, 'utf8'), file).not.toContain(MARK)
  expect(written.join('')).not.toContain(MARK)
}, 30_000)
