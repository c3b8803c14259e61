// Asks a STUN or TURN server what a call would ask it for, and gives back at once what it lends.
import { createHash } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { classes, Message, methods, parseMessage } from 'werift'
import type { LineAccount } from '#contract/line-account.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { reasonOf } from '#main/pbx/kit/connection-failure.ts'
import { trusting } from '#main/pbx/kit/trust.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'

export type IceServer = LineAccount['iceServers'][number]

export type IceAnswer =
  /** `seenAs`: the address this computer has there. `relay`: the one that is lent; null: STUN lends none. */
  | { readonly kind: 'works'; readonly seenAs: string; readonly relay: string | null; readonly isOpenToAll: boolean }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string; readonly isAsked: boolean }
  | { readonly kind: 'silent' }
  | { readonly kind: 'notConnected'; readonly detail: string }

const WITHIN_MS = 5_000
const AGAIN_MS = 500 // UDP loses some (RFC 8489, 6.2.1)
const UDP = 17 * 2 ** 24 // what is to be relayed (RFC 8656, 18.8)

/** RFC 7064 and 7065; null: it is no such address. */
export function placeOfServer(urls: string) {
  const [, scheme = '', host = '', port, transport] =
    /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(urls) ?? []
  if (host === '') return null
  const isTls = scheme.endsWith('s')
  return {
    isTurn: scheme.startsWith('turn'),
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? (isTls ? 5349 : 3478)),
    by: isTls ? ('tls' as const) : transport === 'tcp' ? ('tcp' as const) : ('udp' as const),
  }
}

type Place = NonNullable<ReturnType<typeof placeOfServer>>

export function askIceServer(server: IceServer, clock: Pick<Clock, 'after' | 'every'>): Promise<IceAnswer> {
  const place = placeOfServer(server.urls)
  if (place === null) return Promise.resolve({ kind: 'notConnected', detail: 'it is no address of such a server' })
  return waitFor<IceAnswer>(clock, { ms: WITHIN_MS, otherwise: { kind: 'silent' } }, (settle) => {
    const wire = open(place, (cause) => settle({ kind: 'notConnected', detail: reasonOf(cause) }))
    const conversation = converse(place, server, wire.send, settle)
    wire.onMessage(conversation.heard)
    wire.onReady(conversation.begin)
    const stopRepeating = place.by === 'udp' ? clock.every(AGAIN_MS, conversation.repeat) : () => {}
    return () => {
      stopRepeating()
      conversation.giveBack()
      wire.close()
    }
  })
}

type Settle = (answer: IceAnswer) => void

/** First without a name, as every browser does; then with what the server wants to know (RFC 8656, 5). */
function converse(place: Place, server: IceServer, send: (data: Buffer) => void, settle: Settle) {
  let asked = place.isTurn ? allocation() : new Message(methods.BINDING, classes.REQUEST)
  let key: Buffer | null = null
  let attempts = 0
  let lent: Message | null = null
  const ask = (message: Message): void => {
    asked = message
    send(message.bytes)
  }
  const refused = (answer: Message): void => {
    const [code, reason] = answer.getAttributeValue('ERROR-CODE') ?? [0, '']
    const { username, credential } = server
    const isChallenge = (code === 401 && attempts === 0) || code === 438
    attempts += 1
    if (!isChallenge || attempts > 3 || username === undefined || credential === undefined) {
      settle({ kind: 'refused', code, reason, isAsked: key === null })
      return
    }
    const realm = answer.getAttributeValue('REALM')
    key = createHash('md5').update(`${username}:${realm}:${credential}`).digest()
    ask(signed(allocation(), { username, realm, nonce: answer.getAttributeValue('NONCE') }, key))
  }
  return {
    begin: () => send(asked.bytes),
    repeat: () => send(asked.bytes),
    heard: (data: Buffer): void => {
      const answer = parseMessage(data)
      if (!answer?.transactionId.equals(asked.transactionId)) return
      if (answer.messageClass === classes.ERROR) refused(answer)
      if (answer.messageClass !== classes.RESPONSE) return
      if (place.isTurn) lent = asked
      const relay = place.isTurn ? told(answer.getAttributeValue('XOR-RELAYED-ADDRESS')) : null
      const seenAs = told(answer.getAttributeValue('XOR-MAPPED-ADDRESS')) ?? '?'
      settle({ kind: 'works', seenAs, relay, isOpenToAll: place.isTurn && key === null })
    },
    giveBack: (): void => {
      if (!lent) return
      const end = new Message(methods.REFRESH, classes.REQUEST).setAttribute('LIFETIME', 0)
      const [username, realm, nonce] = (['USERNAME', 'REALM', 'NONCE'] as const).map((name) =>
        lent?.getAttributeValue(name),
      )
      send((key ? signed(end, { username, realm, nonce }, key) : end).bytes)
    },
  }
}

const allocation = (): Message =>
  new Message(methods.ALLOCATE, classes.REQUEST).setAttribute('REQUESTED-TRANSPORT', UDP)

type Login = { readonly username: unknown; readonly realm: unknown; readonly nonce: unknown }

const signed = (message: Message, { username, realm, nonce }: Login, key: Buffer): Message =>
  message
    .setAttribute('USERNAME', username)
    .setAttribute('REALM', realm)
    .setAttribute('NONCE', nonce)
    .addMessageIntegrity(key)

const told = (address: readonly [string, number] | undefined): string | null => address?.[0] ?? null

type Wire = {
  readonly send: (data: Buffer) => void
  readonly onReady: (begin: () => void) => void
  readonly onMessage: (heard: (data: Buffer) => void) => void
  readonly close: Stop
}

const open = (place: Place, failed: (cause: Error) => void): Wire =>
  place.by === 'udp' ? overUdp(place, failed) : overStream(place, failed)

function overUdp({ host, port }: Place, failed: (cause: Error) => void): Wire {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('error', failed)
  let onTheirWay = 0
  let isOver = false
  const closeWhenSent = (): void => {
    if (isOver && onTheirWay === 0) socket.close()
  }
  return {
    send: (data) => {
      onTheirWay += 1
      // Of a name that is not known it tells here.
      socket.send(data, port, host, (cause) => {
        onTheirWay -= 1
        if (cause) failed(cause)
        closeWhenSent()
      })
    },
    onReady: (begin) => begin(),
    onMessage: (heard) => void socket.on('message', heard),
    close: () => {
      isOver = true
      closeWhenSent()
    },
  }
}

/** Messages follow each other in the stream, each with its own length (RFC 8489, 6.2.2). */
function overStream({ host, port, by }: Place, failed: (cause: Error) => void): Wire {
  const socket =
    by === 'tls'
      ? connectTls({ host, port, servername: isIP(host) ? '' : host, ...trusting(null) })
      : connect(port, host)
  socket.on('error', failed)
  socket.on('close', () => failed(new Error('it hung up')))
  let rest = Buffer.alloc(0)
  return {
    send: (data) => void (socket.destroyed || socket.write(data)),
    onReady: (begin) => void socket.once(by === 'tls' ? 'secureConnect' : 'connect', begin),
    onMessage: (heard) =>
      void socket.on('data', (data: Buffer) => {
        rest = Buffer.concat([rest, data])
        while (rest.length >= 20 && rest.length >= 20 + rest.readUInt16BE(2)) {
          const length = 20 + rest.readUInt16BE(2)
          heard(rest.subarray(0, length))
          rest = rest.subarray(length)
        }
      }),
    close: () => void socket.end(),
  }
}
