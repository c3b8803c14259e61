// Requests and events that overtake each other, replayed through the whole connector: nobody is heard by mistake, and nothing stays.
import { describe, expect, it } from 'vitest'
import { settle } from '../../../../fakes/fake-clock.ts'
import {
  callRow,
  type HeldPlatform,
  heldMonitor,
  heldOrder,
  heldPlatform,
  lost,
  tapRows,
} from '../../../../fakes/netsapiens/held-platform.ts'

const deletes = ({ lines }: Pick<HeldPlatform, 'lines'>) =>
  lines.filter((line) => line.startsWith('DELETE') && line.includes('/calls/'))
const over = { kind: 'ended', ticketId: 'ticket-1', reason: 'asked' }
const unheard = (events: HeldPlatform['events']) => events.filter(({ kind }) => kind !== 'attached')

describe('the stage', () => {
  it('holds a monitor that is live, in listen', async () => {
    const { events, posts, ticket } = await heldMonitor()
    // The phones ring for 40 s, and that nobody answered is for the connector to say first.
    expect(ticket.answerWithinMs).toBe(42_000)
    expect(events.map(({ kind }) => kind)).toEqual(['attached'])
    expect(posts()).toEqual(['tap/o1'])
  })
})

describe('End while Listen is asked for', () => {
  it('asks for no tap, when the phones were still looked at', async () => {
    const platform = heldPlatform()
    platform.hold(/devices/)
    platform.connector.connect()
    await settle()
    // No phone is registered yet, so the list is read once more when Listen is clicked.
    await platform.release(/devices/, {
      text: JSON.stringify([{ device: '5001wp', 'device-sip-registration-state': 'unregistered' }]),
    })
    await platform.greet()
    await platform.release(/devices/, { text: '[]' })
    await platform.clock.advance(20)
    const starting = platform.connector.startMonitor(heldOrder())
    await settle()
    expect(await platform.connector.endMonitor('ticket-1')).toEqual({ ok: true, value: null })
    await platform.release(/devices/)
    expect(await starting).toMatchObject({ ok: false, error: { code: 'unknownMonitor' } })
    expect(platform.posts()).toEqual([])
  })

  it('hangs up what the tap brings, however late it is answered', async () => {
    const platform = heldPlatform()
    await platform.live()
    platform.hold(/portal/)
    const starting = platform.connector.startMonitor(heldOrder())
    await settle()
    const ending = platform.connector.endMonitor('ticket-1')
    expect(await starting).toMatchObject({ ok: false, error: { code: 'unknownMonitor' } })
    await platform.clock.advance(8_000)
    expect(await ending).toMatchObject({ ok: false, error: { code: 'unconfirmed' } })
    await platform.release(/tap/)
    await platform.shows(tapRows())
    expect(deletes(platform)).toHaveLength(1)
    await platform.shows([])
    expect(platform.events).toEqual([over])
  })
})

describe('a request to hang up whose answer is lost', () => {
  it('ends the monitor when it was done all the same', async () => {
    const platform = await heldMonitor()
    platform.hold(/DELETE/)
    const ending = platform.connector.endMonitor('ticket-1')
    await settle()
    await platform.shows([])
    expect(await ending).toEqual({ ok: true, value: null })
    expect(unheard(platform.events)).toEqual([over])
  })

  it('is made again when it was not', async () => {
    const platform = await heldMonitor()
    platform.hold(/DELETE/)
    const ending = platform.connector.endMonitor('ticket-1')
    await settle()
    await platform.release(/DELETE/, lost())
    await platform.clock.advance(4_000)
    expect(await ending).toMatchObject({ ok: false, error: { code: 'timedOut' } })
    expect(unheard(platform.events)).toEqual([])
    await platform.clock.advance(3_100)
    expect(deletes(platform)).toHaveLength(2)
    await platform.shows([])
    expect(unheard(platform.events)).toEqual([over])
  })

  it('is made again for what a tap that nobody answered has left', async () => {
    const platform = heldPlatform()
    await platform.live()
    platform.hold(/portal|DELETE/)
    const starting = platform.connector.startMonitor(heldOrder())
    await settle()
    await platform.release(/tap/, lost())
    expect(await starting).toMatchObject({ ok: false })
    await platform.shows(tapRows())
    await platform.release(/DELETE/, lost())
    await platform.clock.advance(3_200)
    expect(deletes(platform)).toHaveLength(2)
    expect(platform.secrets.get('netsapiens.monitor')).toBe('o1')
    await platform.release(/DELETE/)
    await platform.shows([])
    await platform.clock.advance(21_000)
    expect(platform.secrets.has('netsapiens.monitor')).toBe(false)
  })
})

describe('End from a speaking mode', () => {
  it('hangs up at once, though the answer of an ear is lost', async () => {
    const platform = await heldMonitor()
    await platform.connector.setMode('ticket-1', 'join', 1)
    platform.hold(/listen/)
    void platform.connector.endMonitor('ticket-1')
    await settle()
    expect(deletes(platform)).toHaveLength(1)
  })
})

describe('a call that is handed on under a join', () => {
  const next = { ...callRow, term_callid: 't2', term_uri: 'sip:1002@sim', term_user: '1002' }

  it('is in listen only once its ears are known to be closed', async () => {
    const platform = await heldMonitor()
    await platform.connector.setMode('ticket-1', 'join', 1)
    const from = platform.events.length
    platform.hold(/listen/)
    await platform.shows(platform.rows, [next])
    expect(platform.events.slice(from).map(({ kind }) => kind)).toEqual(['retargeted', 'unsure'])
    await platform.release(/listen/)
    await platform.release(/listen/)
    expect(platform.events.at(-1)).toEqual({ kind: 'mode', ticketId: 'ticket-1', mode: 'listen', changeId: null })
  })

  it('opens no ear of the one who came, for a whisper chosen before', async () => {
    const platform = await heldMonitor()
    await platform.connector.setMode('ticket-1', 'whisperCaller', 1)
    platform.hold(/listen/)
    const changing = platform.connector.setMode('ticket-1', 'whisperAgent', 2)
    await settle()
    await platform.shows(platform.rows, [next])
    const from = platform.posts().length
    platform.hold(null)
    await platform.release(/listen/)
    await platform.clock.advance(1_300)
    expect(await changing).toMatchObject({ ok: false })
    expect(platform.posts().slice(from).join()).not.toContain('barge_in')
  })
})

describe('the feed is lost', () => {
  it('while a tap that was given up may still ring: it is hung up when the feed is back, however late', async () => {
    const platform = heldPlatform()
    await platform.live()
    platform.hold(/portal/)
    const starting = platform.connector.startMonitor(heldOrder())
    await settle()
    await platform.release(/tap/, lost())
    await starting
    platform.open()[0]?.events.onClosed('cut')
    await platform.clock.advance(30_000)
    await platform.shows(tapRows())
    await platform.greet()
    await platform.clock.advance(2_000)
    expect(platform.phase()).toBe('live')
    expect(deletes(platform)).toHaveLength(1)
  })
})

describe('the console leaves', () => {
  it('and begins nothing any more, also while it ends what there is', async () => {
    const platform = await heldMonitor()
    platform.hold(/DELETE/)
    const closing = platform.connector.close()
    await settle()
    expect(await platform.connector.startMonitor(heldOrder('ticket-2'))).toMatchObject({ ok: false })
    await platform.shows([])
    await closing
    expect(await platform.connector.startMonitor(heldOrder('ticket-3'))).toMatchObject({ ok: false })
    expect(platform.posts()).toEqual(['tap/o1'])
  })
})

describe('signing out', () => {
  const kept = ({ secrets }: HeldPlatform) => secrets.get('netsapiens.refreshToken') ?? null
  const tokens = ({ lines }: HeldPlatform) => lines.filter((line) => line.includes('/tokens'))

  it('while the token is renewed: the answer signs nobody in again, and nothing of it is kept', async () => {
    const platform = heldPlatform()
    await platform.live()
    platform.hold(/tokens/)
    await platform.clock.advance(3_600_000 * 0.8)
    expect(platform.held.map(({ line }) => line)).toEqual(['POST /ns-api/v2/tokens'])
    await platform.signOut()
    expect([platform.phase(), kept(platform)]).toEqual(['refused', null])
    await platform.release(/tokens/)
    await platform.greet()
    expect([platform.phase(), kept(platform), platform.open()]).toEqual(['refused', null, []])
  })

  it('while a sign-in is under way: the same', async () => {
    const platform = heldPlatform()
    platform.hold(/tokens/)
    platform.connector.connect()
    await settle()
    await platform.signOut()
    await platform.release(/tokens/)
    await platform.greet()
    expect([kept(platform), platform.open()]).toEqual([null, []])
  })

  it('while it is looked at who has signed in: the same', async () => {
    const platform = heldPlatform()
    platform.hold(/users\/~$/)
    platform.connector.connect()
    await settle()
    await platform.signOut()
    await platform.release(/users/)
    await platform.greet()
    expect([kept(platform), platform.open()]).toEqual([null, []])
  })

  it('while Listen is asked for: it waits for the answer, and hangs up while it may', async () => {
    const platform = heldPlatform()
    await platform.live()
    platform.hold(/tap/)
    const starting = platform.connector.startMonitor(heldOrder())
    await settle()
    await platform.signOut()
    expect(await starting).toMatchObject({ ok: false })
    await platform.clock.advance(5_000)
    expect(kept(platform)).not.toBeNull()
    await platform.release(/tap/)
    await platform.shows(tapRows())
    expect(deletes(platform)).toHaveLength(1)
    await platform.shows([])
    await platform.clock.advance(11_000)
    expect([platform.phase(), kept(platform)]).toEqual(['refused', null])
  })

  it('begins no Listen while the monitor before is being ended', async () => {
    const platform = await heldMonitor()
    platform.hold(/DELETE/)
    await platform.signOut()
    expect(await platform.connector.startMonitor(heldOrder('ticket-2'))).toMatchObject({ ok: false })
    expect(platform.posts()).toEqual(['tap/o1'])
  })

  it('is not undone by a second renewal of the same token', async () => {
    const platform = await heldMonitor()
    const before = tokens(platform).length
    platform.hold(/barge_in|tokens/)
    void platform.connector.setMode('ticket-1', 'join', 1)
    await settle()
    // Both legs are refused for the token: it is renewed once for both.
    await platform.release(/barge_in/, { status: 401 })
    await platform.release(/barge_in/, { status: 401 })
    expect(tokens(platform)).toHaveLength(before + 1)
    await platform.release(/tokens/)
    platform.hold(null)
    await platform.release(/barge_in/)
    await platform.release(/barge_in/)
    expect(platform.events.at(-1)).toMatchObject({ kind: 'mode', mode: 'join', changeId: 1 })
  })

  it('ends what is monitored first, and takes the line with it', async () => {
    const platform = await heldMonitor()
    platform.hold(null)
    await platform.signOut()
    await platform.shows([])
    await platform.clock.advance(100)
    expect(platform.events.at(-1)).toEqual(over)
    expect(platform.phase()).toBe('refused')
    expect(platform.connector.lineAccount()).toBeNull()
  })

  it('a refusal that comes after the token was renewed asks for no other', async () => {
    const platform = await heldMonitor()
    const before = tokens(platform).length
    platform.hold(/barge_in/)
    void platform.connector.setMode('ticket-1', 'join', 1)
    await settle()
    await platform.release(/barge_in/, { status: 401 })
    await platform.release(/barge_in\/.*term/, { status: 401 })
    expect(tokens(platform)).toHaveLength(before + 1)
  })
})
