// What can be done at this moment by key or palette: the same reasons as on the buttons. Pure.
import type { Call, Floor } from '#contract/floor.ts'
import type { Target } from '#contract/monitor.ts'
import type { CommandId } from '#renderer/keys/commands.ts'
import { onThePhone } from '#renderer/line/line.ts'
import type { LineView } from '#renderer/line/line-store.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorView } from '#renderer/monitor/monitor-store.ts'
import type { Refused } from '#renderer/monitor/refusal-store.ts'
import { because, listenRefusal, modeRefusal, type Refusal } from '#renderer/monitor/refusals.ts'
import { words } from '#renderer/words/words.ts'

/** A row the keyboard is on, or was on last: of an agent or of a call. `target` null: there is nothing to hear on it; `waits`: not yet. */
export type RowNow = { readonly target: Target | null; readonly waits: boolean }

export type Now = {
  readonly monitor: MonitorView
  readonly line: LineView
  readonly floor: Floor | null
  readonly row: RowNow | null
  readonly calls: readonly string[] // ids in the order they are shown
  readonly refused: Refused | null
}

/** Why the command cannot be done now; null: it can. */
export function refusalNow(id: CommandId, now: Now): Refusal | null {
  const { monitor, line } = now
  switch (id) {
    case 'whisperAgent':
    case 'whisperCaller':
    case 'join':
      return modeRefusal(id, monitor, line)
    case 'holdToTalk':
      return holdRefusal(now)
    case 'listenOnly':
      return monitor.monitor.phase === 'live' ? null : because(words.keys.refusals.notMonitoring)
    case 'listen':
      return rowRefusal(now)
    case 'nextCall':
    case 'previousCall':
      return neighbourRefusal(id, now)
    case 'follow':
      return followRefusal(monitor)
    case 'note':
      return monitor.monitor.phase === 'live' ? null : because(words.keys.refusals.notMonitoring)
    case 'keep':
      return monitor.guard.kind === 'counting' ? null : because(words.keys.refusals.nothingToKeep)
    case 'end':
      return monitor.monitor.phase === 'idle' ? because(words.keys.refusals.notMonitoring) : null
    case 'remedy':
      return now.refused?.remedy ? null : because(words.keys.refusals.nothingToFix)
    case 'mute':
    case 'muteAnywhere':
    case 'palette':
    case 'nextList':
    case 'search':
    case 'settings':
    case 'help':
      return null
  }
}

/** Holding begins in listen only: a key that is let go must not take away a mode that was chosen. */
function holdRefusal({ monitor, line }: Now): Refusal | null {
  const refusal = modeRefusal('whisperAgent', monitor, line)
  if (refusal || monitor.monitor.phase !== 'live') return refusal
  const { modeState } = monitor.monitor
  const mode = modeState.kind === 'confirmed' ? modeState.mode : modeState.kind === 'changing' ? modeState.to : 'listen'
  return mode === 'listen' ? null : because(words.keys.refusals.speaking)
}

function rowRefusal(now: Now): Refusal | null {
  const { row, floor, monitor, line } = now
  if (!row) return because(words.keys.refusals.noRow)
  const call = row.target ? floor?.calls[row.target.callId] : undefined
  if (row.waits) return because(words.refusals.notAnswered)
  if (!row.target || !call) return because(words.keys.refusals.nothingOnRow)
  return sameTarget(targetOf(monitor.monitor), row.target)
    ? null
    : listenRefusal(call, row.target.agentId, monitor, line)
}

function followRefusal({ monitor, site }: MonitorView): Refusal | null {
  if (monitor.phase !== 'live') return because(words.keys.refusals.notMonitoring)
  return site?.capabilities.follow ? null : because(words.keys.refusals.cannotFollow)
}

/** The nearest call in that direction that may be heard, round and round; null: there is none but the one heard now. */
export function neighbour(id: 'nextCall' | 'previousCall', now: Now): Target | null {
  const { calls } = now
  const current = targetOf(now.monitor.monitor)?.callId
  const at = current === undefined ? -1 : calls.indexOf(current)
  const count = calls.length
  for (let step = 1; step <= count; step++) {
    const index = id === 'nextCall' ? (at + step) % count : (Math.max(at, 0) - step + count) % count
    const target = hearable(now, calls[index])
    if (target && target.callId !== current) return target
  }
  return null
}

function hearable({ floor, monitor, line }: Now, callId: string | undefined): Target | null {
  const call: Call | undefined = callId === undefined ? undefined : floor?.calls[callId]
  if (!call || call.agentId === null) return null
  return listenRefusal(call, call.agentId, monitor, line) ? null : { callId: call.id, agentId: call.agentId }
}

function neighbourRefusal(id: 'nextCall' | 'previousCall', now: Now): Refusal | null {
  if (neighbour(id, now)) return null
  // When no call at all may be heard, the reason of any one of them says more than that there is none.
  const [call] = Object.values(now.floor?.calls ?? {}).filter(
    ({ agentId, state }) => agentId !== null && state === 'talking',
  )
  const reason = call?.agentId ? listenRefusal(call, call.agentId, now.monitor, now.line) : null
  return (onThePhone(now.line.line) || reason?.remedy ? reason : null) ?? because(words.keys.refusals.noOtherCall)
}
