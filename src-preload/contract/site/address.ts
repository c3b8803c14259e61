// Addresses as a site file holds them: what a browser, a socket or a softphone could not open is refused where it is written.
import { z } from 'zod'
import { hiddenIn } from './hidden.ts'

/** A name, an IPv4 or an IPv6 address, without a port. */
export const hostName = z
  .string()
  .max(255)
  .refine((host) => whyNotHost(host) === null, { error: ({ input }) => whyNotHost(String(input)) ?? '' })

function whyNotHost(host: string): string | null {
  if (host.startsWith('[')) return 'must be a host name or an address: IPv6 without its brackets, like 2001:db8::1'
  if (isHost(host) || isHost(`[${host}]`)) return null
  const hidden = hiddenIn(host)
  if (hidden) return `must be a host name or an address: ${hidden}`
  const [, name] = /^\w+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)/.exec(host) ?? []
  return `must be a host name or an address, without a port${name ? `: "${name}" alone, not "${host}"` : ''}`
}

/** A name that is sent as it is, of which nothing may be hidden. */
export const plainWord = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => hiddenIn(text) === null, { error: ({ input }) => hiddenIn(String(input)) ?? '' })

/** `https://pbx.example:8089/ari`; `schemes` as in `http|https`. */
export const webAddress = (schemes: string, example: string) =>
  z
    .string()
    .max(2000)
    .refine((text) => whyNotWeb(text, schemes) === null, {
      error: ({ input }) => tell(whyNotWeb(input, schemes), example),
    })

/** `sip:5001@pbx.example`, with a port and parameters if need be (RFC 3261, 19.1). */
export const sipAddress = z
  .string()
  .max(300)
  .refine((text) => whyNotSip(text) === null, { error: ({ input }) => tell(whyNotSip(input), 'sip:5001@pbx.example') })

const tell = (why: string | null, example: string): string => `${why ?? 'is wrong'}: it must look like ${example}`

function whyNotWeb(input: unknown, schemes: string): string | null {
  const hidden = hiddenIn(String(input))
  if (hidden) return hidden
  const [, scheme, place] = /^([a-z]+):\/\/([^\s/?#]+)\S*$/.exec(String(input)) ?? []
  if (scheme === undefined || place === undefined) return 'this is no address'
  if (!schemes.split('|').includes(scheme)) return `an address here begins with ${schemes.replaceAll('|', ' or ')}`
  if (place.includes('@')) return 'an address here has no user and no password in it'
  return whyNotPlace(place)
}

function whyNotSip(input: unknown): string | null {
  const hidden = hiddenIn(String(input))
  if (hidden) return hidden
  const place = /^sips?:[^@\s]+@([^\s;?@]+)([;?]\S*)?$/.exec(String(input))?.[1]
  return place === undefined ? 'this is no SIP address' : whyNotPlace(place)
}

function whyNotPlace(place: string): string | null {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(place) ?? []
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return `"${port.slice(0, 20)}" is no port`
  return isHost(host) ? null : 'this is no host name and no address'
}

/** By the same rules by which a browser opens it: 192.168.1.300 is none. */
const isHost = (host: string): boolean =>
  /^(\[[0-9A-Fa-f:.]+\]|[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?)$/u.test(host) &&
  z.url().safeParse(`http://${host}/`).success

/** An IPv4 address that nobody reaches from another network (RFC 1918, 3927, 6598), loopback among them. */
export const isPrivateAddress = (address: string): boolean =>
  /^(10|127)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
    address,
  )
