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
  const { watch } = await operator.request<{ watch: string }>('ear.watch', {
    ear: `mouth:${line}`,
    frequencies: [SUPERVISOR_HZ],
  })
  let heard = false
  let silentAt = 0
  const stop = operator.onEvent((event) => {
    if (event.event !== 'ear.tone' || event.watch !== watch) return
    if (heard && event.on === false) silentAt = Date.now()
    heard = event.on === true
  })
  return {
    speaks: () => expect.poll(() => heard).toBe(true),
    silentAfter: async (from) => {
      await expect.poll(() => silentAt).toBeGreaterThanOrEqual(from)
      return silentAt - from
    },
    stop: async () => {
      stop()
      await operator.request('ear.unwatch', { watch })
    },
  }
}
