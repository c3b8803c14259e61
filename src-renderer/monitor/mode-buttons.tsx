// The four modes, each one step from every other; what may not be chosen says why.
import { Ear, Headphones, MessageSquare, Users } from 'lucide-react'
import { refused, type Verdict } from '../../src-preload/contract/access.ts'
import type { Call } from '../../src-preload/contract/floor.ts'
import type { Mode } from '../../src-preload/contract/monitor.ts'
import { words } from '../words/words.ts'
import { useMonitor } from './monitor-store.ts'
import { ReasonedButton } from './reasoned-button.tsx'
import { callerOf } from './sentences.ts'
import { useAccess } from './use-access.ts'

const { monitor: say, refusals } = words

const icons = { listen: Headphones, whisperAgent: Ear, whisperCaller: MessageSquare, join: Users } as const
const order: readonly Mode[] = ['listen', 'whisperAgent', 'whisperCaller', 'join']

export function ModeButtons({ call, agentId }: { readonly call: Call; readonly agentId: string }) {
  const access = useAccess(call, agentId)
  return <Modes verdict={(mode) => access[mode]} />
}

/** While the floor does not show the call (yet), nothing is known that would allow more than listening. */
export function ModeButtonsWithoutCall() {
  return <Modes verdict={() => refused('notLive')} />
}

function Modes({ verdict }: { readonly verdict: (mode: Mode) => Verdict }) {
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  const choose = useMonitor((view) => view.choose)
  const live = monitor.phase === 'live' ? monitor : null
  const voice = live?.voice
  const labels: Record<Mode, string> = {
    listen: say.listenOnly,
    whisperAgent: say.whisperTo(people?.agent ?? ''),
    whisperCaller: say.whisperTo(callerOf(people)),
    join: say.join,
  }
  const reason = (mode: Mode): string | null => {
    if (!live) return refusals.notLive
    if (live.move) return say.changing.hop(people?.agent ?? '')
    if (mode === 'listen') return null // going back to listening is never refused
    const answer = verdict(mode)
    if (!answer.allowed) return refusals[answer.reason]
    return voice?.kind === 'fallingBack' ? say.changing.listen : null
  }
  return (
    <fieldset className="modes" aria-label={say.actions}>
      {order.map((mode) => {
        const Icon = icons[mode]
        return (
          <ReasonedButton
            key={mode}
            className="mode button"
            reason={reason(mode)}
            pressed={voice?.kind === 'inForce' && voice.mode === mode}
            busy={
              (voice?.kind === 'changing' && voice.to === mode) || (voice?.kind === 'fallingBack' && mode === 'listen')
            }
            onPress={() => choose(mode)}
          >
            <Icon aria-hidden />
            <span>{labels[mode]}</span>
          </ReasonedButton>
        )
      })}
    </fieldset>
  )
}
