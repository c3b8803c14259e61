// AMI text replayed through our reader into a picture: what the floor shows of it, at once and some time later.
import { readFileSync } from 'node:fs'
import { floor as floorSchema } from '#contract/floor.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { PictureRules } from '#main/pbx/asterisk/floor/picture-tables.ts'
import { viewOf } from '#main/pbx/asterisk/floor/picture-view.ts'
import { type AmiMessage, amiReader } from '#main/pbx/asterisk/wire/ami-codec.ts'

export const siteRules: PictureRules = {
  trunks: { endpoints: ['trunk'], contexts: [] },
  extensions: [],
  lines: ['5001'],
  consolePrefix: 'earshot.',
  ownPrefix: 'earshot.5001.me.',
}

/** Blocks as a PBX sends them, a blank line between two; `\\xd0` is that byte. */
export function messagesOf(text: string): readonly AmiMessage[] {
  const reader = amiReader()
  reader.push(Buffer.from('Asterisk Call Manager/10.0.0\r\n'))
  const lines = text.replaceAll(/\r?\n/g, '\r\n').trim()
  return reader.push(bytesOf(`${lines}\r\n\r\n`))
}

function bytesOf(text: string): Buffer {
  const parts = text.split(/\\x([0-9a-f]{2})/) // every other part is a byte
  return Buffer.concat(parts.map((part, i) => (i % 2 === 1 ? Buffer.from(part, 'hex') : Buffer.from(part))))
}

export const recorded = (file: string): string => readFileSync(new URL(`./ami/${file}.txt`, import.meta.url), 'utf8')

const start = 1_700_000_100_000

export function replay(rules: Partial<PictureRules> = {}) {
  const picture = createPicture({ ...siteRules, ...rules }, 0)
  let now = start
  const seen = () => {
    picture.takePatch(now)
    return floorSchema.parse(picture.floor())
  }
  return {
    picture,
    view: () => viewOf(picture),
    /** All in one moment. */
    hear: (...texts: readonly string[]) => {
      for (const event of texts.flatMap(messagesOf)) picture.apply(event, now)
      return seen()
    },
    pass: (ms: number) => {
      now += ms
      return seen()
    },
  }
}

/** One block of AMI text. */
export const block = (Event: string, fields: Readonly<Record<string, string | number>>): string =>
  `\n\n${Object.entries({ Event, ...fields })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n`

/** A channel, named as `PJSIP/1001-00000002`, that appears in the call of this Linkedid. */
export const newChannel = (
  Channel: string,
  Uniqueid: string,
  Linkedid: string,
  more: Readonly<Record<string, string>> = {},
): string => block('Newchannel', { Channel, Uniqueid, Linkedid, ChannelState: '0', CallerIDNum: '<unknown>', ...more })

export const entersBridge = (Channel: string, Uniqueid: string, Linkedid: string, BridgeUniqueid: string): string =>
  block('BridgeEnter', { Channel, Uniqueid, Linkedid, BridgeUniqueid, BridgeType: 'basic', ChannelState: '6' })

export const hangsUp = (Channel: string, Uniqueid: string, Linkedid: string): string =>
  block('Hangup', { Channel, Uniqueid, Linkedid })

/** A member as QueueStatus lists it, or with `Event` as an event tells it. */
export const memberRow = (Interface: string, Name: string, more: Readonly<Record<string, string>> = {}): string =>
  block(more.Event ?? 'QueueMember', {
    Queue: 'support',
    Name,
    MemberName: Name,
    Location: Interface,
    Interface,
    StateInterface: Interface,
    Status: '1',
    Paused: '0',
    ...more,
  })
