// A site that cannot be opened yet: it connects to nothing, and says why.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err } from '#contract/result.ts'
import type { Connector } from '#main/pbx/connector.ts'

export function noConnector(cause: DeskError, now: () => number): Connector {
  const since = now()
  const refused = async () => err(deskFailure('pbxUnreachable'))
  return {
    connect: () => undefined,
    close: async () => undefined,
    capabilities: () => ({
      modes: [],
      switching: [],
      confirmsModes: false,
      hop: false,
      follow: false,
      rings: 'consoleLine',
    }),
    lineAccount: () => null,
    whyNoLine: async () => null,
    onStatus: (listener) => {
      listener({ phase: 'refused', since, cause })
      return () => undefined
    },
    onFloor: () => () => undefined,
    onMonitor: () => () => undefined,
    levels: null,
    help: null,
    handOver: null,
    acts: null,
    phones: null,
    notice: null,
    startMonitor: refused,
    setMode: refused,
    hop: refused,
    setFollow: refused,
    endMonitor: refused,
  }
}
