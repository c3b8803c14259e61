// What a monitor is, on the side of the PBX, and what it does next. Pure: a late or impossible event leaves it as it was.
import type { MonitorMode } from '../mixer/hearing.ts'

export type Target = { readonly call: string; readonly agent: string }

export type Monitor =
  | { readonly phase: 'ringing'; readonly target: Target; readonly callGone: boolean; readonly follow: boolean }
  | { readonly phase: 'live'; readonly target: Target; readonly mode: MonitorMode; readonly follow: boolean }
  | { readonly phase: 'afterCall'; readonly agent: string; readonly follow: boolean }
  | { readonly phase: 'ended' }

type Way = 'api' | 'info' | 'rfc4733' | 'pbx'
export type EndReason =
  | 'asked'
  | 'bye'
  | 'no-answer'
  | 'busy'
  | 'declined'
  | 'media-lost'
  | 'control-lost'
  | 'taken-over'

/** What happens to a monitor. `callMoved`: another agent has its call now. `agentTalks`: its agent is on an answered call. */
export type MonitorEvent =
  | { readonly kind: 'answered' }
  | { readonly kind: 'modeAsked'; readonly mode: MonitorMode; readonly by: Exclude<Way, 'pbx'> }
  | { readonly kind: 'hopAsked'; readonly target: Target }
  | { readonly kind: 'followAsked'; readonly on: boolean }
  | { readonly kind: 'callEnded' }
  | { readonly kind: 'callMoved'; readonly agent: string }
  | { readonly kind: 'agentTalks'; readonly call: string }
  | { readonly kind: 'controlLost' }
  | { readonly kind: 'over'; readonly reason: EndReason }

/** What the owner is told, in this order. */
export type Saying =
  | ({ readonly event: 'monitor.attached' } & Target)
  | { readonly event: 'monitor.mode'; readonly mode: MonitorMode; readonly by: Way }
  | { readonly event: 'monitor.target-ended' }
  | ({ readonly event: 'monitor.retargeted'; readonly by: 'hop' | 'follow' | 'transfer' } & Target)
  | { readonly event: 'monitor.ended'; readonly reason: EndReason }

export type Step = { readonly monitor: Monitor; readonly say: readonly Saying[] }

export function nextMonitor(monitor: Monitor, event: MonitorEvent): Step {
  if (monitor.phase === 'ended') return same(monitor)
  if (event.kind === 'over')
    return { monitor: { phase: 'ended' }, say: [{ event: 'monitor.ended', reason: event.reason }] }
  switch (monitor.phase) {
    case 'ringing':
      return whileRinging(monitor, event)
    case 'live':
      return whileLive(monitor, event)
    case 'afterCall':
      return afterCall(monitor, event)
  }
}

type In<P extends Monitor['phase']> = Extract<Monitor, { phase: P }>
type Happens = Exclude<MonitorEvent, { kind: 'over' }>

function whileRinging(monitor: In<'ringing'>, event: Happens): Step {
  switch (event.kind) {
    case 'answered':
      return attach(monitor)
    case 'followAsked':
      return quietly({ ...monitor, follow: event.on })
    case 'callEnded':
      return quietly({ ...monitor, callGone: true })
    case 'callMoved':
      return quietly({ ...monitor, target: { ...monitor.target, agent: event.agent } })
    case 'agentTalks':
      if (!monitor.callGone || !monitor.follow) return same(monitor)
      return quietly({ ...monitor, callGone: false, target: { ...monitor.target, call: event.call } })
    case 'modeAsked':
    case 'hopAsked':
    case 'controlLost':
      return same(monitor)
  }
}

function attach({ target, callGone, follow }: In<'ringing'>): Step {
  const attached: Saying = { event: 'monitor.attached', ...target }
  if (!callGone) return { monitor: { phase: 'live', target, mode: 'listen', follow }, say: [attached] }
  return {
    monitor: { phase: 'afterCall', agent: target.agent, follow },
    say: [attached, { event: 'monitor.target-ended' }],
  }
}

function whileLive(monitor: In<'live'>, event: Happens): Step {
  switch (event.kind) {
    case 'modeAsked':
      return {
        monitor: { ...monitor, mode: event.mode },
        say: [{ event: 'monitor.mode', mode: event.mode, by: event.by }],
      }
    case 'hopAsked':
      return retarget(monitor, event.target, 'hop')
    case 'followAsked':
      return quietly({ ...monitor, follow: event.on })
    case 'callEnded':
      return {
        monitor: { phase: 'afterCall', agent: monitor.target.agent, follow: monitor.follow },
        say: [...fallBack(monitor), { event: 'monitor.target-ended' }],
      }
    case 'callMoved':
      return retarget(monitor, { ...monitor.target, agent: event.agent }, 'transfer')
    case 'controlLost':
      return { monitor: { ...monitor, mode: 'listen' }, say: fallBack(monitor) }
    case 'answered':
    case 'agentTalks':
      return same(monitor)
  }
}

function afterCall(monitor: In<'afterCall'>, event: Happens): Step {
  switch (event.kind) {
    case 'hopAsked':
      return retarget(monitor, event.target, 'hop')
    case 'followAsked':
      return quietly({ ...monitor, follow: event.on })
    case 'agentTalks':
      if (!monitor.follow) return same(monitor)
      return retarget(monitor, { call: event.call, agent: monitor.agent }, 'follow')
    case 'answered':
    case 'modeAsked':
    case 'callEnded':
    case 'callMoved':
    case 'controlLost':
      return same(monitor)
  }
}

function retarget(monitor: In<'live'> | In<'afterCall'>, target: Target, by: 'hop' | 'follow' | 'transfer'): Step {
  return {
    monitor: { phase: 'live', target, mode: 'listen', follow: monitor.follow },
    say: [...fallBack(monitor), { event: 'monitor.retargeted', ...target, by }],
  }
}

const fallBack = (monitor: In<'live'> | In<'afterCall'>): readonly Saying[] =>
  monitor.phase === 'live' && monitor.mode !== 'listen' ? [{ event: 'monitor.mode', mode: 'listen', by: 'pbx' }] : []

const same = (monitor: Monitor): Step => ({ monitor, say: [] })
const quietly = same
