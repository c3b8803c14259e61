// The core of the simulated FreeSWITCH: channels, bridges, hold, park and eavesdrop, and the events of each in the order of the samples.
import { type Channel, callRow, channelRow, dumpOf, type Headers, headersOf } from './channel.ts'

export type SwitchParts = {
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => unknown
  readonly emit: (event: Headers) => void
  /** The sound of the supervisors' legs. */
  readonly sound: Sound
}

/** Where a supervisor's leg sits and who hears it is told here; what its phone does comes back by `Switch`. */
export type Sound = {
  readonly seat: (leg: string, target: string | null) => void
  readonly mode: (leg: string, digit: string) => void
  readonly hangUp: (leg: string) => void
}

export type NewChannel = Pick<Channel, 'uuid' | 'direction' | 'presence' | 'cidName' | 'cidNumber' | 'dest'> & {
  readonly name?: string
  readonly context?: string
  readonly callUuid?: string
  readonly calleeNumber?: string
  readonly vars?: Headers
}

export type Switch = ReturnType<typeof createSwitch>

/** Of the measured 8 to 33 ms: the bug starts so long after the leg sat down. */
export const SEAT_MS = 12

export function createSwitch({ now, after, emit, sound }: SwitchParts) {
  const channels = new Map<string, Channel>()
  /** Target and digit of each leg that eavesdrops; attached once its bug has started. */
  const ears = new Map<string, { target: string; digit: string; attached: boolean }>()
  let sequence = 0

  const tell = (name: string, channel: Channel | null, more: Headers = {}, full = true) => {
    sequence += 1
    emit({
      'Event-Name': name,
      'Event-Date-Timestamp': String(now() * 1000),
      'Event-Sequence': String(sequence),
      ...(channel ? headersOf(channel, full) : {}),
      ...more,
    })
  }
  const callState = (channel: Channel, next: string) => {
    const before = channel.callState
    if (before === next) return
    channel.callState = next
    tell('CHANNEL_CALLSTATE', channel, { 'Original-Channel-Call-State': before }, false)
  }

  function create(order: NewChannel): Channel {
    const channel: Channel = {
      name: `sofia/internal/${order.presence || order.cidNumber}`,
      context: 'default',
      calleeName: order.direction === 'outbound' ? 'Outbound Call' : '',
      calleeNumber: order.calleeNumber ?? '',
      ...order,
      callUuid: order.callUuid ?? order.uuid,
      createdAt: now(),
      callState: 'DOWN',
      state: 'CS_INIT',
      answeredAt: null,
      app: '',
      appData: '',
      peer: null,
      vars: new Map(Object.entries({ max_forwards: '70', ...order.vars })),
    }
    channels.set(channel.uuid, channel)
    tell('CHANNEL_CREATE', channel)
    callState(channel, 'RINGING')
    return channel
  }
  function answer(uuid: string) {
    const channel = channels.get(uuid)
    if (!channel || channel.answeredAt !== null) return
    channel.answeredAt = now()
    channel.state = channel.direction === 'inbound' ? 'CS_EXECUTE' : 'CS_CONSUME_MEDIA'
    tell('CHANNEL_ANSWER', channel)
    callState(channel, 'ACTIVE')
  }
  function bridge(a: string, b: string) {
    const [one, other] = [channels.get(a), channels.get(b)]
    if (!one || !other) return
    one.peer = b
    other.peer = a
    other.callUuid = one.callUuid
    other.state = 'CS_EXCHANGE_MEDIA'
    tell('CHANNEL_BRIDGE', one, { 'Bridge-A-Unique-ID': a, 'Bridge-B-Unique-ID': b, 'Other-Leg-Unique-ID': b })
  }
  function unbridge(uuid: string) {
    const one = channels.get(uuid)
    const other = one?.peer ? channels.get(one.peer) : undefined
    if (!one || !other) return
    const [a, b] = one.direction === 'inbound' ? [one, other] : [other, one]
    one.peer = null
    other.peer = null
    tell('CHANNEL_UNBRIDGE', a, { 'Bridge-A-Unique-ID': a.uuid, 'Bridge-B-Unique-ID': b.uuid })
  }
  function hold(uuid: string, on: boolean) {
    const channel = channels.get(uuid)
    if (!channel || (channel.callState === 'HELD') === on) return
    callState(channel, on ? 'HELD' : 'UNHELD')
    tell(on ? 'CHANNEL_HOLD' : 'CHANNEL_UNHOLD', channel)
    if (!on) callState(channel, 'ACTIVE')
  }
  function hangUp(uuid: string, cause = 'NORMAL_CLEARING', more: Headers = {}): boolean {
    const channel = channels.get(uuid)
    if (!channel) return false
    callState(channel, 'HANGUP')
    if (channel.peer) unbridge(uuid)
    leave(uuid)
    channels.delete(uuid)
    channel.callUuid = uuid
    tell('CHANNEL_HANGUP_COMPLETE', channel, { 'Hangup-Cause': cause, ...more })
    sound.hangUp(uuid)
    // Whoever sat on it is in park within 20 ms, in listen.
    for (const [leg, ear] of [...ears]) if (ear.target === uuid) park(leg)
    return true
  }

  /** The bug goes; told on the target, which may have ended already. */
  function leave(leg: string) {
    const ear = ears.get(leg)
    if (!ear) return
    ears.delete(leg)
    if (ear.attached) bug('MEDIA_BUG_STOP', ear.target)
    const channel = channels.get(leg)
    if (channel) tell('CHANNEL_EXECUTE_COMPLETE', channel, { Application: 'eavesdrop', 'Application-Data': ear.target })
  }
  const bug = (name: string, target: string) =>
    tell(name, channels.get(target) ?? null, {
      'Unique-ID': target,
      'Media-Bug-Function': 'eavesdrop',
      'Media-Bug-Target': target,
    })
  function execute(channel: Channel, app: string, data: string) {
    channel.app = app
    channel.appData = data
    tell('CHANNEL_EXECUTE', channel, { Application: app, 'Application-Data': data })
  }
  function park(leg: string) {
    leave(leg)
    const channel = channels.get(leg)
    if (!channel) return
    execute(channel, 'park', '')
    tell('CHANNEL_PARK', channel)
    sound.seat(leg, null)
  }
  function eavesdrop(leg: string, target: string) {
    leave(leg)
    const channel = channels.get(leg)
    if (!channel) return
    channel.state = 'CS_EXECUTE'
    execute(channel, 'eavesdrop', target)
    if (!channels.has(target)) {
      tell('CHANNEL_EXECUTE_COMPLETE', channel, { Application: 'eavesdrop', 'Application-Data': target })
      return park(leg)
    }
    const ear = { target, digit: '0', attached: false }
    ears.set(leg, ear)
    // A digit that comes before the bug is lost.
    after(SEAT_MS, () => {
      if (ears.get(leg) !== ear || !channels.has(target)) return
      ear.attached = true
      bug('MEDIA_BUG_START', target)
      sound.seat(leg, target)
    })
  }
  /** Eaten in park, and before the bug has started; the event comes all the same, once the leg is up. */
  function digit(leg: string, key: string, source: 'APP' | 'RTP' | 'INFO'): boolean {
    const channel = channels.get(leg)
    if (!channel) return false
    const ear = ears.get(leg)
    if (ear?.attached && /[0-3]/.test(key)) {
      ear.digit = key
      sound.mode(leg, key)
    }
    if (ear && !ear.attached) return true
    tell('DTMF', channel, { 'DTMF-Digit': key, 'DTMF-Source': source, 'DTMF-Duration': '2000' }, false)
    if (ear?.attached && key === '*') park(leg)
    return true
  }

  return {
    channels: channels as ReadonlyMap<string, Channel>,
    tell,
    create,
    answer,
    bridge,
    unbridge,
    leave,
    execute,
    hold,
    hangUp,
    park,
    eavesdrop,
    digit,
    earOf: (leg: string) => ears.get(leg) ?? null,
    ears: () => [...ears].map(([leg, { target }]) => ({ leg, target })),
    /** Who hears this supervisor speak: the table of the facts, hold, park and bypassed sound included. */
    hears(leg: string): readonly string[] {
      const ear = ears.get(leg)
      const target = ear?.attached ? channels.get(ear.target) : undefined
      const peer = target?.peer ? channels.get(target.peer) : undefined
      if (!ear || !target || !peer || target.state === 'CS_HIBERNATE' || target.vars.get('proxy_media') === 'true')
        return []
      // The leg that holds hears music only, and what is behind it nothing of us.
      if (target.callState === 'HELD') return []
      const sits = ear.digit === '2' || ear.digit === '3' ? [target.uuid] : []
      const behind = (ear.digit === '1' || ear.digit === '3') && peer.callState !== 'HELD' ? [peer.uuid] : []
      return [...sits, ...behind]
    },
    channelRows: () => [...channels.values()].map(channelRow),
    callRows: () => {
      const all = [...channels.values()].toSorted((a, b) => Number(isInbound(b)) - Number(isInbound(a)))
      const second = new Set<string>()
      return all.flatMap((one) => {
        if (second.has(one.uuid)) return []
        const peer = one.peer === null ? null : (channels.get(one.peer) ?? null)
        if (peer) second.add(peer.uuid)
        return [callRow(one, peer)]
      })
    },
    dump: (uuid: string) => {
      const one = channels.get(uuid)
      return one ? dumpOf(one) : null
    },
  }
}

const isInbound = ({ direction }: Channel): boolean => direction === 'inbound'
