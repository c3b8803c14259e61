// One monitor as this console runs it, and what the work on it needs.
import type { Mode, MonitorEvent } from '#contract/monitor.ts'
import type { Result } from '#contract/result.ts'
import type { ConnectorParts, MonitorOrder } from '#main/pbx/connector.ts'
import type { Spot, View } from '../floor/picture-view.ts'
import type { SpyMethod } from '../spy/spy-method.ts'
import { type MonitorPhase, nextStep, type Step } from './monitor-step.ts'

export type Monitor = {
  readonly ticketId: string
  phase: MonitorPhase
  follow: boolean
  /** Work on the PBX, one thing at a time. */
  work: Promise<unknown>
  isStepping: boolean
  isWatched: boolean
  /** The attachment ended by itself or failed, and there is no new one yet. */
  isUnattached: boolean
  isOver: boolean
  /** A change the line itself was told to make by digits. */
  pending: { readonly mode: Mode; readonly changeId: number } | null
}

export type MonitorsParts = {
  readonly parts: ConnectorParts
  readonly method: () => Result<SpyMethod>
  readonly view: () => View
  /** Resolves when the picture holds all that the PBX told until now. */
  readonly heard: () => Promise<void>
  readonly emit: (event: MonitorEvent) => void
}

export type Monitors = ReadonlyMap<string, Monitor>

export const newMonitor = ({ ticketId, follow }: MonitorOrder, spot: Spot): Monitor => ({
  ticketId,
  phase: { kind: 'ringing', spot },
  follow,
  work: Promise.resolve(),
  isStepping: false,
  isWatched: false,
  isUnattached: false,
  isOver: false,
  pending: null,
})

/** Does this once all is done that the monitor has been told before. */
export function queued<T>({ parts }: MonitorsParts, monitor: Monitor, act: () => Promise<T>): Promise<T> {
  const done = monitor.work.then(act)
  monitor.work = done.catch((cause) => parts.log('error', `monitor ${monitor.ticketId}: ${cause}`))
  return done
}

export async function withMethod<T>(
  { method }: MonitorsParts,
  act: (method: SpyMethod) => Promise<Result<T>>,
): Promise<Result<T>> {
  const found = method()
  return found.ok ? act(found.value) : found
}

export const stepOf = ({ parts, view }: MonitorsParts, { phase, follow }: Monitor): Step =>
  nextStep(phase, follow, view(), parts.clock.now())
