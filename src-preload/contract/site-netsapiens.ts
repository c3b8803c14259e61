// A NetSapiens site: where its servers are, how the supervisor signs in, and what the console may take as evidence.
import { z } from 'zod'
import { siteIceServer, socketUrls } from './line-account.ts'
import { webAddress } from './site/address.ts'

// Tokens travel on these addresses, so plain http is only taken for this very machine.
const serverUrl = webAddress('http|https', 'https://pbx.example')
  .regex(/^(?!http:\/\/(?!(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)))/, 'must look like https://pbx.example')
  .transform((url) => url.replace(/\/+$/, ''))

const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as America/New_York')

/**
 * password: asked for when needed and never kept; only the refresh token is, in the secret store.
 * apiKey, jwt: a long-lived token from the secret store.
 */
const signIn = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('password'),
    clientId: z.string().min(1),
    secret: z.string().max(200).default(''), // of that client; empty: in the environment or the secret store
    username: z.string().max(200).default(''), // offered in the sign-in; where supervisors share the file, each has their own
    tokens: z.enum(['oauth', 'jwt']).default('oauth'),
  }),
  z.object({ by: z.literal('apiKey') }),
  z.object({ by: z.literal('jwt') }),
])

/** How the portal's own pages know us: by the same bearer token, or by the cookie of a form login. */
const portalSession = z.discriminatedUnion('by', [
  z.object({ by: z.literal('bearer') }),
  z.object({
    by: z.literal('form'),
    path: z.string().startsWith('/').default('/portal/login/check'),
    userField: z.string().default('data[Login][username]'),
    passwordField: z.string().default('data[Login][password]'),
  }),
])

/** The supervisor's softphone in the console. `device: null` takes the user's web softphone (suffix `wp`). */
const softphone = z.object({
  wsUrl: socketUrls('wss://core1.pbx.example:9002'),
  device: z.string().nullable().default(null),
  displayName: z.string().default(''),
  iceServers: z.array(siteIceServer).default([]),
})

/** What an INVITE must show to be taken for the bridge's; null switches that piece of evidence off. */
const invite = z.object({
  fromName: z.string().min(1).nullable().default('Bridge for Audio Monitoring'),
  uriIncludes: z.string().min(1).nullable().default('adhoc.monitor'),
  withinSeconds: z.number().min(1).max(60).default(15), // after Listen was clicked
})

export const netsapiensSite = z.object({
  kind: z.literal('netsapiens'),
  server: serverUrl, // the REST interface under /ns-api, the portal's actions under /portal
  cores: z.array(serverUrl).min(1), // servers of the live feed, in the order they are tried, e.g. https://core1.pbx.example:8001
  domain: z.string().min(1).default('~'), // `~` is the domain of the one who signs in
  signIn,
  portalSession: portalSession.default({ by: 'bearer' }),
  timeZone: timeZone.default('UTC'), // of the timestamps that carry none
  softphone: softphone.nullable().default(null),
  invite: invite.default(invite.parse({})),
  extensionDigits: z.number().int().min(2).max(9).default(6), // a number of at most so many digits is a phone of the network
  whisperTo: z.enum(['extensions', 'anyone']).default('extensions'), // the portal offers a whisper only to extensions
  legIs: z.enum(['orig_callid', 'term_callid']).default('orig_callid'), // which id of a tap leg its actions name
  ringSeconds: z.number().int().min(1).max(120).default(40), // how long the supervisor's phones may ring
  resyncSeconds: z.number().int().min(1).max(3600).default(60), // the feed has no numbers: gaps can only be healed by reading again
})
export type NetsapiensSite = z.infer<typeof netsapiensSite>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
