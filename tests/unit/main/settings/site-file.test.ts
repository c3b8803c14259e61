import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settings } from '#contract/settings.ts'
import { askedPaths } from '#main/settings/named-secrets.ts'
import { parseSiteFile, readSiteFile } from '#main/settings/site-file.ts'

const sources = {
  env: { AMI_SECRET: 'from the environment', EMPTY: '' },
  readFile: (path: string) => {
    if (path === 'secret.txt') return 'from a file\n'
    if (path === 'empty.txt') return '\r\n'
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  },
  keyring: (name: string) => {
    if (name === 'ami') return 'from the keyring'
    throw new Error(`this computer's keyring has nothing under "${name}".`)
  },
}
const problem = (text: string) => {
  const parsed = parseSiteFile('site.json', text, sources)
  return parsed.ok ? null : parsed.error
}

describe('a site file', () => {
  it('gives only what it sets', () => {
    expect(parseSiteFile('site.json', '{"$schema":"x","policy":"open"}', sources)).toEqual({
      ok: true,
      value: { policy: 'open' },
    })
  })

  it('still reads views whose filters take one value each, as they did before', () => {
    const now = { filters: { queueId: 'sales', presence: 'paused' } }
    const read = parseSiteFile('site.json', JSON.stringify({ views: { now } }), sources)
    expect(read).toEqual({ ok: true, value: { views: { now } } })
    const parsed = read.ok ? settings.parse(read.value).views.now.filters : null
    expect(parsed).toMatchObject({ queueIds: ['sales'], states: ['paused'] })
  })

  it.each([
    ['{"site":{"kind":"nobody"}}', /^site\.json: site\.kind: /],
    ['{"policy":"closed"}', /^site\.json: policy: /],
    ['{"line":{"switchBy":1}}', /^site\.json: line\.switchBy: /],
    ['{"polcy":"open"}', /^site\.json: .*polcy/],
    ['nonsense', /^site\.json: line 1, column 1: /],
    ['{"site":{"kind":"demo","sped":2}}', /^site\.json: site\.sped: there is no such setting/],
    ['{"line":{"swichBy":"api"}}', /^site\.json: line\.swichBy: /],
    ['null', /^site\.json: /],
  ])('with a mistake is answered by one line that names the place: %s', (text, sentence) => {
    expect(problem(text)).toMatch(sentence)
    expect(problem(text)).not.toContain('\n')
  })

  const asterisk = (change: Record<string, unknown>) =>
    JSON.stringify({
      site: {
        kind: 'asterisk',
        host: 'pbx.example',
        ami: { user: 'console', secret: 's' },
        ari: { url: 'https://pbx.example:8089/ari', user: 'console', password: 's', ...(change.ari ?? {}) },
        line: {
          uri: 'sip:5001@pbx.example',
          wsUrl: 'wss://pbx.example:8089/ws',
          authUser: '5001',
          password: 's',
          ...(change.line ?? {}),
        },
        ...(change.site ?? {}),
      },
    })

  it.each<[Record<string, unknown>, RegExp]>([
    [
      { ari: { url: 'https://pbx:80x9/ari' } },
      /^site\.json: site\.ari\.url: "80x9" is no port: .*https:\/\/pbx\.example/,
    ],
    [{ ari: { url: 'https://pbx:99999/ari' } }, /site\.ari\.url: "99999" is no port/],
    [{ ari: { url: 'https:/pbx/ari' } }, /site\.ari\.url: this is no address/],
    [{ ari: { url: 'wss://pbx/ari' } }, /site\.ari\.url: an address here begins with http or https/],
    [{ ari: { url: 'https://pbx exa/ari' } }, /site\.ari\.url: this is no address/],
    [{ line: { uri: 'sip:5001@pbx:50x0' } }, /site\.line\.uri: "50x0" is no port: .*sip:5001@pbx\.example/],
    [{ line: { uri: 'sip:5001' } }, /site\.line\.uri: this is no SIP address/],
    [{ line: { wsUrl: 'wss://192.168.1.300:8089/ws' } }, /site\.line\.wsUrl: this is no host name/],
    [{ line: { wsUrl: 'wss://:8089/ws' } }, /site\.line\.wsUrl: this is no host name/],
    [{ line: { wsUrl: 'https://pbx:8089/ws' } }, /site\.line\.wsUrl: an address here begins with ws or wss/],
    [{ site: { host: 'pbx:5038' } }, /site\.host: must be a host name or an address, without a port/],
    [{ site: { host: 'https://pbx' } }, /site\.host: /],
    [{ site: { host: '10.0.0.999' } }, /site\.host: /],
  ])('with an address nobody could open is refused with its path and the reason: %j', (change, sentence) => {
    expect(problem(asterisk(change))).toMatch(sentence)
  })

  it.each<Record<string, unknown>>([
    {},
    { site: { host: 'pbx' } },
    { site: { host: '10.0.0.9' } },
    { site: { host: '2001:db8::1' } },
    { site: { host: 'pbx_1.lan.' } },
    { site: { host: 'münchen.example' } },
    { line: { uri: 'sips:5001@[2001:db8::1]:5061;transport=ws' } },
    { line: { wsUrl: 'ws://[::1]:8088/ws' } },
    { ari: { url: 'http://127.0.0.1:8088/asterisk/ari' } },
  ])('takes every address that can be opened: %j', (change) => {
    expect(problem(asterisk(change))).toBeNull()
  })

  it.each([
    [{ from: 'env', name: 'AMI_SECRET' }, 'from the environment'],
    [{ from: 'file', path: 'secret.txt' }, 'from a file'],
    [{ from: 'keyring', name: 'ami' }, 'from the keyring'],
  ])('names a secret instead of holding it: %j', (secret, found) => {
    const read = parseSiteFile('site.json', asterisk({ site: { ami: { user: 'console', secret } } }), sources)
    expect(read.ok && settings.parse(read.value).site).toMatchObject({ ami: { secret: found, port: 5038 } })
  })

  it.each([
    [{ from: 'env', name: 'EMPTY' }, /site\.ami\.secret: the environment variable EMPTY is empty/],
    [{ from: 'env', name: 'NOBODY' }, /site\.ami\.secret: the environment variable NOBODY is not set/],
    [{ from: 'env' }, /site\.ami\.secret: a secret is named as /],
    [{ from: 'env', name: 7 }, /site\.ami\.secret: a secret is named as /],
    [{ from: null }, /site\.ami\.secret: a secret is named as /],
    [{ from: 'file', path: 'empty.txt' }, /site\.ami\.secret: the file empty\.txt is empty/],
    [{ from: 'file', path: 'none' }, /site\.ami\.secret: the secret cannot be read from none \(ENOENT\)/],
    [{ from: 'keyring', name: 'none' }, /site\.ami\.secret: this computer's keyring has nothing under "none"/],
    [{ from: 'thin air' }, /site\.ami\.secret: a secret is named as /],
  ])('says which secret is not there: %j', (secret, sentence) => {
    expect(problem(asterisk({ site: { ami: { user: 'console', secret } } }))).toMatch(sentence)
  })

  it.each([
    ['UTF-16 with its mark, as PowerShell writes it', Buffer.from('\ufeffgeheim-ü\r\n', 'utf16le')],
    ['UTF-8 with its mark, as Notepad does', Buffer.from('\ufeffgeheim-ü\r\n')],
  ])('reads a secret from a file saved as %s', (_, bytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-site-'))
    try {
      writeFileSync(join(folder, 'ami.txt'), bytes)
      const secret = { from: 'file', path: 'ami.txt' }
      writeFileSync(join(folder, 'site.json'), asterisk({ site: { ami: { user: 'console', secret } } }))
      const read = readSiteFile(join(folder, 'site.json'))
      expect(read.ok && settings.parse(read.value).site).toMatchObject({ ami: { secret: 'geheim-ü' } })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('leaves a secret named that the person at the console is asked for', () => {
    const text = asterisk({ site: { ami: { user: 'console', secret: { from: 'ask' } } } })
    const read = parseSiteFile('site.json', text, sources)
    expect(read).toMatchObject({ ok: true, value: { site: { ami: { secret: { from: 'ask' } } } } })
    expect(askedPaths(read.ok ? read.value : {})).toEqual(['site.ami.secret'])
  })

  it('that cannot be read is named, and why', () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-site-'))
    try {
      expect(readSiteFile(join(folder, 'site.json'))).toEqual({
        ok: false,
        error: `${folder}/site.json: file not found. Check the path after --config.`,
      })
      expect(readSiteFile(folder)).toMatchObject({ error: expect.stringMatching(/: this is a folder, not a file\./) })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('given by a relative name is told by its whole one, which says where it was looked for', () => {
    expect(readSiteFile('no-such-site.json')).toMatchObject({
      error: expect.stringContaining(`${process.cwd()}/no-such-site.json: file not found.`),
    })
  })
})
