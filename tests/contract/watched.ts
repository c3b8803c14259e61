// A connector with everything it says written down, and waits for what it should say.
import { expect, vi } from 'vitest'
import { applyPatch, emptyFloor, type Floor, type FloorMessage } from '#contract/floor.ts'
import type { ConnectorStatus } from '#contract/ipc.ts'
import type { Mode, MonitorEvent, MonitorTicket, SideLevels, SwitchWay, Target } from '#contract/monitor.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SipPhone } from '../fakes/sip-phone.ts'

const WAIT = { timeout: 8000, interval: 20 }

export function watched(connector: Connector) {
  const status: ConnectorStatus[] = []
  const messages: FloorMessage[] = []
  const events: MonitorEvent[] = []
  const levels: SideLevels[] = []
  connector.onStatus((next) => status.push(next))
  connector.onFloor((message) => messages.push(message))
  connector.onMonitor((event) => events.push(event))
  connector.levels?.on((told) => levels.push(told))
  connector.connect()

  const floor = () =>
    messages.reduce<Floor>(
      (before, message) => (message.kind === 'whole' ? message.floor : applyPatch(before, message.patch)),
      emptyFloor,
    )
  const eventually = <T>(check: () => T) => vi.waitFor(check, WAIT)
  const becomes = (phase: ConnectorStatus['phase']) => eventually(() => expect(status.at(-1)?.phase).toBe(phase))
  const says = (event: object, from = 0) =>
    eventually(() => expect(events.slice(from)).toContainEqual(expect.objectContaining(event)))
  const sees = (target: Target) => eventually(() => expect(floor().calls[target.callId]).toBeDefined())

  return { connector, status, messages, events, levels, floor, eventually, becomes, says, sees }
}
export type Watched = ReturnType<typeof watched>

let lastTicket = 0

/** Starts a monitor and waits until it is live. */
export async function monitor(console: Watched, target: Target, follow = false): Promise<MonitorTicket> {
  // Seen is not yet answered: a PBX tells the two legs of a call before it connects them.
  await console.eventually(() => expect(console.floor().calls[target.callId]?.answeredAt).toEqual(expect.any(Number)))
  const ticketId = `contract-ticket-${process.pid}-${++lastTicket}`
  const started = await console.connector.startMonitor({
    ticketId,
    token: `token-${ticketId}-0123456789`,
    target,
    follow,
  })
  if (!started.ok) throw new Error(`not started: ${started.error.code} ${started.error.detail}`)
  await console.says({ kind: 'attached', ticketId })
  return started.value
}

let lastChange = 0

/** Asks for the mode as the console does, digits included, and waits for its confirmation. */
export async function change(console: Watched, phone: SipPhone, ticket: MonitorTicket, mode: Mode, way: SwitchWay) {
  const changeId = ++lastChange
  await console.eventually(() => expect(phone.isUp()).toBe(true))
  const answer = await console.connector.setMode(ticket.id, mode, changeId)
  if (!answer.ok) throw new Error(`not asked: ${answer.error.code}`)
  expect(answer.value.kind).toBe(way === 'api' ? 'asked' : 'sendDigits')
  if (answer.value.kind === 'sendDigits') phone.sendDigits(answer.value.digits, answer.value.by)
  await console.says({ kind: 'mode', ticketId: ticket.id, mode, changeId })
}
