// The connector to the demo PBX: keeps a connection, the floor and the monitors on it. See docs/demo-pbx.md.
import { type DeskError, deskFailure } from '../../../src-preload/contract/errors.ts'
import type { FloorMessage } from '../../../src-preload/contract/floor.ts'
import type { ConnectorStatus } from '../../../src-preload/contract/ipc.ts'
import { type Capabilities, type MonitorEvent, modes } from '../../../src-preload/contract/monitor.ts'
import { err } from '../../../src-preload/contract/result.ts'
import type { LineAccount } from '../../../src-preload/contract/settings.ts'
import type { Connector, ConnectorParts } from '../connector.ts'
import { backoffMs } from './backoff.ts'
import { isFeedEvent, isMonitorReport } from './codec.ts'
import { type Control, openControl } from './control.ts'
import { createFeed } from './feed.ts'
import { createMonitors } from './monitors.ts'

/** Where the PBX is and who we are there. */
export type DemoAddress = {
  readonly controlUrl: string
  readonly secret: string
  readonly line: LineAccount
  readonly lineExtension: string
}

/** Who knows the address: a fixed one, or a PBX process that is started for it. */
export type AddressSource = {
  /** Asked before every try. Resolves to a failure when there is no PBX to try. */
  readonly address: () => Promise<DemoAddress | DeskError>
  readonly close: () => Promise<void>
}

export type DemoParts = ConnectorParts & {
  readonly source: AddressSource
  readonly owner: string // the same after a crash
  readonly supervisor: string // name the PBX shows beside a monitored call
}

export function createDemoConnector(parts: DemoParts): Connector {
  const status = createTold<ConnectorStatus>({ phase: 'connecting', since: parts.now() })
  const floorListeners = createListeners<FloorMessage>()
  const monitorListeners = createListeners<MonitorEvent>()
  const link = createLink(parts, {
    onLive: () => status.set({ phase: 'live', since: parts.now(), how: null }),
    onDown: (cause) => status.set(downStatus(status.get(), cause, parts.now())),
    onGarbage: (what) => {
      parts.log('warn', `demo PBX: ${what}`)
      feed.lost()
    },
    begin: async () => {
      await monitors.reconcile()
      return feed.subscribe()
    },
    onEvent: (frame) => {
      if (isFeedEvent(frame)) feed.take(frame)
      else if (isMonitorReport(frame)) monitors.take(frame)
    },
  })
  const { request } = link
  const feed = createFeed({ request, emit: floorListeners.tell, onBroken: link.drop })
  const monitors = createMonitors({
    ...parts,
    request,
    emit: monitorListeners.tell,
    isLive: () => status.get().phase === 'live',
    line: () => link.address()?.lineExtension ?? '',
  })

  return {
    connect: link.open,
    close: async () => {
      await monitors.endAll()
      link.close()
      await parts.source.close()
    },
    capabilities: () => capabilitiesBy(parts.switchBy()),
    lineAccount: () => link.address()?.line ?? null,
    onStatus: status.on,
    onFloor: (listener) => {
      const floor = feed.floor()
      if (floor) listener({ kind: 'whole', floor })
      return floorListeners.on(listener)
    },
    onMonitor: monitorListeners.on,
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: monitors.setFollow,
    endMonitor: monitors.end,
  }
}

/** `since` stays that of the first failure, so that the window can say for how long. */
function downStatus(before: ConnectorStatus, cause: DeskError, now: number): ConnectorStatus {
  const phase = cause.code === 'pbxWrongPassword' ? 'refused' : 'stale'
  return { phase, since: before.phase === phase ? before.since : now, cause }
}

const capabilitiesBy = (first: ReturnType<ConnectorParts['switchBy']>): Capabilities => ({
  modes: [...modes],
  switching: [first, ...(['info', 'rfc4733', 'api'] as const).filter((way) => way !== first)],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
})

type LinkEvents = {
  readonly onLive: () => void
  readonly onDown: (cause: DeskError) => void
  readonly onGarbage: (what: string) => void
  readonly onEvent: Parameters<typeof openControl>[1]['onEvent']
  /** What must succeed on a new connection before it counts as live. */
  readonly begin: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>
}

/** Keeps one connection: opens it, and after a loss opens it again, until it is closed. */
function createLink(parts: DemoParts, events: LinkEvents) {
  let control: Control | null = null
  let address: DemoAddress | null = null
  let attempt = 0
  let timer: NodeJS.Timeout | null = null
  let closed = false

  const again = (cause: DeskError) => {
    control = null
    if (closed) return
    events.onDown(cause)
    timer = setTimeout(() => void open(), backoffMs(attempt++, parts.random))
  }
  const begin = async (of: () => Control | null) => {
    const begun = await events.begin()
    const mine = of()
    if (!mine || mine !== control) return
    if (!begun.ok) return drop(begun.error)
    attempt = 0
    events.onLive()
  }
  const drop = (why: string) => {
    const dropped = control
    control = null
    dropped?.close()
    if (dropped) again(deskFailure('pbxProtocol', why))
  }
  async function open(): Promise<void> {
    const found = await parts.source.address()
    if (closed) return
    if ('code' in found) return again(found)
    address = found
    const mine: Control = openControl(
      { ...found, owner: parts.owner },
      {
        onWelcome: () => void begin(() => mine),
        onEvent: events.onEvent,
        onGarbage: events.onGarbage,
        onClosed: (cause) => {
          if (control === mine) again(cause)
        },
      },
    )
    control = mine
  }

  return {
    open: () => void open(),
    drop,
    address: () => address,
    request: (method: string, params: object) =>
      control?.request(method, params) ?? Promise.resolve(err(deskFailure('pbxUnreachable'))),
    close: () => {
      closed = true
      if (timer) clearTimeout(timer)
      control?.close()
    },
  }
}

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    tell: (value: T) => {
      for (const listener of listeners) listener(value)
    },
    on: (listener: (value: T) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** A value whose listeners are told at once and at every change. */
function createTold<T>(first: T) {
  const listeners = createListeners<T>()
  let value = first
  return {
    get: () => value,
    set: (next: T) => {
      value = next
      listeners.tell(next)
    },
    on: (listener: (value: T) => void) => {
      listener(value)
      return listeners.on(listener)
    },
  }
}
