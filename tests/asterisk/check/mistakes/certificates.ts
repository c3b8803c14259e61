// Certificates that a PBX should not have: from the future, and signed by somebody in between. For the keys of the page's step 0.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const openssl = (keys: string, args: readonly string[]): void =>
  void execFileSync('openssl', args, { cwd: keys, stdio: 'pipe' })

/** `from`: as openssl has it, 20400101000000Z. */
export function certifyFrom(keys: string, from: string): void {
  const authority = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = own.srl
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
`
  writeFileSync(join(keys, 'own.cnf'), authority)
  writeFileSync(join(keys, 'index.txt'), '')
  writeFileSync(join(keys, 'own.srl'), '1000\n')
  const signing = ['ca', '-batch', '-notext', '-config', 'own.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key']
  const dates = ['-startdate', from, '-days', '9000']
  openssl(keys, [...signing, ...dates, '-in', 'pbx.csr', '-extfile', 'pbx.ext', '-out', 'pbx.crt'])
}

/** By an authority of this name below the page's own; its certificate is between.crt. */
export function certifyBelow(keys: string, name: string): void {
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'between.key', '-out', 'between.csr']
  openssl(keys, ['req', ...key, '-subj', `/CN=${name}`])
  writeFileSync(join(keys, 'between.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n')
  const by = (authority: string) => ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-CAcreateserial']
  const sign = (own: string, authority: string) => {
    const files = ['-in', `${own}.csr`, '-extfile', `${own}.ext`, '-out', `${own}.crt`]
    openssl(keys, ['x509', '-req', '-days', '820', ...files, ...by(authority)])
  }
  sign('between', 'ca')
  sign('pbx', 'between')
}
