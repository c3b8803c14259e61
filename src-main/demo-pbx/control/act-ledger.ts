// Requests that name an act: each is done once, and whoever lost the answer may ask what came of it.
import { z } from 'zod'
import { no, type Refusal, yes } from '../kit/answer.ts'
import type { Outcome } from './methods.ts'

const REMEMBERED = 1000

const named = z.object({ act: z.string().min(16).max(64) })

export const outcomeMethods = { 'act.outcome': named }

type Known =
  | { outcome: 'under-way' }
  | { outcome: 'done' }
  | { outcome: 'refused'; error: Refusal }
  | { outcome: 'never' }

export type ActLedger = {
  /** Does what is asked, unless this act was done or given up before. */
  readonly once: (params: unknown, run: () => Outcome) => Outcome
  /** Of an act nobody knows: it is not done from now on, however late it comes. */
  readonly outcome: (params: unknown) => Outcome
}

export function createActLedger(): ActLedger {
  const acts = new Map<string, Known>()
  const remember = (act: string, known: Known) => {
    acts.set(act, known)
    for (const oldest of acts.keys()) if (acts.size > REMEMBERED) acts.delete(oldest)
  }
  const runAs = async (act: string, run: () => Outcome) => {
    remember(act, { outcome: 'under-way' })
    const answer = await run()
    remember(act, answer.ok ? { outcome: 'done' } : { outcome: 'refused', error: answer.error })
    return answer
  }
  return {
    once: (params, run) => {
      const order = named.safeParse(params)
      if (!order.success) return run()
      const known = acts.get(order.data.act)
      if (!known) return runAs(order.data.act, run)
      if (known.outcome === 'done') return yes({})
      return known.outcome === 'refused'
        ? { ok: false, error: known.error }
        : no('duplicate', 'This act was asked before.')
    },
    outcome: (params) => {
      const order = named.safeParse(params)
      if (!order.success) return no('bad-params', 'act: 16 to 64 characters')
      const known = acts.get(order.data.act)
      if (!known) remember(order.data.act, { outcome: 'never' })
      return yes(known ?? { outcome: 'never' })
    },
  }
}
