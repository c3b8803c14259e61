// check-site, SIP: whether a profile has the WebSocket the line registers at, the gateways the site names, and sound that can be heard.
import type { FreeswitchSite } from '#contract/settings.ts'
import { isPrivateAddress } from '#contract/site/address.ts'
import { advice, fine, missing, unknown } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { EslClient } from '../wire/esl-client.ts'

/** Of a host, by this computer's DNS; null: it has none. */
export type AddressOf = (host: string) => Promise<string | null>

type Client = Pick<EslClient, 'api'>

/** A profile as `sofia status profile NAME` tells it: a name, spaces, a value a line. */
type Profile = { readonly name: string; readonly fields: ReadonlyMap<string, string> }

/** The console itself never asks this, so that a login with the fewest rights may not: then it is for the administrator to look. */
export async function checkProfiles(
  client: Client,
  site: FreeswitchSite,
  socket: readonly SetupFinding[],
  addressOf: AddressOf,
): Promise<SetupFinding[]> {
  const status = await client.api('sofia status')
  if (!status.ok)
    return [
      unknown(
        'endpoint',
        'The SIP profiles could not be looked at with this login',
        'look yourself: "sofia status profile internal" must have a WSS-BIND-URL, PCMU in CODECS IN, and PROXY-MEDIA false',
      ),
    ]
  const rows = status.value.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()))
  const profiles = await Promise.all(
    rows.filter(([, type]) => type === 'profile').map(([name = '']) => profileOf(client, name)),
  )
  const gateways = rows.filter(([, type]) => type === 'gateway').map(([name = '']) => name.split('::').at(-1) ?? name)
  // Behind a proxy (wss on 443) the line's port is none of a profile's, and SIP answers there all the same.
  const answers = socket.length > 0 && socket.every(({ kind }) => kind === 'ok')
  return [
    ...(answers ? [] : socketFinding(site, profiles)),
    ...gatewayFinding(site, gateways),
    ...profiles.flatMap(soundFindings),
    ...profiles.flatMap((profile) => ownAddressFindings(site, profile)),
    ...(await innerAddressFindings(site, profiles, addressOf)),
  ]
}

async function profileOf(client: Client, name: string): Promise<Profile> {
  const told = await client.api(`sofia status profile ${name}`)
  const lines = (told.ok ? told.value : '').split('\n')
  return { name, fields: new Map(lines.flatMap((line) => fieldOf(line))) }
}

function fieldOf(line: string): [string, string][] {
  const [, name, value] = /^([A-Za-z][A-Za-z -]*?)\s{2,}(.*)$/.exec(line.replaceAll('\t', '  ')) ?? []
  return name === undefined || value === undefined ? [] : [[name, value.trim()]]
}

function socketFinding({ line }: FreeswitchSite, profiles: readonly Profile[]): SetupFinding[] {
  const [wsUrl] = [line?.wsUrl ?? []].flat()
  if (wsUrl === undefined) return []
  const isSecure = wsUrl.startsWith('wss:')
  const [field, param] = isSecure ? ['WSS-BIND-URL', 'wss-binding'] : ['WS-BIND-URL', 'ws-binding']
  const wanted = portOf(wsUrl) ?? (isSecure ? '443' : '80')
  const ports = profiles.flatMap(({ fields }) => portOf(fields.get(field) ?? '') ?? [])
  if (ports.includes(wanted)) return [fine('endpoint', `A profile listens for the line’s WebSocket at port ${wanted}`)]
  return [
    ports.length === 0
      ? missing(
          'endpoint',
          `No SIP profile has a ${param}, so that no line can register at ${wsUrl}`,
          `set <param name="${param}" value=":${wanted}"/> in sip_profiles/internal.xml and restart the profile (FusionPBX: Advanced > SIP Profiles > internal > ${param})`,
        )
      : missing(
          'endpoint',
          `The line is to register at port ${wanted}, but the profiles listen for it at ${ports.join(', ')}`,
          `set the port of \`line.wsUrl\` to it; a web server or proxy in between (wss on 443) is right as it is`,
        ),
  ]
}

const portOf = (url: string): string | undefined => /:(\d+)(?:[;/?]|$)/.exec(url)?.[1]

function gatewayFinding({ trunks }: FreeswitchSite, known: readonly string[]): SetupFinding[] {
  const unlisted = trunks.gateways.filter((name) => !known.includes(name))
  if (unlisted.length > 0)
    return [
      missing(
        'trunk',
        `The PBX has no gateway called ${unlisted.join(', ')}; it has ${known.join(', ') || 'none'}`,
        'name in `trunks.gateways` those that lead outside as "sofia status" lists them (FusionPBX: a uuid each), or none: then all do',
      ),
    ]
  const forgotten = known.filter((name) => !trunks.gateways.includes(name))
  if (trunks.gateways.length === 0 || forgotten.length === 0) return []
  return [
    advice(
      'trunk',
      `Calls by the gateway ${forgotten.join(', ')} count as calls of the house: \`trunks.gateways\` does not name it`,
      'add it, if it leads outside',
    ),
  ]
}

/** A PBX that found no network when it started says to every phone that its sound is at 127.0.0.1: the call stands, and is silent. */
function ownAddressFindings({ line }: FreeswitchSite, { name, fields }: Profile): SetupFinding[] {
  const [wsUrl = ''] = [line?.wsUrl ?? []].flat()
  const told = fields.get('Ext-RTP-IP') || fields.get('RTP-IP') || ''
  const isOwn = (address: string) => /^(127\.|\[?::1\]?$|localhost$)/.test(address)
  if (wsUrl === '' || !isOwn(told) || isOwn(new URL(wsUrl).hostname)) return []
  return [
    missing(
      'endpoint',
      `The profile ${name} tells every phone that its sound is at ${told}, where only the PBX itself is: calls on it are silent`,
      'set local_ip_v4 in vars.xml, or rtp-ip (and behind NAT ext-rtp-ip) of the profile, to the address that phones reach, then restart the profile',
    ),
  ]
}

/** Behind NAT a phone outside is told of an address inside, unless ext-rtp-ip names the outer one (mod_sofia, `sofia status profile`). */
async function innerAddressFindings(
  { line }: FreeswitchSite,
  profiles: readonly Profile[],
  addressOf: AddressOf,
): Promise<SetupFinding[]> {
  const [wsUrl] = [line?.wsUrl ?? []].flat()
  const inner = profiles.filter(
    ({ fields }) => (fields.has('WSS-BIND-URL') || fields.has('WS-BIND-URL')) && isInner(toldTo(fields)),
  )
  if (wsUrl === undefined || inner.length === 0) return []
  const outer = await addressOf(new URL(wsUrl).hostname)
  if (outer === null || outer.includes(':') || isPrivateAddress(outer)) return []
  return inner.map(({ name, fields }) =>
    unknown(
      'endpoint',
      `Whether sound gets through could not be looked at: the line reaches the PBX at ${outer}, and the profile ${name} tells phones that its sound is at ${toldTo(fields)}, inside its own network`,
      `set <param name="ext-rtp-ip" value="autonat:${outer}"/> and ext-sip-ip likewise in sip_profiles/${name}.xml (FusionPBX: Advanced > SIP Profiles), let UDP 16384 to 32768 through to the PBX, and restart the profile; or give the line a TURN server (line.iceServers)`,
    ),
  )
}

const toldTo = (fields: Profile['fields']): string => fields.get('Ext-RTP-IP') || fields.get('RTP-IP') || ''
const isInner = (address: string): boolean => isPrivateAddress(address) && !address.startsWith('127.')

function soundFindings({ name, fields }: Profile): SetupFinding[] {
  const is = (field: string) => fields.get(field) === 'true'
  const codecs = fields.get('CODECS IN')
  return [
    ...(is('PROXY-MEDIA')
      ? [
          missing(
            'other',
            `Calls of the profile ${name} only pass through (proxy media), and cannot be listened to`,
            'remove <param name="inbound-proxy-media" value="true"/> from the profile',
          ),
        ]
      : []),
    ...(is('NOMEDIA')
      ? [
          advice(
            'other',
            `The sound of calls of the profile ${name} goes past the PBX (bypass media): it is brought back before a monitor begins`,
            'where that is not wanted, remove <param name="inbound-bypass-media" value="true"/> from the profile',
          ),
        ]
      : []),
    ...(codecs !== undefined && !/\bPCMU\b/i.test(codecs)
      ? [
          advice(
            'codec',
            `The profile ${name} takes no PCMU (CODECS IN ${codecs}), and the monitor’s leg is forced to it`,
            'add PCMU to global_codec_prefs in vars.xml (FusionPBX: Advanced > Variables > Codecs)',
          ),
        ]
      : []),
  ]
}
