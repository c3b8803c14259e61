// One monitor of this PBX with all that belongs to it: its owner, its line, its place among those who hear.

import type { InviteOrder, SipCall } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import type { Port } from '../mixer/port.ts'
import type { Seat } from '../mixer/scene.ts'
import type { World } from '../scenario/world.ts'
import type { Monitor, Target } from './state.ts'

export type StartOrder = Target & {
  readonly monitor: string
  readonly token: string
  readonly line: string
  readonly supervisor: string
  readonly follow: boolean
}

export type Entry = {
  readonly id: string
  readonly owner: string
  readonly order: StartOrder
  monitor: Monitor
  port: Port | null
  establishedAt: number
  lostAt: number | null // since when the owner's socket is gone
  sip: SipCall | null
  stop: Stop
}

/** A monitor whose line has not been rung yet. */
export const newEntry = (owner: string, order: StartOrder): Entry => ({
  id: order.monitor,
  owner,
  order,
  monitor: {
    phase: 'ringing',
    callGone: false,
    follow: order.follow,
    target: { call: order.call, agent: order.agent },
  },
  port: null,
  establishedAt: 0,
  lostAt: null,
  sip: null,
  stop: () => undefined,
})

/** Who rings the line. */
export const inviteOf = ({ token }: StartOrder, domain: string): InviteOrder => ({
  fromUser: 'monitor',
  fromName: 'Earshot monitor',
  headers: { 'X-Earshot-Token': token, 'Call-Info': `<sip:monitor@${domain}>;answer-after=0` },
})

/** Where it sits among those who hear; null before its line has answered. */
export function seatOf(entry: Entry, world: World): Seat | null {
  if (!entry.port) return null
  const { monitor, id, port } = entry
  if (monitor.phase !== 'live') return { id, port, call: null, agentSide: 'to', mode: 'listen' }
  const isFrom = world.calls[monitor.target.call]?.from.agent === monitor.target.agent
  return { id, port, call: monitor.target.call, agentSide: isFrom ? 'from' : 'to', mode: monitor.mode }
}
