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
} from 'lucide-react'
import type { CallState, Presence } from '#contract/floor.ts'
import { useWords } from '#renderer/words/words.ts'
import { presenceText } from './agent-parts.ts'

const presenceIcons: Readonly<Record<Presence['kind'], LucideIcon>> = {
  onCall: Phone,
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
  ended: CircleSlash,
}

export function PresenceMark({ presence }: { presence: Presence }) {
  const words = useWords()
  const Icon = presenceIcons[presence.kind]
  return (
    <span className={`state state-${presence.kind}`}>
      <Icon aria-hidden className="state-icon" />
      <span className="state-word">{presenceText(words, presence)}</span>
    </span>
  )
}

export function PresenceIcon({ kind }: { kind: Presence['kind'] }) {
  const Icon = presenceIcons[kind]
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
