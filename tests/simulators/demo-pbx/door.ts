// Misbehaves on the control sockets: refuses, is late or silent, holds the feed back, cuts. The operator says when.
import type { Event, Member } from '#main/demo-pbx/control/connection.ts'
import { done, type MethodTable, methodTable } from '#main/demo-pbx/control/methods.ts'
import type { Door } from '#main/demo-pbx/control/switchboard.ts'
import { no } from '#main/demo-pbx/kit/answer.ts'
import type { Clock } from '#main/demo-pbx/kit/time.ts'
import { type FaultSwitch, faultMethods } from './faults.ts'

export type DoorParts = Pick<Clock, 'after'> & {
  readonly faults: FaultSwitch
  readonly cutPhones: () => void
}

type Ask = ReturnType<Door['join']>

export function faultyDoor(inner: Door, parts: DoorParts): Door {
  const guests = new Map<Member, Guest>()
  const methods = methodsOf(parts, guests)
  return {
    join(member) {
      const guest = guestOf(member, parts)
      guests.set(member, guest)
      const ask = inner.join(guest.member)
      return member.role === 'operator' ? asOperator(ask, methods) : asConsole(ask, methods, parts)
    },
    leave(member) {
      const guest = guests.get(member)
      guests.delete(member)
      if (guest) inner.leave(guest.member)
    },
  }
}

const asOperator =
  (ask: Ask, methods: MethodTable): Ask =>
  (method, params) =>
    (methods.get(method) ?? ((checked) => ask(method, checked)))(params)

const asConsole =
  (ask: Ask, methods: MethodTable, { faults, after }: DoorParts): Ask =>
  (method, params) => {
    if (methods.has(method)) return no('not-allowed', `${method} is not for this role.`)
    const { refuse, delayMs } = faults.now()
    const outcome = refuse.includes(method) ? no('refused', `${method} is refused for now.`) : ask(method, params)
    if (!method.startsWith('monitor.') || delayMs === 0) return outcome
    return new Promise((resolve) => after(delayMs, () => resolve(outcome)))
  }

const methodsOf = ({ faults, cutPhones }: DoorParts, guests: ReadonlyMap<Member, Guest>): MethodTable =>
  methodTable(faultMethods, {
    fault: (next) => {
      faults.set(next)
      if (!next.holdFeed) for (const guest of guests.values()) guest.releaseFeed()
      return done
    },
    'fault.cut': ({ what, owner }) => {
      if (what === 'sip') cutPhones()
      else for (const member of [...guests.keys()]) if (isConsoleOf(member, owner)) member.cut()
      return done
    },
  })

const isConsoleOf = (member: Member, owner: string | undefined): boolean =>
  member.role === 'console' && (owner === undefined || owner === member.owner)

/** A member as the switchboard sees it: what it is told passes through here. */
type Guest = { readonly member: Member; readonly releaseFeed: () => void }

function guestOf(member: Member, { faults, after }: DoorParts): Guest {
  let isSubscribed = false
  const held: Event[] = []
  return {
    releaseFeed: () => {
      for (const event of held.splice(0)) member.tellFeed(event)
    },
    member: {
      ...member,
      tell(event) {
        const { silentModes, delayMs } = faults.now()
        if (silentModes && event.event === 'monitor.mode') return
        if (delayMs > 0 && event.event.startsWith('monitor.')) after(delayMs, () => member.tell(event))
        else member.tell(event)
      },
      tellFeed(event) {
        if (isSubscribed && faults.now().holdFeed) held.push(event)
        else member.tellFeed(event)
      },
      // What is held back is counted: its numbers are given when it goes out, and nothing comes between.
      seq: () => member.seq() + held.length,
      subscribe() {
        isSubscribed = true
        return member.subscribe() + held.length
      },
    },
  }
}
