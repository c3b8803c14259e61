// The keymap in force, for everything that shows or obeys it.
import type { StoreApi } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Settings } from '#contract/settings.ts'
import { partContext, usePart } from '#renderer/ui/console-part.ts'
import type { CommandId } from './commands.ts'
import { heldCommands, type Keymap, keymapOf, type SpeakKeys } from './keymap.ts'

export type KeysView = {
  readonly keymap: Keymap
  readonly speakKeys: SpeakKeys
  readonly held: readonly CommandId[] // whose key must be held for a moment now
}

export type KeymapStore = StoreApi<KeysView>

/** `monitoring`: a monitor is on, so that keys that would move or end it must be held. */
export function keysView({ keys, speakKeys }: Pick<Settings, 'keys' | 'speakKeys'>, monitoring: boolean): KeysView {
  const keymap = keymapOf(keys, speakKeys)
  return { keymap, speakKeys, held: heldCommands(keymap, monitoring) }
}

export const createKeymapStore = (settings: Pick<Settings, 'keys' | 'speakKeys'>): KeymapStore =>
  createStore(() => keysView(settings, false))

export const KeymapContext = partContext<KeysView>('keymap')
export const useKeys = <T>(pick: (view: KeysView) => T): T => usePart(KeymapContext, pick)

export const useIsHeld = (id: CommandId): boolean => useKeys(({ held }) => held.includes(id))

export const useKeyOf = (id: CommandId): string | null => useKeys(({ keymap }) => keymap[id])

export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)
