// A real coturn on an address of our own, and a relay of ours before it that makes every packet late.
import { createSocket, type Socket } from 'node:dgram'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeTcpPort } from '../../asterisk/asterisk-server.ts'
import { startChild } from '../../stage/child.ts'

export type Turn = {
  /** As `line.iceServers` has it; by UDP through the late relay. */
  readonly server: (transport: 'udp' | 'tcp') => object
  /** Every packet by UDP comes so much later, and up to `jitterMs` more, in order or not. */
  late(delayMs: number, jitterMs: number): void
  close(): Promise<void>
}

/** Shared by coturn and the site file; the console makes credentials of it that run out. */
const secret = 'turn-secret'

export async function openTurn(host: string): Promise<Turn> {
  const port = await freeTcpPort()
  const folder = mkdtempSync(join(tmpdir(), 'earshot-turn-'))
  const file = join(folder, 'turnserver.conf')
  // In a file: everybody on the machine reads the arguments of a process.
  writeFileSync(file, configuration(host, port, folder), { mode: 0o600 })
  const child = startChild('turnserver', ['-c', file])
  await child.line((line) => /SQLite DB connection success|admin thread/.test(line), 10_000)
  const relay = await openLateRelay(host, port)
  return {
    server: (transport) => ({
      urls: `turn:${host}:${transport === 'udp' ? relay.port : port}?transport=${transport}`,
      secret,
    }),
    late: relay.late,
    close: async () => {
      relay.close()
      await child.kill('SIGKILL')
    },
  }
}

const configuration = (host: string, port: number, folder: string): string =>
  [
    ...[`listening-ip=${host}`, `relay-ip=${host}`, `listening-port=${port}`],
    ...['use-auth-secret', `static-auth-secret=${secret}`, 'realm=earshot'],
    ...['no-tls', 'no-dtls', 'no-cli', 'no-multicast-peers', 'log-file=stdout', 'simple-log'],
    ...['pidfile=/dev/null', `userdb=${join(folder, 'turn.db')}`, ''],
  ].join('\n')

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
