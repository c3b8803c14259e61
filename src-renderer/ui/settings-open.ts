// Whether the settings are open: the gear, a key, the palette and a refusal's remedy all open them.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export const settingsOpenStore = createStore<{ readonly open: boolean }>(() => ({ open: false }))

export const openSettings = (): void => settingsOpenStore.setState({ open: true })

export const setSettingsOpen = (open: boolean): void => settingsOpenStore.setState({ open })

export const useSettingsOpen = (): boolean => useStore(settingsOpenStore, (now) => now.open)
