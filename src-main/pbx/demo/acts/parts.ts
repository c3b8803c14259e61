// What the acts of this folder stand on.
import type { Floor } from '#contract/floor.ts'
import type { Result } from '#contract/result.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'

export type DemoActsParts = {
  /** Never rejects: pbxUnreachable, timedOut, or the PBX's own refusal. */
  readonly request: (method: string, params: object, waitMs?: number) => Promise<Result<unknown>>
  readonly clock: ConnectorParts['clock']
  readonly floor: () => Floor | null
  /** As agents are to know them. */
  readonly supervisor: () => string
  /** The extension of the supervisor's own line. */
  readonly line: () => string
}
