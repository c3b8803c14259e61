// A hello of the desk for tests, with only what the test says about it.
import type { Hello } from '#contract/ipc.ts'
import { settings, unnamedSupervisor } from '#contract/settings.ts'

export function aHello(over: Partial<Hello> = {}): Hello {
  const defaults = settings.parse({})
  return {
    version: '0.0.0',
    shell: 'browser',
    seat: '0123456789ab',
    site: {
      name: 'Harbour Street',
      kind: 'demo',
      policy: 'crexendo',
      rights: defaults.rights,
      capabilities: {
        modes: defaults.rights,
        switching: ['info'],
        confirmsModes: true,
        hop: true,
        follow: true,
        rings: 'consoleLine',
        help: false,
        handOver: false,
        acts: {},
        levels: 'mixed',
      },
      actRights: [],
      supervisor: unnamedSupervisor,
      line: null,
    },
    settings: defaults,
    status: { phase: 'live', since: 0, how: null },
    notice: null,
    unended: null,
    window: { role: 'console' },
    setup: { door: 'closed', wanted: [], asked: [] },
    ...over,
  }
}
