// What check-site finds at the STUN and TURN servers of a site: each is asked as a call would ask it.
import type { SiteIceServer } from '#contract/line-account.ts'
import { isPrivateAddress } from '#contract/site/address.ts'
import { advice, fine, missing, unknown } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import type { Clock } from '#contract/time.ts'
import { askIceServer, type IceAnswer, type IceServer, placeOfServer } from './ask-ice-server.ts'

type Ask = (server: IceServer, clock: Clock) => Promise<IceAnswer>

/** `ready`: as the line is given it, with the credential that is made of a secret. */
export async function checkIceServers(
  servers: readonly SiteIceServer[],
  ready: (server: SiteIceServer) => IceServer,
  clock: Clock,
  ask: Ask = askIceServer,
): Promise<readonly SetupFinding[]> {
  const found = servers.map(async (server) => {
    const given = ready(server)
    return isTurn(server) && (given.username === undefined || given.credential === undefined)
      ? [noCredential(server)]
      : findingsOf(server, await ask(given, clock), clock)
  })
  return (await Promise.all(found)).flat()
}

const isTurn = ({ urls }: SiteIceServer): boolean => /^turns?:/.test(urls)

const noCredential = ({ urls, username }: SiteIceServer): SetupFinding =>
  missing(
    'other',
    username === undefined ? `${urls} has no username` : `${urls} has a username and no credential`,
    'write its `username` and `credential` beside `urls` in line.iceServers, or the `secret` it shares with the site (static-auth-secret of coturn); without them a browser refuses every call',
  )

function findingsOf(server: SiteIceServer, answer: IceAnswer, clock: Clock): readonly SetupFinding[] {
  const { urls } = server
  switch (answer.kind) {
    case 'works':
      return works(server, answer)
    case 'refused':
      return [refused(server, answer, clock)]
    case 'silent':
      return [missing('other', `${urls} does not answer`, silentRemedy(urls))]
    case 'notConnected':
      return [missing('other', `${urls}: ${answer.detail}`, whyNotConnected(answer.detail))]
  }
}

function works({ urls }: SiteIceServer, answer: Extract<IceAnswer, { kind: 'works' }>): readonly SetupFinding[] {
  const { seenAs, relay, isOpenToAll } = answer
  if (relay === null) return [fine('other', `${urls} answers: this computer has the address ${seenAs} there`)]
  const at = placeOfServer(urls)?.host ?? ''
  const isBehindNat = /^\d+(\.\d+){3}$/.test(at) && !isPrivateAddress(at) && isPrivateAddress(relay)
  return [
    fine('other', `${urls} lends an address: ${relay}`),
    ...(isBehindNat
      ? [
          missing(
            'other',
            `${urls} lends ${relay}, which nobody outside its own network reaches`,
            `tell the TURN server its public address (external-ip=${at}/${relay} in turnserver.conf), then restart it`,
          ),
        ]
      : []),
    ...(isOpenToAll
      ? [
          advice(
            'other',
            `${urls} lends addresses to everybody, without a name`,
            'set use-auth-secret and static-auth-secret in turnserver.conf (or lt-cred-mech and user): strangers send through an open relay',
          ),
        ]
      : []),
  ]
}

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

function refused(
  { urls, secret }: SiteIceServer,
  { code, reason, isAsked }: Extract<IceAnswer, { kind: 'refused' }>,
  clock: Clock,
): SetupFinding {
  const what = `${urls}: ${code} ${reason}`.trimEnd()
  if (code === 401 && secret && !isAsked) {
    return missing(
      'other',
      `${what}. It does not take what the secret makes`,
      `compare \`secret\` with static-auth-secret of turnserver.conf, which takes it only together with use-auth-secret; and compare the clocks: this computer’s says ${utc.format(clock.now())} GMT`,
    )
  }
  if (code === 401)
    return missing(
      'other',
      `${what}. It does not take this username and credential`,
      'compare them with `user` of turnserver.conf (lt-cred-mech); where that says use-auth-secret, write its static-auth-secret as `secret` and leave `credential` out',
    )
  if (code === 486 || code === 508)
    return unknown(
      'other',
      `${what}: it lends no more addresses now`,
      'raise user-quota and total-quota, or the range min-port to max-port, in turnserver.conf, and run check-site again',
    )
  return missing('other', what, 'see the log of the TURN server for the reason')
}

function silentRemedy(urls: string): string {
  if (/^(turns|stuns):/.test(urls))
    return 'see that it runs, that it speaks TLS at that port (tls-listening-port, `cert` and `pkey` of turnserver.conf; 3478 is usually without), and that the firewalls let TCP through to it'
  if (urls.endsWith('=tcp'))
    return 'see that it is a STUN or TURN server, and that the firewalls let TCP through to its port'
  return 'see that it runs, and that the firewalls let UDP through to its port; where they let no UDP through, write the address with ?transport=tcp, or turns:'
}

function whyNotConnected(detail: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(detail)) return 'this computer does not know the name: check the spelling and the DNS'
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(detail))
    return 'its certificate (`cert` of turnserver.conf) must be for the very name in `urls`, and signed by an authority in this computer’s store; `ca` of the site file does not count here, because browsers do not ask it for sound'
  if (/EPROTO|WRONG_VERSION|packet length/i.test(detail))
    return 'what answers there speaks no TLS: turn: and 3478 are without, turns: and 5349 are with TLS'
  return 'see that it runs and listens at that port (listening-port and tls-listening-port of turnserver.conf), and that the firewalls let it through'
}
