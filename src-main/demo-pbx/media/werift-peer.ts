// A WebRTC peer connection of werift as a MediaPeer: one PCMU stream each way, RFC 4733 in, everything on one address.
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift'
import { createListeners } from '../kit/listeners.ts'
import type { MediaPeer } from '../kit/media-peer.ts'
import type { Log } from '../kit/parts.ts'
import type { Frame } from '../kit/telephony.ts'
import type { Clock } from '../kit/time.ts'
import { replayEarly } from './early-packets.ts'
import { dropRepeated } from './repeated-packets.ts'
import { createInbound, PCMU_TYPE } from './rtp-inbound.ts'
import { createOutbound } from './rtp-outbound.ts'
import { eventTypeOf, isHeld, keepOurCodecs, ourCandidates, phoneCandidates } from './sdp.ts'

export type WeriftParts = Pick<Clock, 'now'> & {
  readonly random: (bytes: number) => string // hex
  readonly log: Log
  readonly iceHost: string
}

const OUR_EVENT_TYPE = 101

export async function createWeriftPeer(parts: WeriftParts, purpose: 'offer' | 'answer'): Promise<MediaPeer> {
  const connection = connect(parts.iceHost)
  const track = new MediaStreamTrack({ kind: 'audio' })
  connection.addTransceiver(track, { direction: 'sendrecv' })
  const stream = createStream(parts, connection, track)
  const offer = purpose === 'offer' ? await makeOffer(connection, parts.iceHost) : ''
  const inTurn = createQueue()
  /** Null for an SDP without PCMU, or one that werift cannot use. */
  const negotiate = async <T>(sdp: string, run: (remote: string) => Promise<T>): Promise<T | null> => {
    const remote = usable(sdp, parts.iceHost)
    if (remote === null) return null
    try {
      const done = await run(remote)
      stream.negotiated(remote)
      return done
    } catch (error) {
      parts.log('warn', `media: an SDP cannot be used: ${error}`)
      return null
    }
  }
  return {
    session: stream.session,
    onDigit: stream.onDigit,
    offer,
    acceptAnswer: (sdp) =>
      inTurn(() => negotiate(sdp, (remote) => accept(connection, remote))).then((done) => done ?? false),
    answerOffer: (sdp) => inTurn(() => negotiate(sdp, (remote) => answer(connection, remote, parts.iceHost))),
  }
}

function connect(host: string): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    // Only the address named below is bound, not every interface.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [host],
    codecs: {
      audio: [
        new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: PCMU_TYPE }),
        new RTCRtpCodecParameters({
          mimeType: 'audio/telephone-event',
          clockRate: 8000,
          channels: 1,
          payloadType: OUR_EVENT_TYPE,
          parameters: '0-15',
        }),
      ],
      video: [],
    },
  })
}

async function makeOffer(connection: RTCPeerConnection, host: string): Promise<string> {
  await connection.setLocalDescription(await connection.createOffer())
  return ourCandidates(connection.localDescription?.sdp ?? '', host)
}

async function accept(connection: RTCPeerConnection, remote: string): Promise<true> {
  await connection.setRemoteDescription({ type: 'answer', sdp: remote })
  return true
}

async function answer(connection: RTCPeerConnection, offer: string, host: string): Promise<string> {
  await connection.setRemoteDescription({ type: 'offer', sdp: offer })
  const [transport] = connection.dtlsTransports
  // As DTLS client werift waits 100 ms before its first packet; the phone is asked to begin instead.
  if (transport && transport.role === 'auto') transport.role = 'server'
  await connection.setLocalDescription(await connection.createAnswer())
  return ourCandidates(connection.localDescription?.sdp ?? '', host)
}

function usable(sdp: string, host: string): string | null {
  const ours = keepOurCodecs(sdp)
  return ours === null ? null : phoneCandidates(ours, host)
}

function createStream(parts: WeriftParts, connection: RTCPeerConnection, track: MediaStreamTrack) {
  const fault = (error: unknown) => parts.log('error', `media: a listener failed: ${error}`)
  const frames = createListeners<[Frame]>(fault)
  const digits = createListeners<[string]>(fault)
  const pack = createOutbound(parts.now, parts.random)
  let eventType: number | null = null
  let isPaused = false
  let heardAt: number | null = null
  let isClosed = false

  const inbound = createInbound(() => eventType, { frame: frames.tell, digit: digits.tell })
  // Straight from the transport: werift's own tracks are told again at every re-INVITE, and lose a changed SSRC.
  const [transport] = connection.dtlsTransports
  if (transport) {
    dropRepeated(transport)
    replayEarly(transport)
  }
  transport?.onRtcp.subscribe(() => {
    heardAt = parts.now()
  })
  transport?.onRtp.subscribe(({ header, payload }) => {
    heardAt = parts.now()
    if (isClosed) return
    const { ssrc, sequenceNumber: sequence, timestamp, payloadType } = header
    inbound.receive({ ssrc, sequence, timestamp, payloadType, payload })
  })

  return {
    negotiated(remote: string) {
      eventType = eventTypeOf(remote)
      isPaused = isHeld(remote)
    },
    onDigit: digits.add,
    session: {
      send(frame: Frame) {
        if (isClosed || isPaused || transport?.state !== 'connected') return
        const { sequence, timestamp, marker, payload } = pack(frame)
        const header = new RtpHeader({ sequenceNumber: sequence, timestamp, marker, payloadType: PCMU_TYPE })
        track.writeRtp(new RtpPacket(header, payload))
      },
      onFrame: frames.add,
      lastHeardAt: () => heardAt,
      close() {
        if (isClosed) return
        isClosed = true
        connection.close().catch((error: unknown) => parts.log('warn', `media: closing failed: ${error}`))
      },
    },
  }
}

/** Offers and answers one after the other: werift's states do not stand two at once. */
function createQueue(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const next = last.then(run, run)
    last = next.catch(() => {})
    return next
  }
}
