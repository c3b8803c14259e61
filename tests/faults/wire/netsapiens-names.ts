// What requests and events of the NetSapiens platform are called, whatever ids are in their paths.
import type { HttpNames } from './http-proxy.ts'

const words =
  /^(portal|login|check|calls|tap|barge_in|listen|ns-api|oauth2|token|tokens|jwt|domains|users|devices|agents|callqueues|queuedcall|simulator)$/

/** `ns-post-portal-calls-tap`; ids and versions are left out. */
function requestName(method: string, url: string): string | null {
  const [path = ''] = url.split('?')
  const parts = path.split('/').filter((part) => words.test(part))
  return parts.length === 0 ? null : ['ns', method.toLowerCase(), ...parts].join('-')
}

/** Engine.IO 3: `42["call",{…}]` is an event; pings and their answers are no news. */
function eventName(text: string): string | null {
  const [, name] = /^42\["([^"]+)"/.exec(text) ?? []
  return name === undefined ? null : `ns-event-${name}`
}

/** `isOurs`: whether an event is about this console's calls; those of others pass uncounted. */
export const netsapiensNames = (isOurs: (text: string) => boolean): HttpNames => ({
  request: requestName,
  event: (text) => (isOurs(text) ? eventName(text) : null),
})
