// Saves a change of the settings; until the desk has answered, nothing counts as changed.
import { useCallback, useState } from 'react'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Settings, SettingsChange } from '#contract/settings.ts'

export type SaveSettings = (change: SettingsChange) => void

type Saving = { readonly save: SaveSettings; readonly failure: DeskError | null }

export function useSaveSettings(desk: Desk, onSaved: (settings: Settings) => void): Saving {
  const [failure, setFailure] = useState<DeskError | null>(null)
  const save = useCallback(
    (change: SettingsChange) => {
      desk.request('changeSettings', change).then(
        (saved) => {
          setFailure(saved.ok ? null : saved.error)
          if (saved.ok) onSaved(saved.value)
        },
        () => setFailure({ code: 'serverGone' }),
      )
    },
    [desk, onSaved],
  )
  return { save, failure }
}
