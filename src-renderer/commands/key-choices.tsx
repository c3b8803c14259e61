// The keys in the settings: one button a command that takes the next key pressed, with conflicts by name.
import { Eraser } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { Settings, SettingsChange } from '#contract/settings.ts'
import { comboOf, comboProblem } from '#renderer/keys/combo.ts'
import { type CommandId, commandIds, commands, keyUseOf, worksInDialogs } from '#renderer/keys/commands.ts'
import { KeyCaps, spokenKeys } from '#renderer/keys/key-hint.tsx'
import { conflictsOf, defaultKeymap, heldCommands, type Keymap, keymapOf } from '#renderer/keys/keymap.ts'
import { formatList } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import '#renderer/keys/keys.css'

type KeyChoicesProps = Pick<Settings, 'keys' | 'speakKeys'> & {
  readonly save: (change: SettingsChange) => void
}

export function KeyChoices({ keys, speakKeys, save }: KeyChoicesProps) {
  const keymap = keymapOf(keys, speakKeys)
  const held = heldCommands(keymap, false)
  const { settings: say } = useWords().keys
  return (
    <details className="key-choices">
      <summary>{say.title}</summary>
      <p className="setting-hint">{say.hint}</p>
      {commandIds.map((id) => (
        <KeyChoice
          key={id}
          id={id}
          keymap={keymap}
          held={held.includes(id)}
          onChoose={(combo) => save({ keys: { [id]: combo } })}
        />
      ))}
      {/* Settings merge, so every key is said; an empty table would change nothing. */}
      <button type="button" className="button" onClick={() => save({ keys: { ...defaultKeymap } })}>
        {say.reset}
      </button>
    </details>
  )
}

type KeyChoiceProps = {
  readonly id: CommandId
  readonly keymap: Keymap
  readonly held: boolean
  readonly onChoose: (combo: string | null) => void
}

type Taking = { readonly on: boolean; readonly problem: string | null }

function KeyChoice({ id, keymap, held, onChoose }: KeyChoiceProps) {
  const words = useWords()
  const [taking, setTaking] = useState<Taking>({ on: false, problem: null })
  const { settings: say } = words.keys
  const name = words.keys.commands[id]
  const combo = keymap[id]
  const conflicts = conflictsOf(keymap, id)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!taking.on || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    setTaking(taken(words, event, id, onChoose))
  }
  return (
    <div className="key-choice" data-command={id}>
      <span>{name}</span>
      <button
        type="button"
        className="button"
        aria-label={
          taking.on ? say.press : say.change(name, combo === null ? say.none : spokenKeys(words, combo, held))
        }
        onClick={() => setTaking({ on: true, problem: null })}
        onBlur={() => setTaking({ on: false, problem: null })}
        onKeyDown={onKeyDown}
      >
        {taking.on ? say.press : combo === null ? say.none : <KeyCaps combo={combo} held={held} />}
      </button>
      <button type="button" className="icon-button" aria-label={say.remove(name)} onClick={() => onChoose(null)}>
        <Eraser aria-hidden />
      </button>
      {(taking.problem ?? (conflicts.length > 0 || null)) && (
        <p className="setting-hint" role="alert">
          {taking.problem ?? conflictSentence(words, id, conflicts)}
        </p>
      )}
    </div>
  )
}

function conflictSentence(words: Words, id: CommandId, conflicts: readonly CommandId[]): string {
  const { settings: say } = words.keys
  const others = formatList(conflicts.map((other) => words.keys.commands[other]))
  return [id, ...conflicts].some(worksInDialogs) ? say.conflictCloses(others) : say.conflict(others)
}

/** What a key press means while a key is being chosen. A command's own default may be Escape, which otherwise leaves. */
function taken(words: Words, event: KeyboardEvent, id: CommandId, onChoose: (combo: string) => void): Taking {
  const combo = comboOf(event.nativeEvent)
  if (combo === null) return { on: true, problem: null }
  if (combo === 'Escape' && commands[id].key !== combo) return { on: false, problem: null }
  const problem = comboProblem(combo, keyUseOf(id))
  const { settings: say } = words.keys
  if (problem)
    return { on: true, problem: problem === 'reserved' ? say.reserved(spokenKeys(words, combo)) : say[problem] }
  onChoose(combo)
  return { on: false, problem: null }
}
