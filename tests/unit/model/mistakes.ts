// Old defects, put back into the wiring of the model to see that each is found; cases M1 to M14.

import { heardBy, type MonitorEvent } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { View } from '#main/pbx/asterisk/floor/picture-view.ts'
import type { AriRest } from '#main/pbx/asterisk/wire/ari-client.ts'
import type { Connector } from '#main/pbx/connector.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import { type heardNow, type MayOpen, mayOpenMicrophone } from '#renderer/monitor/logic/may-open.ts'

export type Mistaken = {
  readonly mayOpen?: MayOpen
  readonly heard?: typeof heardNow
  /** On which phone the supervisor takes monitors; absent: on either. */
  readonly takesOn?: TakesOn
  readonly mistake?: Mistake
}
export type TakesOn = 'console' | 'deskPhone'

/** What is wired otherwise. */
export type Mistake =
  | 'believesDeletes'
  | 'oneBridge'
  | 'endsByLimit'
  | 'judgesNobody'
  | 'changesMethod'
  | 'believesEveryTicket'
  | 'silenceIsNone'
  | 'forgetsWhatIsAsked'
  | 'readsWallClock'
  | 'startIsHeld'

const eager: MayOpen = (monitor, line) =>
  mayOpenMicrophone(monitor, line) || (monitor.phase === 'live' && monitor.modeState.kind === 'changing')

/** Of a mode that is not known it says that nobody hears, on whichever phone. */
const certain: typeof heardNow = (monitor) =>
  monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.links === 'up'
    ? heardBy[monitor.modeState.mode]
    : 'nobody'

/** `shows`: what of the findings proves that it is this one. */
export const oldDefects: readonly { readonly name: string; readonly mistaken: Mistaken; readonly shows: RegExp }[] = [
  {
    name: 'opens the microphone while a change is under way',
    mistaken: { mayOpen: eager, takesOn: 'console' },
    shows: /not confirmed/,
  },
  {
    name: 'believes that what it could not remove is gone',
    mistaken: { mistake: 'believesDeletes' },
    shows: /left/,
  },
  {
    name: 'M1: leaves the old snoop beside the new one when its DELETE fails',
    mistaken: { mistake: 'oneBridge', takesOn: 'console' },
    shows: /an echo/,
  },
  {
    name: 'M2: says that a transferred call has ended, and never looks at it again',
    mistaken: { mistake: 'endsByLimit' },
    shows: /said to be over/,
  },
  {
    name: 'M3: keeps speaking when others come on the call',
    mistaken: { mistake: 'judgesNobody', takesOn: 'console' },
    shows: /whom nobody chose/,
  },
  {
    name: 'M4: says of a desk phone that nobody hears while it cannot know',
    mistaken: { heard: certain, takesOn: 'deskPhone' },
    shows: /hears, claimed/,
  },
  {
    name: 'M6: changes the method under a monitor when AMI is back before ARI',
    mistaken: { mistake: 'changesMethod' },
    shows: /left/,
  },
  {
    name: 'M7: takes what is told of the monitor before for the present one',
    mistaken: { mistake: 'believesEveryTicket' },
    shows: /left|next Listen/,
  },
  {
    name: 'M8: takes no answer for none, and a monitor for lost',
    mistaken: { mistake: 'silenceIsNone' },
    shows: /called lost/,
  },
  {
    name: 'M11: forgets what is being asked for when the window is reloaded',
    mistaken: { mistake: 'forgetsWhatIsAsked' },
    shows: /left|next Listen/,
  },
  {
    name: 'M13: takes a clock that is set for late news',
    mistaken: { mistake: 'readsWallClock' },
    shows: /nothing is late/,
  },
  {
    name: 'M14: stays busy for ever after a start that failed',
    mistaken: { mistake: 'startIsHeld' },
    shows: /next Listen/,
  },
]

/** What a DELETE came to is believed to be right. */
export const believing = (rest: AriRest): AriRest => ({
  ...rest,
  call: (method, path, query, body) => {
    const asked = rest.call(method, path, query, body)
    return method === 'DELETE' ? asked.then(() => ok(null)) : asked
  },
})

/** A question that is not answered is taken for the answer that there is nothing. */
export const silenceIsNone = (rest: AriRest): AriRest => ({
  ...rest,
  call: async (method, path, query, body) => {
    const answer = await rest.call(method, path, query, body)
    return method === 'GET' && !answer.ok ? { ok: false, error: { status: 404, text: '' } } : answer
  },
})

/** Only a limit of time decides whether a call is over, and one that was over stays so. */
export const byLimit = (view: View, isOver: (callId: string) => boolean): View => ({
  ...view,
  agentOn: (callId) => (isOver(callId) ? null : view.agentOn(callId)),
  callState: (callId) => (view.callState(callId) === 'none' ? 'none' : 'settled'),
})

/** Whatever is in use now, whichever a monitor began with. */
export const whicheverIsUsed = (used: () => SpyMethod): SpyMethod => ({
  ...used(),
  open: (order) => used().open(order),
  spy: (...asked) => used().spy(...asked),
  unspy: (ticketId) => used().unspy(ticketId),
  drop: (ticketId) => used().drop(ticketId),
  resync: () => used().resync(),
})

export function asOf(event: MonitorEvent, newest: string | null): MonitorEvent {
  return newest === null ? event : { ...event, ticketId: newest }
}

/** An end that comes before the answer to the beginning is lost. */
export function forgetful(connector: Connector): Connector {
  const asked = new Set<string>()
  const lost = new Set<string>()
  return {
    ...connector,
    startMonitor: (order) => {
      asked.add(order.ticketId)
      return connector.startMonitor(order).finally(() => asked.delete(order.ticketId))
    },
    endMonitor: async (ticketId) => {
      if (asked.has(ticketId)) lost.add(ticketId)
      return lost.has(ticketId) ? ok(null) : connector.endMonitor(ticketId)
    },
  }
}
