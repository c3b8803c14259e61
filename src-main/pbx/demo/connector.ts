// The connector to the demo PBX: keeps a connection, the floor and the monitors on it. See docs/demo-pbx.md.
import type { DeskError } from '../../../src-preload/contract/errors.ts'
import type { FloorMessage } from '../../../src-preload/contract/floor.ts'
import type { ConnectorStatus } from '../../../src-preload/contract/ipc.ts'
import { type Capabilities, type MonitorEvent, modes, type SideLevels } from '../../../src-preload/contract/monitor.ts'
import type { Connector, ConnectorParts } from '../connector.ts'
import { isFeedEvent, isHandOverEvent, isHelpEvent, isLevels, isMonitorReport } from './codec.ts'
import { createFeed } from './feed.ts'
import { createHandOver } from './hand-over.ts'
import { createHelp } from './help.ts'
import { createLink, type LinkParts } from './link.ts'
import { createMonitors } from './monitors.ts'
import { createListeners, createTold } from './told.ts'

export type DemoParts = ConnectorParts &
  LinkParts & {
    readonly supervisor: string // name the PBX shows beside a monitored call
  }

export function createDemoConnector(parts: DemoParts): Connector {
  const status = createTold<ConnectorStatus>({ phase: 'connecting', since: parts.now() })
  const floorListeners = createListeners<FloorMessage>()
  const monitorListeners = createListeners<MonitorEvent>()
  const levelListeners = createListeners<SideLevels>()
  const link = createLink(parts, {
    onLive: () => status.set({ phase: 'live', since: parts.now(), how: null }),
    onDown: (cause) => {
      monitors.lost()
      status.set(downStatus(status.get(), cause, parts.now()))
    },
    onGarbage: (what) => {
      parts.log('warn', `demo PBX: ${what}`)
      feed.lost()
    },
    begin: async () => {
      await monitors.reconcile()
      await help.enter()
      await handOver.enter()
      return feed.subscribe()
    },
    onEvent: (frame) => {
      if (isFeedEvent(frame)) feed.take(frame)
      else if (isMonitorReport(frame)) monitors.take(frame)
      else if (isLevels(frame))
        levelListeners.tell({ ticketId: frame.monitor, agent: frame.agent, caller: frame.caller })
      else if (isHelpEvent(frame)) help.take(frame)
      else if (isHandOverEvent(frame)) handOver.take(frame)
    },
  })
  const { request } = link
  const help = createHelp({ request, supervisor: parts.supervisor })
  const handOver = createHandOver({ request, supervisor: parts.supervisor })
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
    onLevels: levelListeners.on,
    onHelp: help.on,
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: monitors.setFollow,
    endMonitor: monitors.end,
    help: help.step,
    onHandOver: handOver.on,
    handOver: handOver.step,
  }
}

/** `since` stays that of the first failure, so that the window can say for how long; a failed retry is no news. */
function downStatus(before: ConnectorStatus, cause: DeskError, now: number): ConnectorStatus {
  const phase = cause.code === 'pbxWrongPassword' ? 'refused' : 'stale'
  if (before.phase === phase && before.cause.code === cause.code) return before
  return { phase, since: before.phase === phase ? before.since : now, cause }
}

const capabilitiesBy = (first: ReturnType<ConnectorParts['switchBy']>): Capabilities => ({
  modes: [...modes],
  switching: [first, ...(['info', 'rfc4733', 'api'] as const).filter((way) => way !== first)],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
  help: true,
  handOver: true,
  levels: 'separate',
})
