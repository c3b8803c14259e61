// The person's settings on disk, the same in both shells: each brings its Conf, and electron-store is one.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from 'conf'
import { err, ok, type Result } from '#contract/result.ts'
import { saveFile } from '#main/system/save-file.ts'
import { parseJson } from './json.ts'
import { isLayer, type Layer } from './layers.ts'
import { type Migrations, migrations } from './migrations.ts'

export type SettingsFile = {
  readonly path: string
  /** What stands in it; null when there is no file. The failure is what is wrong with the file. */
  readonly read: () => Result<Layer | null, string>
  /** Replaces the whole. A crash leaves the old file or the new one. */
  readonly save: (layer: Layer) => Result<null, string>
}

type Stored = Record<string, unknown>
type Conf = { store: Stored; readonly path: string }
/** `Conf`, or what extends it. */
export type ConfClass = new (options: Options<Stored>) => Conf

/** Where Conf keeps the version of a file; nobody's setting. */
const VERSIONS = '__internal__'

export type FileParts = {
  readonly dir: string
  readonly version: string // of this console, as in package.json
  readonly steps?: Migrations
}

/** `settings.json` in `dir`. Nothing is opened before it is read. */
export function settingsFile(Base: ConfClass, { dir, version, steps = migrations }: FileParts): SettingsFile {
  const Whole = savingWhole(Base)
  let conf: Conf | null = null
  const opened = () => {
    conf ??= openMigrated(Whole, dir, version, steps)
    return conf
  }
  return {
    path: join(dir, 'settings.json'),
    read: () =>
      attempt(() => {
        const { store } = opened()
        return Object.keys(store).length === 0 ? null : withoutVersions(store)
      }),
    save: (layer) =>
      attempt(() => {
        // With our version: after a broken file was put aside there is none left that Conf could keep.
        opened().store = { ...layer, [VERSIONS]: { migrations: { version } } }
        return null
      }),
  }
}

/** Conf 15 takes a write that a full disk cut short for a whole one, and writes in place where a snap's terminal has set SNAP. */
const savingWhole = (Base: ConfClass): ConfClass =>
  class extends Base {
    _write(store: Stored): void {
      saveFile(this.path, `${JSON.stringify(store, null, 2)}\n`)
    }
  }

/** Throws what is wrong with the file. A disk that takes no migrated file is nothing wrong with it: then its values are used as they are. */
function openMigrated(Whole: ConfClass, cwd: string, projectVersion: string, steps: Migrations): Conf {
  const options: Options<Stored> = { cwd, configName: 'settings', projectVersion, deserialize: readLayer }
  const asItIs = new Whole(options)
  const inConf = Object.entries(steps).map(([version, step]) => [version, migrating(step)] as const)
  // Conf writes its version into every file it is given steps for.
  if (inConf.length === 0) return asItIs
  try {
    return new Whole({ ...options, migrations: Object.fromEntries(inConf), beforeEachMigration: keepOriginal })
  } catch {
    return asItIs
  }
}

type Step = { readonly toVersion: string; readonly versions: string[] }

/** What a step with a mistake would lose is still there. */
function keepOriginal({ path }: { readonly path: string }, { toVersion, versions }: Step): void {
  if (toVersion === versions[0]) copyFileSync(path, `${path}.before-${toVersion}`)
}

const migrating = (step: (layer: Layer) => Layer) => (conf: { store: Stored }) => {
  conf.store = { ...step(withoutVersions(conf.store)) }
}

function readLayer(text: string): Stored {
  const raw = parseJson(text)
  if (!raw.ok) throw new Error(`settings.json: ${raw.error}`)
  if (!isLayer(raw.value)) throw new Error('settings.json: must be an object')
  return raw.value
}

function withoutVersions(store: Stored): Layer {
  const { [VERSIONS]: _versions, ...layer } = store
  return layer
}

function attempt<T>(run: () => T): Result<T, string> {
  try {
    return ok(run())
  } catch (cause) {
    return err((cause as Error).message)
  }
}
