// What the screen can do with ordinary calls. A monitor gives way to one only in the way that was chosen for it.
import type { Settings } from '#contract/settings.ts'
import { callId, type Line, monitorOn, onThePhone } from '#renderer/line/line.ts'
import type { Phone } from '#renderer/line/phone.ts'
import type { CallActions, CallsSight, ForCall, Other } from './calls-store.ts'
import { type CallsEvent, whyNotDial } from './next-calls.ts'

export type CallActionParts = {
  readonly line: () => Line
  readonly apply: (event: CallsEvent) => void
  readonly phone: Pick<Phone, 'sendDigits'>
  readonly monitor: { readonly end: () => void; readonly listenOnly: () => void }
  readonly settings: () => Settings['line']['phone']
  readonly uniqueId: () => string
  readonly sight: () => CallsSight
  readonly show: (sight: Partial<CallsSight>) => void
}

const MOST_REMEMBERED = 10
const MOST_KEYED = 32

export function callActions(parts: CallActionParts): CallActions {
  const { line, apply, monitor, uniqueId, settings, show } = parts
  /** Whether it rests; one that has not begun to be heard cannot, and ends. */
  const makeWay = (how: ForCall | null): boolean => {
    const rests = how === 'monitorRests' && (monitorOn(line())?.sound ?? 'awaited') !== 'awaited'
    if (rests) monitor.listenOnly()
    else if (how !== null) monitor.end()
    return rests
  }
  const dial: CallActions['dial'] = (to, how) => {
    if (!settings().allowed) return 'notAllowed'
    const why = whyNotDial(line(), how !== 'monitorEnds')
    if (why !== null && !(why === 'monitor' && how !== null)) return why
    const monitorRests = makeWay(how)
    const left = whyNotDial(line(), monitorRests)
    if (left !== null) return left
    remember(parts, to)
    apply({ kind: 'dial', id: uniqueId(), to, monitorRests })
    return null
  }
  return {
    dial,
    callEcho: (name) => {
      const { echo: number } = settings()
      const { call, aside } = line()
      const isFree = call.kind === 'none' && aside.length === 0 && whyNotDial(line(), false) === null
      if (number === null || !isFree) return null
      const id = uniqueId()
      apply({ kind: 'dial', id, to: { name, number }, isEcho: true })
      return { id }
    },
    answer: (how) => apply({ kind: 'answer', monitorRests: makeWay(how) }),
    hold: () => apply({ kind: 'putAside' }),
    takeBack: (id, how) => apply({ kind: 'takeBack', id, monitorRests: makeWay(how) }),
    hangUpHeld: (id) => apply({ kind: 'hangUpAside', id }),
    transfer: (id, to) => apply({ kind: 'transfer', id, to }),
    meet: () => meet(parts),
    key: keying(parts),
    readNews: () => show({ news: null }),
  }
}

function remember({ sight, show }: CallActionParts, to: Other): void {
  const others = sight().lastDialled.filter(({ number }) => number !== to.number)
  show({ lastDialled: [to, ...others].slice(0, MOST_REMEMBERED), news: null, keyed: '' })
}

/** Everybody is passed on to the room, and the person goes there as well. */
function meet({ line, apply, settings, uniqueId }: CallActionParts): void {
  const { conference } = settings()
  const now = line()
  const held = now.aside.flatMap((one) => (one.kind === 'call' ? one.call.invite.id : []))
  const first = onThePhone(now) ? callId(now.call) : null
  if (conference === null || first === null || held.length === 0) return
  for (const id of [first, ...held]) apply({ kind: 'transfer', id, to: { kind: 'number', number: conference } })
  apply({ kind: 'dial', id: uniqueId(), to: { name: null, number: conference } })
}

/** One key after the other, as they were pressed. */
function keying({ line, phone, settings, sight, show }: CallActionParts): (digit: string) => void {
  let sending: Promise<unknown> = Promise.resolve()
  return (digit) => {
    const { call } = line()
    if (call.kind !== 'talking' || !call.up) return
    const { id } = call.invite
    show({ keyed: (sight().keyed + digit).slice(-MOST_KEYED) })
    sending = sending.then(() => phone.sendDigits(id, digit, settings().digitsBy)).catch(() => null)
  }
}
