// A phone that sends parts of its key exchange again, because our answer was late or lost on its way: sound comes all the same.
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { MediaStreamTrack, RTCPeerConnection } from 'werift'
import { createWeriftPeer } from '#main/demo-pbx/media/werift-peer.ts'

const parts = {
  now: Date.now,
  random: (bytes: number) => randomBytes(bytes).toString('hex'),
  log: (_: string, text: string) => console.error(text),
  iceHost: '127.0.0.1',
}

type Send = (data: Buffer) => Promise<void>
/** What becomes of a packet the phone sends. */
type Way = (data: Buffer, send: Send) => Promise<void>

const isHello = (data: Buffer, number: number): boolean =>
  data[0] === 22 && data[13] === 1 && data.readUInt16BE(17) === number
const isFinished = (data: Buffer): boolean => data[0] === 22 && data.readUInt16BE(3) === 1

function sentBy(phone: RTCPeerConnection, way: Way): void {
  const connection = phone.dtlsTransports[0]?.iceTransport.connection
  if (!connection) throw new Error('the phone has no transport')
  const { send } = connection
  connection.send = (data) => way(data, send)
}

const asItIs = (): Way => (data, send) => send(data)

function helloAgain(): Way {
  let first: Buffer | null = null
  return async (data, send) => {
    if (isHello(data, 0)) first ??= data
    await send(data)
    if (isHello(data, 1) && first) await send(first)
  }
}

function keysAgain(): Way {
  let isLost = false
  return async (data, send) => {
    if (isLost || !isFinished(data)) return send(data)
    isLost = true
  }
}

it.each([
  ['without a fault', asItIs()],
  ['whose first hello comes once more after the second', helloAgain()],
  ['whose keys come twice, for its end was lost', keysAgain()],
])('a key exchange %s is made', async (_, way) => {
  const pbx = await createWeriftPeer(parts, 'offer')
  const phone = new RTCPeerConnection({ iceServers: [] })
  try {
    phone.addTransceiver(new MediaStreamTrack({ kind: 'audio' }), { direction: 'sendrecv' })
    await phone.setRemoteDescription({ type: 'offer', sdp: pbx.offer })
    sentBy(phone, way)
    await phone.setLocalDescription(await phone.createAnswer())
    expect(await pbx.acceptAnswer(phone.localDescription?.sdp ?? '')).toBe(true)
    await expect.poll(() => phone.connectionState, { timeout: 10_000 }).toBe('connected')
  } finally {
    pbx.session.close()
    await phone.close()
  }
})
