// A desk over a fake connector, settings in memory and a clock of the test.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signal } from '#contract/ipc.ts'
import type { Capabilities } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import { type Settings, settings as settingsSchema } from '#contract/settings.ts'
import { createDesk, type DeskParts } from '#main/desk/desk.ts'
import type { SettingsStore } from '#main/settings/store.ts'
import { createPerson } from '#main/sign-in/person.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeConnector } from '../../../fakes/fake-connector.ts'

export function deskUnderTest(
  set: Partial<Settings> = {},
  can: Partial<Capabilities> = {},
  dir = mkdtempSync(join(tmpdir(), 'earshot-desk-')),
  more: Partial<Pick<DeskParts, 'proving'>> = {},
) {
  const pbx = fakeConnector(can)
  const clock = fakeClock()
  const signals: Signal[] = []
  const lines: string[] = []
  const asleep = { ms: 0 }
  let ids = 0
  const person = createPerson()
  const settings = memorySettings(set)
  const desk = createDesk({
    person,
    connector: pbx.connector,
    settings,
    log: (level, text) => lines.push(`${level} ${text}`),
    shell: 'browser',
    seat: '0123456789ab',
    version: '1.2.3',
    clock,
    asleepMs: () => asleep.ms,
    randomId: (bytes) => String(++ids).padStart(bytes * 2, '0'),
    dir,
    ...more,
  })
  desk.onSignal((signal) => signals.push(signal))
  const named = (name: Signal['name']) => signals.filter((signal) => signal.name === name).map(({ payload }) => payload)
  return { desk, dir, person, settings, asleep, ...desk.handlers, pbx, clock, signals, named, lines }
}

type MemorySettings = SettingsStore & {
  /** As the site's file would, were it another. */ readonly replace: (set: Partial<Settings>) => void
}

function memorySettings(set: Partial<Settings>): MemorySettings {
  let current = settingsSchema.parse({ ...set })
  const listeners = new Set<(settings: Settings) => void>()
  const become = (next: Settings) => {
    current = next
    for (const listener of listeners) listener(current)
  }
  return {
    current: () => current,
    change: (change) => {
      become(settingsSchema.parse({ ...current, ...change, line: { ...current.line, ...change.line } }))
      return ok(current)
    },
    replace: (changed) => become({ ...current, ...changed }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notice: () => null,
  }
}
