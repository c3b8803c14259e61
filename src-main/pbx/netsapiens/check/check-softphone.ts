// check-site, the softphone: whether there is a device for the console, and its SIP is reached over WebSocket.
import { addressesOf, registersAt } from '#contract/line-account.ts'
import { advice, fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Registering } from '#main/pbx/kit/try-register.ts'
import { readDevices } from '../floor/reading.ts'
import type { DeviceRow } from '../wire/row.ts'
import type { CheckParts } from './check-parts.ts'
import { whyNotReached } from './check-server.ts'
import type { Signed } from './check-sign-in.ts'

type Device = { readonly user: string; readonly domain: string; readonly password: string }

export async function checkSoftphone(
  { softphone }: NetsapiensSite,
  signed: Signed | null,
  { tryLine }: Pick<CheckParts, 'tryLine'>,
): Promise<SetupFinding[]> {
  const found = signed
    ? await deviceFor(softphone?.device ?? null, signed)
    : { findings: [], device: null, registered: 0 }
  if (!softphone) return noSoftphone(signed !== null, found.registered)
  const { device } = found
  const line = {
    uri: device ? `sip:${device.user}@${device.domain}` : 'sip:nobody@check-site.invalid',
    authUser: device?.user ?? 'nobody',
    password: device?.password ?? null,
  }
  const addresses = addressesOf(registersAt(softphone.wsUrl))
  const tried = await Promise.all(addresses.map((wsUrl) => tryLine({ ...line, wsUrl }, null)))
  return [...found.findings, ...tried.map((result, i) => judged(addresses[i] ?? '', device, result))]
}

function noSoftphone(isKnown: boolean, registered: number): SetupFinding[] {
  if (isKnown && registered === 0)
    return [
      missing(
        'endpoint',
        'The site file gives the console no softphone, and no phone of this user is registered: nothing would ring',
        'add `softphone` with the WebSocket address of the platform’s SIP, or log a phone of the user in',
      ),
    ]
  return [
    advice(
      'endpoint',
      'The site file gives the console no softphone: supervisors listen on another phone of theirs',
      'add `softphone` with the WebSocket address of the platform’s SIP to listen in the console',
    ),
  ]
}

async function deviceFor(named: string | null, { api, who }: Signed) {
  const wanted = named ?? `${who.user}wp`
  const none = { device: null, registered: 0 }
  const rows = await readDevices(api)
  if (!rows.ok)
    return {
      ...none,
      findings: [
        missing(
          'rights',
          `The devices of ${who.user} cannot be read (${(rows.error.detail ?? '').slice(0, 80)})`,
          'let this client read the devices of its own user, password included',
        ),
      ],
    }
  const registered = rows.value.filter((row) => row.registered).length
  const row = rows.value.find(({ device }) => device === wanted)
  const wrong = row ? withheld(row) : noDevice(wanted, rows.value)
  if (wrong || !row) return { ...none, registered, findings: wrong ? [wrong] : [] }
  const device: Device = { user: wanted, domain: who.domain, password: row.password }
  return { findings: [fine('endpoint', `The device ${wanted} is there, with its password`)], device, registered }
}

const noDevice = (wanted: string, rows: readonly DeviceRow[]): SetupFinding =>
  missing(
    'endpoint',
    `The user has no device ${wanted}; there is ${
      rows
        .map(({ device }) => device)
        .slice(0, 8)
        .join(', ') || 'none'
    }`,
    `add the device ${wanted} in the portal (Users > Phones) with WebRTC as its transport, or name another in \`softphone.device\``,
  )

const withheld = ({ device, password }: DeviceRow): SetupFinding | null =>
  password === ''
    ? missing(
        'rights',
        `The platform does not tell the SIP password of ${device}`,
        'let this client read the devices of its own user with their passwords, by a scope that may',
      )
    : null

function judged(wsUrl: string, device: Device | null, tried: Registering): SetupFinding {
  const at = `The line at ${wsUrl}`
  switch (tried.kind) {
    case 'notConnected':
      return /Unexpected server response/.test(tried.detail)
        ? missing(
            'endpoint',
            `${at}: a web server answers, and no SIP over WebSocket (${tried.detail})`,
            'compare host, port and path with the provider’s for WebRTC (often 9002)',
          )
        : whyNotReached(at, tried.detail)
    case 'silent':
      return missing(
        'endpoint',
        `${at}: it connects, but nothing there answers in SIP`,
        'compare the port with the provider’s for WebRTC (often 9002); the live feed and video are others',
      )
    case 'answered':
      return answered(at, device, tried)
  }
}

function answered(
  at: string,
  device: Device | null,
  { status, reason, isChallenged }: Extract<Registering, { kind: 'answered' }>,
): SetupFinding {
  if (device === null || (status >= 200 && status < 300)) return fine('endpoint', `${at} answers in SIP`)
  const name = `${device.user}@${device.domain}`
  if (isChallenged && [401, 403, 407].includes(status))
    return missing(
      'password',
      `${at} refuses the password of ${name}: ${status} ${reason}`,
      'the password of the device was changed, or the account has another by region: save the device anew in the portal, then sign in again',
    )
  if (status === 403)
    return missing(
      'endpoint',
      `${at} refuses ${name} before it asks for a password: ${status} ${reason}`,
      'set the transport of the device to WebRTC, and allow the user agent JsSIP where the platform restricts them',
    )
  if (status === 404)
    return missing(
      'endpoint',
      `${at} knows no ${name}: ${status} ${reason}`,
      'this server is of another region or platform: compare it with the provider’s',
    )
  return fine('endpoint', `${at} answers in SIP`)
}
