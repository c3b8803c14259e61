// The connector to the demo PBX: keeps a connection, the floor and the monitors on it. See docs/demo-pbx.md.
import { deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { type MonitorCapabilities, type MonitorEvent, modes, type SideLevels } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import type { Connector, ConnectorParts } from '#main/pbx/connector.ts'
import { createFeedStatus } from '#main/pbx/kit/feed-status.ts'
import { createDemoActs } from './acts/acts.ts'
import { isFeedEvent, isHandOverEvent, isHelpEvent, isLevels, isMonitorReport, wirePong } from './codec.ts'
import { createFeed } from './feed.ts'
import { createHandOver } from './hand-over.ts'
import { createHelp } from './help.ts'
import { createLink, type LinkParts } from './link.ts'
import { createMonitors } from './monitors.ts'
import { createNotice } from './notice.ts'

export type DemoParts = ConnectorParts &
  LinkParts & {
    readonly supervisor: string // name the PBX shows beside a monitored call
  }

type DemoLink = ReturnType<typeof createLink>
type DemoFeed = ReturnType<typeof createFeed>

const ASK_EVERY_MS = 1000
const LOST_AFTER_MS = 10_000 // without an answer
const WHOLE_AFTER_MS = 10_000 // of events that were counted there and never came

export function createDemoConnector(parts: DemoParts): Connector {
  const status = createFeedStatus({
    clock: parts.clock,
    ask: () => keepsUp(link, feed, parts.clock),
    askEveryMs: ASK_EVERY_MS,
    refusals: ['pbxWrongPassword'],
  })
  const floorListeners = createListeners<FloorMessage>()
  const monitorListeners = createListeners<MonitorEvent>()
  const levelListeners = createListeners<SideLevels>()
  const link = createLink(parts, {
    onLive: () => status.set({ phase: 'live', since: parts.clock.now(), how: null }),
    onDown: (cause) => {
      monitors.lost()
      status.lost(cause)
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
      if (isFeedEvent(frame)) feed.applyEvent(frame)
      else if (isMonitorReport(frame)) monitors.applyReport(frame)
      else if (isLevels(frame))
        levelListeners.emit({ ticketId: frame.monitor, agent: frame.agent, caller: frame.caller })
      else if (isHelpEvent(frame)) help.applyEvent(frame)
      else if (isHandOverEvent(frame)) handOver.applyEvent(frame)
    },
  })
  const { request } = link
  const line = () => link.address()?.lineExtension ?? ''
  const help = createHelp({ request, supervisor: parts.supervisor })
  const handOver = createHandOver({ request, supervisor: parts.supervisor })
  const feed = createFeed({ request, emit: floorListeners.emit, onBroken: link.drop })
  const monitors = createMonitors({
    ...parts,
    request,
    emit: monitorListeners.emit,
    isUp: () => status.standing().phase === 'live',
    line,
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
    whyNoLine: async () => null,
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
    acts: createDemoActs({ request, clock: parts.clock, floor: feed.floor, line, supervisor: () => parts.supervisor }),
    phones: null,
    notice: createNotice({ request, isUp: () => status.standing().phase === 'live' }),
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: monitors.setFollow,
    endMonitor: monitors.end,
  }
}

/** Resolves when the PBX has answered and all it counts as told is in the picture. */
async function keepsUp(link: DemoLink, feed: DemoFeed, clock: DemoParts['clock']): Promise<void> {
  const answer = await link.request('ping', {}, LOST_AFTER_MS)
  if (!answer.ok && answer.error.code === 'timedOut')
    return link.lose(deskFailure('pbxUnreachable', 'the demo PBX has stopped answering'))
  const pong = wirePong.safeParse(answer.ok ? answer.value : null)
  if (!pong.success || pong.data.seq === undefined) return
  const stopTimer = clock.after(WHOLE_AFTER_MS, feed.lost)
  await feed.reached(pong.data.seq)
  stopTimer()
}

const capabilitiesBy = (first: ReturnType<ConnectorParts['switchBy']>): MonitorCapabilities => ({
  modes: [...modes],
  switching: [first, ...(['info', 'rfc4733', 'api'] as const).filter((way) => way !== first)],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
})
