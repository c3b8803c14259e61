// The settings' part on the headset's buttons: which headset it is, or how to connect one. Nothing where the browser cannot.
import { useId } from 'react'
import { useWords, type Words } from '#renderer/words/words.ts'
import { type HeadsetView, useHeadset } from './headset-store.ts'

export function HeadsetSetting() {
  const words = useWords()
  const state = useHeadset((view) => view.state)
  const choose = useHeadset((view) => view.choose)
  const id = useId()
  if (state.kind === 'impossible') return null
  return (
    <div className="setting">
      <p id={id} className="setting-label">
        {words.settings.headset.title}
      </p>
      <p className="setting-hint" role="status" aria-labelledby={id}>
        {sentence(words, state)}
      </p>
      {state.kind !== 'connected' && (
        <button type="button" className="button" onClick={() => void choose()}>
          {words.settings.headset.choose}
        </button>
      )}
    </div>
  )
}

function sentence({ settings: { headset: say } }: Words, state: HeadsetView['state']): string {
  switch (state.kind) {
    case 'impossible':
    case 'none':
      return say.none
    case 'connected':
      return say.connected(state.name)
    case 'ignored':
      return say.ignored(state.name)
    case 'failed':
      return say.failed(state.name)
  }
}
