// Level meters: what the supervisor really sends, and what is heard of the call; of each side where the PBX tells them apart.
import { type ReactNode, useEffect, useRef } from 'react'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useWords } from '#renderer/words/words.ts'
import { type Painted, paintMeters } from './meter-painter.ts'
import './sound-meters.css'

/** Painted past React: they move all the time. */
export function SoundMeters() {
  const words = useWords()
  const openMeters = useLine((view) => view.openMeters)
  const sidesHeard = useMonitor((view) => view.sidesHeard)
  const separate = useMonitor((view) => view.site?.capabilities.levels === 'separate')
  const bars = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const meters = openMeters()
    const read = (): Painted => {
      const { sent, received } = meters.read()
      return { you: sent, call: received, ...sidesHeard() }
    }
    const stop = paintMeters(bars, { ...meters, read })
    return () => {
      stop()
      meters.close()
    }
  }, [openMeters, sidesHeard])
  const { meters: say } = words.monitor
  return (
    <div className="meters" ref={bars}>
      <You />
      {separate ? <Sides /> : <Meter of="call" name={say.call} silent={say.silent} none={say.unknown} />}
    </div>
  )
}

/** Nobody hears a closed microphone: whatever was painted last, it shows nothing and says so. */
function You() {
  const open = useLine((view) => view.microphone.open)
  const heard = useMonitor((view) => view.heardBy !== 'nobody')
  const { meters: say } = useWords().monitor
  return <Meter of="you" name={say.you} silent={say.silent} none={say.closed} off={!(open && heard)} />
}

function Sides(): ReactNode {
  const over = useMonitor(({ monitor }) => monitor.phase === 'live' && monitor.call === 'ended')
  const held = useMonitor((view) => view.people?.call?.state === 'held')
  const { meters: say } = useWords().monitor
  const none = over ? say.over : held ? say.onHold : say.unknown
  return (
    <>
      <Meter of="agent" name={say.agent} silent={say.silent} none={none} off={over} />
      <Meter of="caller" name={say.caller} silent={say.silent} none={none} off={over} />
    </>
  )
}

type MeterProps = {
  readonly of: keyof Painted
  readonly name: string
  readonly silent: string
  readonly none: string // the word for "there is no level"
  readonly off?: boolean
}

// All words are there and one is shown, so that painting changes an attribute and no text.
function Meter({ of, name, silent, none, off = false }: MeterProps) {
  const sound = useWords().monitor.meters.heard
  return (
    // A native meter takes its colours from the browser, not from the theme.
    <div
      key={`${off} ${none}`} // what was painted belongs to what was so then
      className="meter"
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      aria-valuetext={none}
      data-meter={off ? undefined : of}
      data-word-sound={sound}
      data-word-silent={silent}
      data-word-none={none}
    >
      <span className="meter-name" aria-hidden>
        {name}
      </span>
      <span className="meter-track" aria-hidden>
        <span className="meter-bar" />
      </span>
      <span className="meter-word" aria-hidden>
        <span data-when="sound">{sound}</span>
        <span data-when="silent">{silent}</span>
        <span data-when="none">{none}</span>
      </span>
    </div>
  )
}
