// Why the call that is listened to cannot be taken over now. Card, menu and palette ask here. Pure.
import { canSpeak } from '#renderer/monitor/logic/access-now.ts'
import { because, type LineNow, type MonitorNow, type Refusal, remedyOf } from '#renderer/monitor/refusals.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import type { Words } from '#renderer/words/words.ts'
import { actRefusal } from './act-refusals.ts'

type Floor = Parameters<typeof actRefusal>[3]['floor']

/** null: it may be taken over. What is being moved or changed, or taken already, is not to be taken. */
export function takeOverRefusal(words: Words, now: MonitorNow, line: LineNow, floor: Floor): Refusal | null {
  const { monitor, site, feedLive, people } = now
  if (monitor.phase !== 'live') return because(words.refusals.notLive)
  const subject = { of: 'call', callId: monitor.target.callId } as const
  const why = actRefusal(words, 'takeOver', subject, { floor, site, feedLive, monitor })
  if (why) return why
  if (monitor.move) return because(words.monitor.changing.hop(people?.agent ?? ''))
  if (monitor.taking) return because(words.monitor.taking[monitor.taking.answer](callerOf(words, people)))
  if (monitor.links === 'broken') return because(words.refusals.monitoringCut)
  if (canSpeak(line.microphone) || monitor.takenBy !== 'console') return null
  return { sentence: words.refusals.noMicrophone, remedy: remedyOf('noMicrophone', line) }
}
