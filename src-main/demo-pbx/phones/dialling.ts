// What a registered line can dial: an agent, another line, the room, a mailbox, the menu, or the echo.
import type { Frame, Mailbox, SipCall, Telephony } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Loop, Machine } from '../mixer/scene.ts'
import { dial } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import { agentsOf, type Side } from '../scenario/world.ts'
import type { Bridges } from './bridges.ts'
import { createMailboxes } from './mailboxes.ts'
import { createMenu } from './menu.ts'
import type { Places } from './places.ts'
import type { Rooms } from './rooms.ts'

const ECHO = ['*43', '600']
const MENU = '610'
export const ROOM = '630'
const OWN_MAILBOX = '*97'
const BUSY_HERE = 486
const NOT_FOUND = 404
const UNAVAILABLE = 480

export type Dialling = {
  /** Null: they are on their way there. Else the SIP status that says why not, and nothing has happened. */
  connect(call: SipCall, dialled: string, answer: () => void): number | null
  loops(): Iterable<Loop>
  close: Stop
}

export type DiallingParts = {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly stage: Stage
  readonly places: Places
  readonly bridges: Bridges
  readonly rooms: Rooms
  readonly announcement: (n: number) => Frame
  /** From now on this call can be passed on. */
  readonly follow: (call: SipCall) => void
  readonly tellMailbox: (line: string, mailbox: Mailbox) => void
}

export function createDialling(parts: DiallingParts): Dialling {
  const { telephony, lines, bridges, rooms, announcement } = parts
  const loops = new Map<SipCall, Loop>()
  const mailboxes = createMailboxes(parts.tellMailbox)

  /** `begin`: what the phone talks to from its answer on. */
  const toMachine = (call: SipCall, answer: () => void, begin: () => Machine): void => {
    call.onEstablished((media) => loops.set(call, { kind: 'machine', port: lines.open(call, media), machine: begin() }))
    call.onEnded(() => loops.delete(call))
    answer()
  }
  const toMenu = (call: SipCall, answer: () => void): void => {
    const toSomebody = (): boolean => {
      const free = agentsOf(parts.stage.world()).find(({ status }) => status === 'idle')
      const isTaken = free !== undefined && callAgent(parts, call, free.ext, () => {}) === null
      return isTaken && loops.delete(call)
    }
    toMachine(call, answer, () => createMenu(call, { announcement, toSomebody }))
  }
  const toLine = (call: SipCall, line: string, answer: () => void): number | null => {
    if (lines.isBusy(line)) return BUSY_HERE
    const other = telephony.invite(line, { fromUser: call.line, fromName: call.line, headers: {} })
    lines.occupy(other)
    parts.follow(other)
    bridges.join(call, other)
    other.onEstablished(answer)
    return null
  }
  const connect: Dialling['connect'] = (call, dialled, answer) => {
    if (ECHO.includes(dialled)) toMachine(call, answer, () => (spoken) => spoken)
    else if (dialled === MENU) toMenu(call, answer)
    else if (dialled === OWN_MAILBOX) toMachine(call, answer, () => mailboxes.hearMessages(call, call.line))
    else if (dialled === ROOM) {
      rooms.enter(call)
      answer()
    } else if (parts.stage.world().agents[dialled]) return callAgent(parts, call, dialled, answer)
    else if (dialled !== call.line && telephony.isRegistered(dialled)) return toLine(call, dialled, answer)
    else if (dialled.startsWith('*') && telephony.isRegistered(dialled.slice(1)))
      toMachine(call, answer, () => mailboxes.leaveMessage(call, dialled.slice(1)))
    else return NOT_FOUND
    return null
  }
  const stop = telephony.onIncoming((call) => {
    lines.occupy(call)
    parts.follow(call)
    const why = connect(call, call.dialled, call.answer)
    if (why !== null) call.end(why)
  })
  return { connect, loops: () => loops.values(), close: stop }
}

type AgentParts = Pick<DiallingParts, 'places' | 'stage'>

function callAgent({ places, stage }: AgentParts, call: SipCall, ext: string, answer: () => void): number | null {
  const from: Side = { number: call.line, name: null, local: true, agent: null }
  const dialled = stage.move((world) => {
    const dialling = dial(world, from, ext)
    return dialling.ok ? { ok: true, value: { world: dialling.value.world, value: dialling.value.call } } : dialling
  })
  if (!dialled.ok) {
    const status = stage.world().agents[ext]?.status
    return status === 'logged-out' || status === 'unregistered' ? UNAVAILABLE : BUSY_HERE
  }
  places.sit({ call: dialled.value, side: 'from' }, call, answer)
  return null
}
