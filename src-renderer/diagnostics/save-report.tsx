// The button that saves the report as a file, and what has come of it.
import { useState } from 'react'
import { useLine } from '#renderer/line/line-store.ts'
import type { MediaPath } from '#renderer/line/media-path.ts'
import { download } from '#renderer/ui/download.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import type { DiagnosticsProps } from './diagnostics-store.ts'

type Saving =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed' }

export function SaveReport({ store, desk, now, path }: DiagnosticsProps & { readonly path: MediaPath | null }) {
  const words = useWords()
  const say = words.diagnostics
  const messages = useLine((view) => view.messages)
  const [saving, setSaving] = useState<Saving>({ kind: 'none' })
  const save = async () => {
    setSaving({ kind: 'saving' })
    try {
      const { reportName, reportZip } = await import('./report.ts')
      const at = now()
      const window = windowFacts()
      const zip = await reportZip(desk, { diagnostics: store.getState(), path, messages: messages(), window, at })
      download(reportName(at), new Blob([zip], { type: 'application/zip' }))
      setSaving({ kind: 'saved', name: reportName(at) })
    } catch {
      setSaving({ kind: 'failed' })
    }
  }
  return (
    <div className="save-report">
      <button
        type="button"
        className="button button-primary"
        aria-disabled={saving.kind === 'saving'}
        onClick={() => void save()}
      >
        {saving.kind === 'saving' ? say.saving : say.save}
      </button>
      <output>{outcome(words, saving)}</output>
    </div>
  )
}

function outcome({ diagnostics: say }: Words, saving: Saving): string {
  switch (saving.kind) {
    case 'none':
    case 'saving':
      return say.inside
    case 'saved':
      return say.saved(saving.name)
    case 'failed':
      return say.notSaved
  }
}

const windowFacts = () => ({
  userAgent: navigator.userAgent,
  language: navigator.language,
  size: `${innerWidth}x${innerHeight} at ${devicePixelRatio}`,
})
