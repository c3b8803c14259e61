// Secrets on disk are cipher text, and one that cannot be read any more is asked for again.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ok } from '#contract/result.ts'
import type { SecretStore } from '#main/settings/secrets.ts'
import { safeSecrets } from '#main/shell/electron/safe-secrets.ts'
import { resetElectron, safeStorage } from '../../../../fakes/fake-electron.ts'

vi.mock('electron', () => import('../../../../fakes/fake-electron.ts'))
beforeEach(resetElectron)

function memory() {
  const kept = new Map<string, string>()
  const store: SecretStore = {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => {
      if (value === null) kept.delete(name)
      else kept.set(name, value)
      return ok(null)
    },
  }
  return { kept, store }
}

describe('secrets in Electron', () => {
  it('come back as they were, and are not readable where they are kept', () => {
    const { kept, store } = memory()
    expect(safeSecrets(store).set('line', 'pässword')).toEqual(ok(null))
    expect(Buffer.from(kept.get('line')!, 'base64').toString()).not.toContain('pässword')
    expect(safeSecrets(store).get('line')).toBe('pässword')
  })

  it('are asked for again when the key of the system has changed', () => {
    const { store } = memory()
    store.set('line', Buffer.from('of another machine').toString('base64'))
    expect(safeSecrets(store).get('line')).toBeNull()
    expect(safeSecrets(store).get('never set')).toBeNull()
  })

  it('are not kept at all where the system has no key for them', () => {
    const { kept, store } = memory()
    safeStorage.available = false
    expect(safeSecrets(store).set('line', 'password')).toMatchObject({ ok: false, error: { code: 'settingsNotSaved' } })
    expect(kept.size).toBe(0)
  })

  it('can be forgotten', () => {
    const { kept, store } = memory()
    safeSecrets(store).set('line', 'password')
    safeSecrets(store).set('line', null)
    expect(kept.size).toBe(0)
  })
})
