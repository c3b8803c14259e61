// Settings decided by others: the machine's site file, --config over it, policies over both; a wrong value costs nothing but itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { settingLeaves } from '#main/settings/leaves.ts'
import { decidedBy, type ManagedParts, machineSiteFile, readManaged } from '#main/settings/managed.ts'
import { policyLayer } from '#main/settings/policy/policy-layer.ts'
import { registryValues } from '#main/settings/policy/registry-file.ts'
import { type PolicyParts, systemPolicies } from '#main/settings/system-policies.ts'

const HKLM = 'HKLM\\Software\\Policies\\Earshot\\'
const site = { kind: 'asterisk', host: 'pbx', ami: { user: 'console', secret: 's' } }

describe('policies', () => {
  it('may decide every setting, each in the form its template gives it', () => {
    const all = settings.parse({})
    for (const leaf of settingLeaves()) {
      const now = leaf.path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], all)
      const raw =
        now === null ? 'none' : leaf.form === 'json' ? JSON.stringify(now) : leaf.form === 'switch' ? Number(now) : now
      expect(policyLayer({ [leaf.path]: raw }, HKLM).troubles, leaf.path).toEqual([])
    }
  })

  it('are read as the registry has them: numbers as text, lists, JSON over several lines', () => {
    const { layer, troubles } = policyLayer(
      {
        kiosk: 1,
        endAfterCallS: '90',
        'alerts.serviceLevel': '0.7',
        'history.keepDays': 'none',
        rights: ['listen', 'join', ''],
        site: ['{', `"kind": "demo"`, '}'],
        'line.switchBy': 'rfc4733',
      },
      HKLM,
    )
    expect(troubles).toEqual([])
    expect(layer).toEqual({
      kiosk: true,
      endAfterCallS: 90,
      alerts: { serviceLevel: 0.7 },
      history: { keepDays: null },
      rights: ['listen', 'join'],
      site: { kind: 'demo' },
      line: { switchBy: 'rfc4733' },
    })
  })

  it.each([
    ['policy', 'closed', /^HKLM\\Software\\Policies\\Earshot\\policy: /],
    ['kiosk', 2, /\\kiosk: must be 1 \(on\) or 0 \(off\)/],
    ['endAfterCallS', 'soon', /\\endAfterCallS: must be a number/],
    ['endAfterCallS', 5, /\\endAfterCallS: /],
    ['site', '{', /\\site: must be JSON: line 1/],
    ['site', '{"kind":"nobody"}', /\\site: /],
    ['polcy', 'open', /\\polcy: there is no such setting/],
    ['rights', [{ listen: true }], /\\rights: must be a list of texts/],
    ['siteName', 5, /\\siteName: must be a text/],
    ['kiosk', 'yes', /\\kiosk: must be 1/],
    ['endAfterCallS', { s: 90 }, /\\endAfterCallS: must be a number/],
    ['site', 7, /\\site: /],
    ['line.relayOnly', 1, /\\line\.relayOnly: needs a turn/],
  ])('name what is wrong by its key, and hold the rest: %s=%s', (path, raw, sentence) => {
    const { layer, troubles } = policyLayer({ terms: 'onNet', [path]: raw }, HKLM)
    expect(layer).toEqual({ terms: 'onNet' })
    expect(troubles).toEqual([expect.stringMatching(sentence)])
  })

  it('that need another come after it, in whatever order they stand', () => {
    const servers = JSON.stringify([{ urls: 'turn:t.example' }])
    const { layer, troubles } = policyLayer({ 'line.relayOnly': 1, 'line.iceServers': servers }, HKLM)
    expect(troubles).toEqual([])
    expect(layer).toMatchObject({ line: { relayOnly: true, iceServers: [{ urls: 'turn:t.example' }] } })
  })
})

/** As Windows 10 writes it: long values broken, lists as UTF-16. */
const wide = (text: string) =>
  [...Buffer.from(`${text}\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',')
const exported = `Windows Registry Editor Version 5.00\r
\r
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Earshot]\r
"siteName"="B\u00fcro \\"Nord\\" \\\\ 1"\r
"kiosk"=dword:00000001\r
"rights"=hex(7):${wide('listen\0join\0').replace(/^(.{60})/, '$1\\\r\n  ')}\r
"theme"=hex(2):${wide('dark')}\r
"other"=hex:01,02\r
\r
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Earshot\\Below]\r
"kiosk"=dword:00000000\r
`

const parts = (over: Partial<PolicyParts>): PolicyParts => ({
  platform: 'win32',
  user: 'sam',
  run: () => {
    throw new Error('not there')
  },
  exportKey: () => {
    throw new Error('not there')
  },
  isThere: () => false,
  ...over,
})

describe('the policies of a system', () => {
  it('are what reg export writes, in any letters, and of that key alone', () => {
    expect(registryValues(exported, 'Software\\Policies\\Earshot')).toEqual({
      siteName: 'B\u00fcro "Nord" \\ 1',
      kiosk: 1,
      rights: ['listen', 'join'],
      theme: 'dark',
    })
  })

  it('on Windows are those of the user, and those of the computer over them', () => {
    const exportKey = (key: string) => exported.replaceAll('HKEY_LOCAL_MACHINE', key.slice(0, 4))
    expect(systemPolicies(parts({ exportKey })).map(({ where }) => where)).toEqual([
      'HKCU\\Software\\Policies\\Earshot\\',
      HKLM,
    ])
    expect(systemPolicies(parts({}))).toEqual([])
  })

  it('on macOS are the managed preferences, with dots or one in another', () => {
    const run = (_program: string, args: readonly string[]) => {
      if (args.at(-1) !== '/Library/Managed Preferences/sam/org.earshot.console.plist') throw new Error('not there')
      return JSON.stringify({ 'line.switchBy': 'info', alerts: { sound: false }, site: { kind: 'demo' } })
    }
    expect(systemPolicies(parts({ platform: 'darwin', run }))).toEqual([
      {
        where: '/Library/Managed Preferences/sam/org.earshot.console.plist: ',
        values: { 'line.switchBy': 'info', 'alerts.sound': false, site: { kind: 'demo' } },
      },
    ])
  })

  it('on macOS that cannot be read are said, not taken for none', () => {
    const user = '/Library/Managed Preferences/sam/org.earshot.console.plist'
    const found = systemPolicies(parts({ platform: 'darwin', isThere: (file) => file === user }))
    expect(found).toEqual([{ where: `${user}: `, values: {}, unread: expect.stringMatching(/cannot be read/) }])
  })

  it('on Linux are none', () => {
    expect(systemPolicies(parts({ platform: 'linux' }))).toEqual([])
  })
})

describe('what others decided', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'earshot-managed-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))
  const file = (name: string, content: object) => {
    writeFileSync(join(dir, name), JSON.stringify(content))
    return join(dir, name)
  }
  const read = (over: Partial<ManagedParts>) =>
    readManaged({
      machineFile: join(dir, 'none.json'),
      configFile: null,
      demoFloor: false,
      policies: () => [],
      ...over,
    })

  it('is the machine’s file, --config over it, policies over both, and each is known by its source', () => {
    const machineFile = file('machine.json', { policy: 'open', theme: 'dark', line: { switchBy: 'info' }, site })
    const configFile = file('config.json', { theme: 'light', line: { relayOnly: false } })
    const found = read({ machineFile, configFile, policies: () => [{ where: HKLM, values: { policy: 'callharbor' } }] })
    if (!found.ok) throw new Error(found.error)
    const { layer, origins } = found.value
    expect(layer).toMatchObject({
      policy: 'callharbor',
      theme: 'light',
      site: { host: 'pbx' },
      line: { switchBy: 'info', relayOnly: false },
    })
    expect(decidedBy(origins, 'policy')).toBe('HKLM\\Software\\Policies\\Earshot')
    expect(decidedBy(origins, 'theme')).toBe(configFile)
    expect(decidedBy(origins, 'line.switchBy')).toBe(machineFile)
    expect(decidedBy(origins, 'site')).toBe(machineFile)
    expect(decidedBy(origins, 'follow')).toBeNull()
  })

  it('is nothing where nobody has decided anything', () => {
    expect(read({})).toEqual({ ok: true, value: { layer: {}, origins: [], troubles: [] } })
  })

  it('may name a secret in a policy too, and leave one to be asked for', () => {
    writeFileSync(join(dir, 'ari.txt'), 'of the file')
    const asked = { ...site, ami: { user: 'console', secret: { from: 'ask' } } }
    const ari = { url: 'https://pbx:8089/ari', user: 'console', password: { from: 'file', path: 'ari.txt' } }
    const found = read({ policies: () => [{ where: HKLM, values: { site: JSON.stringify({ ...asked, ari }) } }] })
    expect(found).toMatchObject({
      ok: true,
      value: { troubles: [], layer: { site: { ami: { secret: { from: 'ask' } }, ari: { password: 'of the file' } } } },
    })
    const none = JSON.stringify({ ...site, ami: { user: 'console', secret: { from: 'env', name: 'EARSHOT_NOBODY' } } })
    expect(read({ policies: () => [{ where: HKLM, values: { site: none, theme: 'dark' } }] })).toMatchObject({
      value: { layer: { theme: 'dark' }, troubles: [expect.stringMatching(/EARSHOT_NOBODY is not set/)] },
    })
  })

  it('says which two files contradict each other, and at what', () => {
    const iceServers = [{ urls: 'turn:t.example' }]
    const machineFile = file('machine.json', { line: { relayOnly: true, iceServers } })
    const configFile = file('config.json', { line: { iceServers: [] } })
    expect(read({ machineFile, configFile })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/machine\.json and .*config\.json contradict each other: line\.relayOnly: /),
    })
  })

  it('is what the stronger of two policies says, and a weaker one that contradicts it is no trouble', () => {
    const user = { where: 'HKCU\\Software\\Policies\\Earshot\\', values: { policy: 'open', theme: 'dark' } }
    const found = read({ policies: () => [user, { where: HKLM, values: { policy: 'callharbor' } }] })
    expect(found).toMatchObject({ value: { layer: { policy: 'callharbor', theme: 'dark' }, troubles: [] } })
  })

  it('says of a source that it cannot be read', () => {
    expect(read({ policies: () => [{ where: 'x.plist: ', values: {}, unread: 'cannot be read' }] })).toMatchObject({
      value: { troubles: ['x.plist: cannot be read'] },
    })
  })

  it('is refused as a whole where a file is wrong, by name', () => {
    expect(read({ machineFile: file('machine.json', { polcy: 'open' }) })).toMatchObject({
      ok: false,
      error: expect.stringMatching(/machine\.json: .*polcy/),
    })
  })

  it('leaves its site out on the demo floor, and keeps the rest', () => {
    const found = read({ machineFile: file('m.json', { policy: 'open', siteName: 'North', site }), demoFloor: true })
    expect(found).toMatchObject({
      ok: true,
      value: { layer: { policy: 'open', siteName: 'Demo floor', site: { kind: 'demo' } } },
    })
    expect(found.ok && decidedBy(found.value.origins, 'site')).toBe('--floor demo')
  })

  it('lies where each system keeps what is the machine’s', () => {
    expect(machineSiteFile({ env: {}, platform: 'linux' })).toBe('/etc/earshot/site.json')
    expect(machineSiteFile({ env: {}, platform: 'darwin' })).toBe('/Library/Application Support/Earshot/site.json')
    expect(machineSiteFile({ env: { ProgramData: 'D:\\PD' }, platform: 'win32' })).toMatch(
      /^D:\\PD.Earshot.site\.json$/,
    )
  })
})
