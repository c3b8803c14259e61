// A connector the test drives by hand: every call is noted, every event is told by the test.

import type { HelpBoard } from '#contract/alerts.ts'
import { emptyFloor, type FloorMessage } from '#contract/floor.ts'
import type { HandOverBoard } from '#contract/hand-over.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { LineAccount } from '#contract/line-account.ts'
import {
  type CanAct,
  type ModeAnswer,
  type MonitorCapabilities,
  type MonitorEvent,
  type MonitorTicket,
  modes,
  type SideLevels,
  type Target,
} from '#contract/monitor.ts'
import { ok, type Result } from '#contract/result.ts'
import type { Connector, MonitorOrder, NoticeOrder } from '#main/pbx/connector.ts'

const everything: MonitorCapabilities = {
  modes: [...modes],
  switching: ['info', 'rfc4733', 'api'],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
}

export function fakeConnector(can: Partial<MonitorCapabilities> = {}) {
  const calls: (readonly [string, ...unknown[]])[] = []
  const status = new Set<(status: ConnectorStatus) => void>()
  const floor = new Set<(message: FloorMessage) => void>()
  const help = new Set<(board: HelpBoard) => void>()
  const handOver = new Set<(board: HandOverBoard) => void>()
  const levels = new Set<(levels: SideLevels) => void>()
  const monitor = new Set<(event: MonitorEvent) => void>()
  const answers = {
    startMonitor: async (order: MonitorOrder): Promise<Result<MonitorTicket>> => ok(ticketOf(order)),
    setMode: async (): Promise<Result<ModeAnswer>> => ok({ kind: 'sendDigits', digits: '5', by: 'info' }),
    hop: async (target: Target): Promise<Result<Target>> => ok(target),
    endMonitor: async (): Promise<Result<null>> => ok(null),
    canAct: (): CanAct => ({}),
    lineAccount: (): LineAccount | null => null,
    act: async (): Promise<Result<null>> => ok(null),
    playNotice: async (_order: NoticeOrder): Promise<Result<null>> => ok(null),
  }
  const begun = new Set<string>()
  const tellMonitor = (event: MonitorEvent) => {
    if (event.kind === 'ended') begun.delete(event.ticketId)
    for (const listener of monitor) listener(event)
  }
  const note = (name: string, ...input: unknown[]) => void calls.push([name, ...input])
  const connector: Connector = {
    connect: () => note('connect'),
    close: async () => note('close'),
    capabilities: () => ({ ...everything, ...can }),
    lineAccount: () => answers.lineAccount(),
    whyNoLine: async () => null,
    onStatus: (listener) => {
      status.add(listener)
      listener({ phase: 'connecting', since: 1 })
      return () => status.delete(listener)
    },
    onFloor: (listener) => {
      floor.add(listener)
      return () => floor.delete(listener)
    },
    onMonitor: (listener) => {
      monitor.add(listener)
      return () => monitor.delete(listener)
    },
    levels: {
      on: (listener) => {
        levels.add(listener)
        return () => levels.delete(listener)
      },
    },
    help: {
      isPossible: () => true,
      on: (listener) => {
        help.add(listener)
        return () => help.delete(listener)
      },
      step: async (step) => {
        note('help', step)
        return ok(null)
      },
    },
    handOver: {
      isPossible: () => true,
      on: (listener) => {
        handOver.add(listener)
        return () => handOver.delete(listener)
      },
      step: async (step) => {
        note('handOver', step)
        return ok(null)
      },
    },
    acts: {
      can: () => answers.canAct(),
      run: (...input) => {
        note('act', ...input)
        return answers.act()
      },
    },
    phones: {
      state: async (number) => {
        note('phoneState', number)
        return 'onCall'
      },
    },
    notice: {
      whyNot: () => null,
      play: (order) => {
        note('playNotice', order)
        return answers.playNotice(order)
      },
    },
    startMonitor: (order) => {
      note('startMonitor', order)
      begun.add(order.ticketId)
      return answers.startMonitor(order)
    },
    setMode: (...input) => {
      note('setMode', ...input)
      return answers.setMode()
    },
    hop: async (ticketId, target) => {
      note('hop', ticketId, target)
      return answers.hop(target)
    },
    setFollow: async (...input) => {
      note('setFollow', ...input)
      return ok(null)
    },
    endMonitor: async (ticketId) => {
      note('endMonitor', ticketId)
      const ended = await answers.endMonitor()
      // As the contract has it: what has ended has been told by then, once.
      if (ended.ok && begun.delete(ticketId)) tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
      return ended
    },
  }
  return {
    connector,
    calls,
    answers,
    named: (name: string) => calls.filter(([called]) => called === name),
    tellHandOver: (board: HandOverBoard) => {
      for (const listener of handOver) listener(board)
    },
    tellLevels: (told: SideLevels) => {
      for (const listener of levels) listener(told)
    },
    tellHelp: (board: HelpBoard) => {
      for (const listener of help) listener(board)
    },
    tellStatus: (next: ConnectorStatus) => {
      for (const listener of status) listener(next)
    },
    tellFloor: (message: FloorMessage) => {
      for (const listener of floor) listener(message)
    },
    tellMonitor,
    goLive: (whole = emptyFloor) => {
      for (const listener of status) listener({ phase: 'live', since: 2, how: null })
      for (const listener of floor) listener({ kind: 'whole', floor: whole })
    },
    goStale: () => {
      for (const listener of status) listener({ phase: 'stale', since: 3, cause: { code: 'pbxUnreachable' } })
    },
  }
}

export const ticketOf = (order: MonitorOrder): MonitorTicket => ({
  id: order.ticketId,
  target: order.target,
  mark: { by: 'header', name: 'X-Earshot-Token', value: order.token },
  askedAt: 10,
  follow: order.follow,
})
