// A message belongs to the call it came up on: when another one is listened to, it goes.
import { useEffect, useState } from 'react'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { type MonitorView, useMonitor } from '#renderer/monitor/monitor-store.ts'

/** Of the component that shows the message, which is there as long as the message is. The end of a call does not take it away. */
export function useGoneWithItsCall(forget: () => void): void {
  const call = useMonitor(callOf)
  const [first] = useState(call)
  useEffect(() => {
    if (call !== null && call !== first) forget()
  }, [call, first, forget])
}

/** Another for each click on Listen and each call of a monitor; null while there is none. */
function callOf({ monitor }: MonitorView): string | null {
  const target = targetOf(monitor)
  return target && JSON.stringify([monitor.asks, target.callId, target.agentId])
}
