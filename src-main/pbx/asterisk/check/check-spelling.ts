// check-site, the supervisor's section of pjsip.conf as it stands: a name that is mistyped passes a reload, and at the next start the endpoint is gone.
import type { Asks } from './asks.ts'
import { about, type Finding, missing, setIn } from './check-finding.ts'

/** Of the page, and what FreePBX writes one by one. */
const names = [
  'type',
  'transport',
  'aors',
  'auth',
  'context',
  'webrtc',
  'disallow',
  'allow',
  'dtmf_mode',
  'rtp_keepalive',
  'rtp_timeout',
  'use_avpf',
  'media_encryption',
  'ice_support',
  'rtcp_mux',
  'dtls_auto_generate_cert',
  'dtls_cert_file',
  'dtls_private_key',
  'dtls_verify',
  'dtls_setup',
  'identify_by',
  'callerid',
  'direct_media',
  'auth_type',
  'username',
  'password',
  'max_contacts',
  'remove_existing',
]
const types = ['endpoint', 'auth', 'aor', 'identify', 'contact']
const AT_ONCE = 40

/** Of several sections of that name Asterisk's own function reads the first alone: usually the endpoint. */
export async function checkSpelling(asks: Asks, section: string): Promise<Finding[]> {
  const setting = (name: string) => asks.config('pjsip.conf', section, name)
  if ((await setting('type')) === null) return []
  const type = (await setting('type')) ?? ''
  const meant = types.find((one) => mistypings(one).includes(type))
  const mistyped = meant === undefined ? [] : [notThere(section, `type=${type}`, `type=${meant}`)]
  return [...mistyped, ...(await misspelt(setting, section))]
}

async function misspelt(setting: (name: string) => Promise<string | null>, section: string): Promise<Finding[]> {
  const pairs = names.flatMap((name) => mistypings(name).map((wrong) => ({ name, wrong })))
  const unlike = pairs.filter(({ wrong }) => !names.includes(wrong) && !types.includes(wrong))
  const found: Finding[] = []
  for (let from = 0; from < unlike.length; from += AT_ONCE) {
    const some = unlike.slice(from, from + AT_ONCE)
    const values = await Promise.all(some.map(({ wrong }) => setting(wrong)))
    for (const [at, { name, wrong }] of some.entries()) {
      const value = values[at]
      if (value) found.push(notThere(section, `${wrong}=${value}`, `${name}=${value}`))
    }
  }
  return found
}

function notThere(section: string, line: string, right: string): Finding {
  const [wrong = ''] = line.split('=')
  const out = right.startsWith(`${wrong}=`) ? '' : `remove the line ${wrong}= from [${section}] of pjsip.conf, and `
  return about(
    'endpoint',
    missing(
      `[${section}] of pjsip.conf has the line ${line}, which Asterisk does not know: a reload keeps what was there before, and at the next start there is no endpoint "${section}"`,
      `${out}${setIn('pjsip.conf', section, right, 'module reload res_pjsip.so')}`,
    ),
  )
}

/** One letter left out, doubled or exchanged with the next; a hyphen, a space or nothing for an underscore; one s too few or too many. */
function mistypings(name: string): readonly string[] {
  const at = [...name].map((_, index) => index)
  const all = [
    ...at.map((i) => name.slice(0, i) + name.slice(i + 1)),
    ...at.map((i) => name.slice(0, i + 1) + name.slice(i)),
    ...at.slice(1).map((i) => name.slice(0, i - 1) + name.charAt(i) + name.charAt(i - 1) + name.slice(i + 1)),
    name.replaceAll('_', '-'),
    name.replaceAll('_', ''),
    `${name}s`,
  ]
  return [...new Set(all)].filter((one) => one !== name)
}
