// How long a message stands: it belongs to the call it came up on, and what is over goes by itself.
import { useEffect, useState } from 'react'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { type MonitorView, useMonitor } from '#renderer/monitor/monitor-store.ts'

/**
 * When another call is listened to it goes. Of the component that shows the message, which is there as long as the message is. The
 * end of a call does not take it away.
 */
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

/** What is over is read by then. */
const PAST_MESSAGE_MS = 60_000

/** `forget` null: it goes on, and whoever looks later must read it as well. */
export function useForgottenInTime(forget: (() => void) | null): void {
  useEffect(() => {
    if (!forget) return
    const timer = setTimeout(forget, PAST_MESSAGE_MS)
    return () => clearTimeout(timer)
  }, [forget])
}
