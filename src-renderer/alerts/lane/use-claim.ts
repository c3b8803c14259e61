// One press on a request for help: it is claimed, and once that is so its call is listened to.
import type { HelpRequest } from '#contract/alerts.ts'
import { useFloorStore } from '#renderer/floor/floor-store.ts'
import { useLineStore } from '#renderer/line/line-store.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { useRefusals } from '#renderer/monitor/refusal-store.ts'
import { because, listenRefusal } from '#renderer/monitor/refusals.ts'
import { useWords } from '#renderer/words/words.ts'
import { useStep } from './use-step.ts'

/** An answer that comes later begins nothing: the supervisor may be at something else. */
const LISTENS_WITHIN_MS = 4000

export function useClaim(request: HelpRequest, name: string): () => Promise<void> {
  const words = useWords()
  const step = useStep(name)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const floor = useFloorStore()
  const refuse = useRefusals((view) => view.refuse)
  return async () => {
    const { id, callId, agentId } = request
    const before = targetOf(monitor.getState().monitor)
    const outcome = await step({ do: 'claim', id })
    if (outcome.kind !== 'done' || callId === null || outcome.tookMs > LISTENS_WITHIN_MS) return
    const now = targetOf(monitor.getState().monitor)
    const target = { callId, agentId }
    // Who has begun or ended to listen meanwhile has decided; and to listen once more would end it.
    if (!sameTarget(now, before) || sameTarget(now, target)) return
    const call = floor.getState().floor?.calls[callId]
    const refusal = call
      ? listenRefusal(words, call, agentId, monitor.getState(), line.getState())
      : because(words.errors.callGone)
    if (refusal) refuse(words.monitor.listenTo(name), refusal)
    else monitor.getState().listen(target, 'help')
  }
}
