// The line's WebSocket over TLS, as check-site tries it: by a certificate of the site's own authority, and only for the name that is in it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { machineClock } from '#contract/time.ts'
import { checkSocket } from '#main/pbx/freeswitch/check/check-socket.ts'
import { tryRegister } from '#main/pbx/kit/try-register.ts'
import { siteOf } from '../../../../../fakes/freeswitch/stage.ts'

let folder = ''
const servers: Server[] = []
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const

function signed(name: string, names: string): void {
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}`)
  openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
  const signer = ['-CA', 'ours.crt', '-CAkey', 'ours.key', '-CAcreateserial', '-days', '5']
  openssl('x509', '-req', '-in', `${name}.csr`, ...signer, '-extfile', `${name}.ext`, '-out', `${name}.crt`)
}

/** A profile that answers each REGISTER so; `null`: not at all, as a web server that takes any WebSocket. */
async function profile(name: string, status: string | null): Promise<string> {
  const server = createServer({ key: text(`${name}.key`), cert: text(`${name}.crt`) })
  servers.push(server)
  new WebSocketServer({ server, handleProtocols: () => 'sip' }).on('connection', (socket) => {
    socket.on('message', () => status !== null && socket.send(`SIP/2.0 ${status}\r\nContent-Length: 0\r\n\r\n`))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `wss://localhost:${typeof address === 'object' ? address?.port : 0}`
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-line-'))
  openssl('req', '-x509', ...key, '-days', '9', '-keyout', 'ours.key', '-out', 'ours.crt', '-subj', '/CN=ours')
  openssl('req', '-x509', ...key, '-days', '9', '-keyout', 'stock.key', '-out', 'stock.crt', '-subj', '/CN=FreeSWITCH')
  signed('pbx', 'DNS:localhost')
  signed('other', 'DNS:pbx.example')
}, 30_000)
afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true })
})

async function checked(name: string, status: string | null, trusts = true): Promise<string> {
  const line = { user: '5001', wsUrl: await profile(name, status), password: 'x' }
  const site = siteOf({ line, ca: trusts ? text('ours.crt') : null })
  const findings = await checkSocket(site, (to, ca) => tryRegister(to, ca, machineClock(globalThis)))
  return findings.map(({ kind, about, what, remedy }) => `${kind} ${about}: ${what} -> ${remedy}`).join('\n')
}

it.each<[string, string, string | null, boolean, RegExp]>([
  [
    'its own authority',
    'pbx',
    '200 OK',
    true,
    /^ok endpoint: .* answers in SIP \(its certificate is trusted by the `ca`/,
  ],
  ['a profile that wants a Contact', 'pbx', '400 Missing Contact header', true, /^ok endpoint: .* answers in SIP/],
  [
    'another name',
    'other',
    '200 OK',
    true,
    /^missing certificate: .* is for another name .*ALTNAME_INVALID.* -> use in `line.wsUrl`/,
  ],
  [
    'an authority nobody trusts',
    'pbx',
    '200 OK',
    false,
    /^missing certificate: .* is not trusted .* -> FreeSWITCH makes wss\.pem self-signed/,
  ],
  ['the certificate FreeSWITCH makes', 'stock', '200 OK', true, /^missing certificate: .* is not trusted/],
  ['a wrong password', 'pbx', '403 Forbidden', true, /^missing password: .*\(5001@pbx\.example\): 403 Forbidden/],
])('%s', async (_what, name, status, trusts, wanted) => {
  expect(await checked(name, status, trusts)).toMatch(wanted)
})

it('says that nothing is there, with the parameter of the profile', async () => {
  const site = siteOf({ line: { user: '5001', wsUrl: 'wss://127.0.0.1:1', password: 'x' } })
  const [finding] = await checkSocket(site, (to, ca) => tryRegister(to, ca, machineClock(globalThis)))
  expect(finding).toMatchObject({ kind: 'missing', about: 'endpoint', remedy: expect.stringContaining('wss-binding') })
})
