// The proof of ears at the desk: who may ask for it, that it disturbs nothing of this seat, and that while it runs no call but its own is listened to.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { HandlersOf, monitorRequests, proofRequests } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import { err, ok } from '#contract/result.ts'
import type { ProofRefusal } from '#contract/site/proof.ts'
import type { PlaceUse } from '#contract/windows.ts'
import type { Proof } from '#main/proof/proof.ts'

/** `open` makes it; `whyNot`: what else this seat does. */
export type Proving = {
  /** Why whoever sits here may not; null: they may. */
  readonly mayNot: () => DeskError | null
  readonly open: (whyNot: () => ProofRefusal | null) => Proof
}

export type DeskProofParts = {
  readonly proving?: Proving // absent: there is none here
  readonly use: () => PlaceUse
  readonly floor: () => Floor | null
  readonly monitors: Monitors
}

type Monitors = Pick<HandlersOf<typeof monitorRequests>, 'startMonitor' | 'hop'>

/** With these, what listens is refused where a test tone could reach a call that is not the proof's. */
export type DeskProof = {
  readonly handlers: HandlersOf<typeof proofRequests> & Monitors
  readonly stop: () => Promise<void>
}

export function deskProof({ proving, use, floor, monitors }: DeskProofParts): DeskProof {
  const proof = proving?.open(() => {
    const { kind } = use()
    return kind === 'nothing' ? null : { why: 'seatBusy', detail: kind }
  })
  const whyNotListen = (target: Target, isOfProof: boolean): DeskError | null => {
    const agent = proof?.agent() ?? null
    if (agent === null) return isOfProof ? deskFailure('badRequest', 'no proof runs') : null
    const isItsCall = floor()?.agents[target.agentId]?.extension === agent
    return isOfProof && isItsCall ? null : deskFailure('proofRunning')
  }
  return {
    handlers: {
      prove: async (step) => {
        const why = proving ? proving.mayNot() : deskFailure('setBySite')
        if (why || !proof) return err(why ?? deskFailure('setBySite'))
        return ok(await proof.step(step))
      },
      startMonitor: async (input) => {
        const why = whyNotListen(input.target, input.why === 'proof')
        return why ? err(why) : monitors.startMonitor(input)
      },
      hop: async (input) => {
        const why = whyNotListen(input.target, input.why === 'proof')
        return why ? err(why) : monitors.hop(input)
      },
    },
    stop: async () => proof?.stop(),
  }
}
