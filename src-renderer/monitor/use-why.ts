// Follows the monitor and tells the history why each was begun.
import { useEffect } from 'react'
import type { Desk } from '#contract/ipc.ts'
import { useMonitor } from './monitor-store.ts'
import { tellWhy } from './why.ts'

export function useWhy(desk: Desk, now: () => number): void {
  const ticket = useMonitor(({ monitor }) => ('ticket' in monitor ? monitor.ticket : null))
  useEffect(() => {
    if (ticket) tellWhy(desk, ticket, now())
  }, [desk, ticket, now])
}
