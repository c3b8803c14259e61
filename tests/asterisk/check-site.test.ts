// check-site against the real Asterisk: each thing that is wrong is named with its remedy, and no call is disturbed.

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineClock } from '#contract/time.ts'
import type { Finding } from '#main/pbx/asterisk/check/check-finding.ts'
import { checkAsteriskSite } from '#main/pbx/asterisk/check-site.ts'
import { createAsteriskConnector } from '#main/pbx/asterisk/connector.ts'
import type { SiteOptions } from './asterisk-config.ts'
import { freeTcpPort } from './asterisk-server.ts'
import { type CallCentre, openCallCentre, openConsole, type SiteChange, until } from './call-centre.ts'
import { agentHz, callerHz } from './sip-phone.ts'

const run = promisify(execFile)
const clock = machineClock(globalThis)
const parts = {
  clock,
  random: Math.random,
  log: () => undefined,
  switchBy: () => 'api' as const,
}
const missing = (findings: readonly Finding[]) => findings.filter((finding) => finding.kind === 'missing')

describe('a site that works', () => {
  let centre: CallCentre
  beforeAll(async () => {
    centre = await openCallCentre({ webrtc: true })
  })
  afterAll(() => centre.close())
  const check = (change: SiteChange = {}) => checkAsteriskSite(centre.site(change), clock)

  it('has nothing missing, and a call that runs meanwhile has no gap', async () => {
    const desk = await centre.console()
    const call = await centre.call(desk, await centre.agent('1001'))
    call.caller.ear.mark(agentHz)
    call.agent.ear.mark(callerHz)
    expect(missing(await check())).toEqual([])
    for (const { ear } of [call.caller, call.agent]) expect(ear.sinceMark().longestGap).toBe(0)
    expect(await centre.pbx.channels()).toHaveLength(2)
  })

  it.each<[string, (site: ReturnType<CallCentre['site']>) => SiteChange, RegExp, RegExp]>([
    [
      'a wrong AMI secret',
      ({ ami }) => ({ ami: { ...ami, secret: 'wrong' } }),
      /AMI rejected the user/,
      /manager\.conf/,
    ],
    [
      'a wrong ARI password',
      ({ ari }) => ({ ari: { ...ari, password: 'wrong' } }),
      /ARI rejected the user/,
      /ari\.conf/,
    ],
    [
      'an AMI port where nobody listens',
      ({ ami }) => ({ ami: { ...ami, port: 1 } }),
      /AMI at .*ECONNREFUSED/,
      /manager\.conf/,
    ],
    ['a host nobody knows', () => ({ host: 'pbx.invalid' }), /ENOTFOUND|EAI_AGAIN/, /DNS/],
    [
      'ARI behind a wrong path',
      ({ ari }) => ({ ari: { ...ari, url: `${ari?.url}x` } }),
      /switched off, or at another address/,
      /http\.conf/,
    ],
    [
      'a line without an endpoint',
      ({ line }) => ({ line: { ...line, uri: 'sip:5999@127.0.0.1' } }),
      /no PJSIP endpoint "5999"/,
      /pjsip\.conf/,
    ],
    ['a wrong context', () => ({ way: 'dialplan', context: 'elsewhere' }), /context elsewhere/, /dialplan reload/],
    [
      'a trunk nobody has',
      () => ({ trunks: { endpoints: ['trunk', 'nowhere'] } }),
      /no trunk endpoint "nowhere"/,
      /pjsip show endpoints/,
    ],
    ['a desk phone nobody has', () => ({ takeOn: { phone: '5999' } }), /no endpoint "5999"/, /takeOn/],
  ])('names %s', async (_, change, what, remedy) => {
    const [first, ...rest] = missing(await check(change(centre.site())))
    expect(first).toMatchObject({ what: expect.stringMatching(what), remedy: expect.stringMatching(remedy) })
    // Nothing else is, but that an endpoint which is not there cannot register either.
    expect(rest.filter(({ what: other }) => !/registration|password of the line/.test(other))).toEqual([])
  })

  it('says as advice what handing a monitor over would need', async () => {
    const handing = (await check()).find(({ what }) => /right user is missing/.test(what))
    expect(handing).toMatchObject({ kind: 'advice', remedy: expect.stringMatching(/read= and write=.*manager reload/) })
  })

  it('runs as a command: lists what it saw, and fails when something is missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-check-'))
    const file = (site: unknown) => {
      writeFileSync(join(folder, 'site.json'), JSON.stringify({ site }))
      return run(process.execPath, [
        '--import',
        'tsx',
        'src-main/app/check-site.ts',
        '--config',
        join(folder, 'site.json'),
      ])
    }
    expect((await file(centre.site())).stdout).toContain('Nothing is missing.')
    const failed = await file(centre.site({ context: 'elsewhere', way: 'dialplan' })).catch((cause) => cause)
    expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('MISSING') })
    rmSync(folder, { recursive: true })
  })
})

describe('a site that was set up wrongly', () => {
  it.each<[string, SiteOptions, SiteChange, RegExp]>([
    ['a missing right to write', { amiWrite: 'reporting' }, { way: 'dialplan' }, /AMI right originate is missing/],
    ['missing events', { amiRead: 'reporting' }, {}, /sends no events of the class call/],
    ['a missing module', { withoutModules: ['res_stasis_snoop'] }, {}, /res_stasis_snoop is not loaded/],
    ['an endpoint without webrtc=yes', { webrtc: false }, {}, /5001 has no webrtc=yes/],
    ['ARI that is off', { ari: false }, {}, /ARI at .* is switched off/],
  ])('names %s', async (_, options, change, what) => {
    const centre = await openCallCentre({ webrtc: true, ...options })
    try {
      const found = missing(await checkAsteriskSite(centre.site(change), clock))
      expect(found[0]).toMatchObject({
        what: expect.stringMatching(what),
        remedy: expect.stringMatching(/\.conf|load/),
      })
    } finally {
      await centre.close()
    }
  })

  it('names a certificate that is not trusted, and takes it once its authority is given', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-tls-'))
    const [certificate, key, port] = [join(folder, 'cert.pem'), join(folder, 'key.pem'), await freeTcpPort()]
    const subject = ['-subj', '/CN=pbx', '-addext', 'subjectAltName=IP:127.0.0.1']
    await run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
      ...subject,
    ])
    const centre = await openCallCentre({ webrtc: true, amiTls: { port, certificate, key } })
    try {
      const ami = { ...centre.site().ami, port }
      const refusing = openConsole(
        createAsteriskConnector(centre.site({ ami: { ...ami, tls: { ca: null } } }), 'x', parts),
      )
      await until(() => 'cause' in refusing.status(), 'the status names it')
      expect(refusing.status()).toMatchObject({ phase: 'stale', cause: { code: 'pbxCertificate' } })
      await refusing.connector.close()
      const [untrusted] = missing(await checkAsteriskSite(centre.site({ ami: { ...ami, tls: { ca: null } } }), clock))
      expect(untrusted).toMatchObject({
        what: expect.stringMatching(/not trusted/),
        remedy: expect.stringMatching(/`ca`/),
      })
      const site = { ami: { ...ami, tls: { ca: readFileSync(certificate, 'utf8') } } }
      expect(missing(await checkAsteriskSite(centre.site(site), clock))).toEqual([])
      const desk = await centre.console(site)
      expect(desk.status()).toMatchObject({ phase: 'live', how: 'Monitoring through ARI' })
    } finally {
      await centre.close()
      rmSync(folder, { recursive: true })
    }
  })
})

it('is content with the right to hand over where the site gives it', async () => {
  const centre = await openCallCentre({
    webrtc: true,
    amiRead: 'call,agent,reporting,user',
    amiWrite: 'call,originate,reporting,agent,user',
  })
  try {
    const found = await checkAsteriskSite(centre.site({}), clock)
    expect(found.filter(({ what }) => /user events/.test(what))).toMatchObject([{ kind: 'ok' }])
  } finally {
    await centre.close()
  }
})
