// Why a command cannot be done at this moment, by key or palette: the same reasons as on the buttons. Pure.
import type { Call } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import { onThePhone } from '#renderer/line/line.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import { because, listenRefusal, type Refusal, talkRefusal } from '#renderer/monitor/refusals.ts'
import { type Words, wordsNow } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'

export const holdRefusal = ({ monitor, line }: CommandContext): Refusal | null => talkRefusal(wordsNow(), monitor, line)

export function rowRefusal(context: CommandContext): Refusal | null {
  const words = wordsNow()
  const { row, floor, monitor, line } = context
  if (!row) return because(words.keys.refusals.noRow)
  const call = row.target ? floor?.calls[row.target.callId] : undefined
  if (row.waits) return because(words.refusals.notAnswered)
  if (!row.target || !call) return because(words.keys.refusals.nothingOnRow)
  return sameTarget(targetOf(monitor.monitor), row.target)
    ? null
    : listenRefusal(words, call, row.target.agentId, monitor, line)
}

/** Listening without the site's notice. What is monitored already is not begun anew: it would only end. */
export function privateRefusal(context: CommandContext): Refusal | null {
  const { row, monitor } = context
  if (!monitor.site?.mayListenPrivately) return because(wordsNow().keys.refusals.notPrivately)
  const isOn = row?.target && sameTarget(targetOf(monitor.monitor), row.target)
  return isOn ? because(wordsNow().keys.refusals.alreadyHeard) : rowRefusal(context)
}

export function followRefusal(words: Words, { monitor, site }: Pick<MonitorView, 'monitor' | 'site'>): Refusal | null {
  if (monitor.phase !== 'live') return because(words.keys.refusals.notMonitoring)
  return site?.capabilities.follow ? null : because(words.keys.refusals.cannotFollow)
}

/** The nearest call in that direction that may be heard, round and round; null: there is none but the one heard context. */
export function neighbour(words: Words, id: 'nextCall' | 'previousCall', context: CommandContext): Target | null {
  const { calls } = context
  const current = targetOf(context.monitor.monitor)?.callId
  const at = current === undefined ? -1 : calls.indexOf(current)
  const count = calls.length
  for (let step = 1; step <= count; step++) {
    const index = id === 'nextCall' ? (at + step) % count : (Math.max(at, 0) - step + count) % count
    const target = hearable(words, context, calls[index])
    if (target && target.callId !== current) return target
  }
  return null
}

function hearable(words: Words, { floor, monitor, line }: CommandContext, callId: string | undefined): Target | null {
  const call: Call | undefined = callId === undefined ? undefined : floor?.calls[callId]
  if (!call || call.agentId === null) return null
  return listenRefusal(words, call, call.agentId, monitor, line) ? null : { callId: call.id, agentId: call.agentId }
}

export function neighbourRefusal(
  words: Words,
  id: 'nextCall' | 'previousCall',
  context: CommandContext,
): Refusal | null {
  if (neighbour(words, id, context)) return null
  // When no call at all may be heard, the reason of any one of them says more than that there is none.
  const [call] = Object.values(context.floor?.calls ?? {}).filter(
    ({ agentId, state }) => agentId !== null && state === 'talking',
  )
  const reason = call?.agentId ? listenRefusal(words, call, call.agentId, context.monitor, context.line) : null
  return (onThePhone(context.line.line) || reason?.remedy ? reason : null) ?? because(words.keys.refusals.noOtherCall)
}

export const noMonitorRefusal = (words: Words, { monitor }: CommandContext, phases: 'live' | 'any'): Refusal | null => {
  const { phase } = monitor.monitor
  const fits = phases === 'live' ? phase === 'live' : phase !== 'idle'
  return fits ? null : because(words.keys.refusals.notMonitoring)
}
