// Mistakes on the way to the PBX: firewalls, clocks, IPv6, certificates that are not whole, and what nobody sees in a secret.
import { addTo, setIn } from '../conf-file.ts'
import { type StockAsterisk, startStockAsterisk } from '../stock-asterisk.ts'
import { certifyBelow, certifyFrom } from './certificates.ts'
import { openDeafPort } from './deaf-port.ts'
import { line, type Mistake } from './mistake.ts'

let deaf = 0
/** As behind a firewall that drops: nothing answers, not even a refusal. */
const withDeafPort = async (): Promise<() => Promise<void>> => {
  const port = await openDeafPort()
  deaf = port.number
  return port.close
}

let anotherAri: unknown
/** The test system beside the one in use: the same users, and other calls. */
const withAnother = async (): Promise<() => Promise<void>> => {
  const another = await startStockAsterisk()
  const { ari, ca } = another.site()
  anotherAri = { ...ari, ca }
  return another.stop
}

const byIpv6 = ({ site, tls }: StockAsterisk) => ({
  host: '::1',
  ari: { ...site().ari, url: `https://[::1]:${tls.http}/ari` },
  line: { ...site().line, uri: 'sip:5001@[::1]', wsUrl: `wss://[::1]:${tls.http}/ws` },
})

export const ofConnection: readonly Mistake[] = [
  {
    name: 'AMI’s port is dropped by a firewall',
    says: /AMI at .*no answer/,
    prepare: withDeafPort,
    site: ({ site }) => ({ ami: { ...site().ami, port: deaf } }),
  },
  {
    name: 'ARI’s port is dropped by a firewall',
    says: /ARI at .*no answer/,
    prepare: withDeafPort,
    site: ({ site }) => ({ ari: { ...site().ari, url: `https://127.0.0.1:${deaf}/ari` } }),
  },
  {
    name: 'the line’s port is dropped by a firewall',
    says: /The line at .*timed out/,
    prepare: withDeafPort,
    site: ({ site }) => ({ line: { ...site().line, wsUrl: `wss://127.0.0.1:${deaf}/ws` } }),
  },
  {
    name: 'the clock was ahead when the certificate was made',
    says: /is not valid yet: it is valid from .*2040.*This computer’s clock says \d/,
    file: 'keys/pbx.ext',
    planted: (text, stock) => {
      certifyFrom(stock.keys, '20400101000000Z')
      return text
    },
    restart: true,
    mend: (stock) => stock.certify(['-days', '820']),
  },
  {
    name: 'the certificate’s chain is incomplete',
    says: /"Between us" signed it, and the certificate of "Between us" is neither in `ca` nor sent by the PBX/,
    file: 'keys/pbx.ext',
    planted: (text, stock) => {
      certifyBelow(stock.keys, 'Between us')
      return text
    },
    restart: true,
    // As the remedy says: append its certificate to the file of tlscertfile.
    mend: ({ files }) => {
      const [own, between] = [files.read('keys/pbx.crt'), files.read('keys/between.crt')]
      if (!own.includes(between)) files.write('keys/pbx.crt', own + between)
    },
    afterwards: (stock) => stock.certify(['-days', '820']),
  },
  {
    name: 'the PBX is reached by IPv6 and listens on IPv4',
    says: /AMI at \[::1\]:\d+: .*ECONNREFUSED/,
    prepare: async ({ certify, files }) => {
      const before = ['manager.conf', 'http.conf', 'keys/pbx.ext'].map((file) => [file, files.read(file)] as const)
      files.write('keys/pbx.ext', 'subjectAltName=IP:127.0.0.1,IP:::1\n')
      certify(['-days', '820'])
      return async () => {
        for (const [file, text] of before) files.write(file, text)
        certify(['-days', '820'])
      }
    },
    restart: true,
    asSite: byIpv6,
  },
  {
    name: 'ARI is of another Asterisk than AMI',
    says: /ARI at .* is of another Asterisk than AMI/,
    prepare: withAnother,
    site: () => ({ ari: anotherAri }),
  },
  {
    name: 'a space behind the AMI secret',
    says: /ami\.secret: it ends in a space/,
    site: ({ site }) => ({ ami: { ...site().ami, secret: `${site().ami.secret} ` } }),
  },
  {
    name: 'an invisible character in the ARI password',
    says: /ari\.password: it has an invisible character \(U\+200B\)/,
    site: ({ site }) => ({ ari: { ...site().ari, password: `${site().ari?.password}\u200b` } }),
  },
  {
    name: 'a space before the password of the line',
    says: /line\.password: it begins with a space/,
    site: ({ site }) => ({ line: { ...site().line, password: ` ${site().line?.password}` } }),
  },
  {
    name: 'the ARI password is taken for a hash',
    says: /password_format=crypt/,
    file: 'ari.conf',
    planted: line('console', 'password_format', 'crypt'),
  },
  {
    name: 'the AOR keeps its one registration',
    says: /The AOR 5001 has 1 of 1 registrations already/,
    file: 'pjsip.conf',
    planted: (text) => line('5001', 'max_contacts', '1', 'aor')(line('5001', 'remove_existing', 'no', 'aor')(text)),
    prepare: async (stock) => {
      const phone = await stock.registerLine()
      return phone.close
    },
  },
  {
    name: 'a trunk’s identify matches the consoles',
    says: /takes this computer for another endpoint/,
    file: 'pjsip.conf',
    planted: (text) => addTo(text, '[provider-a]\ntype = identify\nendpoint = provider-a\nmatch = 127.0.0.0/8'),
    mend: ({ files }) =>
      files.write('pjsip.conf', setIn(files.read('pjsip.conf'), 'provider-a', 'match', '203.0.113.7', 'identify')),
  },
]
