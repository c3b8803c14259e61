// What an ARI request or event is called, whatever its ids are.
import type { HttpNames } from './http-proxy.ts'

const plain = ['channels', 'bridges', 'asterisk', 'applications', 'events', 'ari']
const verbs = ['snoop', 'addChannel', 'removeChannel', 'variable', 'info', 'modules', 'eventFilter', 'subscription']

/** `ari-delete-channels-snoop`, `ari-post-bridges-bridge-addChannel`. Null for what is not ARI. */
function requestName(method: string, url: string): string | null {
  const [path = ''] = url.split('?')
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[0] !== 'ari') return null
  const named = parts.slice(1).map((part, index) => {
    const before = parts[index] ?? ''
    return plain.includes(part) || (verbs.includes(part) && before !== 'snoop') ? part : thing(decodeURIComponent(part))
  })
  return ['ari', method.toLowerCase(), ...named].join('-')
}

function eventName(text: string): string | null {
  const event = JSON.parse(text) as { type?: string; channel?: { id?: string }; bridge?: { id?: string } }
  const subject = event.channel?.id ?? event.bridge?.id
  return ['ari-event', event.type ?? 'unknown', ...(subject === undefined ? [] : [thing(subject)])].join('-')
}

/** What kind of thing has this id: ours say so themselves. */
function thing(id: string): string {
  if (id.endsWith('.line')) return 'line'
  if (id.endsWith('.bridge')) return 'bridge'
  if (id.includes('.snoop')) return 'snoop'
  return id.endsWith('.so') ? 'module' : 'call'
}

/** What the console drops unread is not worth a cell. */
const read =
  /^ari-event-(Stasis|ChannelDestroyed|ChannelLeftBridge|ChannelEnteredBridge|BridgeDestroyed|ApplicationReplaced)/

export const ariNames: HttpNames = {
  request: requestName,
  event: (text) => {
    const name = eventName(text)
    return name !== null && read.test(name) ? name : null
  },
}
