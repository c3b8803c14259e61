// One Event Socket connection: whose answer is whose, what refuses, and what is late. Wire: samples 01 and 02.
import { describe, expect, it } from 'vitest'
import type { DeskError } from '#contract/errors.ts'
import { freeswitchSite } from '#contract/settings.ts'
import { openEsl } from '#main/pbx/freeswitch/wire/esl-client.ts'
import type { EslEvent } from '#main/pbx/freeswitch/wire/esl-codec.ts'
import type { EslSocketEvents } from '#main/pbx/freeswitch/wire/esl-socket.ts'
import { fakeClock, settle } from '../../../../fakes/fake-clock.ts'

const frame = (type: string, body: string) =>
  `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: ${type}\n\n${body}`
const reply = (text: string, more = '') => `Content-Type: command/reply\nReply-Text: ${text}\n${more}\n`
const answer = (body: string) => frame('api/response', body)
const jobEvent = (id: string, body: string) =>
  frame('text/event-json', JSON.stringify({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': id, _body: body }))
const greeting = 'Content-Type: auth/request\n\n'
const accepted = reply('+OK accepted')
const enabled = reply('+OK event listener enabled json')

function stage(esl: object = {}) {
  const clock = fakeClock()
  const written: string[] = []
  const told: EslEvent[] = []
  const closed: DeskError[] = []
  let pbx: EslSocketEvents | null = null
  const site = freeswitchSite.parse({
    kind: 'freeswitch',
    host: 'pbx.example',
    domain: 'pbx.example',
    esl: { password: 'SECRET', ...esl },
  })
  const opening = openEsl(
    site,
    {
      clock,
      openSocket: (_site, events) => {
        pbx = events
        return { write: (text) => void written.push(text), close: () => undefined }
      },
    },
    { events: (events) => void told.push(...events), closed: (cause) => void closed.push(cause) },
  )
  const say = async (...texts: string[]) => {
    pbx?.onBytes(Buffer.from(texts.join('')))
    await settle()
  }
  const opened = async () => {
    await say(greeting)
    await say(accepted)
    await say(enabled)
    const client = await opening
    if (!client.ok) throw new Error(client.error.detail)
    return client.value
  }
  return { clock, written, told, closed, opening, say, opened, hangUp: (why: string) => pbx?.onClosed(why) }
}

describe('an Event Socket connection', () => {
  it('signs in when it is greeted, and asks for its events with CUSTOM last', async () => {
    const { written, opened } = stage()
    await opened()
    expect(written[0]).toBe('auth SECRET\n\n')
    expect(written[1]).toMatch(
      /^event json CHANNEL_CREATE .* CUSTOM callcenter::info sofia::\w+ sofia::\w+ sofia::\w+\n\n$/,
    )
    expect(written[1]).not.toMatch(/CUSTOM .*CHANNEL/)
  })

  it('signs in as a user of the directory where the site names one', async () => {
    const { written, opened } = stage({ user: 'earshot@pbx.example' })
    await opened()
    expect(written[0]).toBe('userauth earshot@pbx.example:SECRET\n\n')
  })

  it.each([
    ['a wrong password', [greeting, reply('-ERR invalid')], 'pbxWrongPassword'],
    ['an event it may not have', [greeting, accepted, reply('-ERR permission denied')], 'pbxRefused'],
    ['an address the ACL does not let in', [frame('text/rude-rejection', 'Access Denied, go away.\n')], 'pbxRefused'],
    ['one let in no more', [greeting, frame('text/rude-rejection', 'Access Denied, go away.\n')], 'pbxRefused'],
    ['a web server', ['HTTP/1.1 400 Bad Request\r\n\r\n'], 'pbxProtocol'],
  ])('tells %s', async (_what, texts, code) => {
    const { opening, say, hangUp } = stage()
    for (const text of texts) await say(text)
    hangUp('closed')
    expect(await opening).toMatchObject({ ok: false, error: { code } })
  })

  it('gives up on whoever does not greet', async () => {
    const { opening, clock } = stage()
    await clock.advance(8000)
    expect(await opening).toMatchObject({ ok: false, error: { code: 'pbxProtocol' } })
  })

  it('gives each command its own answer, also when one before it came too late', async () => {
    const { clock, opened, say } = stage()
    const client = await opened()
    const late = client.api('show channels as json')
    await clock.advance(8000)
    expect(await late).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    const next = client.api('uuid_exists x')
    await say(answer('{"row_count":0}'), answer('false'))
    expect(await next).toEqual({ ok: true, value: 'false' })
  })

  it('tells what was refused, by an answer or by a reply', async () => {
    const { opened, say } = stage()
    const client = await opened()
    const gone = client.api('uuid_kill x')
    const forbidden = client.api('uuid_dump x')
    await say(answer('-ERR No such channel!\n'), reply('-ERR permission denied'))
    expect(await gone).toMatchObject({ ok: false, error: { code: 'pbxRefused', detail: '-ERR No such channel!' } })
    expect(await forbidden).toMatchObject({ ok: false, error: { detail: '-ERR permission denied' } })
  })

  it('knows the end of a job that comes in the same read as its number', async () => {
    const { opened, say } = stage()
    const client = await opened()
    const job = client.job('originate user/1008@pbx.example &park()', 9000)
    await say(
      reply('+OK Job-UUID: j1', 'Job-UUID: j1\n'),
      jobEvent('other', '+OK'),
      jobEvent('j1', '-ERR USER_NOT_REGISTERED\n'),
    )
    expect(await job).toMatchObject({ ok: false, error: { detail: '-ERR USER_NOT_REGISTERED' } })
  })

  it('answers a ping behind all that was told before, and gives up a connection that answers none', async () => {
    const { clock, closed, told, opened, say } = stage()
    const client = await opened()
    const pong = client.ping()
    await say(
      reply('+OK Job-UUID: p', 'Job-UUID: p\n'),
      frame('text/event-json', '{"Event-Name":"HEARTBEAT"}'),
      jobEvent('p', 'UP'),
    )
    await pong
    expect(told.map((event) => event['Event-Name'])).toEqual(['HEARTBEAT', 'BACKGROUND_JOB'])
    void client.ping()
    await clock.advance(8001)
    expect(closed).toMatchObject([{ code: 'pbxUnreachable' }])
  })

  it('answers whatever waits when the PBX hangs up, and nothing afterwards', async () => {
    const { closed, opened, hangUp } = stage()
    const client = await opened()
    const asked = client.api('status')
    hangUp('ECONNRESET read ECONNRESET')
    expect(await asked).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(await client.api('status')).toMatchObject({ ok: false, error: { code: 'pbxUnreachable' } })
    expect(closed).toHaveLength(1)
  })
})
