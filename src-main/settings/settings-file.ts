// The person's settings on disk, the same in both shells: each brings its Conf, and electron-store is one.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from 'conf'
import { err, ok, type Result } from '#contract/result.ts'
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
export type OpenConf = (options: Options<Stored>) => { store: Stored }

/** Where Conf keeps the version of a file; nobody's setting. */
const VERSIONS = '__internal__'

export type FileParts = {
  readonly dir: string
  readonly version: string // of this console, as in package.json
  readonly steps?: Migrations
  readonly env?: NodeJS.ProcessEnv
}

/** `settings.json` in `dir`. Nothing is opened before it is read. */
export function settingsFile(openConf: OpenConf, parts: FileParts): SettingsFile {
  const { dir, version, steps = migrations, env = process.env } = parts
  let conf: { store: Stored } | null = null
  const opened = () => {
    // Conf would write in place for a snap. We are none, but a snap's terminal leaves its variable to what it starts.
    delete env.SNAP
    conf ??= openMigrated(openConf, dir, version, steps)
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

/** Throws what is wrong with the file. A disk that takes no migrated file is nothing wrong with it: then its values are used as they are. */
function openMigrated(openConf: OpenConf, cwd: string, projectVersion: string, steps: Migrations): { store: Stored } {
  const options: Options<Stored> = {
    cwd,
    configName: 'settings',
    configFileMode: 0o600,
    projectVersion,
    deserialize: readLayer,
    serialize: (store) => `${JSON.stringify(store, null, 2)}\n`,
  }
  const asItIs = openConf(options)
  const inConf = Object.entries(steps).map(([version, step]) => [version, migrating(step)] as const)
  // Conf writes its version into every file it is given steps for.
  if (inConf.length === 0) return asItIs
  try {
    return openConf({ ...options, migrations: Object.fromEntries(inConf), beforeEachMigration: keepOriginal })
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
