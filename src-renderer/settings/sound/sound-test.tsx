// The frame of a test of the sound: what it is for or why not now, one button, how loud it is, and what comes of it.
import { CircleStop, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { LaterWords } from '#renderer/words/later.ts'
import './sound.css'

export type SoundTestProps = {
  readonly words: LaterWords['soundTests']
  readonly say: { readonly title: string; readonly hint: string; readonly start: string }
  readonly Icon: LucideIcon
  readonly running: boolean
  readonly whyNot: string | null // as a sentence
  readonly onStart: () => void
  readonly onStop: () => void
  readonly level: number | null // 0 to 1
  readonly progress: string
  readonly wrong: string | null
}

export function SoundTest(props: SoundTestProps) {
  const { words, say, Icon, running, onStart, onStop, level } = props
  const id = useId()
  const whyNot = running ? null : props.whyNot
  return (
    <div className="setting sound-test">
      <p className="setting-label">{say.title}</p>
      <p id={id} className="setting-hint">
        {whyNot ?? say.hint}
      </p>
      {/* One button, and never `disabled`: the focus would be lost. */}
      <button
        type="button"
        className="button"
        aria-describedby={id}
        aria-disabled={whyNot !== null || undefined}
        onClick={() => (running ? onStop() : whyNot === null && onStart())}
      >
        {running ? <CircleStop aria-hidden /> : <Icon aria-hidden />}
        {running ? words.stop : say.start}
      </button>
      {level !== null && <meter className="sound-meter" aria-label={words.level} min={0} max={1} value={level} />}
      <News progress={props.progress} wrong={props.wrong} />
    </div>
  )
}

/** Brought into sight, because the settings may end above it. */
function News({ progress, wrong }: Pick<SoundTestProps, 'progress' | 'wrong'>) {
  const news = useRef<HTMLDivElement>(null)
  const said = wrong ?? progress
  useEffect(() => {
    if (said !== '') news.current?.scrollIntoView?.({ block: 'nearest' })
  }, [said])
  return (
    <div ref={news}>
      <p role="status" className="sound-news">
        {wrong === null ? progress : ''}
      </p>
      {wrong !== null && (
        <p role="alert" className="sound-wrong">
          {wrong}
        </p>
      )}
    </div>
  )
}
