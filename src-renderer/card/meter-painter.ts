// Paints the level meters, many times a second and past React: widths by a property, words by an attribute.
import type { RefObject } from 'react'
import { type MeterShown, nextMeter, silentMeter } from './meter-motion.ts'

/** 0 to 1 of each meter there may be; null: no level. Those that are not on the screen are not painted. */
export type Painted = Readonly<Record<'you' | 'call' | 'agent' | 'caller', number | null>>

type Source = { readonly read: () => Painted; readonly pause: () => void; readonly resume: () => void }

const EVERY_MS = 50
const EVERY_MS_REDUCED = 1_000
// A screen reader that stands on a meter may tell every change of its value.
const VALUE_EVERY_MS = 1_000

/** One loop for all of them, resting while the window is hidden; a slow one for who wants no motion. The answer ends it. */
export function paintMeters(bars: RefObject<HTMLElement | null>, source: Source): () => void {
  const reduced = window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
  const everyMs = reduced ? EVERY_MS_REDUCED : EVERY_MS
  const shown = new WeakMap<HTMLElement, Shown>()
  let frame = 0
  let last = performance.now()
  const loop = (now: number): void => {
    frame = requestAnimationFrame(loop)
    if (now - last < everyMs) return
    const levels = source.read()
    for (const meter of bars.current?.querySelectorAll<HTMLElement>('[data-meter]') ?? []) {
      shown.set(meter, painted(meter, shown.get(meter), levels, now, now - last))
    }
    last = now
  }
  const follow = (): void => {
    cancelAnimationFrame(frame)
    if (document.hidden) source.pause()
    else {
      source.resume()
      frame = requestAnimationFrame(loop)
    }
  }
  document.addEventListener('visibilitychange', follow)
  follow()
  return () => {
    document.removeEventListener('visibilitychange', follow)
    cancelAnimationFrame(frame)
  }
}

type Word = 'sound' | 'silent' | 'none'
type Shown = { readonly meter: MeterShown; readonly word: Word; readonly valueAt: number }

const unpainted: Shown = { meter: silentMeter, word: 'none', valueAt: 0 }

function painted(bar: HTMLElement, before = unpainted, levels: Painted, now: number, elapsedMs: number): Shown {
  const level = levels[bar.dataset.meter as keyof Painted]
  // Nothing at all falls at once: it must not look as if it were still heard.
  const meter = level ? nextMeter(before.meter, level, elapsedMs) : silentMeter
  const word = level === null ? 'none' : meter.sounding ? 'sound' : 'silent'
  if (meter !== before.meter) bar.style.setProperty('--level', meter.level.toFixed(2))
  const due = meter.level !== before.meter.level && now - before.valueAt >= VALUE_EVERY_MS
  if (word === before.word && !due) return { ...before, meter }
  bar.dataset.word = word
  bar.setAttribute('aria-valuenow', String(Math.round(meter.level * 10) * 10))
  bar.setAttribute('aria-valuetext', wordOf(bar, word))
  return { meter, word, valueAt: now }
}

function wordOf({ dataset }: HTMLElement, word: Word): string {
  switch (word) {
    case 'sound':
      return dataset.wordSound ?? ''
    case 'silent':
      return dataset.wordSilent ?? ''
    case 'none':
      return dataset.wordNone ?? ''
  }
}
