// Settings as earlier consoles wrote them: read without a notice, nothing of them lost, and still there after the next change.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSettings } from '#main/settings/store.ts'
import { confSettings } from '#main/shell/browser/conf-settings.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-earlier-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const oneValue = { now: { filters: { queueId: 'sales', presence: 'onCall' } }, saved: [], favourites: {} }

it.each<[string, object, object]>([
  [
    'a line without names of devices, servers or call waiting',
    { line: { microphoneId: 'm', processing: false } },
    { line: { microphoneId: 'm', processing: false, callWaiting: true, iceServers: [], relayOnly: false } },
  ],
  [
    'a line whose person chose how modes are switched',
    { line: { switchBy: 'rfc4733' } },
    { line: { switchBy: 'rfc4733' } },
  ],
  ['themes before high contrast', { theme: 'light' }, { theme: 'light' }],
  [
    'filters of one value each',
    { views: oneValue },
    { views: { now: { filters: { queueIds: ['sales'], states: ['onCall', 'onHold'] } } } },
  ],
  [
    'a site written by hand, its secrets in it',
    { site: { kind: 'asterisk', host: 'pbx', ami: { user: 'console', secret: 's' } } },
    { site: { host: 'pbx', ami: { secret: 's', port: 5038 }, agents: { include: [] }, takeOn: 'console' } },
  ],
  ['a setting that is no more', { follow: true, switchingTechnique: 'x' }, { follow: true }],
])('%s', (_name, written, expected) => {
  writeFileSync(join(dir, 'settings.json'), JSON.stringify(written))
  const open = () => openSettings(confSettings({ dir, version: '1.2.3' }), {})
  const store = open()
  expect(store.notice()).toBeNull()
  expect(store.current()).toMatchObject(expected)
  expect(store.change({ endAfterCallS: 60 }).ok).toBe(true)
  expect(open().current()).toMatchObject({ ...expected, endAfterCallS: 60 })
})
