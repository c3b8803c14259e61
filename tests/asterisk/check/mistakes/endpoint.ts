// Mistakes in pjsip.conf: the supervisor's endpoint, and trunks.
import { addTo, removeSection, setIn } from '../conf-file.ts'
import { line, type Mistake, without } from './mistake.ts'

const planted: readonly Mistake[] = [
  { name: 'no webrtc=yes', says: /no webrtc=yes/, planted: line('5001', 'webrtc', 'no') },
  { name: 'a codec no browser has (A3)', says: /allows only g729/, planted: line('5001', 'allow', 'g729') },
  { name: 'no allow (A3)', says: /allows no codec/, planted: without('5001', 'allow') },
  {
    name: 'bound to UDP (A14)',
    says: /bound to the transport transport-udp \(udp\)/,
    planted: line('5001', 'transport', 'transport-udp'),
  },
  {
    name: 'FreePBX’s options without the certificate (A11)',
    says: /not the right DTLS certificate/,
    planted: (text) =>
      [
        ['use_avpf', 'yes'],
        ['ice_support', 'yes'],
        ['rtcp_mux', 'yes'],
        ['media_encryption', 'dtls'],
        ['webrtc', 'no'],
      ].reduce((all, [name = '', value = '']) => setIn(all, '5001', name, value), text),
  },
  {
    name: 'FreePBX’s options without rtcp mux (A11)',
    says: /not the right rtcp_mux/,
    planted: (text) =>
      [
        ['use_avpf', 'yes'],
        ['ice_support', 'yes'],
        ['dtls_auto_generate_cert', 'yes'],
        ['media_encryption', 'dtls'],
        ['webrtc', 'no'],
      ].reduce((all, [name = '', value = '']) => setIn(all, '5001', name, value), text),
  },
  {
    name: 'webrtc is mistyped: a reload says nothing of it',
    says: /\[5001\] of pjsip\.conf has the line webtrc=yes, which Asterisk does not know/,
    planted: (text) => line('5001', 'webtrc', 'yes')(without('5001', 'webrtc')(text)),
  },
  {
    name: 'a setting is mistyped, after the next start',
    says: /\[5001\] of pjsip\.conf has the line rtp-timeout=15/,
    planted: (text) => line('5001', 'rtp-timeout', '15')(without('5001', 'rtp_timeout')(text)),
    restart: true,
    mend: (stock) => stock.files.write('pjsip.conf', stock.files.read('pjsip.conf').replace(/^rtp-timeout.*\n/m, '')),
  },
  {
    name: 'the type is mistyped',
    says: /\[5001\] of pjsip\.conf has the line type=endpont/,
    planted: line('5001', 'type', 'endpont', 'endpoint'),
  },
  {
    name: 'auth= names a section that is not there',
    says: /answers 500 .* to the registration/,
    planted: line('5001', 'auth', '5001-auth', 'endpoint'),
  },
  {
    name: 'a proxy of the trunks, taken over with their template',
    says: /5001 sends them to outbound_proxy=sip:192\.0\.2\.1/,
    planted: line('5001', 'outbound_proxy', 'sip:192.0.2.1\\;lr', 'endpoint'),
  },
  {
    name: 'an AOR that takes nobody',
    says: /takes no registration/,
    planted: line('5001', 'max_contacts', '0', 'aor'),
  },
  {
    name: 'no password is asked of the line',
    says: /takes the registration of sip:5001@127\.0\.0\.1 without asking for a password/,
    planted: without('5001', 'auth'),
  },
  {
    name: 'known by its address alone',
    says: /5001 is known by ip alone \(identify_by\)/,
    planted: line('5001', 'identify_by', 'ip'),
  },
  {
    name: 'no endpoint is known by its name',
    says: /endpoint_identifier_order=ip,anonymous in \[global\]/,
    planted: (text) => addTo(text, '[global]\ntype = global\nendpoint_identifier_order = ip,anonymous'),
    restart: true,
  },
  {
    name: 'an agent’s phone with a codec that the PBX cannot convert',
    says: /Calls in g729 cannot be listened to: .*allowed by 1001/,
    planted: line('1001', 'allow', 'g729'),
  },
  { name: 'no aors=', says: /has no aors=/, planted: without('5001', 'aors') },
  {
    name: 'an AOR of another name',
    says: /names the AOR 5001, and there is none/,
    planted: (text) => removeSection(text, '5001', 'aor'),
    mend: ({ files }) =>
      files.write('pjsip.conf', addTo(files.read('pjsip.conf'), '[5001]\ntype = aor\nmax_contacts = 5')),
  },
  {
    name: 'another password of the line (A6)',
    says: /refuses the password of the line/,
    planted: line('5001', 'password', 'not this one', 'auth'),
    mend: ({ files, site }) =>
      files.write(
        'pjsip.conf',
        setIn(files.read('pjsip.conf'), '5001', 'password', site().line?.password ?? '', 'auth'),
      ),
  },
  {
    name: 'another user of the line (A6)',
    says: /refuses the password of the line/,
    planted: line('5001', 'username', 'somebody', 'auth'),
    mend: ({ files }) => files.write('pjsip.conf', setIn(files.read('pjsip.conf'), '5001', 'username', '5001', 'auth')),
  },
  {
    name: 'the endpoint has another name',
    says: /no PJSIP endpoint "5001"/,
    planted: (text) => text.replaceAll('[5001]', '[6001]'),
    mend: ({ files }) => files.write('pjsip.conf', files.read('pjsip.conf').replaceAll('[6001]', '[5001]')),
  },
  {
    name: 'a trunk nobody named (A17)',
    says: /"provider-b" looks like a trunk/,
    planted: (text) =>
      addTo(
        text,
        '[provider-b]\ntype = endpoint\naors = provider-b\nallow = ulaw\n[provider-b]\ntype = aor\ncontact = sip:127.0.0.1:9',
      ),
    mend: ({ files }) =>
      files.write('pjsip.conf', removeSection(removeSection(files.read('pjsip.conf'), 'provider-b'), 'provider-b')),
  },
]

export const ofEndpoint = planted.map((mistake): Mistake => ({ file: 'pjsip.conf', ...mistake }))
