// The four modes, each one step from every other; what may not be chosen says why.
import { Ear, Headphones, MessageSquare, Users } from 'lucide-react'
import type { Mode } from '#contract/monitor.ts'
import type { CommandId } from '#renderer/keys/commands.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import './mode-buttons.css'
import type { ModeState } from '#renderer/monitor/logic/monitor.ts'
import type { People } from '#renderer/monitor/logic/people.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { modeRefusal } from '#renderer/monitor/refusals.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import { ReasonedButton } from './reasoned-button.tsx'

const icons = { listen: Headphones, whisperAgent: Ear, whisperCaller: MessageSquare, join: Users } as const
const order: readonly Mode[] = ['listen', 'whisperAgent', 'whisperCaller', 'join']

export const commandOfMode: Readonly<Record<Mode, CommandId>> = {
  listen: 'listenOnly',
  whisperAgent: 'whisperAgent',
  whisperCaller: 'whisperCaller',
  join: 'join',
}

export function ModeButtons() {
  const words = useWords()
  const now = useMonitor((view) => view)
  const line = useLine((view) => view)
  const modeState = now.monitor.phase === 'live' ? now.monitor.modeState : null
  return (
    <fieldset className="modes" aria-label={words.monitor.actions}>
      {order.map((mode) => {
        const Icon = icons[mode]
        const label = labelOf(words, mode, now.people)
        return (
          <ReasonedButton
            key={mode}
            className="mode button"
            label={label}
            refusal={modeRefusal(words, mode, now, line)}
            command={commandOfMode[mode]}
            keyOnButton
            deliberate={mode === 'listen' ? null : 'speaks'}
            silences={mode === 'listen'}
            pressed={modeState?.kind === 'confirmed' && modeState.mode === mode}
            busy={isUnderWay(mode, modeState)}
            onPress={() => now.choose(mode)}
          >
            <Icon aria-hidden />
            <Name label={label} who={mode === 'whisperCaller' ? callerOf(words, now.people) : ''} />
          </ReasonedButton>
        )
      })}
    </fieldset>
  )
}

/** Where words follow a name they tell the mode from the others: a long name is shortened before them. */
function Name({ label, who }: { readonly label: string; readonly who: string }) {
  const at = label.lastIndexOf(who)
  const end = at + who.length
  if (who === '' || at < 0 || end === label.length) return <span className="mode-name">{label}</span>
  return (
    <span className="mode-name mode-parts">
      <span>{label.slice(0, at)}</span>
      <span className="mode-rest">
        <span className="mode-who">{who}</span>
        <span>{label.slice(end)}</span>
      </span>
    </span>
  )
}

const isUnderWay = (mode: Mode, modeState: ModeState | null): boolean =>
  (modeState?.kind === 'changing' && modeState.to === mode) || (modeState?.kind === 'fallingBack' && mode === 'listen')

function labelOf(words: Words, mode: Mode, people: People | null): string {
  switch (mode) {
    case 'listen':
      return words.monitor.listenOnly
    case 'whisperAgent':
      return words.monitor.whisperTo(people?.agent ?? '')
    case 'whisperCaller':
      return words.monitor.speakOnlyTo(callerOf(words, people))
    case 'join':
      return words.monitor.join
  }
}
