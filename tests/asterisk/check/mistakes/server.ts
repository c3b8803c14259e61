// Mistakes in http.conf, rtp.conf, ari.conf and the certificate.
import { removeFrom, setIn } from '../conf-file.ts'
import { line, type Mistake } from './mistake.ts'

export const ofServer: readonly Mistake[] = [
  {
    name: 'the web server is off',
    says: /(ARI|The line) at .*ECONNREFUSED/,
    file: 'http.conf',
    planted: (text) => line('general', 'enabled', 'no')(line('general', 'tlsenable', 'no')(text)),
    restart: true,
  },
  {
    name: 'the web server has no TLS',
    says: /(ARI|The line) at .*ECONNREFUSED/,
    file: 'http.conf',
    planted: line('general', 'tlsenable', 'no'),
  },
  {
    name: 'the web server’s certificate is not there',
    says: /(ARI|The line) at .*ECONNREFUSED/,
    file: 'http.conf',
    planted: line('general', 'tlscertfile', '/nowhere/pbx.crt'),
    restart: true,
  },
  {
    name: 'the web server has a prefix',
    says: /switched off, or at another address/,
    file: 'http.conf',
    planted: line('general', 'prefix', 'asterisk'),
    mend: ({ files }) => files.write('http.conf', removeFrom(files.read('http.conf'), 'general', 'prefix')),
  },
  {
    name: 'the certificate has expired',
    says: /the certificate has expired/,
    file: 'keys/pbx.ext',
    planted: (text, stock) => {
      stock.certify(['-days', '-1'])
      return text
    },
    restart: true,
    mend: (stock) => stock.certify(['-days', '820']),
  },
  {
    name: 'the certificate is for another name',
    says: /the certificate is for another name/,
    file: 'keys/pbx.ext',
    planted: (_, stock) => {
      stock.files.write('keys/pbx.ext', 'subjectAltName=DNS:pbx.elsewhere\n')
      stock.certify(['-days', '820'])
      return 'subjectAltName=DNS:pbx.elsewhere\n'
    },
    restart: true,
    mend: (stock) => {
      stock.files.write('keys/pbx.ext', 'subjectAltName=IP:127.0.0.1\n')
      stock.certify(['-days', '820'])
    },
  },
  {
    name: 'the web server has no room for a console',
    says: /(ARI|The line) at .*hangs up at once .*sessionlimit/,
    file: 'http.conf',
    planted: line('general', 'sessionlimit', '1'),
  },
  { name: 'ICE is off (A2)', says: /icesupport=no/, file: 'rtp.conf', planted: line('general', 'icesupport', 'no') },
]

export const ofAri: readonly Mistake[] = [
  {
    name: 'ICE may use no address',
    says: /rtp\.conf has ice_deny=0\.0\.0\.0\/0\.0\.0\.0: no address of the PBX is left/,
    file: 'rtp.conf',
    planted: line('general', 'ice_deny', '0.0.0.0/0.0.0.0'),
  },
  { name: 'ARI is off', says: /switched off/, file: 'ari.conf', planted: line('general', 'enabled', 'no') },
  {
    name: 'the ARI user is read-only (A12)',
    says: /ARI user "console" is read-only/,
    file: 'ari.conf',
    planted: line('console', 'read_only', 'yes'),
  },
  {
    name: 'the ARI user has another password',
    says: /ARI rejected the user "console"/,
    file: 'ari.conf',
    planted: line('console', 'password', 'another'),
    mend: ({ files, site }) =>
      files.write('ari.conf', setIn(files.read('ari.conf'), 'console', 'password', site().ari?.password ?? '')),
  },
  {
    name: 'the ARI user may not come from here (A12)',
    says: /ARI (does not allow|rejected) the user "console"/,
    file: 'ari.conf',
    planted: (text) => line('console', 'permit', '10.0.0.0/8')(line('console', 'deny', '0.0.0.0/0')(text)),
    mend: ({ files }) => files.write('ari.conf', setIn(files.read('ari.conf'), 'console', 'permit', '127.0.0.0/8')),
  },
]
