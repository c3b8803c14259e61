// What is done with a call that is up: it rests, comes back, or is passed on.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { Clock } from '#contract/time.ts'
import type { Phone, PhoneEvent } from '../phone.ts'
import type { Ears } from './ears.ts'
import { createHolding } from './holding.ts'
import { refer } from './transfer.ts'

type ActParts = {
  readonly sessions: ReadonlyMap<string, RTCSession>
  readonly ears: Ears
  readonly clock: Pick<Clock, 'after'>
  readonly emit: (event: PhoneEvent) => void
}

type CallActs = Pick<Phone, 'setAside' | 'takeBack' | 'transfer'> & { readonly forget: (id: string) => void }

export function createCallActs({ sessions, ears, clock, emit }: ActParts): CallActs {
  const holdings = new Map<string, ReturnType<typeof createHolding>>()
  const hold = (id: string, session: RTCSession, on: boolean): void => {
    const confirmed = (isOn: boolean) => emit({ kind: 'onHold', id, on: isOn })
    const holding = holdings.get(id) ?? createHolding(session, clock, confirmed)
    holdings.set(id, holding)
    holding(on)
  }
  return {
    setAside: (id, tell) => {
      const session = sessions.get(id)
      ears.leave(id)
      if (session && tell) hold(id, session, true)
    },
    takeBack: (id) => {
      const session = sessions.get(id)
      if (!session) return
      ears.listenTo(id)
      if (holdings.has(id)) hold(id, session, false)
    },
    transfer: (id, to) => {
      const session = sessions.get(id)
      const other = to.kind === 'call' ? (sessions.get(to.id) ?? null) : null
      const told = (status: number) => emit({ kind: 'transferred', id, status })
      if (!session || (to.kind === 'call' && !other)) return told(481)
      refer(session, to.kind === 'number' ? to.number : String(other?.remote_identity.uri), other, told)
    },
    forget: (id) => void holdings.delete(id),
  }
}
