// Packets of a key exchange that a phone sends again because our answer was late or lost (DTLS 1.2: RFC 6347, 4.1 and 4.2).
import type { RTCDtlsTransport } from 'werift'

type Transport = {
  readonly iceTransport: {
    readonly connection: { readonly onData: Pick<RTCDtlsTransport['iceTransport']['connection']['onData'], 'execute'> }
  }
}

/**
 * werift makes new keys for a first ClientHello that comes once more after the second one, and others for a ClientKeyExchange that comes once
 * more: then the phone never hears anything. Whatever it answers again as it did before passes.
 */
export function dropRepeated(transport: Transport): void {
  const { onData } = transport.iceTransport.connection
  const pass = onData.execute
  const isFresh = watchRecords()
  onData.execute = (data) => {
    if (!isDtls(data)) return pass(data)
    const fresh = recordsOf(data).filter(isFresh)
    if (fresh.length > 0) pass(Buffer.concat(fresh))
  }
}

/** RFC 7983. */
const isDtls = (data: Buffer): boolean => (data[0] ?? 0) >= 20 && (data[0] ?? 0) <= 63

const HEAD = 13 // bytes of a record: type, version, epoch, number, length

/** What is no whole record is left to werift, as one. */
function recordsOf(data: Buffer): readonly Buffer[] {
  const records: Buffer[] = []
  let at = 0
  while (data.length - at >= HEAD) {
    const end = at + HEAD + data.readUInt16BE(at + HEAD - 2)
    if (end > data.length) break
    records.push(data.subarray(at, end))
    at = end
  }
  return at < data.length ? [...records, data.subarray(at)] : records
}

const CLIENT_HELLO = 1
/** Certificate, CertificateVerify, ClientKeyExchange: what the keys are made of. */
const ONCE: readonly number[] = [11, 15, 16]

function watchRecords(): (record: Buffer) => boolean {
  const seen = new Set<string>()
  let random = ''
  let isSecond = false // it has come back with our cookie
  const isFreshHello = ({ number, offset, body }: Message): boolean => {
    if (number > 0) {
      isSecond = true
      return true
    }
    if (offset > 0) return !isSecond
    const now = body.toString('hex', 2, 34)
    if (isSecond && now === random) return false
    random = now
    isSecond = false
    seen.clear()
    return true
  }
  return (record) => {
    const message = messageOf(record)
    if (message?.type === CLIENT_HELLO) return isFreshHello(message)
    if (!message || !ONCE.includes(message.type)) return true
    const key = `${message.type} ${message.number} ${message.offset}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}

/** `number`: its place in the exchange. `offset`: of this fragment of it, in bytes. */
type Message = { readonly type: number; readonly number: number; readonly offset: number; readonly body: Buffer }

const HANDSHAKE = 22
const MESSAGE_HEAD = 12 // bytes: type, length, number, offset and length of the fragment

/** Null: nothing of the exchange, or encrypted. */
function messageOf(record: Buffer): Message | null {
  const isPlain = record[0] === HANDSHAKE && record.length >= HEAD + MESSAGE_HEAD && record.readUInt16BE(3) === 0
  if (!isPlain) return null
  return {
    type: record.readUInt8(HEAD),
    number: record.readUInt16BE(HEAD + 4),
    offset: record.readUIntBE(HEAD + 6, 3),
    body: record.subarray(HEAD + MESSAGE_HEAD),
  }
}
