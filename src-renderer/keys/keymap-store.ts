// The keymap in force, for everything that shows or obeys it. keys.tsx feeds it from the settings.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CommandId } from './commands.ts'
import { defaultKeymap, type Keymap } from './keymap.ts'

export const keymapStore = createStore<{ readonly keymap: Keymap }>(() => ({ keymap: defaultKeymap }))

export const useKeymap = (): Keymap => useStore(keymapStore, (now) => now.keymap)

export const useKeyOf = (id: CommandId): string | null => useStore(keymapStore, (now) => now.keymap[id])

export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)
