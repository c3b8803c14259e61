// What a PBX can do that can do everything and switches modes by its own interface.
import { type Capabilities, type MonitorCapabilities, modes } from '#contract/monitor.ts'

export const byApi: MonitorCapabilities = {
  modes: [...modes],
  switching: ['api'],
  confirmsModes: true,
  hop: true,
  follow: true,
  rings: 'consoleLine',
}

/** Without what some PBXs carry besides. */
export const plainByApi: Capabilities = { ...byApi, help: false, handOver: false, acts: {}, levels: 'mixed' }
