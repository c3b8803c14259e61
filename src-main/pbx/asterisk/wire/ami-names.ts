// How AMI names phones, channels and queue members, and what it leaves unsaid.
import { readable } from '#main/pbx/kit/readable.ts'

/** What AMI says, or null where it says that it does not know. */
export const known = (value: string | undefined): string | null =>
  value === undefined || value === '<unknown>' ? null : readable(value) || null

/** Of a caller: what a PBX calls whoever gave it neither number nor name says nothing either (DEFAULT_CALLERID of its channels). */
export const knownCaller = (value: string | undefined): string | null =>
  value?.toLowerCase() === 'asterisk' ? null : known(value)

/**
 * Channels of Asterisk's own: halves of a Local pair, snoops, announcers; and the media of a program, as a voice bot has it.
 * Whatever else has a channel is somebody's phone.
 */
const noPhones =
  /^(?:Local|Snoop|Message|AsyncGoto|Surrogate|Bridge|CBAnn|CBRec|Announcer|Recorder|MulticastRTP|UnicastRTP|AudioSocket|WebSocket)\//i

/** Of these the whole name is the phone's: there is one channel of it (the loudspeaker of the PBX itself, a telephone card). */
const single = /^(?:Console|ALSA|OSS|Phone)\/[^/]+$/

/** `PJSIP/1001-0000002a` → `PJSIP/1001`, `Khomp/B0C1-0.0` → `Khomp/B0C1`; null for what is no phone (Local, Snoop, Message …). */
export function phoneOf(channelName: string): string | null {
  // `<MASQ>` is on the way to another name, `<ZOMBIE>` only waits for its hangup (Asterisk, main/channel.c).
  const name = channelName.replace(/<MASQ>$/, '')
  if (noPhones.test(name) || name.endsWith('<ZOMBIE>')) return null
  if (single.test(name)) return name
  return /^([A-Za-z0-9_]+\/.+)-[0-9a-zA-Z.]+$/.exec(name)?.[1] ?? null
}

/** What rings a phone of the site file: `5101` → `PJSIP/5101`; `SIP/5101` is one already. */
export const dialOf = (phone: string): string => (phone.includes('/') ? phone : `PJSIP/${phone}`)

/** `PJSIP/1001` → `1001`. */
export const nameOfPhone = (phone: string): string => phone.slice(phone.indexOf('/') + 1)

/** `PJSIP/1001-0000002a` → `1001`; null for what is no phone. */
export function endpointOf(channelName: string): string | null {
  const phone = phoneOf(channelName)
  return phone === null ? null : nameOfPhone(phone)
}

/** `Local/600@internal-0000001;2` → its way in, `Local/600@internal`, and which half it is; null for every other channel. */
export function localOf(
  channelName: string,
): { readonly way: string; readonly pair: string; readonly half: 1 | 2 } | null {
  const [, pair = '', way = '', half] = /^((Local\/.+)-[0-9a-zA-Z]+);([12])$/.exec(channelName) ?? []
  return half === undefined ? null : { way, pair, half: half === '1' ? 1 : 2 }
}

/** An administrator may write `pjsip/1001`: to Asterisk it is the same, and its own events write it like this (main/channel.c, strcasecmp). */
export const asWritten = (device: string): string =>
  device.replace(/^(?:PJSIP|SIP|IAX2|SCCP|DAHDI|Local)(?=\/)/i, (technology) =>
    technology.toLowerCase() === 'local' ? 'Local' : technology.toUpperCase(),
  )

/**
 * Where a queue member, or the device that tells its state, is reached. `context`: dialplan; `phone`: a device of its own. Without either it
 * is a number outside, dialled over a trunk, or a device of an application.
 */
export type Reach = { readonly number: string; readonly context: string | null; readonly phone: string | null }

/**
 * `PJSIP/1004`, `PJSIP/alice/sip:…`, `hint:1004@ext-local`, `Local/1004@from-queue/n`, `Agent:1004`, `Custom:bob`, and over a trunk
 * `PJSIP/5550100@trunk`, `PJSIP/trunk/sip:5550100@…`, `SIP/trunk/5550100`, `DAHDI/g1/5550100`.
 */
export function reachOf(device: string): Reach {
  const [, number, context] = /^(?:hint:|Local\/)([^@/]+)(?:@([^/]+))?/i.exec(device) ?? []
  if (number !== undefined) return { number, context: context ?? 'default', phone: null }
  const outside = outsideOf(asWritten(device))
  if (outside !== null) return { number: outside, context: null, phone: null }
  const phone = phoneIn(asWritten(device))
  if (phone !== undefined) return { number: nameOfPhone(phone), context: null, phone }
  return { number: device.replace(/^[A-Za-z]+:/, '') || device, context: null, phone: null }
}

/** The line of a gateway is part of its phone's name: `MGCP/aaln/1@gateway`. */
const phoneIn = (device: string): string | undefined => /^(?:MGCP\/.+|[A-Za-z0-9_]+\/[^/]+)/.exec(device)?.[0]

/** Whom it dials over a trunk; null: it is a phone of the house, perhaps by one of its contacts (`PJSIP/alice/sip:x7k2@…`). */
function outsideOf(device: string): string | null {
  const [, technology, peer, dialled = ''] = /^([A-Za-z0-9_]+)\/([^/]+)\/(.+)$/.exec(device) ?? []
  if (technology === undefined) return /^(?:PJSIP|SIP|OOH323)\/([^@/]+)@[^@/]+$/.exec(device)?.[1] ?? null
  if (technology === 'MGCP') return null
  const [, contact] = /^sips?:([^@;]*)/.exec(dialled) ?? []
  if (contact === undefined) return /^[^@/]+/.exec(dialled)?.[0] ?? null // IAX2 may name a context behind it
  return /^\+?\d{7,}$/.test(contact) && contact !== peer ? contact : null
}

/** What a hint watches (`PJSIP/1004&Custom:DND1004,CustomPresence:1004`); its presence provider is left out. */
export const devicesOfHint = (hint: string): readonly string[] =>
  (hint.split(',')[0] ?? '')
    .split('&')
    .filter((device) => device !== '')
    .map(asWritten)

/** `Local/1004@from-queue/n` without its options. */
export const wayOf = (device: string): string => asWritten(device).replace(/^(Local\/[^/]+)\/.*$/i, '$1')
