// The supervisor's own voice and ear: a button that talks while it is held, the mute of what is open, and how loud the call is.
import { Ear, Mic, MicOff, Volume1 } from 'lucide-react'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { because, modeRefusal, type Refusal } from '#renderer/monitor/refusals.ts'
import { useWords } from '#renderer/words/words.ts'
import { ReasonedButton } from '../reasoned-button.tsx'
import './voice-row.css'

export function VoiceRow() {
  return (
    <div className="voice">
      <Talk />
      <Mute />
      <Volume />
    </div>
  )
}

/** Only what would keep the agent from hearing is its reason; that somebody hears already is said when it is pressed. */
function Talk() {
  const words = useWords()
  const now = useMonitor((view) => view)
  const line = useLine((view) => view)
  const label = words.card.talk(now.people?.agent ?? '')
  return (
    <ReasonedButton
      className="button voice-talk"
      label={label}
      refusal={modeRefusal(words, 'whisperAgent', now, line)}
      hint={label}
      command="holdToTalk"
      keyOnButton
      deliberate="speaks"
      talks
      onPress={() => {}}
    >
      <Ear aria-hidden />
      <span className="voice-name">{words.card.talkShort}</span>
    </ReasonedButton>
  )
}

function Mute() {
  const words = useWords()
  const muted = useMuted()
  const refusal = useMuteRefusal()
  const setMuted = useMonitor((view) => view.setMuted)
  const Icon = muted ? MicOff : Mic
  return (
    <ReasonedButton
      className="button voice-mute"
      label={words.card.mute}
      refusal={refusal}
      deliberate={muted ? 'speaks' : null}
      silences={!muted}
      pressed={muted}
      onPress={() => setMuted(!muted)}
    >
      <Icon aria-hidden />
      <span className="voice-name">{words.card.mute}</span>
    </ReasonedButton>
  )
}

export const useMuted = (): boolean =>
  useMonitor(
    ({ monitor }) =>
      monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.modeState.muted === true,
  )

function useMuteRefusal(): Refusal | null {
  const words = useWords()
  const otherPhone = useMonitor((view) => view.otherPhone)
  const speaks = useMonitor(
    ({ monitor }) =>
      monitor.phase === 'live' && monitor.modeState.kind === 'confirmed' && monitor.modeState.mode !== 'listen',
  )
  if (otherPhone) return because(words.card.muteRefusal.otherPhone)
  return speaks ? null : because(words.card.muteRefusal.nobody)
}

function Volume() {
  const words = useWords()
  const volume = useLine((view) => view.volume)
  const setVolume = useLine((view) => view.setVolume)
  return (
    <span className="voice-volume">
      <Volume1 aria-hidden />
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(volume * 100)}
        aria-label={words.card.volume}
        title={words.card.volume}
        onChange={({ target }) => setVolume(Number(target.value) / 100)}
      />
    </span>
  )
}
