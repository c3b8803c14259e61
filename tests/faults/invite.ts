// An INVITE as the console's line reads it.

import { type SipMessage, uriOf } from '#main/proof/phone/sip-text.ts'
import { silentMeters } from '#renderer/line/meters.ts'
import type { Invite } from '#renderer/line/phone.ts'

export function inviteOf(id: string, { start, headers }: SipMessage): Invite {
  const from = headers.find(([name]) => name === 'from')?.[1] ?? ''
  const values: Record<string, string[]> = {}
  for (const [name, value] of headers) values[name] = [...(values[name] ?? []), value]
  return {
    id,
    from: { name: /^"([^"]*)"/.exec(from)?.[1] ?? null, number: /sip:([^@]*)@/.exec(uriOf(from))?.[1] ?? '' },
    requestUri: start.split(' ')[1] ?? '',
    headers: values,
  }
}

/** What a monitor does not ask of a phone. */
export const unusedParts = {
  connect: () => undefined,
  disconnect: () => undefined,
  check: () => undefined,
  renewPaths: () => undefined,
  takeWays: () => undefined,
  chooseAudio: () => undefined,
  insist: () => undefined,
  standIn: () => undefined,
  tracks: { sent: () => null, received: () => null },
  dial: () => undefined,
  setAside: () => undefined,
  takeBack: () => undefined,
  transfer: () => undefined,
  setVolume: () => undefined,
  retryMicrophone: async () => 'idle' as const,
  wantMicrophone: async () => 'idle' as const,
  measureEcho: async () => null,
  stats: async () => null,
  mediaPath: async () => null,
  messages: () => [],
  openMeters: () => silentMeters,
}
