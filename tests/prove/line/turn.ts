// A real coturn on an address of our own, and a relay of ours before it that makes every packet late.
import { createSocket, type Socket } from 'node:dgram'
import { freeTcpPort } from '../../asterisk/asterisk-server.ts'
import { startChild } from '../../stage/child.ts'

export type Turn = {
  /** As `line.iceServers` has it; by UDP through the late relay. */
  readonly server: (transport: 'udp' | 'tcp') => object
  /** Every packet by UDP comes so much later, and up to `jitterMs` more, in order or not. */
  late(delayMs: number, jitterMs: number): void
  close(): Promise<void>
}

const [username, credential] = ['earshot', 'turn-secret']

export async function openTurn(host: string): Promise<Turn> {
  const port = await freeTcpPort()
  const listening = ['--listening-ip', host, '--relay-ip', host, '--listening-port', String(port)]
  const login = ['--lt-cred-mech', '--realm', 'earshot', '--user', `${username}:${credential}`]
  const plain = ['--no-tls', '--no-dtls', '--no-cli', '--no-multicast-peers', '--log-file', 'stdout', '--simple-log']
  const files = ['--pidfile', '/dev/null', '--userdb', `/tmp/earshot-turn-${port}.db`, '-n']
  const child = startChild('turnserver', [...listening, ...login, ...plain, ...files])
  await child.line((line) => /SQLite DB connection success|admin thread/.test(line), 10_000)
  const relay = await openLateRelay(host, port)
  return {
    server: (transport) => ({
      urls: `turn:${host}:${transport === 'udp' ? relay.port : port}?transport=${transport}`,
      username,
      credential,
    }),
    late: relay.late,
    close: async () => {
      relay.close()
      await child.kill('SIGKILL')
    },
  }
}

/** What comes from one address goes on from one port, so that coturn can answer. */
async function openLateRelay(host: string, target: number) {
  let [delayMs, jitterMs] = [0, 0]
  const front = createSocket('udp4')
  const backs = new Map<string, Socket>()
  const later = (send: () => void) => {
    const ms = delayMs + Math.random() * jitterMs
    if (ms === 0) send()
    else setTimeout(send, ms)
  }
  let closed = false
  front.on('message', (data, from) => {
    const key = `${from.address}:${from.port}`
    const known = backs.get(key)
    const back = known ?? createSocket('udp4')
    if (!known) {
      backs.set(key, back)
      back.on('message', (answer) => later(() => closed || front.send(answer, from.port, from.address)))
      back.on('error', () => undefined)
    }
    later(() => closed || back.send(data, target, host))
  })
  await new Promise<void>((resolve) => front.bind(0, host, resolve))
  return {
    port: front.address().port,
    late: (delay: number, jitter: number) => {
      delayMs = delay
      jitterMs = jitter
    },
    close: () => {
      closed = true
      front.close()
      for (const back of backs.values()) back.close()
    },
  }
}
