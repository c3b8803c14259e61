// check-site, the Event Socket: why it does not let the console in, and what is to be said of it once it does.
import type { DeskError } from '#contract/errors.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import { advice, fine, missing } from '#contract/site/finding.ts'
import type { SetupFinding } from '#contract/site/setup.ts'
import { allowedEvents } from '../wire/event-names.ts'

const conf = 'autoload_configs/event_socket.conf.xml'
const reload = 'reload mod_event_socket'

export function connectFinding({ host, esl, domain }: FreeswitchSite, { code, detail = '' }: DeskError): SetupFinding {
  const where = `${host}:${esl.port}`
  switch (code) {
    case 'pbxWrongPassword':
      return missing(
        'user',
        `The Event Socket at ${where} refuses ${detail}`,
        esl.user === null
          ? `compare \`esl.password\` with <param name="password"> in ${conf} (FusionPBX: Advanced > Default Settings > switch > event_socket_password)`
          : `give the directory user ${esl.user} <param name="esl-password" value="…"/> and run "reloadxml"`,
      )
    case 'pbxRefused':
      return /permission denied/i.test(detail)
        ? missing(
            'rights',
            `The Event Socket refuses the events: ${detail}`,
            `set <param name="esl-allowed-events" value="${allowedEvents}"/> for ${esl.user ?? `a user of ${domain}`} in the directory, then "reloadxml": one name that is not allowed refuses the whole list`,
          )
        : missing(
            'user',
            `The Event Socket at ${where} does not let this computer in: ${detail}`,
            `let its address in by <param name="apply-inbound-acl"> in ${conf}, then "${reload}"; better, carry the port through SSH or a VPN and leave it on 127.0.0.1`,
          )
    case 'pbxProtocol':
      return missing(
        'port',
        `${strangerIn(detail)} answers at ${where}, and no Event Socket: ${detail}`,
        `compare \`esl.port\` with <param name="listen-port"> in ${conf} (8021), and \`esl.tls\`: FreeSWITCH itself speaks none there`,
      )
    case 'pbxNameUnknown':
      return missing('name', detail, 'this computer does not know the name: check the spelling and the DNS')
    case 'pbxCertificate':
      return missing(
        'certificate',
        detail,
        'put the PEM text of the authority that signed the tunnel’s certificate into `esl.tls.ca`',
      )
    default:
      return missing(
        /ECONNREFUSED/.test(detail) ? 'port' : 'network',
        detail,
        `mod_event_socket listens where <param name="listen-ip"> in ${conf} says: at 127.0.0.1 (FusionPBX) only the PBX itself reaches it. Carry the port through SSH or a VPN, and set \`host\` to the near end. At "::1" nobody reaches it by 127.0.0.1, and where IPv6 is switched off "::" listens nowhere: set 127.0.0.1, then "${reload}"`,
      )
  }
}

function strangerIn(detail: string): string {
  if (/Asterisk Call Manager/.test(detail)) return 'An Asterisk (AMI)'
  if (/SSH-\d/.test(detail)) return 'A server for SSH'
  if (/\bSIP\/2\.0/.test(detail)) return 'A SIP server'
  return /HTTP\/\d|<html/i.test(detail) ? 'A web server' : 'Something'
}

/** It is let in. What goes over this wire is the whole PBX. */
export function openFindings({ host, esl }: FreeswitchSite): SetupFinding[] {
  const where = `${host}:${esl.port}`
  const isNear = /^(127\.|::1$|\[::1\]$|localhost$)/.test(host)
  const letIn = fine(
    'user',
    `The Event Socket at ${where} accepts ${esl.user ?? 'its password'}, and the events the console needs`,
  )
  const inTheClear = advice(
    'tls',
    `The password and every call go to ${where} in the clear: the Event Socket speaks no TLS`,
    'carry it through SSH, a VPN or stunnel (docs/freeswitch.md, "The Event Socket"), then set `host` to the near end, or `esl.tls`',
  )
  const shared = advice(
    'rights',
    'Whoever has this password has the whole PBX, and esl-allowed-api is no fence: sendmsg is never checked',
    'treat it as root on the PBX: one for the console alone, in the secret store or `{"from": "env"}`, and never "ClueCon"',
  )
  const known = missing(
    'password',
    'The Event Socket still has the password that every FreeSWITCH is born with',
    `change <param name="password"> in ${conf}, then "${reload}", and \`esl.password\``,
  )
  const isBorn = esl.user === null && esl.password === 'ClueCon'
  return [letIn, ...(isBorn ? [known] : []), ...(isNear || esl.tls ? [] : [inTheClear]), shared]
}
