// What an Asterisk prints of itself, read: channels, bridges, queues, parking lots, devices of its own. Pure.

export type TrueChannel = {
  readonly name: string
  readonly state: string // Up, Ringing, Ring, Down …
  readonly number: string
  readonly bridge: string // empty: in none
  /** Another channel has dialled it; false: it dialled, or a program rings it. */
  readonly isDialled: boolean
}

export type TrueMember = {
  readonly name: string
  readonly way: string // PJSIP/1001, Local/1004@from-queue/n
  readonly status: string // Not in use, In use, Unavailable …
  readonly isPaused: boolean
  readonly taken: number
}

export type TrueQueue = {
  readonly members: readonly TrueMember[]
  readonly callers: readonly string[] // names of channels
  readonly completed: number
  readonly abandoned: number
}

export type Truth = {
  readonly channels: readonly TrueChannel[]
  /** Bridges in which people hear each other, by id. */
  readonly talking: ReadonlySet<string>
  readonly queues: ReadonlyMap<string, TrueQueue>
  readonly parked: readonly { readonly space: string; readonly channel: string }[]
  /** Custom devices, by name without `Custom:`. */
  readonly custom: ReadonlyMap<string, string>
}

export type Printed = Readonly<Record<(typeof commands)[number], readonly string[]>>

/** Asked in this order, all at once: the answers are of one moment, as near as can be. */
export const commands = [
  'core show channels concise',
  'bridge show all',
  'queue show',
  'parking show default',
  'devstate list',
] as const

export function truthOf(printed: Printed): Truth {
  return {
    channels: printed['core show channels concise'].flatMap(channelOf),
    talking: new Set(printed['bridge show all'].flatMap(talkingBridge)),
    queues: queuesOf(printed['queue show']),
    parked: parkedOf(printed['parking show default']),
    custom: new Map(printed['devstate list'].flatMap(customOf)),
  }
}

/** Name!Context!Exten!Priority!State!App!Data!CallerIDNum!Account!PeerAccount!AMA!Duration!Bridge!Uniqueid; data may hold a `!`. */
function channelOf(line: string): TrueChannel[] {
  const fields = line.split('!')
  if (fields.length < 14) return []
  const [name = '', , , , state = '', app] = fields
  return [
    {
      name,
      state,
      number: fields.at(-7) ?? '',
      bridge: fields.at(-2) ?? '',
      isDialled: app === 'AppDial' || app === 'AppQueue',
    },
  ]
}

function talkingBridge(line: string): string[] {
  const [, id, technology] = /^([0-9a-f-]{36}) .* (\S+) +[\d:]+$/.exec(line.trimEnd()) ?? []
  return id === undefined || technology === 'holding_bridge' ? [] : [id]
}

function queuesOf(lines: readonly string[]): ReadonlyMap<string, TrueQueue> {
  const queues = new Map<string, TrueQueue>()
  let open: { members: TrueMember[]; callers: string[] } | null = null
  for (const line of lines) {
    const [, name, completed, abandoned] = /^(\S+) has \d+ calls .* C:(\d+), A:(\d+),/.exec(line) ?? []
    const member = /^ +(\S.*) \(((?:PJSIP|Local)\/[^ )]+)(?: from [^)]+)?\) (.*)$/.exec(line)
    const [, caller] = /^ +\d+\. (\S+) \(wait/.exec(line) ?? []
    if (name !== undefined) {
      open = { members: [], callers: [] }
      queues.set(name, { ...open, completed: Number(completed), abandoned: Number(abandoned) })
    } else if (caller !== undefined) open?.callers.push(caller)
    else if (member) open?.members.push(memberOf(member[1] ?? '', member[2] ?? '', member[3] ?? ''))
  }
  return queues
}

const statuses = /\((Not in use|In use|Busy|Invalid|Unavailable|Ringing|Ring\+Inuse|On Hold|Unknown)\)/i

const memberOf = (name: string, way: string, rest: string): TrueMember => ({
  name,
  way,
  status: statuses.exec(rest)?.[1] ?? '',
  isPaused: rest.includes('(paused'),
  taken: Number(/has taken (\d+) calls/.exec(rest)?.[1] ?? 0),
})

function parkedOf(lines: readonly string[]) {
  const parked: { space: string; channel: string }[] = []
  for (const line of lines) {
    const [, field, value = ''] = /^ +(Space|Channel) +: +(\S+)/.exec(line) ?? []
    const last = parked.at(-1)
    if (field === 'Space') parked.push({ space: value, channel: '' })
    else if (field === 'Channel' && last) last.channel = value
  }
  return parked
}

function customOf(line: string): [string, string][] {
  const [, name, state] = /Name: 'Custom:(.+?)' +State: '(\w+)'/.exec(line) ?? []
  return name === undefined || state === undefined ? [] : [[name, state]]
}
