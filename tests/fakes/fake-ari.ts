// A small Asterisk behind ARI: channels, snoops and bridges as it keeps them, who hears the line, and requests that go wrong.
import { err, ok, type Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { AriError, AriEvent, AriMethod, AriRest } from '#main/pbx/asterisk/wire/ari-client.ts'

/**
 * unsent: reset before it was sent. lost: executed, the answer lost. error: 500, not executed. errorAfter: 502 by a proxy, though
 * executed. late: executed after 4 s, when nobody waits any more. slow: executed at once, answered after 10 s. notFound: 404 by a
 * proxy, not executed.
 */
export const faults = ['unsent', 'lost', 'error', 'errorAfter', 'late', 'slow', 'notFound'] as const
export type Fault = (typeof faults)[number]

type Channel = {
  kind: 'call' | 'line' | 'snoop'
  bridge: string | null
  inStasis: boolean
  whispersTo: string[]
  of: string
}
type Answer = Result<unknown, AriError>

const refusal = (status: number, text: string): Answer => err({ status, text })
const noAnswer: Answer = err({ status: 0, text: 'socket hang up' })
const whispers: Readonly<Record<string, string[]>> = {
  none: [],
  out: ['agent'],
  in: ['caller'],
  both: ['agent', 'caller'],
}
const clientGivesUpMs = 5000

export type FakeAriParts = {
  readonly event: (event: AriEvent) => void
  readonly clock: Pick<Clock, 'after'>
  /** What goes wrong with this request: the how manieth of all, what it is, and what it is about. null: nothing. */
  readonly fault: (number: number, what: string, path: string) => Fault | null
  /** A phone rings, with these variables; `answered` takes it. Absent: each phone answers by itself. */
  readonly rings?: (channelId: string, variables: Readonly<Record<string, string>>) => void
}

export function fakeAri({ event, clock: { after }, fault, rings }: FakeAriParts) {
  const channels = new Map<string, Channel>()
  const bridges = new Set<string>()
  const requests: string[] = []
  const sounds: string[] = []

  const tell = (type: 'StasisStart' | 'StasisEnd', id: string) => event({ type, channel: { id } })
  const leaveBridge = (id: string) => {
    const channel = channels.get(id)
    if (!channel?.bridge) return
    event({ type: 'ChannelLeftBridge', channel: { id }, bridge: { id: channel.bridge } })
    channel.bridge = null
  }
  const gone = (id: string) => {
    const channel = channels.get(id)
    if (!channel) return
    leaveBridge(id)
    channels.delete(id)
    if (channel.inStasis) tell('StasisEnd', id)
    if (channel.kind !== 'snoop') event({ type: 'ChannelDestroyed', channel: { id }, cause: 16 })
    for (const [other, { of }] of channels) if (of === id) gone(other)
  }
  const enterStasis = (id: string) => {
    const channel = channels.get(id)
    if (!channel || channel.inStasis) return
    channel.inStasis = true
    tell('StasisStart', id)
  }
  const appear = (id: string, channel: Omit<Channel, 'bridge' | 'inStasis'>): Answer => {
    if (channels.has(id)) return refusal(channel.kind === 'line' ? 409 : 500, 'there is one of that id')
    channels.set(id, { ...channel, bridge: null, inStasis: false })
    if (channel.kind !== 'line' || !rings) after(2, () => enterStasis(id))
    return ok({ id })
  }

  const add = (bridge: string, ids: readonly string[]): Answer => {
    if (!bridges.has(bridge)) return refusal(404, 'Bridge not found')
    const wanted = ids.map((id) => channels.get(id))
    if (wanted.some((channel) => !channel)) return refusal(404, 'Channel not found')
    if (wanted.some((channel) => !channel?.inStasis)) return refusal(409, 'Channel not in Stasis application')
    for (const id of ids) {
      leaveBridge(id)
      const channel = channels.get(id)
      if (channel) channel.bridge = bridge
      event({ type: 'ChannelEnteredBridge', channel: { id }, bridge: { id: bridge } })
    }
    return ok(null)
  }

  const removeBridge = (bridge: string): Answer => {
    if (!bridges.delete(bridge)) return refusal(404, 'Bridge not found')
    for (const [id, channel] of channels) if (channel.bridge === bridge) leaveBridge(id)
    event({ type: 'BridgeDestroyed', bridge: { id: bridge } })
    return ok(null)
  }

  const hangUp = (id: string): Answer => {
    if (!channels.has(id)) return refusal(404, 'Channel not found')
    after(1, () => gone(id))
    return ok(null)
  }

  const ring = (id: string, body: unknown): Answer => {
    const made = appear(id, { kind: 'line', whispersTo: [], of: '' })
    const { variables = {} } = (body ?? {}) as { variables?: Record<string, string> }
    if (made.ok) rings?.(id, variables)
    return made
  }

  /** A tone goes on until its channel is gone, a sound ends after a second; one named `missing` is not there. */
  const play = (id: string, playback: string, media: string): Answer => {
    const channel = channels.get(id)
    if (!channel) return refusal(404, 'Channel not found')
    if (!channel.inStasis) return refusal(409, 'Channel not in Stasis application')
    const told = (type: 'PlaybackStarted' | 'PlaybackFinished', state: string) =>
      event({ type, playback: { id: playback, state } })
    const played = `${channel.of} ${channel.whispersTo.join(' and ')}`
    after(1, () => told('PlaybackStarted', 'playing'))
    if (media.includes('missing')) after(2, () => told('PlaybackFinished', 'failed'))
    else sounds.push(played)
    if (media.startsWith('sound:')) after(1000, () => channels.has(id) && told('PlaybackFinished', 'done'))
    return ok({ id: playback })
  }

  const execute = (method: AriMethod, path: string, query: Readonly<Record<string, string>>, body: unknown): Answer => {
    const [, kind = '', id = '', act, other = ''] = path.split('/').map(decodeURIComponent)
    if (method === 'DELETE') return kind === 'bridges' ? removeBridge(id) : hangUp(id)
    if (method === 'GET' && id === '')
      return ok([...(kind === 'bridges' ? bridges : channels.keys())].map((found) => ({ id: found })))
    if (method === 'GET' && kind === 'bridges') return bridges.has(id) ? ok({ id }) : refusal(404, 'not found')
    if (method === 'GET') {
      const channel = channels.get(id)
      return channel ? ok({ id, state: channel.inStasis ? 'Up' : 'Ringing' }) : refusal(404, 'not found')
    }
    if (kind === 'bridges' && act === 'addChannel') return add(id, (query.channel ?? '').split(','))
    if (kind === 'bridges') {
      if (bridges.has(query.bridgeId ?? '')) return refusal(500, 'there is one of that id')
      bridges.add(query.bridgeId ?? '')
      return ok(null)
    }
    if (act === 'variable') return channels.has(id) ? ok(null) : refusal(404, 'Channel not found')
    if (act === 'play') return play(id, other, query.media ?? '')
    if (act === 'snoop' && !channels.has(id)) return refusal(404, 'Channel not found')
    if (act === 'snoop')
      return appear(other, { kind: 'snoop', whispersTo: whispers[query.whisper ?? ''] ?? [], of: id })
    return ring(query.channelId ?? '', body)
  }

  const call: AriRest['call'] = (method, path, query = {}, body = null) =>
    new Promise((resolve) => {
      const what = `${method} ${path.replace(/earshot[^/]*/g, '…')}`
      const number = requests.push(what) - 1
      const run = () => execute(method, path, query, body)
      const later = (ms: number, answer: Answer) => after(ms, () => resolve(answer))
      const runThen = (ms: number, answer: Answer | null) =>
        after(1, () => {
          const done = run()
          later(ms, answer ?? done)
        })
      switch (fault(number, what, path)) {
        case null:
          return runThen(1, null)
        case 'unsent':
          return later(1, noAnswer)
        case 'lost':
          return runThen(1, noAnswer)
        case 'error':
          return later(1, refusal(500, 'Internal Server Error'))
        case 'errorAfter':
          return runThen(1, refusal(502, 'HTTP 502'))
        case 'late':
          after(4000, run)
          return later(clientGivesUpMs, noAnswer)
        case 'slow':
          return runThen(clientGivesUpMs, noAnswer)
        case 'notFound':
          return later(1, refusal(404, 'HTTP 404'))
      }
    })

  return {
    rest: { call, close: () => undefined } satisfies AriRest,
    requests,
    /** What was played, as `CALL agent and caller`. */
    sounds,
    endCall: (id: string): void => gone(id),
    /** A channel of the monitored call. */
    callChannel: (id: string) =>
      channels.set(id, { kind: 'call', bridge: null, inStasis: false, whispersTo: [], of: '' }),
    /** Somebody picks up the phone that rings. */
    answered: (id: string): void => enterStasis(id),
    exists: (id: string): boolean => channels.has(id),
    /** As AMI does it; false: there is no such channel. */
    hangUp: (id: string): boolean => hangUp(id).ok,
    /** The line goes without a word, as while nobody listens to events. */
    loseLine: () => {
      for (const [id, { kind }] of channels) if (kind === 'line') channels.delete(id)
    },
    /** The phone sends its monitor on: what Asterisk makes for that takes its place in the bridge, in our application, and stays there. */
    sendOn: (heir: string) => {
      for (const [id, line] of [...channels]) {
        if (line.kind !== 'line' || line.bridge === null) continue
        channels.set(heir, { ...line, inStasis: false })
        enterStasis(heir)
        event({ type: 'ChannelEnteredBridge', channel: { id: heir }, bridge: { id: line.bridge } })
        gone(id)
      }
    },
    /** Who hears the line now, as `CALL agent` and `CALL caller`. */
    hearers: (): string[] => {
      const inUse = [...channels.values()].filter(({ kind, bridge }) => kind === 'line' && bridge !== null)
      return inUse.flatMap(({ bridge }) =>
        [...channels.values()]
          .filter((snoop) => snoop.kind === 'snoop' && snoop.bridge === bridge)
          .flatMap(({ of, whispersTo }) => whispersTo.map((side) => `${of} ${side}`)),
      )
    },
    /** The channels of calls the line hears. */
    spiedOn: (): string[] =>
      [...channels.values()]
        .filter(({ kind, bridge }) => kind === 'line' && bridge !== null)
        .flatMap(({ bridge }) =>
          [...channels.values()]
            .filter((snoop) => snoop.kind === 'snoop' && snoop.bridge === bridge)
            .map((snoop) => snoop.of),
        ),
    /** Two snoops in one bridge: each side of the call would hear itself. */
    echoes: (): boolean => {
      const taken = [...channels.values()].filter(({ kind, bridge }) => kind === 'snoop' && bridge !== null)
      return new Set(taken.map(({ bridge }) => bridge)).size < taken.length
    },
    left: (): string[] => [...[...channels].filter(([, { kind }]) => kind !== 'call').map(([id]) => id), ...bridges],
  }
}
