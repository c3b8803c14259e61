// The set-up's part of the desk: what it saves, where secrets go, and that nothing is half applied.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err } from '#contract/result.ts'
import { machineClock } from '#contract/time.ts'
import { inConsole } from '#main/app/check-netsapiens.ts'
import { checkStep } from '#main/app/check-step.ts'
import { askedSecrets } from '#main/settings/asked-secrets.ts'
import type { Layer } from '#main/settings/layers.ts'
import { sealedSecrets } from '#main/settings/sealed-secrets.ts'
import { fileSecrets, type SecretStore } from '#main/settings/secrets.ts'
import { openSettings } from '#main/settings/store.ts'
import { createSetup, type SetupParts } from '#main/setup/setup.ts'
import { siteAt } from '#main/setup/site-entry.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-setup-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const asterisk = {
  kind: 'asterisk',
  host: 'pbx.example',
  ami: { user: 'console', secret: 'SECRET-OF-AMI', tls: true },
  ari: { url: 'https://pbx.example:8089/ari', user: 'console', password: 'SECRET-OF-ARI' },
  line: {
    uri: 'sip:5001@pbx.example',
    wsUrl: 'wss://pbx.example:8089/ws',
    authUser: '5001',
    password: 'SECRET-OF-LINE',
  },
}
const draft = (site: Layer = asterisk) => ({ siteName: 'North', policy: 'open' as const, supervisor: null, site })

type Over = Pick<Partial<SetupParts>, 'decidedBy' | 'comesFirst'> & {
  readonly managed?: Layer
  readonly secrets?: SecretStore
  readonly dir?: string
} & Partial<SetupParts['managed']>

function setUp({ managed = {}, secrets, dir: here = dir, origins = [], troubles = [], ...over }: Over = {}) {
  const store = secrets ?? sealedSecrets(fileSecrets(here), here)
  const asked = askedSecrets(store)
  const settings = openSettings(confSettings({ dir: here, version: '1.2.3' }), managed, asked.get)
  const renewed: string[] = []
  const setup = createSetup({
    settings,
    asked,
    managed: { origins, troubles },
    decidedBy: null,
    comesFirst: true,
    check: (step, site) => checkStep(step, site, machineClock(globalThis), inConsole(store, {})),
    log: () => {},
    renew: async () => void renewed.push(settings.current().site.kind),
    ...over,
  })
  return { ...setup.handlers, hello: setup.hello, settings, renewed }
}

describe('the set-up', () => {
  it('comes first until something is configured, the demo floor included', async () => {
    const first = setUp()
    expect(first.hello()).toEqual({ door: 'first', wanted: [], asked: [] })
    await first.finishSetup(draft({ kind: 'demo' }))
    expect(first.hello().door).toBe('open')
    expect(setUp().hello().door).toBe('open')
    expect(setUp({ comesFirst: false }).hello().door).toBe('open')
  })

  it('opens the site it has saved, and is there again after a restart, with its secrets', async () => {
    const { finishSetup, renewed } = setUp()
    expect(await finishSetup(draft())).toEqual({ ok: true, value: null })
    expect(renewed).toEqual(['asterisk'])
    const again = setUp()
    expect(again.settings.current()).toMatchObject({ siteName: 'North', policy: 'open', site: asterisk })
    expect(again.hello().wanted).toEqual([])
  })

  it('writes no secret in the clear, and tells none to a window', async () => {
    const { finishSetup, setup } = setUp()
    await finishSetup(draft())
    for (const file of ['settings.json', 'secrets.json'])
      expect(readFileSync(join(dir, file), 'utf8')).not.toContain('SECRET')
    expect(JSON.stringify(await setup(null))).not.toContain('SECRET')
  })

  it('keeps a secret that is left out, at the same phone system alone', async () => {
    const { finishSetup, settings, setup } = setUp()
    await finishSetup(draft())
    const { draft: shown } = await setup(null)
    expect((await finishSetup({ ...shown, siteName: 'South' })).ok).toBe(true)
    expect(settings.current()).toMatchObject({ siteName: 'South', site: asterisk })
    expect(await finishSetup({ ...shown, site: { ...shown.site, host: 'other.example' } })).toMatchObject({ ok: false })
    expect(settings.current()).toMatchObject({ siteName: 'South', site: asterisk })
  })

  it('saves nothing of a site that cannot be right', async () => {
    const { finishSetup, settings, renewed } = setUp()
    const wrong = await finishSetup(draft({ ...asterisk, host: 'pbx example' }))
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: 'badRequest', detail: expect.stringMatching(/^site\.host: /) },
    })
    expect(settings.current().site.kind).toBe('demo')
    expect(renewed).toEqual([])
  })

  it('saves nothing where the secrets cannot be kept', async () => {
    const full: SecretStore = { get: () => null, set: () => err({ code: 'settingsNotSaved' }) }
    const { finishSetup, settings } = setUp({ secrets: full })
    expect(await finishSetup(draft())).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
    expect(settings.own()).toEqual({})
  })

  it('is closed where the site is decided by others, who are named', async () => {
    const { setup, finishSetup, checkSetup, hello } = setUp({ decidedBy: '/etc/earshot/site.json' })
    expect(hello().door).toBe('closed')
    expect(await setup(null)).toMatchObject({ door: 'closed', decidedBy: '/etc/earshot/site.json' })
    const refused = { ok: false, error: { code: 'setBySite', detail: '/etc/earshot/site.json' } }
    expect(await finishSetup(draft())).toEqual(refused)
    expect(await checkSetup({ step: 'address', site: asterisk })).toEqual(refused)
  })

  const signIn = { by: 'password', clientId: '' }
  it.each([
    { kind: 'netsapiens', server: 'https://pbx.example', cores: ['https://core1.pbx.example'], signIn },
    { kind: 'freeswitch', host: 'pbx.example', esl: { port: 8021 }, domain: '' },
    { ...asterisk, ami: { port: 5039, tls: true }, line: {} },
  ])('judges an address by nothing that is entered later', (site) => {
    expect(siteAt('address', { ...site })).toMatchObject({ ok: true })
  })

  it.each([
    [{ ...asterisk, host: 'a b' }, /^host: must be a host name/],
    [{ ...asterisk, ami: { ...asterisk.ami, port: 70_000 } }, /^ami\.port: /],
  ])('finds at its step what was entered and cannot be right', async (site, what) => {
    const found = await setUp().checkSetup({ step: 'address', site })
    expect(found).toMatchObject({
      ok: true,
      value: [{ kind: 'missing', about: 'entry', what: expect.stringMatching(what) }],
    })
  })

  it('judges an address before anything else is entered', async () => {
    const found = await setUp().checkSetup({
      step: 'address',
      site: { kind: 'asterisk', host: '127.0.0.1', ami: { port: 1, tls: false } },
    })
    expect(found).toMatchObject({ ok: true, value: [{ kind: 'missing', about: 'port' }] })
  })
})

describe('a site file that has secrets asked for', () => {
  const managed: Layer = {
    site: { kind: 'asterisk', host: 'pbx.example', ami: { user: 'console', secret: { from: 'ask' } } },
  }

  it('names them until they are given, keeps them, and opens the site then', async () => {
    const { hello, giveSecrets, settings, renewed } = setUp({ managed, decidedBy: 'site.json' })
    expect(hello()).toEqual({ door: 'closed', wanted: ['site.ami.secret'], asked: ['site.ami.secret'] })
    expect(await giveSecrets({ 'site.line.password': 'x' })).toMatchObject({ ok: false })
    expect(await giveSecrets({ 'site.ami.secret': 'given' })).toEqual({ ok: true, value: null })
    expect(settings.current().site).toMatchObject({ ami: { secret: 'given' } })
    expect(renewed).toEqual(['asterisk'])
    expect(setUp({ managed }).hello().wanted).toEqual([])
  })

  it('never sends them to another phone system', async () => {
    await setUp({ managed }).giveSecrets({ 'site.ami.secret': 'given' })
    const other = {
      site: { kind: 'asterisk', host: 'evil.example', ami: { user: 'console', secret: { from: 'ask' } } },
    }
    expect(setUp({ managed: other }).hello().wanted).toEqual(['site.ami.secret'])
  })
})

describe('the list of settings', () => {
  it('has each once, with its value and who decided it, and no secret', async () => {
    const origins = [{ by: '/etc/earshot/site.json', layer: { theme: 'dark', site: asterisk } }]
    const { listSettings, settings } = setUp({
      managed: { theme: 'dark', site: asterisk },
      origins,
      troubles: ['HKLM\\Software\\Policies\\Earshot\\policy: no'],
    })
    settings.change({ follow: true })
    const { rows, troubles } = await listSettings(null)
    const row = (path: string) => rows.filter((one) => one.path === path)
    expect(row('theme')).toEqual([{ path: 'theme', value: 'dark', by: '/etc/earshot/site.json', isOwn: false }])
    expect(row('follow')).toEqual([{ path: 'follow', value: 'true', by: null, isOwn: true }])
    expect(row('policy')).toEqual([{ path: 'policy', value: 'crexendo', by: null, isOwn: false }])
    expect(JSON.stringify(rows)).not.toContain('SECRET')
    expect(troubles).toHaveLength(1)
  })
})

describe('exported settings', () => {
  it('hold no secret, and are a person’s own again on another computer, which asks for them', async () => {
    const here = setUp()
    await here.finishSetup(draft())
    here.settings.change({ theme: 'dark', keys: { listen: 'O' } })
    const text = await here.exportSettings(null)
    expect(text).not.toContain('SECRET')
    const there = setUp({ dir: mkdtempSync(join(dir, 'other-')) })
    expect(await there.importSettings({ text })).toEqual({ ok: true, value: null })
    expect(there.settings.current()).toMatchObject({
      theme: 'dark',
      keys: { listen: 'O' },
      site: { host: 'pbx.example' },
    })
    expect(there.hello().wanted).toEqual(['site.ami.secret', 'site.ari.password', 'site.line.password'])
    expect(there.renewed).toEqual(['asterisk'])
  })

  it('hold no secret of the line’s servers and no passphrase either; the other computer asks', async () => {
    const here = setUp()
    const iceServers = [{ urls: 'turn:t.example', username: 'u', credential: 'SECRET-OF-TURN' }]
    const kioskPassphrase = `scrypt:${'a'.repeat(32)}:${'b'.repeat(64)}`
    expect(here.settings.replaceSite({ line: { iceServers }, kioskPassphrase }).ok).toBe(true)
    const text = await here.exportSettings(null)
    expect(text).not.toMatch(/SECRET|scrypt/)
    const there = setUp({ dir: mkdtempSync(join(dir, 'other-')) })
    expect(await there.importSettings({ text })).toEqual({ ok: true, value: null })
    expect(there.hello().wanted).toEqual(['line.iceServers.0.credential'])
    expect(await there.giveSecrets({ 'line.iceServers.0.credential': 'given' })).toEqual({ ok: true, value: null })
    expect(there.settings.current().line.iceServers[0]).toMatchObject({ username: 'u', credential: 'given' })
  })

  it.each([
    ['{"theme":"dark","polcy":"open"}', { code: 'badRequest', detail: expect.stringMatching(/polcy/) }],
    ['{"theme":"dark",}', { code: 'badRequest', detail: expect.stringMatching(/^line 1/) }],
    ['{"theme":"dark","policy":"open"}', { code: 'setBySite', detail: 'policy' }],
  ])('are read as a whole or not at all: %s', async (text, error) => {
    const { importSettings, settings } = setUp({ managed: { policy: 'callharbor' } })
    expect(await importSettings({ text })).toEqual({ ok: false, error })
    expect(settings.current().theme).toBe('system')
  })
})
