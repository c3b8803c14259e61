// How the sound of the line finds its way through NAT and firewalls, as the site file says it for every kind of PBX.
import type { LineAccount } from '#contract/line-account.ts'
import type { Settings } from '#contract/settings.ts'

/** `credential` is for the TURN servers whose own is not written in the file; null: there is none. */
export function overNetwork(
  account: LineAccount | null,
  { iceServers, relayOnly }: Settings['line'],
  credential: string | null,
): LineAccount | null {
  if (!account) return null
  const servers = [...iceServers, ...account.iceServers].map((server) =>
    server.username !== undefined && server.credential === undefined && credential !== null
      ? { ...server, credential }
      : server,
  )
  return relayOnly ? { ...account, iceServers: servers, relayOnly } : { ...account, iceServers: servers }
}
