// The connector to the demo PBX: keeps a connection, the floor and the monitors on it. See docs/demo-pbx.md.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import { type MonitorCapabilities, type MonitorEvent, modes, type SideLevels } from '#contract/monitor.ts'
import type { Connector, ConnectorParts } from '#main/pbx/connector.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import { createListeners } from '#main/pbx/kit/told.ts'
import { isFeedEvent, isHandOverEvent, isHelpEvent, isLevels, isMonitorReport, wirePong } from './codec.ts'
import { createFeed } from './feed.ts'
import { createHandOver } from './hand-over.ts'
import { createHelp } from './help.ts'
import { createLink, type LinkParts } from './link.ts'
import { createMonitors } from './monitors.ts'

export type DemoParts = ConnectorParts &
  LinkParts & {
    readonly supervisor: string // name the PBX shows beside a monitored call
  }

const ASK_EVERY_MS = 1000
const LOST_AFTER_MS = 10_000 // without an answer
const WHOLE_AFTER_MS = 10_000 // of events that were counted there and never came

export function createDemoConnector(parts: DemoParts): Connector {
  const status = createFeedStatus({ now: parts.now, ask: () => keepsUp(), askEveryMs: ASK_EVERY_MS })
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
    isUp: () => status.standing().phase === 'live',
    line: () => link.address()?.lineExtension ?? '',
  })

  /** Resolves when the PBX has answered and all it counts as told is in the picture. */
  async function keepsUp(): Promise<void> {
    const answer = await request('ping', {}, LOST_AFTER_MS)
    if (!answer.ok && answer.error.code === 'timedOut')
      return link.lose(deskFailure('pbxUnreachable', 'the demo PBX has stopped answering'))
    const pong = wirePong.safeParse(answer.ok ? answer.value : null)
    if (!pong.success || pong.data.seq === undefined) return
    const whole = setTimeout(feed.lost, WHOLE_AFTER_MS).unref()
    await feed.reached(pong.data.seq)
    clearTimeout(whole)
  }

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
    levels: levelListeners,
    help,
    handOver,
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: monitors.setFollow,
    endMonitor: monitors.end,
  }
}

/** `since` stays that of the first failure, so that the window can say for how long; a failed retry is no news. */
function downStatus(before: ConnectorStatus, cause: DeskError, now: number) {
  const phase = cause.code === 'pbxWrongPassword' ? ('refused' as const) : ('stale' as const)
  if (before.phase === phase && before.cause.code === cause.code) return before
  // Of a feed that was behind before it was lost, what is known is as old as it was then.
  if (before.phase === 'behind') return { phase, since: before.since, cause }
  return { phase, since: before.phase === phase ? before.since : now, cause }
}

const capabilitiesBy = (first: ReturnType<ConnectorParts['switchBy']>): MonitorCapabilities => ({
  modes: [...modes],
  switching: [first, ...(['info', 'rfc4733', 'api'] as const).filter((way) => way !== first)],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
})
