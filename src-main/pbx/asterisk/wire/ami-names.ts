// How AMI names phones and what it leaves unsaid.

/** What AMI says, or null where it says that it does not know. */
export const known = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === '<unknown>' ? null : value.slice(0, 200)

/** `PJSIP/1001-0000002a` → `1001`; null for what is no phone (Local, Snoop, Message …). */
export function endpointOf(channelName: string): string | null {
  return /^(?:PJSIP|SIP|IAX2|DAHDI|SCCP|Unistim|Motif|RTP)\/(.+)-[0-9a-zA-Z]+$/.exec(channelName)?.[1] ?? null
}

/** `PJSIP/1001`, `hint:1004@ext-local`, `Local/1004@from-queue/n`, `PJSIP/alice/sip:…` → the extension. */
export function extensionOf(stateInterface: string): string | null {
  return /^(?:hint:|[A-Za-z0-9]+\/)([^@/]+)/.exec(stateInterface)?.[1] ?? null
}
