// The settings in force: the site file over the user's own over the defaults. Saves what the user changes.
import { lstatSync, renameSync } from 'node:fs'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createListeners } from '#contract/observable.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { type Settings, type SettingsChange, settings } from '#contract/settings.ts'
import type { Stop } from '#contract/time.ts'
import { whileLocked } from '#main/system/lock.ts'
import { withDemoNumbers } from './demo-numbers.ts'
import { isLayer, type Layer, mergeLayers, overlap } from './layers.ts'
import { askedPaths, withAsked } from './named-secrets.ts'
import type { SettingsFile } from './settings-file.ts'
import { tellIssue } from './tell-issue.ts'

export type SettingsStore = {
  readonly current: () => Settings
  /** Saved before it is in force. A value the site file holds cannot be changed: setBySite, `detail` names it. */
  readonly change: (change: SettingsChange) => Result<Settings>
  readonly onChange: (listener: (settings: Settings) => void) => Stop
  /** settingsUnreadable when the user's file was broken; `detail` says which field and where the file was put. */
  readonly notice: () => DeskError | null
}

/** With what the set-up needs beside it. */
export type SiteStore = SettingsStore & {
  /** The site and what belongs to it, as `change` does it: the site is replaced as a whole. Its secrets are named, not held. */
  readonly replaceSite: (layer: Layer) => Result<Settings>
  /** What the person has set themselves, their secrets named. */
  readonly own: () => Layer
  /** Paths of the secrets that the person is asked for. */
  readonly asked: () => readonly string[]
  /** Of them, those that nobody has given yet. */
  readonly wanted: () => readonly string[]
  /** Reads them again: one has been given. */
  readonly refresh: () => void
}

/** What the person was asked for once; null: not yet. `site`: as `hostOf` names it, so that no secret goes to another host. */
export type AskedSecret = (site: string, path: string) => string | null

/** A file that cannot be used is kept as `settings.json.broken-N`, and the defaults apply. */
export function openSettings(file: SettingsFile, managed: Layer, asked: AskedSecret = () => null): SiteStore {
  let { layer, notice } = firstRead(file, managed)
  const whole = (): Layer => mergeLayers(layer ?? {}, managed)
  const given = (all: Layer): Layer => withAsked(withDemoNumbers(all), (path) => asked(hostOf(all), path))
  let current = settings.parse(given(whole()))
  const changes = createListeners<Settings>()

  const save = (change: Layer): Result<Settings> => {
    // Another console of this folder may have saved since: what it has changed is kept.
    const now = readUser(file, managed)
    notice = now.notice ?? notice
    if (now.inTheWay) return err(deskFailure('settingsNotSaved', now.notice?.detail))
    const next = mergeLayers(now.layer ?? layer ?? {}, change)
    const parsed = settings.safeParse(given(mergeLayers(next, managed)))
    if (!parsed.success) return err(deskFailure('badRequest', tellIssue(parsed.error.issues)))
    const saved = file.save(next)
    if (!saved.ok) return err(deskFailure('settingsNotSaved', saved.error))
    layer = next
    return ok(parsed.data)
  }

  const change = (wanted: Layer): Result<Settings> => {
    const fixed = overlap(wanted, managed)
    if (fixed) return err(deskFailure('setBySite', fixed))
    const saved = saveAlone(file, () => save(wanted))
    if (!saved.ok) return saved
    current = saved.value
    changes.emit(current)
    return saved
  }
  return {
    current: () => current,
    change,
    replaceSite: change,
    own: () => layer ?? {},
    asked: () => askedPaths(whole()),
    wanted: () => askedPaths(whole()).filter((path) => asked(hostOf(whole()), path) === null),
    refresh: () => {
      current = settings.parse(given(whole()))
      changes.emit(current)
    },
    onChange: changes.on,
    notice: () => notice,
  }
}

/** What tells the phone system of one site from another's. */
export function hostOf({ site }: Layer): string {
  const { kind, host, server } = isLayer(site) ? site : {}
  return String(host ?? server ?? kind ?? 'demo') // where no site is set it is the demo floor
}

/** While no other console of the folder saves: what it wrote between our reading and our writing would be lost. */
const alone = <T>({ path }: SettingsFile, run: () => T): T => whileLocked(`${path}.lock`, run)

function saveAlone(file: SettingsFile, save: () => Result<Settings>): Result<Settings> {
  try {
    return alone(file, save)
  } catch (cause) {
    return err(deskFailure('settingsNotSaved', (cause as Error).message))
  }
}

/** A start brings an older file up to date, or puts a broken one aside. Without the lock it still starts. */
function firstRead(file: SettingsFile, managed: Layer): User {
  try {
    return alone(file, () => readUser(file, managed))
  } catch {
    return readUser(file, managed)
  }
}

/** What the person has set. `layer` null: nothing, or nothing that can be used. `inTheWay`: that file could not be put aside. */
type User = { readonly layer: Layer | null; readonly notice: DeskError | null; readonly inTheWay: boolean }

function readUser(file: SettingsFile, managed: Layer): User {
  const read = file.read()
  const problem = read.ok ? whyNotUsable(read.value ?? {}, managed) : read.error
  // Left where it is, the next change would be saved over it.
  if (problem !== null) return setAside(file.path, problem)
  return { layer: read.ok ? read.value : null, notice: null, inTheWay: false }
}

function whyNotUsable(layer: Layer, managed: Layer): string | null {
  // With the managed values over it: a field the site file decides cannot break the user's file.
  const parsed = settings.safeParse(withAsked(mergeLayers(layer, managed), () => null))
  return parsed.success ? null : tellIssue(parsed.error.issues)
}

function setAside(path: string, problem: string): User {
  let n = 1
  while (lstatSync(`${path}.broken-${n}`, { throwIfNoEntry: false })) n++
  const aside = `${path}.broken-${n}`
  const unread = (remedy: string) => deskFailure('settingsUnreadable', `${problem}. ${remedy}`)
  try {
    renameSync(path, aside)
  } catch {
    return { layer: null, notice: unread(`Correct ${path}`), inTheWay: true }
  }
  const notice = unread(`The file was kept as ${aside}: correct it and rename it to settings.json`)
  return { layer: null, notice, inTheWay: false }
}
