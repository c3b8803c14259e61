// JsSIP's user agent and its calls in memory, as far as the line uses them: a test lets the far end act.
import { EventEmitter } from 'node:events'
import { soundTools } from '#renderer/line/sound/tools.ts'

export class FakeTrack extends EventTarget {
  enabled = true
  readyState: 'live' | 'ended' = 'live'
  readonly kind = 'audio'
  /** A track that does not obey: the line must notice. */
  stuck = false
  private on = true
  constructor() {
    super()
    Object.defineProperty(this, 'enabled', {
      get: () => this.on,
      set: (wanted: boolean) => {
        if (!this.stuck) this.on = wanted
      },
    })
  }
  stop(): void {
    this.readyState = 'ended'
  }
  clone(): FakeTrack {
    return new FakeTrack()
  }
}

/** The sound of one call: a sender whose track is exchanged, what is received, and the figures of both. */
export class FakeConnection extends EventTarget {
  closing = false
  connectionState = 'connected'
  iceConnectionState = 'connected'
  stats: readonly (readonly [string, unknown])[] = []
  received: FakeTrack | null = null
  readonly sender
  constructor(track: FakeTrack | null) {
    super()
    this.sender = {
      track,
      dtmf: null as RTCDTMFSender | null,
      replaceTrack: async (next: FakeTrack) => {
        if (this.closing) throw new Error('the connection is closed')
        this.sender.track = next
      },
    }
  }
  config: RTCConfiguration = { bundlePolicy: 'balanced' }
  getConfiguration = () => this.config
  setConfiguration(config: RTCConfiguration): void {
    this.config = config
  }
  getSenders = () => [this.sender]
  getReceivers = () => [{ track: this.received }]
  getStats = async () => ({ entries: () => this.stats })

  /** What ICE comes to. A browser tells those that capture first (DOM 2.9), Node whoever was there first. */
  ice(state: string): void {
    this.iceConnectionState = state
    const event = new Event('iceconnectionstatechange')
    let isStopped = false
    event.stopImmediatePropagation = () => {
      isStopped = true
    }
    for (const capture of this.captures) capture(event)
    if (!isStopped) this.dispatchEvent(event)
  }
  /** How many still want to know first. */
  captured = (): number => this.captures.size
  private readonly captures = new Set<(event: Event) => void>()
  override addEventListener(type: string, listener: (event: Event) => void, options?: { capture: boolean }): void {
    if (options?.capture) this.captures.add(listener)
    else super.addEventListener(type, listener)
  }
  override removeEventListener(_type: string, listener: (event: Event) => void): void {
    this.captures.delete(listener)
  }

  /** The far end's sound comes, in a stream or by itself. */
  hears(track: FakeTrack, ...streams: object[]): void {
    this.received = track
    this.dispatchEvent(Object.assign(new Event('track'), { track, streams }))
  }
}

type ReOffer = {
  readonly eventHandlers: { readonly succeeded: () => void; readonly failed: () => void }
  readonly rtcOfferConstraints: { readonly iceRestart?: boolean }
}

export class FakeSession extends EventEmitter {
  readonly log: string[] = []
  readonly remote_identity
  connection: FakeConnection | null = null
  state: 'ringing' | 'answered' | 'up' | 'over' = 'ringing'
  answeredWith: FakeTrack | null = null

  constructor(
    readonly id: string,
    from: { name: string; user: string },
  ) {
    super()
    this.remote_identity = { display_name: from.name, uri: { user: from.user } }
  }

  isInProgress = (): boolean => this.state === 'ringing'
  isEstablished = (): boolean => this.state === 'up'
  isEnded = (): boolean => this.state === 'over'

  answer({ mediaStream, pcConfig }: { mediaStream: { track: FakeTrack }; pcConfig: unknown }): void {
    this.log.push('answer')
    this.state = 'answered'
    this.answeredWith = mediaStream.track
    this.pcConfig = pcConfig
    this.connection = new FakeConnection(mediaStream.track)
    const { connection } = this
    connection.addEventListener('iceconnectionstatechange', () => {
      if (connection.iceConnectionState === 'failed') this.terminate()
    })
    this.emit('peerconnection', { peerconnection: this.connection })
  }
  pcConfig: unknown = null
  mute(): void {
    this.log.push('mute')
  }
  terminate({ status_code, extraHeaders = [] }: { status_code?: number; extraHeaders?: string[] } = {}): void {
    this.log.push(...extraHeaders)
    this.log.push(status_code === undefined ? 'terminate' : `terminate ${status_code}`)
    this.state = 'over'
    this.emit('ended', {})
  }
  sendDTMF(digit: string): void {
    this.log.push(`digit ${digit}`)
    const dtmf = new EventEmitter()
    this.emit('newDTMF', { originator: 'local', dtmf })
    this.lastDigit = dtmf
  }
  lastDigit: EventEmitter = new EventEmitter()

  /** JsSIP's own, of which its types tell nothing. */
  isReadyToReOffer = (): boolean => this.isReady
  isReady = true
  readonly offers: { readonly succeeded: () => void; readonly failed: () => void }[] = []
  readonly _sessionTimers = { running: true, refresher: true }
  _sendReinvite({ eventHandlers, rtcOfferConstraints }: ReOffer): void {
    this.log.push(rtcOfferConstraints.iceRestart ? 'ice restart' : 're-invite')
    this.offers.push(eventHandlers)
  }
  _sendUpdate(): void {
    this.log.push('refresh')
  }
  onTransportError(): void {
    this.terminate()
  }
  onRequestTimeout(): void {
    this.terminate()
  }

  /** The far end's side of it. */
  confirm(): void {
    this.state = 'up'
    this.emit('confirmed', {})
  }
  hangUp(cause?: string): void {
    this.state = 'over'
    this.emit('ended', { cause })
  }
}

class FakeSubscription extends EventEmitter {
  asked = 0
  constructor(readonly what: string) {
    super()
  }
  subscribe(): void {
    this.asked++
  }
  terminate(): void {
    this.emit('terminated')
  }
}

export class FakeUa extends EventEmitter {
  readonly log: string[] = []
  readonly contact: { uri: string }
  constructor(readonly user: string) {
    super()
    this.contact = { uri: `sip:${user}@x.invalid` }
  }
  start(): void {
    this.log.push('start')
  }
  stop(): void {
    this.log.push('stop')
  }
  register(): void {
    this.log.push('register')
  }
  /** What calls were placed with; each of them is refused as no address. */
  readonly placed: { readonly number: string; readonly options: Readonly<Record<string, unknown>> }[] = []
  call(number: string, options: Readonly<Record<string, unknown>>): never {
    this.placed.push({ number, options })
    throw new TypeError('no address')
  }
  readonly subscriptions: FakeSubscription[] = []
  subscribe(target: string, event: string): FakeSubscription {
    const subscription = new FakeSubscription(`${event} of ${target}`)
    this.subscriptions.push(subscription)
    return subscription
  }

  /** As JsSIP is handed to the line. A socket that is given up is cut for JsSIP as well. */
  agent() {
    return {
      ua: this,
      tools: soundTools,
      ask: (answered: () => void) => {
        this.log.push('ask')
        if (!this.frozen) answered()
      },
      cut: (why: string) => {
        this.log.push('cut')
        this.loses(why)
      },
      openNow: (where: string) => void this.log.push(where === 'same' ? 'open now' : `open now ${where}`),
    }
  }
  /** Its socket stands and nothing comes through. */
  frozen = false
  connects(): void {
    this.emit('connecting', {})
    this.emit('connected', {})
  }

  loses(reason?: string): void {
    this.emit('disconnected', { reason })
  }
  registers(...others: string[]): void {
    const contacts = [this.user, ...others].map((user) => `<sip:${user}@x.invalid>`)
    this.emit('registered', { response: { getHeaders: () => contacts } })
  }
  /** `retryAfter`: as that header has it. */
  refuses(status_code: number, retryAfter?: string): void {
    const getHeader = (name: string) => (name === 'retry-after' ? retryAfter : undefined)
    this.emit('registrationFailed', { response: { status_code, getHeader }, cause: 'said no' })
  }
  invites(session: FakeSession, headers: Record<string, string> = {}, body = ''): void {
    const raw = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [{ raw: value }]]))
    const request = { ruri: 'sip:5001@x.invalid', headers: raw, body }
    this.emit('newRTCSession', { originator: 'remote', session, request })
  }
}
