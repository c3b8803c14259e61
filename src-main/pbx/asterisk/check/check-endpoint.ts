// check-site, the supervisor's endpoint: each option that a softphone in a browser needs, as it is in force on the PBX.
import { isNo, isYes } from '../wire/ast-values.ts'
import { codecsOf, commonCodecs, whyNotForBrowser } from '../wire/browser-endpoint.ts'
import type { Asks } from './asks.ts'
import { about, advice, allAbout, type Finding, fine, missing, setIn, unknown } from './check-finding.ts'
import { checkSpelling } from './check-spelling.ts'
import { notConvertible } from './convertible.ts'

const usual = [
  {
    name: 'rtp_timeout',
    isRight: (value: string) => Number(value) > 0,
    line: 'rtp_timeout=15',
    why: 'the channel of a crashed console would stay up',
  },
  {
    name: 'rtp_keepalive',
    isRight: (value: string) => Number(value) > 0,
    line: 'rtp_keepalive=1',
    why: 'the PBX may think a silent supervisor is gone',
  },
  {
    name: 'dtmf_mode',
    isRight: (value: string) => /auto|rfc4733|info/.test(value),
    line: 'dtmf_mode=auto',
    why: 'digits may not arrive',
  },
] as const

export async function checkEndpoint(asks: Asks, endpoint: string): Promise<Finding[]> {
  const aors = await asks.endpoint(endpoint, 'aors')
  const allow = await asks.endpoint(endpoint, 'allow')
  if (aors === null || allow === null)
    return [
      unknown(
        `Whether the endpoint "${endpoint}" is right could not be looked at`,
        'run "module load func_pjsip_endpoint.so", and see that the AMI user has write=reporting',
      ),
    ]
  const mistyped = await checkSpelling(asks, endpoint)
  if (allow === '') return mistyped.length > 0 ? mistyped : [await whyNoEndpoint(asks, endpoint)]
  return [
    fine(`Endpoint ${endpoint} exists`),
    ...mistyped,
    ...(await checkOptions(asks, endpoint)),
    ...(await checkTransport(asks, endpoint)),
    ...(await checkProxy(asks, endpoint)),
    ...(await checkKnownBy(asks, endpoint)),
    ...allAbout('codec', await checkCodecs(asks, endpoint, allow)),
    ...(await checkAor(asks, endpoint, aors)),
    ...(await checkUsual(asks, endpoint)),
  ]
}

async function whyNoEndpoint(asks: Asks, endpoint: string): Promise<Finding> {
  // ARI goes on naming endpoints that a pjsip.conf which was not taken has lost.
  const others = (await asks.endpoints())?.slice(0, 5) ?? null
  const answers = await Promise.all(others?.map((name) => asks.endpoint(name, 'allow')) ?? [])
  if (others !== null && answers.every((allow) => allow === ''))
    return missing(
      'The PBX has no PJSIP endpoint at all: it did not take pjsip.conf',
      'look into the log (/var/log/asterisk/messages) for "contains a duplicate object" or "Could not create an object": two sections of one name and one type, or a line with a mistake, and no endpoint is loaded. Correct it, then run "module reload res_pjsip.so"',
    )
  return missing(
    `There is no PJSIP endpoint "${endpoint}"`,
    'add the supervisor’s endpoint from docs/asterisk.md to pjsip.conf and run "module reload res_pjsip.so", or correct `line.uri`. If it stands there already, the log says why it was not taken ("duplicate object", "Could not create an object")',
  )
}

async function checkOptions(asks: Asks, endpoint: string): Promise<Finding[]> {
  const setting = (option: string) => asks.endpoint(endpoint, option)
  const lacks = await whyNotForBrowser(setting)
  const webrtc = isYes((await setting('webrtc')) ?? '')
  if (lacks === null)
    return [fine(`Endpoint ${endpoint} takes a softphone in a browser${webrtc ? ' (webrtc=yes)' : ''}`)]
  const whole = webrtc ? '' : `. ${'`webrtc=yes`'} brings this and all the others it needs`
  return [
    missing(
      `Endpoint ${endpoint} has ${webrtc ? '' : 'no webrtc=yes, and '}not the right ${lacks.option}: calls to the console would fail with "WebRTC Error"`,
      `${setIn('pjsip.conf', endpoint, webrtc ? lacks.line : 'webrtc=yes', 'module reload res_pjsip.so')}${whole}`,
    ),
  ]
}

/** A transport that is named is used for what is sent to the phone too: over UDP a browser hears nothing of it. */
async function checkTransport(asks: Asks, endpoint: string): Promise<Finding[]> {
  const name = await asks.endpoint(endpoint, 'transport')
  if (!name) return []
  const protocol = await asks.config('pjsip.conf', name, 'protocol')
  if (protocol !== null && /^wss?$/i.test(protocol)) return [fine(`Endpoint ${endpoint} uses the transport ${name}`)]
  const what = `Endpoint ${endpoint} is bound to the transport ${name}`
  const remedy = `remove the line transport= from [${endpoint}] of pjsip.conf, then run "module reload res_pjsip.so": the softphone comes over the WebSocket`
  return protocol ? [missing(`${what} (${protocol}), which is no WebSocket`, remedy)] : [unknown(what, remedy)]
}

/** What goes to the console goes there instead of over its own WebSocket. */
async function checkProxy(asks: Asks, endpoint: string): Promise<Finding[]> {
  const proxy = await asks.endpoint(endpoint, 'outbound_proxy')
  if (!proxy) return []
  return [
    unknown(
      `Whether calls reach the console could not be looked at: endpoint ${endpoint} sends them to outbound_proxy=${proxy}, not over the WebSocket the softphone opened`,
      `unless the softphone registers by way of that proxy, remove the line outbound_proxy= from [${endpoint}] of pjsip.conf (or from the template it takes it from), then run "module reload res_pjsip.so"`,
    ),
  ]
}

/** A softphone comes from any address: it is known by the name it gives, or not at all, and then every password is refused. */
async function checkKnownBy(asks: Asks, endpoint: string): Promise<Finding[]> {
  const isByName = (value: string | null): boolean => !value || /username/.test(value)
  const by = await asks.endpoint(endpoint, 'identify_by')
  const order = await asks.config('pjsip.conf', 'global', 'endpoint_identifier_order')
  const remedy = (name: string, section: string, value: string | null) =>
    setIn('pjsip.conf', section, `${name}=username,${value}`, 'module reload res_pjsip.so')
  if (!isByName(by))
    return [
      missing(
        `Endpoint ${endpoint} is known by ${by} alone (identify_by): the softphone, which gives its name, would be refused`,
        remedy('identify_by', endpoint, by),
      ),
    ]
  if (isByName(order)) return []
  return [
    missing(
      `No endpoint is known by its name (endpoint_identifier_order=${order} in [global] of pjsip.conf): the softphone would be refused`,
      `${remedy('endpoint_identifier_order', 'global', order)}; it takes effect with the next start`,
    ),
  ]
}

async function checkCodecs(asks: Asks, endpoint: string, allow: string): Promise<Finding[]> {
  const codecs = codecsOf(allow)
  const common = commonCodecs(allow)
  const remedy = `${setIn('pjsip.conf', endpoint, 'allow=ulaw,opus', 'module reload res_pjsip.so')}. It belongs below disallow=all`
  if (common.length === 0)
    return [
      missing(
        `Endpoint ${endpoint} allows ${codecs[0] === 'nothing' ? 'no codec' : `only ${codecs.join(', ')}`}, and a browser has none of it`,
        remedy,
      ),
    ]
  if ((await notConvertible(asks, common)).length === common.length)
    return [missing(`Endpoint ${endpoint} allows ${common.join(', ')} alone, and this PBX cannot convert it`, remedy)]
  return [fine(`Endpoint ${endpoint} and the console have in common: ${common.join(', ')}`)]
}

async function checkAor(asks: Asks, endpoint: string, aors: string): Promise<Finding[]> {
  const add = `[${endpoint}] with type = aor and max_contacts = 5`
  if (aors === '')
    return [
      missing(
        `Endpoint ${endpoint} has no aors=: nothing can register, and nothing can be rung`,
        `${setIn('pjsip.conf', endpoint, `aors=${endpoint}`, 'module reload res_pjsip.so')}, and add ${add} if there is none`,
      ),
    ]
  const aor = aors.split(',')[0]?.trim() ?? ''
  const contacts = await asks.aor(aor, 'max_contacts')
  if (contacts === null) return []
  if (contacts === '')
    return [
      missing(
        `Endpoint ${endpoint} names the AOR ${aor}, and there is none`,
        `add ${add} to pjsip.conf, then run "module reload res_pjsip.so"`,
      ),
    ]
  if (Number(contacts) > 0) return checkPlaces(asks, aor, Number(contacts))
  return [
    missing(
      `The AOR ${aor} takes no registration (max_contacts=${contacts})`,
      setIn('pjsip.conf', aor, 'max_contacts=5', 'module reload res_pjsip.so', 'aor'),
    ),
  ]
}

/** An AOR that keeps its old registrations refuses the next one until they run out: 403 (res_pjsip_registrar). */
async function checkPlaces(asks: Asks, aor: string, places: number): Promise<Finding[]> {
  const makesRoom = await Promise.all(
    ['remove_existing', 'remove_unavailable'].map(async (name) => isYes((await asks.aor(aor, name)) ?? '')),
  )
  if (makesRoom.includes(true)) return []
  // Of a contact that has registered, the name is AOR;@HASH; of one that pjsip.conf names, AOR@@HASH.
  const registered = ((await asks.aor(aor, 'contact')) ?? '').split(';@').length - 1
  const remedy = setIn('pjsip.conf', aor, 'max_contacts=5', 'module reload res_pjsip.so', 'aor')
  if (registered >= places)
    return [
      about(
        'taken',
        missing(
          `The AOR ${aor} has ${registered} of ${places} registrations already (max_contacts=${places}, remove_existing=no): another console or phone would be refused with 403`,
          remedy,
        ),
      ),
    ]
  if (places > 1) return []
  return [
    advice(
      `The AOR ${aor} takes one registration and keeps the old one (max_contacts=1, remove_existing=no): after a crash the line is refused until that has run out`,
      remedy,
    ),
  ]
}

async function checkUsual(asks: Asks, endpoint: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, isRight, line, why } of usual) {
    const value = (await asks.endpoint(endpoint, name)) ?? ''
    if (!isRight(value))
      findings.push(
        advice(
          `Endpoint ${endpoint} has ${value === '' ? `no ${name}` : `${name}=${value}`}: ${why}`,
          setIn('pjsip.conf', endpoint, line, 'module reload res_pjsip.so'),
        ),
      )
  }
  return findings
}

type RtpSetting = (name: string) => Promise<string | null>

/** rtp.conf may keep addresses out of ICE; where it keeps all of them out, no way is found (measured: the call is answered by nobody). */
async function checkIceAddresses(setting: RtpSetting): Promise<Finding | null> {
  for (const name of ['ice_deny', 'ice_blacklist']) {
    const range = (await setting(name)) ?? ''
    if (!/^(0\.0\.0\.0|::)\/(0|0\.0\.0\.0)$/.test(range) || (await setting('ice_permit'))) continue
    return missing(
      `rtp.conf has ${name}=${range}: no address of the PBX is left for ICE, and a call to the console finds no way`,
      `remove the line ${name}= from the existing [general] (a second one is ignored) of rtp.conf, then run "module reload res_rtp_asterisk.so"`,
    )
  }
  return null
}

/** Measured on 22.10: 9.4 s until a call to the console is answered, where the server is silent; 0.6 s without one. */
async function checkStun(setting: RtpSetting): Promise<Finding[]> {
  const server = await setting('stunaddr')
  if (!server) return []
  return [
    advice(
      `rtp.conf has stunaddr=${server}: each call to the console begins with a question to it, and waits nine seconds where it does not answer, which is too long for *Listen*`,
      'see on the PBX that it answers by UDP (a packet capture shows both ways), or remove the line stunaddr= from the existing [general] (a second one is ignored) of rtp.conf where the PBX is not behind NAT, then run "module reload res_rtp_asterisk.so"',
    ),
  ]
}

/** Agent, caller and supervisor, with two ports each. */
const PORTS_OF_A_CALL = 6
const LEAST_PORTS = 300

/** rtp.conf: without ICE no browser's sound arrives. What it does not say is yes. */
export async function checkRtp(asks: Asks): Promise<Finding[]> {
  const setting = (name: string) => asks.config('rtp.conf', 'general', name)
  const ice = await setting('icesupport')
  const remedy = setIn('rtp.conf', 'general', 'icesupport=yes', 'module reload res_rtp_asterisk.so')
  if (ice === null)
    return [
      unknown(
        'Whether rtp.conf has ICE switched on could not be looked at',
        `${remedy}, and run "module load func_config.so"`,
      ),
    ]
  if (isNo(ice) || (ice !== '' && !isYes(ice)))
    return [
      missing(`rtp.conf has icesupport=${ice}: a call to the console connects, and nobody hears anything`, remedy),
    ]
  const closed = await checkIceAddresses(setting)
  if (closed) return [closed]
  const slow = await checkStun(setting)
  const [first, last] = [(await setting('rtpstart')) || '5000', (await setting('rtpend')) || '31000']
  const ports = Number(last) - Number(first) + 1
  if (ports < LEAST_PORTS)
    return [
      ...slow,
      advice(
        `rtp.conf has rtpstart=${first} and rtpend=${last}: ${ports > 0 ? `that is enough for ${Math.floor(ports / PORTS_OF_A_CALL)} monitored calls at once` : 'the first is above the last, and Asterisk takes 5000 to 31000'}`,
        setIn('rtp.conf', 'general', 'rtpstart=10000, rtpend=20000', 'module reload res_rtp_asterisk.so'),
      ),
    ]
  return [
    ...slow,
    fine(
      `ICE is on. The sound goes to UDP ${first} to ${last} of the PBX: a firewall has to let that pass (check-site makes no call)`,
    ),
  ]
}
