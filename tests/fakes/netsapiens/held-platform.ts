// A platform whose every answer the test gives: requests are answered at once, or held until the test lets them go; time is the test's too.
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { netsapiensSite } from '#contract/site-netsapiens.ts'
import type { SignInPrompt } from '#main/pbx/connector.ts'
import { createNetsapiensConnector } from '#main/pbx/netsapiens/connector.ts'
import type { HttpReply, HttpRequest, SocketEvents } from '#main/pbx/netsapiens/io.ts'
import { fakeClock, settle } from '../fake-clock.ts'

type Reply = Partial<HttpReply> | Error
export type HeldRequest = {
  readonly line: string
  readonly order: HttpRequest
  readonly answer: (reply?: Reply) => void
}
type Row = Readonly<Record<string, string>>

const time = '2027-01-15 08:00:05'

export const callRow: Row = {
  orig_callid: 'o1',
  term_callid: 't1',
  term_uri: 'sip:1001@sim',
  ani: '2005',
  orig_type: 'device',
  term_user: '1001',
  time_start: time,
  time_answer: time,
}

/** The rows of a tap of that call whose bridge rings 5001wp. */
export const tapRows = (bridge = 'adhoc.monitor.7', answer = time): readonly Row[] => [
  ...['orig', 'term'].map((side) => ({
    orig_callid: `${bridge}.${side}`,
    term_callid: `x.${side}`,
    by_callid: 'o1',
    orig_call_info: side,
    dnis: bridge,
    term_uri: `sip:${bridge}@sim`,
    time_answer: time,
  })),
  {
    orig_callid: `${bridge}.own`,
    term_callid: 'own',
    by_callid: 'o1',
    dnis: bridge,
    term_user: '5001',
    term_uri: 'sip:5001wp@sim',
    time_answer: answer,
  },
]

const lineOf = ({ method, url }: HttpRequest) => `${method} ${url.replace('https://pbx.example', '')}`

export function heldPlatform() {
  const clock = fakeClock(1_800_000_000_000)
  const lines: string[] = []
  const held: HeldRequest[] = []
  const sockets: { url: string; events: SocketEvents; sent: string[]; isClosed: boolean }[] = []
  const secrets = new Map<string, string>([['netsapiens.refreshToken', 'first']])
  const seen = { status: [] as ConnectorStatus[], events: [] as MonitorEvent[], log: [] as string[] }
  const signOuts: (() => void)[] = []
  let holding: RegExp | null = null
  let tokens = 0
  const now = { calls: [callRow] as readonly Row[], taps: [] as readonly Row[] }

  const usual = (line: string): Partial<HttpReply> => {
    const answer = (body: unknown) => ({ status: 200, text: JSON.stringify(body) })
    if (line.includes('/tokens'))
      return answer({
        access_token: `token-${++tokens}`,
        refresh_token: `refresh-${tokens}`,
        expires_in: 3600,
        uid: '5001@sim',
        domain: 'sim',
        scope: 'Call Center Supervisor',
      })
    if (line.endsWith('/jwt')) return answer({ token: `jwt-${tokens}` })
    if (line.endsWith('/domains/sim/calls')) return answer([...now.calls, ...now.taps])
    if (line.endsWith('/devices')) return answer([{ device: '5001wp', 'device-sip-registration-state': 'registered' }])
    if (line.endsWith('/agents'))
      return answer(['1001', '1002'].map((ext) => ({ 'callqueue-agent-id': `${ext}@sim`, callqueue: '8001' })))
    return answer([])
  }
  const request = (order: HttpRequest): Promise<HttpReply> =>
    new Promise((resolve, reject) => {
      const line = lineOf(order)
      lines.push(line)
      const answer = (reply?: Reply) => {
        if (reply instanceof Error) return reject(reply)
        const { status = 200, text = '{}', cookies = [] } = reply ?? usual(line)
        resolve({ status, text, cookies })
      }
      if (holding?.test(line)) held.push({ line, order, answer })
      else answer()
    })
  const openSocket = (url: string, events: SocketEvents) => {
    const socket = { url, events, sent: [] as string[], isClosed: false }
    sockets.push(socket)
    return {
      send: (text: string) => {
        socket.sent.push(text)
        if (text === '2') events.onText('3')
      },
      close: () => {
        socket.isClosed = true
      },
    }
  }
  const prompt: SignInPrompt = {
    password: () => new Promise(() => {}),
    code: async () => null,
    signedIn: () => {},
    onSignOut: (listener) => {
      signOuts.push(listener)
      return () => {}
    },
  }
  const site = netsapiensSite.parse({
    kind: 'netsapiens',
    server: 'https://pbx.example',
    cores: ['https://core1.example:8001', 'https://core2.example:8001'],
    signIn: { by: 'password', clientId: 'earshot', username: '5001@sim' },
    whisperTo: 'anyone',
  })
  const connector = createNetsapiensConnector(site, {
    clock,
    random: () => 0,
    switchBy: () => 'api',
    secrets: {
      get: (name) => secrets.get(name) ?? null,
      set: (name, value) => {
        if (value === null) secrets.delete(name)
        else secrets.set(name, value)
        return ok(null)
      },
    },
    log: (level, text) => seen.log.push(`${level} ${text}`),
    request,
    openSocket,
    prompt,
  })
  connector.onStatus((status) => seen.status.push(status))
  connector.onMonitor((event) => seen.events.push(event))

  const open = () => sockets.filter(({ isClosed }) => !isClosed)
  /** The feed's server answers the handshake on every connection that waits for it. */
  const greet = async () => {
    for (const { events } of open()) events.onText('0{"pingInterval":25000,"pingTimeout":5000}')
    for (const { events } of open()) events.onText('40')
    await settle()
    await clock.advance(20)
  }
  return {
    connector,
    clock,
    lines,
    held,
    sockets,
    secrets,
    ...seen,
    open,
    greet,
    /** Requests whose line fits are held from now on; null: none. */
    hold: (pattern: RegExp | null) => {
      holding = pattern
    },
    /** The oldest that is held and fits. */
    release: async (pattern: RegExp, reply?: Reply) => {
      const index = held.findIndex(({ line }) => pattern.test(line))
      const [found] = index < 0 ? [] : held.splice(index, 1)
      if (!found) throw new Error(`nothing held fits ${pattern}: ${held.map(({ line }) => line).join(', ')}`)
      found.answer(reply)
      await settle()
    },
    signOut: async () => {
      for (const listener of signOuts) listener()
      await settle()
    },
    live: async () => {
      connector.connect()
      await settle()
      await greet()
    },
    /** The feed tells of these rows; what was there of a tap and is not any more is removed. */
    shows: async (taps: readonly Row[], calls: readonly Row[] = now.calls) => {
      const before = [...now.calls, ...now.taps]
      now.calls = calls
      now.taps = taps
      const rows = [...calls, ...taps]
      const gone = before.filter((row) => !rows.includes(row)).map((row) => ({ ...row, remove: 'yes' }))
      for (const { events } of open())
        for (const row of [...gone, ...rows]) events.onText(`42${JSON.stringify(['call-domain', row])}`)
      await clock.advance(60)
    },
    phase: () => seen.status.at(-1)?.phase,
    posts: () =>
      lines.filter((line) => line.startsWith('POST /portal')).map((line) => line.split('/').slice(3).join('/')),
  }
}
export type HeldPlatform = ReturnType<typeof heldPlatform>

export const heldTarget = { callId: 'o1_t1_sip:1001@sim', agentId: '1001' }
export const heldOrder = (ticketId = 'ticket-1') => ({
  ticketId,
  token: 'token-of-sixteen-and-more',
  target: heldTarget,
  follow: false,
})

/** A monitor that is live, in listen. */
export async function heldMonitor() {
  const platform = heldPlatform()
  await platform.live()
  const starting = platform.connector.startMonitor(heldOrder())
  await settle()
  const rows = tapRows()
  await platform.shows(rows)
  const started = await starting
  if (!started.ok) throw new Error(`not started: ${started.error.code} ${started.error.detail}`)
  return { ...platform, ticket: started.value, rows }
}

export const lost = (): Error => Object.assign(new Error('no answer'), { name: 'TimeoutError' })
