// Level meters: what the supervisor really sends, and what is heard of the call. Painted past React: they move all the time.
import { type RefObject, useEffect, useRef } from 'react'
import { useLine } from '../line/line-store.ts'
import type { Levels, Meters } from '../line/meters.ts'
import { words } from '../words/words.ts'
import { type MeterShown, nextMeter, silentMeter } from './meter-motion.ts'
import './sound-meters.css'

const EVERY_MS = 50
const EVERY_MS_REDUCED = 1_000

/** Two meters: the PBXs give the call as one mixed sound, so agent and caller share one. */
export function SoundMeters() {
  const open = useLine((view) => view.microphone.open)
  const openMeters = useLine((view) => view.openMeters)
  const you = useRef<HTMLDivElement>(null)
  const call = useRef<HTMLDivElement>(null)
  useEffect(() => runMeters(openMeters(), { you, call }), [openMeters])
  const { meters: say } = words.monitor
  return (
    <div className="meters">
      <Meter bar={you} name={say.you} rest={open ? say.silent : say.closed} sound={say.heard} />
      <Meter bar={call} name={say.call} rest={say.silent} sound={say.heard} />
    </div>
  )
}

type MeterProps = {
  readonly bar: RefObject<HTMLDivElement | null>
  readonly name: string
  readonly rest: string
  readonly sound: string
}

// Both words are there and one is shown, so that painting changes an attribute and no text.
function Meter({ bar, name, rest, sound }: MeterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter takes its colours from the browser, not from the theme.
    <div
      ref={bar}
      className="meter"
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      aria-valuetext={rest}
      data-rest={rest}
      data-sound={sound}
    >
      <span className="meter-name" aria-hidden>
        {name}
      </span>
      <span className="meter-track" aria-hidden>
        <span className="meter-bar" />
      </span>
      <span className="meter-word" aria-hidden>
        <span className="meter-rest">{rest}</span>
        <span className="meter-sound">{sound}</span>
      </span>
    </div>
  )
}

type Bars = Readonly<Record<'you' | 'call', RefObject<HTMLDivElement | null>>>

/** One loop for both, resting while the window is hidden; a slow one for who wants no motion. The answer ends it. */
function runMeters(meters: Meters, bars: Bars): () => void {
  const reduced = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
  const everyMs = reduced ? EVERY_MS_REDUCED : EVERY_MS
  let frame = 0
  let last = performance.now()
  let shown = { you: silentMeter, call: silentMeter }
  const loop = (now: number): void => {
    frame = requestAnimationFrame(loop)
    if (now - last < everyMs) return
    shown = painted(shown, meters.read(), now - last, bars)
    last = now
  }
  const follow = (): void => {
    cancelAnimationFrame(frame)
    if (document.hidden) meters.pause()
    else {
      meters.resume()
      frame = requestAnimationFrame(loop)
    }
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    cancelAnimationFrame(frame)
    meters.close()
  }
}

type ShownLevels = Readonly<Record<'you' | 'call', MeterShown>>

function painted(before: ShownLevels, { sent, received }: Levels, elapsedMs: number, bars: Bars): ShownLevels {
  // A closed microphone falls at once: nothing of it may look as if it were still heard.
  const you = sent === 0 ? silentMeter : nextMeter(before.you, sent, elapsedMs)
  const call = nextMeter(before.call, received, elapsedMs)
  if (you !== before.you) paint(bars.you.current, you)
  if (call !== before.call) paint(bars.call.current, call)
  return { you, call }
}

function paint(meter: HTMLElement | null, { level, sounding }: MeterShown): void {
  if (!meter) return
  meter.style.setProperty('--level', level.toFixed(2))
  if ((meter.dataset.sounding === 'true') === sounding) return
  meter.dataset.sounding = String(sounding)
  meter.setAttribute('aria-valuenow', sounding ? '50' : '0')
  meter.setAttribute('aria-valuetext', (sounding ? meter.dataset.sound : meter.dataset.rest) ?? '')
}
