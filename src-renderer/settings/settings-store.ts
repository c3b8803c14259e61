// Saves changes of the settings; until the desk has answered, nothing counts as changed.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DeskError } from '#contract/errors.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Settings, SettingsChange } from '#contract/settings.ts'

export type SaveSettings = (change: SettingsChange) => void

export type SavingView = {
  readonly save: SaveSettings
  readonly failure: DeskError | null // why the last change was not saved
}

export type SavingStore = StoreApi<SavingView>

export const createSaving = (desk: Desk, onSaved: (settings: Settings) => void): SavingStore =>
  createStore((set) => ({
    failure: null,
    save: (change) => {
      desk.request('changeSettings', change).then(
        (saved) => {
          set({ failure: saved.ok ? null : saved.error })
          if (saved.ok) onSaved(saved.value)
        },
        () => set({ failure: { code: 'serverGone' } }),
      )
    },
  }))
