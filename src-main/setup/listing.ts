// Every setting as it is in force, and a person's own as a file: told without secrets, read as a whole or not at all.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { SettingList, SettingRow } from '#contract/site/setup.ts'
import { isLayer, type Layer } from '#main/settings/layers.ts'
import { settingLeaves } from '#main/settings/leaves.ts'
import { decidedBy, type Managed } from '#main/settings/managed.ts'
import { parseSiteFile } from '#main/settings/site-file.ts'
import type { SiteStore } from '#main/settings/store.ts'
import { askingForSecrets } from './site-entry.ts'

type Decided = Pick<Managed, 'origins' | 'troubles'>

export function settingRows(store: Pick<SiteStore, 'current' | 'own'>, { origins, troubles }: Decided): SettingList {
  const [current, own] = [store.current(), store.own()]
  const rows = settingLeaves().map(
    ({ path }): SettingRow => ({
      path,
      value: textOf(withoutSecrets(at(current, path))),
      by: decidedBy(origins, path),
      isOwn: at(own, path) !== undefined,
    }),
  )
  return { rows, troubles: [...troubles] }
}

const at = (layer: Layer, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (isLayer(part) ? part[name] : undefined), layer)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

const secretNames = /(secret|password|passphrase|token|credential|apikey|pin|badge)$/i

/** By the names of their fields, at any depth. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isLayer(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretNames.test(name) && field !== null && field !== '' ? '***' : withoutSecrets(field),
    ]),
  )
}

/** A site file: whoever reads it is asked for the secrets. */
export function exportedSettings({ own }: Pick<SiteStore, 'own'>): string {
  // Of people there are PINs, and of a kiosk what its passphrase was made into.
  const { people: _people, kioskPassphrase: _passphrase, ...others } = own()
  return `${JSON.stringify(askingForSecrets(others), null, 2)}\n`
}

/** What others have decided is refused by its path, and with it the rest. */
export function importSettings(text: string, store: Pick<SiteStore, 'replaceSite'>): Result<null> {
  const read = parseSiteFile('', text)
  if (!read.ok) return err(deskFailure('badRequest', read.error.replace(/^: /, '')))
  const saved = store.replaceSite(read.value)
  return saved.ok ? ok(null) : saved
}
