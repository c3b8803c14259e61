// One act asked of the demo PBX: where the answer is lost, the PBX is asked what came of it, and never asked to do it again.
import { z } from 'zod'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { DemoActsParts } from './parts.ts'

/** The connection may be cut: it comes back by itself. */
const ASKED_AFTER_MS = [0, 500, 1000, 2000, 3000] as const

const outcome = z.object({
  outcome: z.enum(['under-way', 'done', 'refused', 'never']),
  error: z.object({ code: z.string(), text: z.string() }).optional(),
})

type AskParts = Pick<DemoActsParts, 'request' | 'clock'>

/** actUnknown: nobody could say. actNotPossible: the PBX said why not. */
export async function askAct(
  { request, clock }: AskParts,
  method: string,
  params: object,
  id: string,
): Promise<Result<null>> {
  const answer = await request(method, { ...params, act: id })
  if (answer.ok) return ok(null)
  if (!isLost(answer.error)) return refused({ request, clock }, id, answer.error)
  for (const ms of ASKED_AFTER_MS) {
    if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve))
    const asked = await outcomeOf(request, id)
    if (!asked || asked.outcome === 'under-way') continue
    return resultOf(asked, answer.error)
  }
  return err(deskFailure('actUnknown', answer.error.code))
}

/** Something in between may refuse what the PBX has done: its own record is asked once. */
async function refused({ request }: AskParts, id: string, why: DeskError): Promise<Result<null>> {
  const asked = await outcomeOf(request, id)
  return asked?.outcome === 'done' ? ok(null) : err(refusalOf(why))
}

/** Null: it was not told. */
async function outcomeOf(request: AskParts['request'], id: string): Promise<z.infer<typeof outcome> | null> {
  const asked = outcome.safeParse(toldBy(await request('act.outcome', { act: id })))
  return asked.success ? asked.data : null
}

const isLost = ({ code }: DeskError): boolean => code === 'timedOut' || code === 'pbxUnreachable'

const toldBy = (answer: Result<unknown>): unknown => (answer.ok ? answer.value : null)

/** never: it was not done, and is not from now on. */
function resultOf({ outcome: what, error }: z.infer<typeof outcome>, lost: DeskError): Result<null> {
  if (what === 'done') return ok(null)
  return what === 'never' ? err(lost) : err(deskFailure('actNotPossible', error?.text))
}

const refusalOf = ({ code, detail }: DeskError): DeskError =>
  code === 'pbxRefused' ? deskFailure('actNotPossible', detail) : deskFailure(code, detail)
