// The supervisor's own phone at the PBX (SIP over WebSocket): where it registers, as whom, and how its sound finds a way.
import { z } from 'zod'
import { sipAddress, webAddress } from './site/address.ts'

/** `example` shows what it must look like. */
export const socketUrl = (example: string) => webAddress('ws|wss', example)

/** One address, or several in the order in which they are tried. */
export const socketUrls = (example: string) => z.union([socketUrl(example), z.array(socketUrl(example)).min(1).max(8)])

/** RFC 7064 and 7065, as browsers read them: they throw at any other (turn://…, a port beyond 65535, stun: with ?transport) each time a call is answered. */
const iceUrl = z
  .string()
  .regex(
    /^(stuns?:(\[[\da-fA-F:.]+\]|[^\s:?/@[\]]+)(:\d{1,5})?|turns?:(\[[\da-fA-F:.]+\]|[^\s:?/@[\]]+)(:\d{1,5})?(\?transport=(udp|tcp))?)$/,
    'must look like stun:stun.example:3478 or turn:turn.example:3478?transport=udp, without //',
  )
  .refine((urls) => isPort(/:(\d+)(\?|$)/.exec(urls)?.[1] ?? '1'), 'must have a port from 1 to 65535')

const isPort = (port: string): boolean => Number(port) > 0 && Number(port) < 65_536

/** What finds a way for the sound through NAT and firewalls. */
export const iceServer = z.object({
  urls: iceUrl,
  username: z.string().max(220).optional(), // the site's own, and the end of its time before it
  credential: z.string().max(500).optional(),
})

/** As a site file has it. `secret` is shared with the TURN server (coturn: static-auth-secret), and stays in the desk: it makes credentials of it that run out. */
export const siteIceServer = iceServer
  .extend({ username: z.string().max(200).optional(), secret: z.string().max(500).optional() })
  .refine(({ urls, secret }) => secret === undefined || /^turns?:/.test(urls), {
    path: ['secret'],
    message: 'is for turn: and turns: only; a STUN server asks for nothing',
  })
  .refine(({ secret, credential }) => secret === undefined || credential === undefined, {
    path: ['secret'],
    message: 'makes the credential: leave `credential` out',
  })
export type SiteIceServer = z.infer<typeof siteIceServer>

export const lineAccount = z.object({
  uri: sipAddress,
  wsUrl: socketUrl('wss://pbx.example:8089/ws'),
  alsoAt: z.array(socketUrl('wss://pbx.example:8089/ws')).optional(), // tried in this order when the first leads nowhere
  authUser: z.string().min(1),
  password: z.string(),
  displayName: z.string().default(''),
  iceServers: z.array(iceServer).default([]),
  relayOnly: z.boolean().optional(), // no sound but by TURN
})
export type LineAccount = Readonly<z.infer<typeof lineAccount>>

/** As an account has what a site file says in one field. */
export function registersAt(wsUrl: string | readonly string[]): Pick<LineAccount, 'wsUrl' | 'alsoAt'> {
  if (typeof wsUrl === 'string') return { wsUrl }
  const [first = '', ...others] = wsUrl
  return others.length === 0 ? { wsUrl: first } : { wsUrl: first, alsoAt: others }
}

export const addressesOf = ({ wsUrl, alsoAt = [] }: Pick<LineAccount, 'wsUrl' | 'alsoAt'>): readonly string[] => [
  wsUrl,
  ...alsoAt,
]

/** The user part of a console's contact: by it other consoles, and the desk at the PBX, know whose it is. */
const MARK = 'earshot-'

/** What every contact of that seat begins with. A seat is the same after a crash: what it left at the registrar is known as its own. */
export const contactMark = (seat: string): string => `${MARK}${seat}-`

/** `unique` must not be guessable. */
export const consoleContact = (seat: string, unique: string): string => `${contactMark(seat)}${unique}`

export const isConsoleContact = (user: string): boolean => user.startsWith(MARK)
