// Does a command, or says why not. Every way to ask for one ends here.

import type { CommandId } from '#renderer/keys/commands.ts'
import { spokenKeyOf } from '#renderer/keys/key-hint.tsx'
import { keymapStore } from '#renderer/keys/keymap-store.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { mend } from '#renderer/monitor/mend.ts'
import { forgetRefusal, refuse } from '#renderer/monitor/refusal-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { openSettings } from '#renderer/ui/settings-open.ts'
import { words } from '#renderer/words/words.ts'
import type { Tapped } from './holding.ts'
import { type Now, neighbour, refusalNow } from './now.ts'
import { open } from './open.ts'
import { enterNext } from './panes.ts'

export function runCommand(id: CommandId, now: Now): void {
  const refusal = refusalNow(id, now)
  if (refusal) {
    // Escape is pressed for many reasons; that there is nothing to go back from needs no words.
    if (id !== 'listenOnly') refuse(words.keys.commands[id], refusal)
    return
  }
  if (id !== 'remedy') forgetRefusal()
  doers[id](now)
}

const hop =
  (id: 'nextCall' | 'previousCall') =>
  (now: Now): void => {
    const target = neighbour(id, now)
    if (target) now.monitor.listen(target)
  }

const doers: Readonly<Record<CommandId, (now: Now) => void>> = {
  whisperAgent: ({ monitor }) => monitor.choose('whisperAgent'),
  whisperCaller: ({ monitor }) => monitor.choose('whisperCaller'),
  join: ({ monitor }) => monitor.choose('join'),
  listenOnly: ({ monitor }) => monitor.choose('listen'),
  holdToTalk: () => {}, // it lives from being held: hold.ts, listen-to-keys.ts
  mute: (now) => closeMicrophone(now) || sayClosed(),
  muteAnywhere: (now) => closeMicrophone(now) || sayClosed(),
  listen: listenToRow,
  nextCall: hop('nextCall'),
  previousCall: hop('previousCall'),
  follow: ({ monitor }) => monitor.monitor.phase === 'live' && monitor.follow(!monitor.monitor.follow.on),
  note: () => focusOn('[data-note-field]'),
  keep: ({ monitor }) => monitor.keep(),
  end: ({ monitor }) => monitor.end(),
  remedy: ({ refused }) => refused?.remedy && mend(refused.remedy),
  palette: () => open('palette'),
  nextList: enterNext,
  search: () => focusOn('[role="search"] input'),
  settings: openSettings,
  help: () => open('help'),
}

/** Whatever is believed of it. False when there was nothing to close. */
export function closeMicrophone({ monitor, line }: Now): boolean {
  monitor.mute()
  return !isClosed(monitor, line)
}

export const sayClosed = (): void => refuse(words.keys.commands.mute, because(words.keys.refusals.alreadyClosed))

/** The window stays while a monitor is on: loaded anew it would end it. */
export const sayKept = (): void => refuse('F5', because(words.keys.refusals.reloadEnds))

/** Whoever only taps a key learns how it is meant. */
export function sayTooShort(tapped: Tapped): void {
  const { commands, refusals, names } = words.keys
  const how = keymapStore.getState().speakKeys === 'hold' ? refusals.hold : refusals.withAlt
  if ('id' in tapped) refuse(commands[tapped.id], because(refusals.hold(spokenKeyOf(tapped.id))))
  else refuse(tapped.button, because(how(names.Enter ?? '')))
}

/** Closed, and nothing under way that would open it. */
function isClosed({ monitor, heardBy }: Now['monitor'], { line, microphone }: Now['line']): boolean {
  const asks =
    monitor.phase === 'live' && (monitor.modeState.kind !== 'confirmed' || monitor.modeState.mode !== 'listen')
  const talks = line.call.kind === 'talking' && !line.call.muted
  return heardBy === 'nobody' && !microphone.open && !asks && !talks
}

// Unlike a click on Listen, the key never ends what it began: pressed twice it is still listening.
function listenToRow({ row, monitor }: Now): void {
  if (!row?.target) return
  if (sameTarget(targetOf(monitor.monitor), row.target)) monitor.choose('listen')
  else monitor.listen(row.target)
}

function focusOn(selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector)
  const folded = field?.closest('[hidden]')
  if (folded) document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(folded.id)}"]`)?.click()
  // Unfolded once React has drawn, which is a microtask that has been asked for already.
  queueMicrotask(() => field?.focus())
}
