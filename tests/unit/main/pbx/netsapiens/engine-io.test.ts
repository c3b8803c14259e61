import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePacket, eventPacket, feedUrl } from '#main/pbx/netsapiens/wire/engine-io.ts'

describe('the packets of the feed', () => {
  it('reads a handshake and its heartbeat, and takes usual times for missing ones', () => {
    expect(decodePacket('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":5000}')).toEqual({
      kind: 'open',
      pingIntervalMs: 25_000,
      pingTimeoutMs: 5_000,
    })
    expect(decodePacket('0{"sid":"a","pingInterval":-1}')).toMatchObject({ pingIntervalMs: 25_000 })
  })

  it.each([
    ['1', { kind: 'close' }],
    ['2', { kind: 'ping' }],
    ['3', { kind: 'pong' }],
    ['3probe', { kind: 'pong' }],
    ['40', { kind: 'connected' }],
    ['41', { kind: 'disconnected' }],
    ['44"no"', { kind: 'refused', why: '"no"' }],
    ['42["call",{"a":1}]', { kind: 'event', name: 'call', data: { a: 1 } }],
    ['4217["call",{"a":1}]', { kind: 'event', name: 'call', data: { a: 1 } }],
    ['42/floor,["call",{"a":1}]', { kind: 'event', name: 'call', data: { a: 1 } }],
    ['42["status"]', { kind: 'event', name: 'status', data: undefined }],
  ])('reads %j', (text, packet) => expect(decodePacket(text)).toEqual(packet))

  it.each(['', '9', '0', '0[', '42', '42{}', '42[1,2]', '42["call",', '43["ack"]', '451-["binary"]', '5', '6'])(
    'makes nothing of %j',
    (text) => {
      const packet = decodePacket(text)
      expect(packet === null || packet.kind !== 'event').toBe(true)
    },
  )

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `42${s}`),
          fc.string().map((s) => `0${s}`),
        ),
        (text) => {
          decodePacket(text)
        },
      ),
    )
  })

  it('gives back every event it wrote', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
    fc.assert(
      fc.property(fc.string(), json, (name, data) => {
        expect(decodePacket(eventPacket(name, data))).toEqual({ kind: 'event', name, data })
      }),
    )
  })

  it('asks for the old protocol over WebSocket only', () => {
    expect(feedUrl('https://core1.pbx.example:8001')).toBe(
      'wss://core1.pbx.example:8001/socket.io/?EIO=3&transport=websocket',
    )
  })
})
