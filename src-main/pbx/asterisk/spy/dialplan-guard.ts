// The way by the dialplan, read again before each step that enters it: it may have become another since the console connected.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Mode } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { SpyMethod } from '#main/pbx/kit/spy-method.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { wrongLineOf } from './context-lines.ts'
import { wrongContext } from './dialplan-check.ts'
import type { DialplanParts } from './dialplan-work.ts'

export type GuardParts = Pick<DialplanParts, 'action' | 'context'> & {
  /** Something was refused here: the way is to be judged anew. */
  readonly doubted: () => void
}

/** `dialplan reload` tells no AMI event of itself (measured, 22), and a ChanSpy that is left goes on in what is there then. */
export function guarded<M extends SpyMethod>(method: M, { action, context, doubted }: GuardParts): M {
  const read = async (judge: (rows: readonly AmiMessage[]) => string | null): Promise<Result<DeskError | null>> => {
    const shown = await action('ShowDialPlan', [['Context', context]])
    // Refused: there is no such context any more.
    const isGone = !shown.ok && shown.error.code === 'pbxRefused'
    if (!shown.ok && !isGone) return err(shown.error)
    const why = shown.ok ? judge(shown.value.rows) : `context ${context}: ${shown.error.detail ?? ''}`
    if (why === null) return ok(null)
    doubted()
    return ok(deskFailure('noWayToMonitor', why))
  }
  const whyNot = async (mode: Mode): Promise<DeskError | null> => {
    const found = await read((rows) => {
      const why = wrongLineOf(rows, mode)
      return why === null ? null : `context ${context}: ${why}`
    })
    // Where it cannot be read nobody begins to speak, and whoever speaks may stop.
    return found.ok ? found.value : mode === 'listen' ? null : found.error
  }
  return {
    ...method,
    async open(order) {
      const found = await read((rows) => wrongContext(rows, context))
      if (!found.ok) return found
      return found.value ? err(found.value) : method.open(order)
    },
    async spy(ticketId, spot, mode) {
      const cause = await whyNot(mode)
      return cause ? { kind: 'unknown', cause } : method.spy(ticketId, spot, mode)
    },
    digits: async (ticketId, spot, mode) => ((await whyNot(mode)) ? null : method.digits(ticketId, spot, mode)),
  }
}
