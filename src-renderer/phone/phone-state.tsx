// What a phone does that is no agent's, beside the number that is about to be called.
import { useEffect, useState } from 'react'
import type { Desk } from '#contract/ipc.ts'
import type { PhoneState } from '#contract/phone/phone-state.ts'
import type { Clock } from '#contract/time.ts'
import { AgentStateMark } from '#renderer/floor/state-icons.tsx'
import { useWords } from '#renderer/words/words.ts'

type PhoneStateProps = {
  readonly desk: Desk
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly number: string
}

/** Nobody is asked about between two digits. */
const TYPED_MS = 300
const AGAIN_MS = 3_000

export function PhoneStateLine({ number, ...parts }: PhoneStateProps) {
  const words = useWords()
  const state = usePhoneState({ number, ...parts })
  return (
    <p className="phone-hint phone-colleague" role="status">
      {state && (
        <>
          <span className="phone-number">{number}</span>{' '}
          <AgentStateMark state={state} text={words.floor.presence[state]} />
        </>
      )}
    </p>
  )
}

/** null: not known, or not any more. A PBX that tells nothing of this number is not asked about it again; one that could not be asked is. */
function usePhoneState({ desk, clock, number }: PhoneStateProps): PhoneState | null {
  const [told, tell] = useState<{ readonly number: string; readonly state: PhoneState | null } | null>(null)
  useEffect(() => {
    let isOver = false
    let latest = 0
    const ask = () => {
      const mine = ++latest
      const answered = (state: PhoneState | null) => {
        if (!isOver && mine === latest) tell({ number, state })
      }
      const done = (state: PhoneState | null) => {
        answered(state)
        if (state === null) stop()
      }
      desk.request('phoneState', { number }).then(done, () => answered(null))
    }
    const stops = [clock.after(TYPED_MS, ask), clock.every(AGAIN_MS, ask)]
    const stop = () => {
      for (const one of stops) one()
    }
    return () => {
      isOver = true
      stop()
    }
  }, [desk, clock, number])
  return told?.number === number ? told.state : null
}
