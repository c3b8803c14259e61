// Keeps the picture: runs the machine of the feed over its connections, its readings and its timers.
import { createBackOff, patiently } from '#contract/back-off.ts'
import type { DeskError } from '#contract/errors.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { type LiveSocket, openLive } from '../wire/live-socket.ts'
import { type Connection, type FeedEffect, type FeedInput, nextFeed, noFeed } from './feed-machine.ts'
import type { Picture, Reading } from './picture.ts'
import { readWhole } from './reading.ts'
import { subscribeTo } from './subscriptions.ts'

type FeedEvents = {
  readonly onLive: (core: string, reading: Reading) => void
  readonly onReading: (reading: Reading) => void
  readonly onPicture: () => void
  readonly onLost: (cause: DeskError) => void
}

export type FeedParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly events: FeedEvents
  readonly domain: () => string
  /** The token the feed's servers take. */
  readonly bearer: () => string
}

export type Feed = {
  readonly open: () => void
  /** Moves to a connection with the present token; the old one serves until the new one stands. */
  readonly renew: () => void
  /** Until `open`: without a right to ask there is nothing to connect for. */
  readonly halt: () => void
  readonly forget: () => void
  /** The whole picture, before its time: an event that was lost shows only this way. */
  readonly readSoon: () => void
  /** Resolves once the server has answered on the feed's own connection. */
  readonly ping: () => Promise<void>
  readonly close: () => void
  readonly picture: () => Picture
}

/** The feed tells of what was done well before. */
const readSoonMs = 1000

export function createFeed(given: FeedParts): Feed {
  const { site, parts, events } = given
  const sockets = new Map<number, LiveSocket>()
  const retry = createBackOff(parts.clock, parts.random)
  let state = noFeed
  let closed = false
  let stopReading: Stop = () => {}

  const put = (input: FeedInput) => {
    if (closed) return
    const context = { cores: site.cores, resyncMs: site.resyncSeconds * 1_000, at: parts.clock.now() }
    const step = nextFeed(state, input, context)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: FeedEffect): void => {
    switch (effect.do) {
      case 'connect':
        return void sockets.set(effect.connection.id, connect(given, effect.connection, put))
      case 'disconnect':
        sockets.get(effect.id)?.close()
        return void sockets.delete(effect.id)
      case 'subscribe':
        subscribe(given, sockets.get(effect.id))
        return
      case 'read':
        return void readWhole(given.api, given.domain()).then((result) => put({ kind: 'read', id: effect.id, result }))
      case 'readIn':
        stopReading()
        stopReading = parts.clock.after(effect.inMs, () => put({ kind: 'due' }))
        return
      case 'retry':
        return void retry.again(() => put({ kind: 'retry' }), patiently)
      case 'worked':
        return void retry.worked()
      case 'stop':
        retry.stop()
        return void stopReading()
      case 'log':
        return void parts.log(effect.level, effect.text)
      case 'tellPicture':
      case 'tellLive':
      case 'tellReading':
      case 'tellLost':
        return void tell(events, effect)
    }
  }
  return {
    open: () => put({ kind: 'open' }),
    renew: () => put({ kind: 'renew' }),
    halt: () => put({ kind: 'halt' }),
    forget: () => put({ kind: 'forget' }),
    readSoon: () => void (closed || perform({ do: 'readIn', inMs: readSoonMs })),
    ping: async () => (state.current ? sockets.get(state.current.id)?.ping() : undefined),
    picture: () => state.picture,
    close: () => {
      put({ kind: 'halt' })
      closed = true
    },
  }
}

function connect({ parts }: FeedParts, { id, core }: Connection, put: (input: FeedInput) => void): LiveSocket {
  const events = {
    onReady: () => put({ kind: 'ready', id }),
    onEvent: (name: string, data: unknown) => put({ kind: 'event', id, name, data }),
    onLost: (why: string) => put({ kind: 'lost', id, why }),
  }
  return openLive(core, events, parts)
}

function subscribe({ domain, bearer }: FeedParts, socket: LiveSocket | undefined): void {
  if (socket) subscribeTo(socket, { domain: domain(), bearer: bearer() })
}

type Telling = Extract<FeedEffect, { do: 'tellPicture' | 'tellLive' | 'tellReading' | 'tellLost' }>

function tell(events: FeedEvents, effect: Telling): void {
  switch (effect.do) {
    case 'tellPicture':
      return void events.onPicture()
    case 'tellLive':
      return void events.onLive(effect.core, effect.reading)
    case 'tellReading':
      return void events.onReading(effect.reading)
    case 'tellLost':
      return void events.onLost(effect.cause)
  }
}
