// What a test of the sound says: how it goes on, or what is wrong; brought into sight, because the settings may end above it.
import { useEffect, useRef } from 'react'

type NewsProps = { readonly progress: string; readonly wrong: string | null }

export function SoundNews({ progress, wrong }: NewsProps) {
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
