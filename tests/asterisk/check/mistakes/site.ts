// Mistakes in the site file.
import type { Mistake } from './mistake.ts'

export const ofSite: readonly Mistake[] = [
  { name: 'a wrong AMI secret', says: /AMI rejected/, site: ({ site }) => ({ ami: { ...site().ami, secret: 'no' } }) },
  { name: 'a wrong AMI user', says: /AMI rejected/, site: ({ site }) => ({ ami: { ...site().ami, user: 'admin' } }) },
  {
    name: 'the port of plain AMI, with TLS (A15)',
    says: /not in TLS/,
    site: ({ site, pbx }) => ({ ami: { ...site().ami, port: pbx.ports.ami } }),
  },
  {
    name: 'the port of TLS, without it (A15)',
    says: /it is not AMI|closed the AMI connection/,
    site: ({ site }) => ({ ami: { ...site().ami, tls: false } }),
  },
  {
    name: 'the web server’s port for AMI',
    says: /it is not AMI|closed the AMI connection/,
    site: ({ site, pbx }) => ({ ami: { ...site().ami, tls: false, port: pbx.ports.http } }),
  },
  { name: 'a host nobody knows', says: /ENOTFOUND|EAI_AGAIN/, site: () => ({ host: 'pbx.invalid' }) },
  { name: 'no authority given (A7)', says: /(AMI|The line) at .*not trusted/, site: () => ({ ca: null }) },
  {
    name: 'ARI at another path',
    says: /switched off, or at another address/,
    site: ({ site }) => ({ ari: { ...site().ari, url: `${site().ari?.url}x` } }),
  },
  {
    name: 'ARI without TLS at the port of TLS',
    says: /ARI at/,
    site: ({ site }) => ({ ari: { ...site().ari, url: site().ari?.url.replace('https', 'http') } }),
  },
  {
    name: 'ARI alone, and no ARI',
    says: /by ARI alone \(`way`\), and has no ARI/,
    site: () => ({ way: 'ari', ari: null }),
  },
  {
    name: 'a wrong ARI password',
    says: /ARI rejected the user/,
    site: ({ site }) => ({ ari: { ...site().ari, password: 'no' } }),
  },
  {
    name: 'a wrong password of the line (A6)',
    says: /refuses the password of the line/,
    site: ({ site }) => ({ line: { ...site().line, password: 'no' } }),
  },
  {
    name: 'a line nobody has',
    says: /no PJSIP endpoint "5999"/,
    site: ({ site }) => ({ line: { ...site().line, uri: 'sip:5999@127.0.0.1', authUser: '5999' } }),
  },
  {
    name: 'the line at another path (A9)',
    says: /no WebSocket for SIP/,
    site: ({ site, wsUrl }) => ({ line: { ...site().line, wsUrl: wsUrl.replace('/ws', '/sip') } }),
  },
  {
    name: 'the line at a port where nobody listens (A9)',
    says: /The line at .*ECONNREFUSED/,
    site: ({ site }) => ({ line: { ...site().line, wsUrl: 'wss://127.0.0.1:9/ws' } }),
  },
  {
    name: 'the line without TLS at the port of TLS (A9)',
    says: /The line at/,
    site: ({ site, wsUrl }) => ({ line: { ...site().line, wsUrl: wsUrl.replace('wss', 'ws') } }),
  },
  {
    name: 'a trunk nobody has (A17)',
    says: /no trunk endpoint "provider-x"/,
    site: () => ({ trunks: { endpoints: ['provider-a', 'provider-x'], contexts: ['from-trunk'] } }),
  },
  {
    name: 'a trunk left out (A17)',
    says: /"provider-a" looks like a trunk/,
    site: () => ({ trunks: { endpoints: [], contexts: [] } }),
  },
  {
    name: 'a context of trunks nobody has (A17)',
    says: /no context "from-provider"/,
    site: () => ({ trunks: { endpoints: ['provider-a'], contexts: ['from-provider'] } }),
  },
  {
    name: 'a phone among the trunks',
    says: /"1001" cannot be a trunk: `extensions` names it too/,
    site: () => ({ trunks: { endpoints: ['provider-a', '1001'], contexts: ['from-trunk'] } }),
  },
  {
    name: 'the line among the trunks',
    says: /"5001" cannot be a trunk: it is the supervisor’s line/,
    site: () => ({ trunks: { endpoints: ['provider-a', '5001'], contexts: ['from-trunk'] } }),
  },
  {
    name: 'a trunk as the supervisor’s phone',
    says: /"provider-a" cannot be a trunk: `takeOn` names it/,
    site: () => ({ takeOn: { phone: 'provider-a' } }),
  },
  {
    name: 'the context of the phones among those of the trunks',
    says: /begins its calls in the context "internal", which `trunks.contexts` names/,
    site: () => ({ trunks: { endpoints: ['provider-a'], contexts: ['from-trunk', 'internal'] } }),
  },
  {
    name: 'a member of a queue among the trunks',
    says: /"1002" cannot be a trunk: it is a member of the queue sales/,
    site: () => ({ trunks: { endpoints: ['provider-a', '1002'], contexts: ['from-trunk'] } }),
    prepare: async (stock) => {
      const before = stock.files.read('queues.conf')
      stock.files.write('queues.conf', `${before}member => PJSIP/1002\n`)
      await stock.run('queue reload all')
      return async () => {
        stock.files.write('queues.conf', before)
        await stock.run('queue reload all')
      }
    },
  },
  { name: 'a mistyped extension (A18)', says: /no endpoint "1010"/, site: () => ({ extensions: ['1001', '1010'] }) },
  { name: 'a desk phone nobody has', says: /no endpoint "5199"/, site: () => ({ takeOn: { phone: '5199' } }) },
]
