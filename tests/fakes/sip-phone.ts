// A minimal SIP phone over WebSocket: registers, answers every INVITE, sends digits and a 1000 Hz tone. No browser.
import { once } from 'node:events'
import { RTCPeerConnection, RTCRtpCodecParameters, RtpHeader } from 'werift'
import { WebSocket } from 'ws'
import type { LineAccount } from '#contract/line-account.ts'
import { encodePcmu } from '#main/demo-pbx/media/pcmu.ts'
import {
  digest,
  formatSip,
  header,
  method,
  parseSip,
  type SipMessage,
  status,
  tagOf,
  token,
  uriOf,
} from '#main/proof/phone/sip-text.ts'

const TONE_HZ = 1000
const EVENT_TYPE = 101
const FRAME = 160

export type SipPhone = {
  /** Header of the INVITE it is on, or null when it is on none. */
  readonly inviteHeader: (name: string) => string | null
  readonly isUp: () => boolean
  readonly sendDigits: (digits: string, by: 'info' | 'rfc4733') => void
  /** The tone, as if the supervisor spoke. */
  readonly speak: (on: boolean) => void
  readonly hangUp: () => void
  readonly close: () => Promise<void>
}

type Call = {
  readonly invite: SipMessage
  readonly peer: RTCPeerConnection
  readonly tag: string
  readonly stop: () => void
}

/** Whoever decides about the phone's calls, by their Call-ID. */
export type Hand = {
  /** Resolves when it shall be answered. */
  invited(id: string, invite: SipMessage): Promise<void>
  ended(id: string): void
}

/** Resolves when the registrar has accepted it. It rings until `pickUp`, or the hand, then answers; without one it answers at once. */
export async function sipPhone(line: LineAccount, pickUp?: Promise<void>, hand?: Hand): Promise<SipPhone> {
  const socket = new WebSocket(line.wsUrl, 'sip')
  await once(socket, 'open')
  const host = line.uri.split('@')[1] ?? ''
  const contact = `sip:${line.authUser}@phone.invalid;transport=ws`
  const via = () => `SIP/2.0/WS phone.invalid;branch=z9hG4bK${token()}`
  const media = { speaking: false, digit: null as { code: number; left: number; at: number } | null }
  let call: Call | null = null
  let cseq = 0

  const send = (text: string) => {
    if (socket.readyState === socket.OPEN) socket.send(text)
  }
  const respond = (to: SipMessage, code: string, tag: string, body = '') => {
    const copied = to.headers.filter(([name]) => ['via', 'from', 'call-id', 'cseq', 'record-route'].includes(name))
    const toValue = header(to, 'to')
    const more = [
      ['To', tagOf(toValue) ? toValue : `${toValue};tag=${tag}`],
      ['Contact', `<${contact}>`],
      ...(body ? [['Content-Type', 'application/sdp']] : []),
    ] as [string, string][]
    send(formatSip(`SIP/2.0 ${code}`, [...copied, ...more], body))
  }
  const inDialog = (name: string, type = '', body = '') => {
    if (!call) return
    const { invite, tag } = call
    const headers = [
      ['Via', via()],
      ['Max-Forwards', '70'],
      ['From', `${header(invite, 'to')};tag=${tag}`],
      ['To', header(invite, 'from')],
      ['Call-ID', header(invite, 'call-id')],
      ['CSeq', `${++cseq} ${name}`],
      ['Contact', `<${contact}>`],
      ...(type ? [['Content-Type', type]] : []),
    ] as [string, string][]
    send(formatSip(`${name} ${uriOf(header(invite, 'contact'))} SIP/2.0`, headers, body))
  }
  const drop = () => {
    const over = call
    call = null
    over?.stop()
    void over?.peer.close()
    if (over) hand?.ended(header(over.invite, 'call-id'))
  }
  const answer = async (invite: SipMessage) => {
    const tag = token()
    const peer = peerConnection()
    call = { invite, peer, tag, stop: startVoice(peer, media) }
    respond(invite, '180 Ringing', tag)
    await (hand?.invited(header(invite, 'call-id'), invite) ?? pickUp)
    const sdp = await answerOffer(peer, invite.body)
    if (call?.tag === tag) respond(invite, '200 OK', tag, sdp)
  }
  const take = (message: SipMessage) => {
    switch (method(message)) {
      case 'INVITE':
        return call ? respond(message, '486 Busy Here', token()) : void answer(message)
      case 'BYE':
        respond(message, '200 OK', '')
        return drop()
      case 'CANCEL':
        respond(message, '200 OK', call?.tag ?? '')
        if (call) respond(call.invite, '487 Request Terminated', call.tag)
        return drop()
      case 'ACK':
      case '':
        return
      default:
        respond(message, '200 OK', '')
    }
  }
  const register = async () => {
    const [callId, tag] = [token(), token()]
    const ask = async (more: [string, string][]) => {
      const headers: [string, string][] = [
        ['Via', via()],
        ['Max-Forwards', '70'],
        ['From', `<${line.uri}>;tag=${tag}`],
        ['To', `<${line.uri}>`],
        ['Call-ID', callId],
        ['CSeq', `${++cseq} REGISTER`],
        ['Contact', `<${contact}>;expires=300`],
        ...more,
      ]
      send(formatSip(`REGISTER sip:${host} SIP/2.0`, headers))
      for (;;) {
        const [data] = await once(socket, 'message')
        const message = parseSip(String(data))
        if (message && header(message, 'call-id') === callId && status(message) >= 200) return message
      }
    }
    const challenge = header(await ask([]), 'www-authenticate')
    const way = { method: 'REGISTER', uri: `sip:${host}`, user: line.authUser, password: line.password }
    const answered = await ask([['Authorization', digest(challenge, way)]])
    if (status(answered) !== 200) throw new Error(`not registered: ${answered.start}`)
  }
  await register()
  socket.on('message', (data) => {
    const message = parseSip(String(data))
    if (message) take(message)
  })

  return {
    inviteHeader: (name) => (call ? header(call.invite, name) : null),
    isUp: () => call?.peer.connectionState === 'connected',
    sendDigits: (digits, by) => {
      for (const digit of digits) {
        if (by === 'info') inDialog('INFO', 'application/dtmf-relay', `Signal=${digit}\r\nDuration=100\r\n`)
        else media.digit = { code: Number(digit), left: 8, at: 0 }
      }
    },
    speak: (on) => {
      media.speaking = on
    },
    hangUp: () => {
      inDialog('BYE')
      drop()
    },
    close: async () => {
      drop()
      socket.terminate()
    },
  }
}

function peerConnection(): RTCPeerConnection {
  const codec = (mimeType: string, payloadType: number) =>
    new RTCRtpCodecParameters({ mimeType, clockRate: 8000, channels: 1, payloadType })
  return new RTCPeerConnection({
    iceServers: [],
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ['127.0.0.1'],
    codecs: { audio: [codec('audio/PCMU', 0), codec('audio/telephone-event', EVENT_TYPE)], video: [] },
  })
}

async function answerOffer(peer: RTCPeerConnection, offer: string): Promise<string> {
  peer.addTransceiver('audio', { direction: 'sendrecv' })
  await peer.setRemoteDescription({ type: 'offer', sdp: offer })
  await peer.setLocalDescription(await peer.createAnswer())
  return peer.localDescription?.sdp ?? ''
}

type Voice = { speaking: boolean; digit: { code: number; left: number; at: number } | null }

/** 20 ms packets: the tone or silence, and RFC 4733 events in between. The answer stops them. */
function startVoice(peer: RTCPeerConnection, voice: Voice): () => void {
  const ssrc = 0x1234_5678
  let sequence = 1
  let timestamp = 160
  const send = (payloadType: number, at: number, payload: Buffer, marker = false) => {
    const [transport] = peer.dtlsTransports
    if (transport?.state !== 'connected') return
    const head = new RtpHeader({ ssrc, sequenceNumber: sequence, timestamp: at, payloadType, marker })
    sequence = (sequence + 1) & 0xffff
    void transport.sendRtp(payload, head)
  }
  const event = (digit: NonNullable<Voice['digit']>) => {
    const isFirst = digit.at === 0
    if (isFirst) digit.at = timestamp
    const end = digit.left <= 3 ? 0x80 : 0 // RFC 4733 section 2.5.1.4: the end is sent three times
    const duration = timestamp - digit.at + FRAME
    send(EVENT_TYPE, digit.at, Buffer.from([digit.code, end | 10, duration >> 8, duration & 0xff]), isFirst)
    digit.left--
    if (digit.left === 0) voice.digit = null
  }
  const timer = setInterval(() => {
    if (voice.digit) event(voice.digit)
    else send(0, timestamp, encodePcmu(toneFrame(timestamp, voice.speaking)))
    timestamp += FRAME
  }, 20)
  return () => clearInterval(timer)
}

function toneFrame(from: number, on: boolean): Int16Array {
  const level = on ? 8000 : 0
  return Int16Array.from({ length: FRAME }, (_, n) =>
    Math.round(level * Math.sin((2 * Math.PI * TONE_HZ * (from + n)) / 8000)),
  )
}
