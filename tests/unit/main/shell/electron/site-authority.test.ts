// The site's own authority for the line: what it has signed for the line's host is trusted, and nothing besides.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isVouchedFor } from '#main/shell/electron/machine/site-authority.ts'

let folder = ''
const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const

function authority(name: string): void {
  openssl('req', '-x509', ...key, '-days', '9', '-keyout', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`)
}

function signed(name: string, by: string, extensions: string): void {
  writeFileSync(join(folder, `${name}.ext`), extensions)
  openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
  const signer = ['-CA', `${by}.crt`, '-CAkey', `${by}.key`, '-CAcreateserial', '-days', '5']
  openssl('x509', '-req', '-in', `${name}.csr`, ...signer, '-extfile', `${name}.ext`, '-out', `${name}.crt`)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-authority-'))
  authority('ours')
  authority('theirs')
  signed('pbx', 'ours', 'subjectAltName=DNS:pbx.example,IP:10.0.0.9')
  signed('other', 'theirs', 'subjectAltName=DNS:pbx.example')
  signed('between', 'ours', 'basicConstraints=critical,CA:TRUE')
  signed('below', 'between', 'subjectAltName=DNS:pbx.example')
  // Signed by what is no authority, though ours vouches for it.
  signed('forged', 'pbx', 'subjectAltName=DNS:pbx.example')
}, 30_000)
afterAll(() => rmSync(folder, { recursive: true }))

const day = 86_400_000
type Shown = {
  readonly chain: readonly string[]
  readonly host?: string
  readonly asked?: string
  readonly inDays?: number
}

it.each<[string, Shown, boolean]>([
  ['what it has signed', { chain: ['pbx'] }, true],
  ['an address', { chain: ['pbx'], host: '10.0.0.9' }, true],
  ['what an authority below it has signed', { chain: ['below', 'between'] }, true],
  ['what an authority below it has signed, without that one', { chain: ['below'] }, false],
  ['what another has signed', { chain: ['other'] }, false],
  ['what another has signed, with that one', { chain: ['other', 'theirs'] }, false],
  ['what a server has signed', { chain: ['forged', 'pbx'] }, false],
  ['another name', { chain: ['pbx'], host: 'mail.example' }, false],
  ['another host than the line’s', { chain: ['pbx'], host: 'pbx.example', asked: '10.0.0.9' }, false],
  ['what has expired', { chain: ['pbx'], inDays: 6 }, false],
  ['what is not valid yet', { chain: ['pbx'], inDays: -1 }, false],
  ['nothing', { chain: [] }, false],
])('%s: %j', (_, { chain, host = 'pbx.example', asked = host, inDays = 0 }, isTrusted) => {
  const pems = chain.map((name) => text(`${name}.crt`))
  const now = Date.now() + 60_000 + inDays * day
  expect(isVouchedFor({ hosts: ['spare.example', host], ca: text('ours.crt') }, asked, pems, now)).toBe(isTrusted)
})
