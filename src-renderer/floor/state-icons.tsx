// A state as icon, word and colour together; never colour alone.
import {
  AudioLines,
  CircleCheck,
  CircleDot,
  CircleMinus,
  CirclePause,
  CircleSlash,
  ClipboardPen,
  Globe,
  Hourglass,
  House,
  LogOut,
  type LucideIcon,
  Pause,
  Phone,
  PhoneCall,
  PhoneOff,
  SquareParking,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { CallState } from '#contract/floor.ts'
import type { AgentState } from '#contract/views.ts'
import { useWords } from '#renderer/words/words.ts'

// Each sign is one element for good: React passes over an element it has rendered already, and a floor has hundreds.
const sign = (Icon: LucideIcon): ReactElement => <Icon aria-hidden className="state-icon" />

const agentIcons: Readonly<Record<AgentState, ReactElement>> = {
  onCall: sign(Phone),
  onHold: sign(Pause),
  ringing: sign(PhoneCall),
  available: sign(CircleCheck),
  wrapUp: sign(ClipboardPen),
  paused: sign(CirclePause),
  doNotDisturb: sign(CircleMinus),
  busy: sign(CircleDot),
  unregistered: sign(PhoneOff),
  loggedOut: sign(LogOut),
}

const callIcons: Readonly<Record<CallState | 'ended', ReactElement>> = {
  waiting: sign(Hourglass),
  ringing: sign(PhoneCall),
  talking: sign(AudioLines),
  held: sign(Pause),
  parked: sign(SquareParking),
  ended: sign(CircleSlash),
}

const netIcons = { on: sign(House), off: sign(Globe) } as const

/** `text`: the state in words, with the reason of a pause. */
export function AgentStateMark({ state, text }: { state: AgentState; text: string }) {
  return (
    <span className={`state state-${state}`}>
      {agentIcons[state]}
      <span className="state-word">{text}</span>
    </span>
  )
}

export const AgentStateIcon = ({ state }: { state: AgentState }): ReactElement => agentIcons[state]

export const CallStateIcon = ({ state }: { state: CallState }): ReactElement => callIcons[state]

export function CallStateMark({ state }: { state: CallState | 'ended' }) {
  const words = useWords()
  return (
    <span className={`state state-${state}`}>
      {callIcons[state]}
      <span className="state-word">{words.floor.callState[state]}</span>
    </span>
  )
}

export function NetMark({ onNet }: { onNet: boolean }) {
  const words = useWords()
  return (
    <span className="net">
      {onNet ? netIcons.on : netIcons.off}
      <span className="state-word">{onNet ? words.floor.onNet : words.floor.offNet}</span>
    </span>
  )
}
