// The page of the Chromium test: a JsSIP phone that answers by itself and measures what it hears.
import JsSIP from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { RTCSessionEvent } from 'jssip/lib/UA'

export type Softphone = {
  start(account: { url: string; uri: string; password: string; microphone: boolean }): void
  /** Epoch ms of each thing that happened, the first time it did. */
  times: Record<string, number>
  events: string[]
  headers: Record<string, string>
  /** Level of that frequency in what is heard now, dBFS. */
  hear(hz: number): number
  digit(tone: string, by: 'INFO' | 'RFC2833'): void
  hold(on: boolean): Promise<void>
  restartIce(): Promise<void>
  hangUp(): void
  dial(uri: string): void
}

declare global {
  interface Window {
    phone: Softphone
  }
}

let session: RTCSession | null = null
let analyser: AnalyserNode | null = null
const context = new AudioContext()
const times: Record<string, number> = {}
const events: string[] = []
const headers: Record<string, string> = {}
const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

function note(event: string): void {
  times[event] ??= performance.timeOrigin + performance.now()
  events.push(event)
}

function listen(stream: MediaStream): void {
  const player = new Audio()
  player.srcObject = stream
  void player.play()
  analyser = context.createAnalyser()
  analyser.fftSize = 2048
  context.createMediaStreamSource(stream).connect(analyser)
}

function watch(connection: RTCPeerConnection): void {
  connection.addEventListener('track', ({ track }) => listen(new MediaStream([track])))
  connection.addEventListener('connectionstatechange', () => note(`connection ${connection.connectionState}`))
}

function take({ session: next, request, originator }: RTCSessionEvent, stream: MediaStream): void {
  session = next
  note('newRTCSession')
  headers['X-Earshot-Token'] = request.getHeader('X-Earshot-Token') ?? ''
  next.on('confirmed', () => note('confirmed'))
  next.on('ended', ({ originator: by }) => note(`ended ${by}`))
  next.on('failed', ({ originator: by, cause }) => note(`failed ${by} ${cause}`))
  next.on('icecandidate', ({ ready }) => ready())
  if (originator === 'remote') {
    next.on('peerconnection', ({ peerconnection }) => watch(peerconnection))
    next.answer({ mediaStream: stream, pcConfig: { iceServers: [] } })
  }
}

window.phone = {
  times,
  events,
  headers,
  async start({ url, uri, password, microphone }) {
    const stream = microphone ? await navigator.mediaDevices.getUserMedia({ audio: plain }) : new MediaStream()
    const ua = new JsSIP.UA({ sockets: [new JsSIP.WebSocketInterface(url)], uri, password })
    ua.on('registered', () => note('registered'))
    ua.on('registrationFailed', ({ cause }) => note(`registration failed: ${cause}`))
    ua.on('newRTCSession', (event: RTCSessionEvent) => take(event, stream))
    this.dial = (target) => {
      const call = ua.call(target, { mediaStream: stream, pcConfig: { iceServers: [] } })
      watch(call.connection)
    }
    ua.start()
  },
  hear(hz) {
    if (analyser === null) return -120
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    return Math.max(-120, bins[Math.round((hz * analyser.fftSize) / context.sampleRate)] ?? -120)
  },
  digit(tone, by) {
    session?.sendDTMF(tone, { transportType: by as never, duration: 100 })
  },
  hold: (on) =>
    new Promise((resolve) => {
      if (on) session?.hold({}, resolve)
      else session?.unhold({}, resolve)
    }),
  restartIce: () =>
    new Promise((resolve) => {
      session?.renegotiate({ rtcOfferConstraints: { iceRestart: true } }, resolve)
    }),
  hangUp: () => session?.terminate(),
  dial: () => {},
}
