// Every command there is, once: keys, palette, help, settings and the hints on buttons all read this list.

import type { KeyUse } from './combo.ts'

/** `group` is where help and settings list it. `key` is the combo (combo.ts) it has until the supervisor chooses another; null: none. */
type Command = { readonly group: CommandGroup; readonly key: string | null; readonly deliberate: Deliberate }

/**
 * Whether its key must be held, or pressed with a modifier, so that typing never does it: whatever lets somebody hear the
 * supervisor, whatever ends a monitor or moves it, whatever leads to an act on a call or an agent, and whatever opens a field in
 * which digits and Enter call somebody.
 */
type Deliberate = 'always' | 'whileMonitoring' | 'never'

export type CommandGroup = 'speaking' | 'monitoring' | 'acts' | 'phone' | 'console'

/** Done to the row the keyboard is on: from the menu or the palette, or by the key that somebody gives it. */
const actOnRow = { group: 'acts', key: null, deliberate: 'always' } as const

export const commands = {
  whisperAgent: { group: 'speaking', key: 'W', deliberate: 'always' },
  whisperCaller: { group: 'speaking', key: 'C', deliberate: 'always' },
  join: { group: 'speaking', key: 'J', deliberate: 'always' },
  holdToTalk: { group: 'speaking', key: 'V', deliberate: 'always' },
  listenOnly: { group: 'speaking', key: 'Escape', deliberate: 'never' },
  mute: { group: 'speaking', key: 'M', deliberate: 'never' },
  muteAnywhere: { group: 'speaking', key: 'Mod+Shift+M', deliberate: 'never' },
  listen: { group: 'monitoring', key: 'L', deliberate: 'whileMonitoring' },
  listenPrivately: { group: 'monitoring', key: 'Mod+Shift+L', deliberate: 'whileMonitoring' },
  nextCall: { group: 'monitoring', key: 'N', deliberate: 'whileMonitoring' },
  previousCall: { group: 'monitoring', key: 'P', deliberate: 'whileMonitoring' },
  follow: { group: 'monitoring', key: 'F', deliberate: 'always' },
  note: { group: 'monitoring', key: 'T', deliberate: 'never' },
  keep: { group: 'monitoring', key: 'K', deliberate: 'never' },
  end: { group: 'monitoring', key: 'E', deliberate: 'always' },
  order: { group: 'monitoring', key: 'Y', deliberate: 'never' },
  actions: { group: 'acts', key: 'Q', deliberate: 'always' },
  selectRow: { group: 'acts', key: 'S', deliberate: 'never' },
  undo: { group: 'acts', key: 'U', deliberate: 'always' },
  actTakeOver: actOnRow,
  actEndCall: actOnRow,
  actHoldCall: actOnRow,
  actResumeCall: actOnRow,
  actTransferCall: actOnRow,
  actPickCall: actOnRow,
  actMoveWaiting: actOnRow,
  actParkCall: actOnRow,
  actPause: actOnRow,
  actReady: actOnRow,
  actLogIn: actOnRow,
  actLogOut: actOnRow,
  actEndWrapUp: actOnRow,
  actForceLogOut: actOnRow,
  actSendText: actOnRow,
  actBroadcast: actOnRow,
  actRecord: actOnRow,
  actStopRecording: actOnRow,
  actMarkRecording: actOnRow,
  phone: { group: 'phone', key: 'D', deliberate: 'always' },
  answerCall: { group: 'phone', key: 'A', deliberate: 'always' },
  holdCall: { group: 'phone', key: 'O', deliberate: 'always' },
  hangUpCall: { group: 'phone', key: 'X', deliberate: 'always' },
  remedy: { group: 'console', key: 'R', deliberate: 'always' },
  palette: { group: 'console', key: 'Mod+K', deliberate: 'never' },
  nextList: { group: 'console', key: 'G', deliberate: 'never' },
  lane: { group: 'console', key: 'H', deliberate: 'never' },
  search: { group: 'console', key: '/', deliberate: 'never' },
  settings: { group: 'console', key: 'Mod+,', deliberate: 'never' },
  diagnostics: { group: 'console', key: 'Mod+I', deliberate: 'never' },
  help: { group: 'console', key: '?', deliberate: 'never' },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof commands

export const commandIds = Object.keys(commands) as readonly CommandId[]
export const commandGroups: readonly CommandGroup[] = ['speaking', 'monitoring', 'acts', 'phone', 'console']

export const commandsIn = (group: CommandGroup): readonly CommandId[] =>
  commandIds.filter((id) => commands[id].group === group)

export function keyUseOf(id: CommandId): KeyUse {
  if (id === 'holdToTalk') return 'held'
  if (id === 'muteAnywhere') return 'whileTyping'
  return commands[id].deliberate === 'never' ? 'pressed' : 'deliberate'
}

/** It is about the row that the keyboard is on. */
export const isOfRow = (id: CommandId): boolean =>
  id === 'listen' || id === 'listenPrivately' || id === 'order' || (commands[id].group === 'acts' && id !== 'undo')

/** Closing the microphone must work wherever the supervisor happens to be, even in a dialog. */
export const worksInDialogs = (id: CommandId): boolean => id === 'mute' || id === 'muteAnywhere'
