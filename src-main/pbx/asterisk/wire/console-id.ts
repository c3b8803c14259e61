// What a console's channels are called on the PBX, so that other consoles can read there who monitors, and how.
import { type Mode, mode } from '#contract/monitor.ts'

export type ConsoleChannel = {
  readonly prefix: string // `earshot.LINE.OWNER.`
  readonly ticketId: string
  readonly number: number
  readonly supervisor: string
  readonly kind: 'line' | Mode // its phone, or a snoop in that mode
}

const LONGEST_NAME_BYTES = 24 // an id of Asterisk has 149 letters at most

/** `earshot.5001.OWNER.TICKET.NUMBER.NAME.line` or `…NAME.snoop-MODE`; the name in base64url, since an id takes no space. */
export function channelId({ prefix, ticketId, number, supervisor, kind }: ConsoleChannel): string {
  const name = Buffer.from(shortened(supervisor)).toString('base64url')
  return `${prefix}${ticketId}.${number}.${name}.${kind === 'line' ? kind : `snoop-${kind}`}`
}

const NOTICE = '.notice'

/** Of a channel that plays a notice: it hears nothing, and monitors nobody. */
export const noticeChannelId = (prefix: string, id: string): string => `${prefix}${id}${NOTICE}`
export const isNoticeChannel = (id: string): boolean => id.startsWith('earshot.') && id.endsWith(NOTICE)

/** Who monitors with this channel, and how where the id says so; null when it is no console's. `monitor`: the same for all its channels. The line stands in for a name. */
export function readChannelId(
  id: string,
): { readonly monitor: string; readonly supervisor: string; readonly mode: Mode | null } | null {
  const line = /^earshot\.([^.]+)\./.exec(id)?.[1]
  if (line === undefined) return null
  const [, monitor = id, name = '', kind = ''] = /^(.*)\.\d+\.([A-Za-z0-9_-]*)\.(line|snoop-\w+)$/.exec(id) ?? []
  const snoop = mode.safeParse(kind.slice('snoop-'.length))
  return {
    monitor,
    supervisor: Buffer.from(name, 'base64url').toString() || line,
    mode: snoop.success ? snoop.data : null,
  }
}

function shortened(name: string): string {
  let short = ''
  for (const letter of name) {
    if (Buffer.byteLength(short + letter) > LONGEST_NAME_BYTES) break
    short += letter
  }
  return short
}
