// A minute of a big site: 33,000 AMI events a second by a socket into the connector in a process of its own; what comes out when, and at what cost.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { type Child, startChild } from '../stage/child.ts'
import { createLife, probes } from './big-site-life.ts'
import { numberOfAgent } from './big-site-lists.ts'
import { type Figure, figure } from './figure.ts'

type Report = (figure: Figure) => void
type Usage = {
  readonly cpuMs: number
  readonly heapMb: number
  readonly rssMb: number
  readonly patches: number
  readonly answered: number
}

const perSecond = 33_000
const seconds = 60
const tickMs = 10
const lookEveryS = 10
/** So much the heap may differ between two looks: what is in flight then. */
const flatMb = 8
export async function bigSiteMinute(report: Report): Promise<void> {
  const pbx = await startPbx()
  const site = {
    kind: 'asterisk',
    host: '127.0.0.1',
    ami: { port: pbx.port, user: 'u', secret: 's' },
    extensions: 'all',
  }
  const told = `^(${probes.map(numberOfAgent).join('|')})$`
  const child = startChild(process.execPath, [
    '--expose-gc',
    '--import',
    'tsx',
    'tests/bench/asterisk-connector.ts',
    JSON.stringify({ ...site, trunks: { endpoints: ['trunk'] } }),
    told,
  ])
  try {
    await child.line((line) => line.includes('"live"'))
    const usage = usageOf(child)
    const before = await usage()
    const began = performance.now()
    const looks = await pbx.stream(usage)
    const tookS = (performance.now() - began) / 1000
    const last = await caughtUp(usage, before.answered + pbx.completed())
    const lost = before.answered + pbx.completed() - last.answered
    const cpuMs = [...looks, last].reduce((sum, one) => sum + one.cpuMs, 0)
    report(figure('big site, a minute: events a second', 'events/s', [pbx.events() / tookS]))
    report(figure('big site, a minute: event to patch', 'ms', lagsOf(child.log(), pbx.stamps)))
    report(figure('big site, a minute: calls lost', '', [lost]))
    report(figure('big site, a minute: CPU of the connector', '%', [cpuMs / tookS / 10]))
    report(
      figure('big site, a minute: patches a second', '/s', [
        [...looks, last].reduce((sum, one) => sum + one.patches, 0) / tookS,
      ]),
    )
    const heaps = [...looks, last].map(({ heapMb }) => heapMb)
    for (const [i, heapMb] of heaps.entries())
      report(figure(`big site, a minute: heap after ${Math.min(seconds, (i + 1) * lookEveryS)} s`, 'MB', [heapMb]))
    report(
      figure(
        'big site, a minute: memory of the process',
        'MB',
        [...looks, last].map(({ rssMb }) => rssMb),
      ),
    )
    report(
      figure('big site, a minute: share of the rounds in the traffic', '%', [(pbx.listBytes() / pbx.bytes()) * 100]),
    )
    const [first = Number.NaN, grown = Number.NaN] = [heaps[0], heaps.at(-1)]
    if (!(grown < first + flatMb)) throw new Error(`the heap has grown from ${first} to ${grown} MB`)
    if (lost !== 0) throw new Error(`${lost} of the calls that ended are not counted`)
  } finally {
    await child.kill()
    pbx.close()
  }
}

/** What was written last may still be on its way. */
async function caughtUp(usage: () => Promise<Usage>, wanted: number): Promise<Usage> {
  let [last, cpuMs, patches] = [await usage(), 0, 0]
  for (let looks = 0; looks < 20 && last.answered !== wanted; looks++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    cpuMs += last.cpuMs
    patches += last.patches
    last = await usage()
  }
  return { ...last, cpuMs: last.cpuMs + cpuMs, patches: last.patches + patches }
}

function usageOf(child: Child): () => Promise<Usage> {
  let asked = 0
  return async () => {
    const number = ++asked
    child.process.stdin?.write('report\n')
    return JSON.parse(await child.line((text) => text.endsWith(`"report":${number}}`), 60_000)) as Usage
  }
}

/** From the write of a pause, which its reason names, to the first patch that shows it. */
function lagsOf(log: string, stamps: ReadonlyMap<string, number>): number[] {
  const seen = new Set<string>()
  return log.split('\n').flatMap((line) => {
    if (!line.includes('"presence"')) return []
    const { reason, at } = JSON.parse(line) as { reason: string | null; at: number }
    const sent = stamps.get(reason ?? '')
    if (reason === null || sent === undefined || seen.has(reason)) return []
    seen.add(reason)
    return [at - sent]
  })
}

const textOf = (message: AmiMessage): string =>
  `${Object.entries(message)
    .map(([key, value]) => `${key}: ${value}\r\n`)
    .join('')}\r\n`

/** An AMI that lists the big site as it is at that moment, and tells of its life. */
async function startPbx() {
  const life = createLife()
  const stamps = new Map<string, number>()
  let [wire, bytes, listBytes, events] = [null as Socket | null, 0, 0, 0]
  const write = (text: string) => {
    bytes += text.length
    wire?.write(text, 'latin1')
  }
  const server: Server = createServer((socket) => {
    wire = socket
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    write('Asterisk Call Manager/11.0.0\r\n')
    let pending = ''
    socket.on('data', (data) => {
      const parts = (pending + String(data)).split('\r\n\r\n')
      pending = parts.pop() ?? ''
      for (const text of parts) {
        const before = bytes
        write(answerTo(text, life))
        if (/^Action: (CoreShow|Extension|QueueSt|DeviceS)/.test(text)) listBytes += bytes - before
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stamps,
    events: () => events,
    completed: life.completed,
    bytes: () => bytes,
    listBytes: () => listBytes,
    close: () => {
      wire?.destroy()
      server.close()
    },
    /** `look`: every ten seconds. Behind its schedule it writes without a pause until it has caught up. */
    async stream<T>(look: () => Promise<T>): Promise<readonly T[]> {
      const looks: Promise<T>[] = []
      const began = performance.now()
      for (let tick = 0; tick < (seconds * 1000) / tickMs; tick++) {
        const wait = began + tick * tickMs - performance.now()
        // What is written leaves this process only when its loop turns.
        await new Promise((resolve) => (wait > 0 ? setTimeout(resolve, wait) : setImmediate(resolve)))
        const messages = life.tick((perSecond * tickMs) / 1000)
        const [agent, turn] = [probes[tick % probes.length] ?? 0, Math.floor(tick / probes.length)]
        const reason = turn % 2 === 0 ? `pause ${tick}` : null
        const pause = life.pause(agent, reason)
        if (reason !== null) stamps.set(reason, epochMs())
        write([...messages, ...pause].map(textOf).join(''))
        events += messages.length + pause.length
        if (tick > 0 && (tick * tickMs) % (lookEveryS * 1000) === 0) looks.push(look())
      }
      for (const message of life.finish()) write(textOf(message))
      return Promise.all(looks)
    },
  }
}

const epochMs = (): number => performance.timeOrigin + performance.now()

function answerTo(text: string, life: ReturnType<typeof createLife>): string {
  const [, name = ''] = /^Action: (\S+)/.exec(text) ?? []
  const ActionID = /ActionID: (\S+)/.exec(text)?.[1] ?? ''
  const queue = /^Variable: QUEUE_MEMBER\((\S+),\w+\)/m.exec(text)?.[1]
  if (name === 'Getvar' && queue !== undefined)
    return textOf({ Response: 'Success', ActionID, Value: String(life.free(queue)) })
  if (!/^(CoreShowChannels|ExtensionStateList|QueueStatus|DeviceStateList|BridgeList|ParkedCalls)$/.test(name))
    return textOf({ Response: 'Success', ActionID, Timestamp: String(Date.now() / 1000) })
  const rows = life.rows(name).map((row) => textOf({ ...row, ActionID }))
  const head = textOf({ Response: 'Success', ActionID, EventList: 'start' })
  return `${head}${rows.join('')}${textOf({ Event: `${name}Complete`, ActionID, EventList: 'Complete' })}`
}
