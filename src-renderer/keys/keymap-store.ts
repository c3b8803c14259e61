// The keymap in force, for everything that shows or obeys it. keys.tsx feeds it from the settings.
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { CommandId } from './commands.ts'
import { defaultKeymap, heldCommands, type Keymap, type SpeakKeys } from './keymap.ts'

type KeysNow = {
  readonly keymap: Keymap
  readonly speakKeys: SpeakKeys
  readonly held: readonly CommandId[] // whose key must be held for a moment now
}

export const keymapStore = createStore<KeysNow>(() => ({
  keymap: defaultKeymap,
  speakKeys: 'hold',
  held: heldCommands(defaultKeymap, false),
}))

export const useIsHeld = (id: CommandId): boolean => useStore(keymapStore, ({ held }) => held.includes(id))

export const useSpeakKeys = (): SpeakKeys => useStore(keymapStore, (now) => now.speakKeys)

export const useKeyOf = (id: CommandId): string | null => useStore(keymapStore, (now) => now.keymap[id])

export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)
