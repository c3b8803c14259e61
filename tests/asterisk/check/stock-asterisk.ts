// Debian's Asterisk with all of its sample files, set up by docs/asterisk.md alone: what an administrator has who followed the page.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessRule } from '#contract/rights.ts'
import { type AsteriskSite, asteriskSite } from '#contract/site-asterisk.ts'
import { machineClock } from '#contract/time.ts'
import { checkAsteriskSite, type Finding } from '#main/pbx/asterisk/check-site.ts'
import { queuesNamed } from '#main/rights/tell-rules.ts'
import type { Ports } from '../asterisk-config.ts'
import { type AsteriskServer, freeTcpPort, startAsterisk } from '../asterisk-server.ts'
import { fetchSamples } from '../fetch-asterisk.ts'
import { openPhone, type SipPhone } from '../sip-phone.ts'
import { type Files, followPage, makeCertificate, type Substitutions } from './follow.ts'

export type SiteChange = { readonly [K in keyof AsteriskSite]?: unknown }

export type StockAsterisk = {
  readonly pbx: AsteriskServer
  readonly files: Files
  readonly keys: string
  readonly tls: { readonly ami: number; readonly http: number }
  readonly wsUrl: string
  site(change?: SiteChange): AsteriskSite
  /** `rules`: those of the site's access, which name queues. */
  check(change?: SiteChange, rules?: readonly AccessRule[]): Promise<readonly Finding[]>
  /** Another phone registers as the line. */
  registerLine(): Promise<SipPhone>
  /** Signs the certificate anew, as in the page but for this; `pbx.ext` says for which name. */
  certify(options: readonly string[]): void
  /** Runs each command of Asterisk's. */
  run(...commands: string[]): Promise<void>
  stop(): Promise<void>
}

export const page = readFileSync('docs/asterisk.md', 'utf8')

/** What the page leaves to each site: its own contexts and trunks. */
const ofTheSite = {
  'pjsip.conf': `[transport-udp]
type = transport
protocol = udp
bind = 127.0.0.1:0
[provider-a]
type = endpoint
context = from-trunk
aors = provider-a
allow = ulaw
[provider-a]
type = aor
contact = sip:127.0.0.1:9
[1001]
type = endpoint
context = internal
aors = 1001
auth = 1001
allow = ulaw
[1001]
type = aor
max_contacts = 1
[1001]
type = auth
username = 1001
password = desk
`,
  'extensions.conf': '[from-trunk]\nexten => _X.,1,Hangup()\n[internal]\nexten => _X.,1,Hangup()\n',
} as const

/** `more`: what else the site has in these files, at their end. */
export async function startStockAsterisk(
  more: (ports: Ports) => Readonly<Record<string, string>> = () => ({}),
): Promise<StockAsterisk> {
  const samples = textsOf(await fetchSamples())
  const tls = { ami: await freeTcpPort(), http: await freeTcpPort() }
  const pbx = await startAsterisk({
    configuration: (folder, ports) =>
      withMore(followed(samples, folder, { ...ports, tls }), { ...phonesTransport(ports), ...more(ports) }),
  })
  const keys = join(pbx.folder, 'keys')
  const files: Files = {
    read: (file) => readFileSync(join(pbx.folder, file), 'utf8'),
    write: (file, text) => writeFileSync(join(pbx.folder, file), text),
  }
  const site = siteOf(tls, keys)
  return {
    pbx,
    files,
    keys,
    tls,
    wsUrl: `wss://127.0.0.1:${tls.http}/ws`,
    site,
    check: (change, rules = []) => checkAsteriskSite(site(change), machineClock(globalThis), queuesNamed(rules)),
    registerLine: () =>
      openPhone({
        sipPort: pbx.ports.sip,
        user: '5001',
        password: site().line?.password ?? '',
        hz: 440,
        registers: true,
      }),
    certify: (options) => {
      const signing = ['-req', '-in', 'pbx.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial']
      execFileSync('openssl', ['x509', ...signing, '-extfile', 'pbx.ext', '-out', 'pbx.crt', ...options], {
        cwd: keys,
        stdio: 'pipe',
      })
    },
    run: async (...commands) => {
      for (const command of commands) await pbx.cli(command)
    },
    stop: pbx.stop,
  }
}

const withMore = (texts: Record<string, string>, more: Readonly<Record<string, string>>): Record<string, string> => ({
  ...texts,
  ...Object.fromEntries(Object.entries(more).map(([file, text]) => [file, `${texts[file] ?? ''}\n${text}`])),
})

/** By it the tests' phones reach the PBX; where `more` has pjsip.conf, by one of its own. */
const phonesTransport = ({ sip }: Ports) => ({
  'pjsip.conf': `[phones-udp]
type = transport
protocol = udp
bind = 127.0.0.1:${sip}
`,
})

type StockPorts = Ports & { readonly tls: StockAsterisk['tls'] }

/** The samples once the page has been followed; its certificate is made on the way. */
function followed(
  samples: Readonly<Record<string, string>>,
  folder: string,
  ports: StockPorts,
): Record<string, string> {
  const here: Substitutions = [
    ['/etc/asterisk/keys', join(folder, 'keys')],
    ['0.0.0.0:5039', `127.0.0.1:${ports.tls.ami}`],
    ['0.0.0.0:8089', `127.0.0.1:${ports.tls.http}`],
    ['10.0.0.0/255.0.0.0', '127.0.0.0/255.0.0.0'],
    ['DNS:pbx.example', 'IP:127.0.0.1'],
  ]
  makeCertificate(page, here)
  const texts: Record<string, string> = { ...samples }
  const files: Files = {
    read: (file) => texts[file] ?? '',
    write: (file, text) => {
      texts[file] = text
    },
  }
  // Many Asterisks run on one machine here: their plain ports too are their own.
  files.write('manager.conf', files.read('manager.conf').replace('port = 5038', `port = ${ports.ami}`))
  files.write('http.conf', files.read('http.conf').replace('[general]', `[general]\nbindport = ${ports.http}`))
  for (const [file, text] of Object.entries(ofTheSite)) files.write(file, `${files.read(file).trimEnd()}\n${text}`)
  followPage(page, files, here)
  files.write('extensions.conf', `${files.read('extensions.conf')}\n${contextOf(page)}`)
  return texts
}

/** The context of step 4b, as the page has it. */
export const contextOf = (text: string): string => /<!-- context -->\n```ini\n([\s\S]*?)```/.exec(text)?.[1] ?? ''

/** The page's own site file, with the addresses and the authority of here. */
function siteOf(tls: StockAsterisk['tls'], keys: string): StockAsterisk['site'] {
  const { site } = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '{}')
  const ca = readFileSync(join(keys, 'ca.crt'), 'utf8')
  const passwords = [...page.matchAll(/^(?:secret|password) = (.*)$/gm)].map(([, secret]) => secret)
  const [secret, password, ariPassword] = passwords
  return (change = {}) =>
    asteriskSite.parse({
      ...site,
      host: '127.0.0.1',
      ca,
      ami: { ...site.ami, port: tls.ami, secret },
      ari: { ...site.ari, url: `https://127.0.0.1:${tls.http}/ari`, password: ariPassword },
      line: { ...site.line, uri: 'sip:5001@127.0.0.1', wsUrl: `wss://127.0.0.1:${tls.http}/ws`, password },
      extensions: ['1001'],
      ...change,
    })
}

function textsOf(folder: string, below = ''): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const name of readdirSync(join(folder, below))) {
    const path = join(below, name)
    if (statSync(join(folder, path)).isDirectory()) Object.assign(texts, textsOf(folder, path))
    else texts[path] = readFileSync(join(folder, path), 'latin1')
  }
  return texts
}
