// What leaves the supervisor's line, as the phone system hears it: whether their voice comes, and when it fell silent.
import { expect } from '@playwright/test'
import type { Operator } from '../../stage/operator.ts'

const SUPERVISOR_HZ = 1000

export type FarEar = {
  /** Waits until the voice is heard. */
  readonly speaks: () => Promise<void>
  /** Ms from that moment (epoch ms) until the voice is not heard any more; waits for it. */
  readonly silentAfter: (from: number) => Promise<number>
  readonly stop: () => Promise<void>
}

export async function farEar(operator: Operator, line = '5001'): Promise<FarEar> {
  const silentAt = new Map<unknown, number>()
  const heard = new Set<unknown>()
  // A voice that is there already is told together with the answer, or before it is read: listened to first.
  const stop = operator.onEvent(({ event, watch: of, on }) => {
    if (event !== 'ear.tone') return
    if (heard.has(of) && on === false) silentAt.set(of, Date.now())
    if (on === true) heard.add(of)
    else heard.delete(of)
  })
  const { watch } = await operator.request<{ watch: string }>('ear.watch', {
    ear: `mouth:${line}`,
    frequencies: [SUPERVISOR_HZ],
  })
  const lastSilentAt = () => silentAt.get(watch) ?? 0
  return {
    speaks: () => expect.poll(() => heard.has(watch)).toBe(true),
    silentAfter: async (from) => {
      await expect.poll(lastSilentAt).toBeGreaterThanOrEqual(from)
      return lastSilentAt() - from
    },
    stop: async () => {
      stop()
      await operator.request('ear.unwatch', { watch })
    },
  }
}
