// The settings in force: the site file over the user's own over the defaults. Saves what the user changes.
import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { type Settings, type SettingsChange, settings } from '#contract/settings.ts'
import type { Stop } from '#contract/time.ts'
import { parseJson } from './json.ts'
import { isLayer, type Layer, mergeLayers, overlap } from './layers.ts'

export type SettingsStore = {
  readonly current: () => Settings
  /** Saved before it is in force. A value the site file holds cannot be changed: settingsNotSaved, `detail` names it. */
  readonly change: (change: SettingsChange) => Result<Settings>
  readonly onChange: (listener: (settings: Settings) => void) => Stop
  /** settingsUnreadable when the user's file was broken; `detail` says which field and where the file was put. */
  readonly notice: () => DeskError | null
}

// Not through `conf`: it validates with a schema language of its own and throws a broken file away, where we keep it aside.
/** Opens `settings.json` in `dir`. A file that cannot be used is kept as `settings.json.broken-N`, and the defaults apply. */
export function openSettings(dir: string, managed: Layer): SettingsStore {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'settings.json')
  const read = readUser(path, managed)
  let user = read.layer ?? {}
  let current = settings.parse(mergeLayers(user, managed))
  const changes = createListeners<Settings>()

  return {
    current: () => current,
    change: (change) => {
      const fixed = overlap(change, managed)
      if (fixed) return err(deskFailure('settingsNotSaved', `${fixed} is set by the site file`))
      // Another console of this folder may have saved since: what it has changed is kept.
      const next = mergeLayers(readUser(path, managed).layer ?? user, change)
      const parsed = settings.safeParse(mergeLayers(next, managed))
      if (!parsed.success) return err(deskFailure('badRequest', tellIssue(parsed.error.issues)))
      const failed = save(path, next)
      if (failed) return err(deskFailure('settingsNotSaved', failed))
      user = next
      current = parsed.data
      changes.emit(current)
      return ok(current)
    },
    onChange: changes.on,
    notice: () => read.notice,
  }
}

/** The first issue as `field.path: what is wrong`. */
export function tellIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const issue = issues[0]
  if (!issue) return 'unknown'
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message
}

/** `layer` null: there is no file, or none that can be used; that one is set aside. */
function readUser(path: string, managed: Layer): { layer: Layer | null; notice: DeskError | null } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    // Left where it is, the next change would be saved over it.
    return { layer: null, notice: missing ? null : setAside(path, (cause as Error).message) }
  }
  const layer = layerIn(text, managed)
  return layer.ok ? { layer: layer.value, notice: null } : { layer: null, notice: setAside(path, layer.error) }
}

function layerIn(text: string, managed: Layer): Result<Layer, string> {
  const raw = parseJson(text)
  if (!raw.ok) return err(`settings.json: ${raw.error}`)
  if (!isLayer(raw.value)) return err('settings.json: must be an object')
  // With the managed values over it: a field the site file decides cannot break the user's file.
  const parsed = settings.safeParse(mergeLayers(raw.value, managed))
  return parsed.success ? ok(raw.value) : err(tellIssue(parsed.error.issues))
}

function setAside(path: string, problem: string): DeskError {
  let n = 1
  while (lstatSync(`${path}.broken-${n}`, { throwIfNoEntry: false })) n++
  const aside = `${path}.broken-${n}`
  try {
    renameSync(path, aside)
  } catch {
    // A folder we may not write to: nothing can be saved over the file either.
    return deskFailure('settingsUnreadable', `${problem}. Correct ${path}`)
  }
  return deskFailure(
    'settingsUnreadable',
    `${problem}. The file was kept as ${aside}: correct it and rename it to settings.json`,
  )
}

/** Atomic: a crash leaves the old file or the new one. The answer is what failed, or null. */
function save(path: string, layer: Layer): string | null {
  try {
    const fresh = `${path}.new-${process.pid}` // of this console alone
    writeFileSync(fresh, `${JSON.stringify(layer, null, 2)}\n`, { mode: 0o600 })
    renameSync(fresh, path)
    return null
  } catch (cause) {
    return (cause as Error).message
  }
}
