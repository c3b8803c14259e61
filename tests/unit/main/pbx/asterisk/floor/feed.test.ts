// The feed over a real socket, to an AMI that lists what the test says.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { createFeed, type Feed } from '#main/pbx/asterisk/floor/feed.ts'
import { type FakeClock, fakeClock } from '../../../../../fakes/fake-clock.ts'

type Row = Readonly<Record<string, string>>

let clock: FakeClock
let server: Server
let wire: Socket | null
let rows: Row[]
let feed: Feed | null

beforeEach(async () => {
  clock = fakeClock(1_700_000_000_000)
  ;[wire, rows, feed] = [null, [], null]
  server = createServer((socket) => {
    wire = socket
    socket.write('Asterisk Call Manager/11.0.0\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      for (const text of String(bytes).split('\r\n\r\n').filter(Boolean)) answer(socket, text)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  feed?.close()
  wire?.destroy()
  server.close()
})

function answer(socket: Socket, text: string): void {
  const [, name = ''] = /^Action: (\w+)/.exec(text) ?? []
  const [, id = ''] = /ActionID: (\S+)/.exec(text) ?? []
  const write = (fields: Row) =>
    socket.write(
      `${Object.entries({ ...fields, ActionID: id })
        .map((one) => one.join(': '))
        .join('\r\n')}\r\n\r\n`,
    )
  if (name === 'Ping') write({ Response: 'Success', Timestamp: String(clock.now() / 1000) })
  else if (name === 'CoreShowChannels') {
    write({ Response: 'Success', EventList: 'start' })
    for (const row of rows) write({ Event: 'CoreShowChannel', ...row })
    write({ Event: 'CoreShowChannelsComplete', EventList: 'Complete' })
  } else write(name === 'Login' ? { Response: 'Success' } : { Response: 'Error', Message: 'Permission denied' })
}

const leg = (id: string, name: string, more: Row): Row => ({
  Uniqueid: `1700000000.${id}`,
  Linkedid: '1700000000.1',
  Channel: name,
  ChannelState: '6',
  CallerIDNum: '555',
  ...more,
})
const agent = leg('2', 'PJSIP/1001-2', { BridgeId: 'b', Application: 'AppDial' })

it('tells that the picture has moved when a comparison mends what no row shows', async () => {
  let moved = 0
  let isLive = false
  const log: string[] = []
  const site = asteriskSite.parse({
    kind: 'asterisk',
    host: '127.0.0.1',
    ami: { port: (server.address() as AddressInfo).port, user: 'earshot', secret: 'secret' },
  })
  const rules = { trunks: { endpoints: ['trunk'], contexts: [] }, extensions: ['1001'], lines: [] }
  const nothing = () => undefined
  rows = [leg('1', 'PJSIP/trunk-1', {}), agent]
  feed = createFeed(
    site,
    { ...rules, consolePrefix: 'earshot.', ownPrefix: 'earshot.5001.me.' },
    { clock, random: () => 0, log: (_, text) => log.push(text), switchBy: () => 'api' },
    {
      live: () => {
        isLive = true
      },
      lost: nothing,
      floor: nothing,
      events: nothing,
      silent: nothing,
      stamp: nothing,
      moved: () => moved++,
    },
  )
  feed.connect()
  await vi.waitFor(() => expect(isLive).toBe(true))
  rows = [leg('1', 'PJSIP/trunk-1', { BridgeId: 'b' }), agent]
  const before = moved
  const isMended = () => {
    clock.pass(250)
    expect(log.join()).toContain('PJSIP/trunk-1: up, bridge b')
  }
  await vi.waitFor(isMended, { interval: 10 })
  expect(moved).toBeGreaterThan(before)
})
