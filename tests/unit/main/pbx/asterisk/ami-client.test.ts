// An AMI connection over a real socket, to a server that answers what the test says, on a clock of the test.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskError } from '#contract/errors.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { type AmiClient, openAmi } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { type FakeClock, fakeClock } from '../../../../fakes/fake-clock.ts'

let clock: FakeClock
let server: Server
let wire: Socket
let events: AmiMessage[]
let closed: DeskError[]
let asked: string[]
let texts: string[]
let login: string
let answers: boolean
let banner: string
let reason: string

beforeEach(async () => {
  clock = fakeClock()
  ;[events, closed, asked, texts] = [[], [], [], []]
  login = 'Response: Success'
  answers = true
  banner = 'Asterisk Call Manager/5.0.2'
  reason = 'as it is'
  server = createServer((socket) => {
    wire = socket
    socket.write(`${banner}\r\n`)
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      for (const text of String(bytes).split('\r\n\r\n').filter(Boolean)) onAction(text)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  wire?.destroy()
  server.close()
})

const says = (...lines: string[]) => wire.write(`${lines.join('\r\n')}\r\n\r\n`)

function onAction(text: string) {
  texts.push(text)
  const [, name] = /^Action: (\w+)/.exec(text) ?? []
  const [, id] = /ActionID: (\S+)/.exec(text) ?? ['', 'none']
  asked.push(`${name} ${id}`)
  if (name === 'Login') says(login, `ActionID: ${id}`, `Message: ${reason}`)
  else if (answers) says('Response: Success', `ActionID: ${id}`, 'Message: done')
}
const idOf = async (name: string) =>
  vi.waitFor(() => {
    const found = asked.findLast((one) => one.startsWith(`${name} `))
    if (!found) throw new Error(`${name} has not come yet`)
    return found.split(' ')[1]
  })

function connect() {
  // Of this test: the connection of the one before may end only now.
  const [heard, ends] = [events, closed]
  return openAmi(
    asteriskSite.parse({
      kind: 'asterisk',
      host: '127.0.0.1',
      ami: { port: (server.address() as AddressInfo).port, user: 'earshot', secret: 'secret' },
    }),
    clock,
    { events: (list) => heard.push(...list), closed: (cause) => ends.push(cause) },
  )
}
async function connected(): Promise<AmiClient> {
  const opened = await connect()
  if (!opened.ok) throw new Error(opened.error.detail)
  return opened.value
}

describe('an action by AMI', () => {
  it('has its own reply, and leaves no timer behind', async () => {
    const client = await connected()
    expect(await client.action('Ping')).toMatchObject({ ok: true, value: { head: { Message: 'done' } } })
    expect(clock.waiting()).toBe(0)
  })

  it('of a list has its rows, and events between them are events', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('CoreShowChannels')
    const id = `ActionID: ${await idOf('CoreShowChannels')}`
    says('Response: Success', id, 'EventList: start')
    says('Event: CoreShowChannel', id, 'Uniqueid: 1.1')
    says('Event: Hangup', 'Uniqueid: 7.7')
    says('Event: CoreShowChannelsComplete', id, 'EventList: Complete')
    expect(await reply).toMatchObject({ ok: true, value: { rows: [{ Uniqueid: '1.1' }] } })
    expect(events).toMatchObject([{ Event: 'Hangup', Uniqueid: '7.7' }])
  })

  // A user event carries every field of the action that made it: two consoles count their actions alike.
  it('is not answered by another console’s user event that bears the same ActionID', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('UserEvent', [['UserEvent', 'EarshotHelpDesk']])
    const id = `ActionID: ${await idOf('UserEvent')}`
    says('Event: UserEvent', 'UserEvent: EarshotHelpDesk', id, 'Data: theirs')
    says('Response: Error', id, 'Message: not ours')
    expect(await reply).toMatchObject({ ok: false, error: { detail: 'not ours' } })
    expect(events).toMatchObject([{ Event: 'UserEvent', Data: 'theirs' }])
  })

  it('that is never answered has timed out, and the answer that comes late belongs to nobody', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('Getvar')
    const id = await idOf('Getvar')
    answers = true
    await client.ping()
    clock.pass(8000)
    expect(await reply).toEqual({ ok: false, error: { code: 'timedOut', detail: 'AMI Getvar' } })
    says('Response: Success', `ActionID: ${id}`, 'Value: late')
    expect(await client.action('Ping')).toMatchObject({ ok: true })
    expect([events, closed]).toEqual([[], []])
  })

  it('answered twice has the first answer; an Originate’s second one is an event', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('Originate')
    const id = `ActionID: ${await idOf('Originate')}`
    says('Response: Success', id, 'Message: queued')
    says('Event: OriginateResponse', id, 'Response: Failure')
    expect(await reply).toMatchObject({ ok: true, value: { head: { Message: 'queued' } } })
    await vi.waitFor(() => expect(events).toMatchObject([{ Event: 'OriginateResponse', Response: 'Failure' }]))
  })

  it('under way when the connection is lost is refused at once, and so is what comes after', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('Getvar')
    await idOf('Getvar')
    wire.destroy()
    expect(await reply).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(await client.action('Ping')).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(closed).toHaveLength(1)
    expect(clock.waiting()).toBe(0)
  })
})

describe('the AMI connection', () => {
  it('is given up when a ping is not answered in time', async () => {
    const client = await connected()
    answers = false
    const ping = client.ping()
    await idOf('Ping')
    clock.pass(8000)
    await ping
    expect(closed).toEqual([{ code: 'pbxUnreachable', detail: 'AMI has stopped answering' }])
  })

  it('is given up when it is asked anything and says nothing at all, and whatever else was asked is answered at once', async () => {
    const client = await connected()
    answers = false
    const first = client.action('Getvar')
    await idOf('Getvar')
    clock.pass(5000)
    const second = client.action('UserEvent')
    await idOf('UserEvent')
    clock.pass(3000)
    expect(await first).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    expect(await second).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(closed).toEqual([{ code: 'pbxUnreachable', detail: 'AMI has stopped answering' }])
    expect(clock.waiting()).toBe(0)
  })

  it('stands an action without an answer while events come', async () => {
    const client = await connected()
    answers = false
    const reply = client.action('Getvar')
    await idOf('Getvar')
    says('Event: Newchannel', 'Uniqueid: 1')
    await vi.waitFor(() => expect(events).toHaveLength(1))
    clock.pass(8000)
    await reply
    expect(closed).toEqual([])
  })

  it('stands a ping that is answered with a refusal', async () => {
    const client = await connected()
    answers = false
    const ping = client.ping()
    says('Response: Error', `ActionID: ${await idOf('Ping')}`, 'Message: Permission denied')
    await ping
    expect(closed).toEqual([])
  })

  it('begins with who we are, and ends with a farewell, once', async () => {
    const client = await connected()
    expect(texts[0]?.split('\r\n').slice(2)).toEqual(['Username: earshot', 'Secret: secret'])
    client.close()
    client.close()
    await idOf('Logoff')
    expect(closed).toEqual([{ code: 'pbxUnreachable', detail: 'closed' }])
    expect(texts.filter((text) => text.startsWith('Action: Logoff'))).toHaveLength(1)
  })

  it('is refused by a wrong password', async () => {
    login = 'Response: Error'
    expect(await connect()).toEqual({
      ok: false,
      error: { code: 'pbxWrongPassword', detail: expect.stringMatching(/^AMI user "earshot": as it is .*permit/) },
    })
  })

  it('as a user who may be in once at a time, and is in, is not called a wrong password', async () => {
    login = 'Response: Error'
    reason = 'Login Already In Use'
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'pbxUserInUse' } })
  })

  it.each(['1.1', '1.4', '2.0.0', '2.4.0'])(
    'to an AMI %s is refused as too old, before anybody logs in',
    async (version) => {
      banner = `Asterisk Call Manager/${version}`
      expect(await connect()).toEqual({
        ok: false,
        error: { code: 'pbxTooOld', detail: `${banner}; AMI 2.5 (Asterisk 13) or later is needed` },
      })
    },
  )

  it.each(['2.5.0', '2.10.4', '3.2.0', '11.0.0'])('to an AMI %s works', async (version) => {
    banner = `Asterisk Call Manager/${version}`
    expect(await connect()).toMatchObject({ ok: true })
  })

  it('to something else is no AMI', async () => {
    server.removeAllListeners('connection')
    server.on('connection', (socket) => {
      wire = socket
      socket.write('HTTP/1.1 400 Bad Request\r\n')
    })
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'pbxProtocol' } })
  })
})
