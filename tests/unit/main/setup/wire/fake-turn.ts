// A TURN server that lends nothing real: by UDP and TCP, for those who know its secret (as coturn has it with use-auth-secret).
import { createHash, createHmac } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { classes, Message, methods, parseMessage } from 'werift'

export type FakeTurn = {
  readonly port: number
  readonly asked: { readonly method: string; readonly username: string | null }[]
  readonly close: () => void
}

type Behaviour = {
  readonly secret: string | null // null: it lends to everybody
  readonly relay?: string
  readonly refusal?: readonly [number, string] // in place of lending
  readonly deafTo?: number // the first so many datagrams are lost
  readonly staleOnce?: boolean
}

export async function fakeTurn({ secret, relay = '203.0.113.9', refusal, deafTo = 0, staleOnce = false }: Behaviour) {
  const asked: FakeTurn['asked'][number][] = []
  let deaf = deafTo
  let stale = staleOnce
  const answerTo = (data: Buffer): Buffer | null => {
    if (deaf > 0) {
      deaf -= 1
      return null
    }
    const request = parseMessage(data)
    if (!request) return null
    const username: string | null = request.getAttributeValue('USERNAME') ?? null
    asked.push({ method: methods[request.messageMethod], username })
    const reply = (kind: classes) => new Message(request.messageMethod, kind, request.transactionId)
    const refuse = (code: number, reason: string) =>
      reply(classes.ERROR)
        .setAttribute('ERROR-CODE', [code, reason])
        .setAttribute('REALM', 'earshot')
        .setAttribute('NONCE', Buffer.from('nonce')).bytes
    const seen = reply(classes.RESPONSE).setAttribute('XOR-MAPPED-ADDRESS', ['192.0.2.7', 4000])
    if (request.messageMethod === methods.BINDING) return seen.bytes
    if (secret !== null && username === null) return refuse(401, 'Unauthorized')
    if (stale) {
      stale = false
      return refuse(438, 'Stale Nonce')
    }
    const credential = createHmac('sha1', secret ?? '')
      .update(`${username}`)
      .digest('base64')
    const key = createHash('md5').update(`${username}:earshot:${credential}`).digest()
    if (secret !== null && !parseMessage(data, key)) return refuse(401, 'Unauthorized')
    if (refusal) return refuse(...refusal)
    return seen.setAttribute('XOR-RELAYED-ADDRESS', [relay, 50_000]).setAttribute('LIFETIME', 600).bytes
  }
  const udp = createSocket('udp4')
  udp.on('message', (data, from) => {
    const answer = answerTo(data)
    if (answer) udp.send(answer, from.port, from.address)
  })
  const tcp = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      const answer = answerTo(data)
      // In two pieces, as a network may bring it.
      if (answer) socket.write(answer.subarray(0, 11), () => socket.write(answer.subarray(11)))
    })
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const address = tcp.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve))
  const close = (): void => {
    udp.close()
    tcp.close()
  }
  return { port, asked, close }
}
