// A state as icon, word and colour together; never colour alone.
import {
  AudioLines,
  BellRing,
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
  PhoneOff,
  SquareParking,
} from 'lucide-react'
import type { CallState } from '#contract/floor.ts'
import type { AgentState } from '#contract/views.ts'
import { useWords } from '#renderer/words/words.ts'

const agentIcons: Readonly<Record<AgentState, LucideIcon>> = {
  onCall: Phone,
  onHold: Pause,
  ringing: BellRing,
  available: CircleCheck,
  wrapUp: ClipboardPen,
  paused: CirclePause,
  doNotDisturb: CircleMinus,
  busy: CircleDot,
  unregistered: PhoneOff,
  loggedOut: LogOut,
}

const callIcons: Readonly<Record<CallState | 'ended', LucideIcon>> = {
  waiting: Hourglass,
  ringing: BellRing,
  talking: AudioLines,
  held: Pause,
  parked: SquareParking,
  ended: CircleSlash,
}

/** `text`: the state in words, with the reason of a pause. */
export function AgentStateMark({ state, text }: { state: AgentState; text: string }) {
  const Icon = agentIcons[state]
  return (
    <span className={`state state-${state}`}>
      <Icon aria-hidden className="state-icon" />
      <span className="state-word">{text}</span>
    </span>
  )
}

export function AgentStateIcon({ state }: { state: AgentState }) {
  const Icon = agentIcons[state]
  return <Icon aria-hidden className="state-icon" />
}

export function CallStateIcon({ state }: { state: CallState }) {
  const Icon = callIcons[state]
  return <Icon aria-hidden className="state-icon" />
}

export function CallStateMark({ state }: { state: CallState | 'ended' }) {
  const words = useWords()
  const Icon = callIcons[state]
  return (
    <span className={`state state-${state}`}>
      <Icon aria-hidden className="state-icon" />
      <span className="state-word">{words.floor.callState[state]}</span>
    </span>
  )
}

export function NetMark({ onNet }: { onNet: boolean }) {
  const words = useWords()
  const Icon = onNet ? House : Globe
  return (
    <span className="net">
      <Icon aria-hidden className="state-icon" />
      <span className="state-word">{onNet ? words.floor.onNet : words.floor.offNet}</span>
    </span>
  )
}
