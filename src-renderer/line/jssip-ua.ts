// The user agent of JsSIP for an account. JsSIP is a fifth of the console's script: this file is loaded after the start.
import JsSIP from 'jssip'
import type { UA } from 'jssip/lib/UA'
import type { LineAccount } from '#contract/settings.ts'

const RECOVER_MIN_S = 1
const RECOVER_MAX_S = 4

export function createUa(account: LineAccount, contact: string): UA {
  const host = contact.slice(-12)
  return new JsSIP.UA({
    sockets: new JsSIP.WebSocketInterface(account.wsUrl),
    uri: account.uri,
    authorization_user: account.authUser,
    password: account.password,
    ...(account.displayName === '' ? {} : { display_name: account.displayName }),
    contact_uri: `sip:${contact}@${host}.invalid;transport=ws`,
    user_agent: 'Earshot',
    connection_recovery_min_interval: RECOVER_MIN_S,
    connection_recovery_max_interval: RECOVER_MAX_S,
  })
}
