// Access as a hook: what may be done with this call now, each refusal with its reason.
import { useMemo } from 'react'
import type { Access } from '../../src-preload/contract/access.ts'
import type { Call } from '../../src-preload/contract/floor.ts'
import { useLine } from '../line/line-store.ts'
import { accessNow } from './access-now.ts'
import { useMonitor } from './monitor-store.ts'

/** `agentId` says whose side of the call is the agent's. */
export function useAccess(call: Call, agentId: string): Access {
  const site = useMonitor((view) => view.site)
  const feedLive = useMonitor((view) => view.feedLive)
  const monitor = useMonitor((view) => view.monitor)
  const line = useLine((view) => view.line)
  const microphone = useLine((view) => view.microphone)
  return useMemo(
    () => accessNow(call, agentId, { site, feedLive, monitor, line, microphone }),
    [call, agentId, site, feedLive, monitor, line, microphone],
  )
}
