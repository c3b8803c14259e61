// A phone call is over when its signalling has gone and no sound has come since: nobody hears the supervisor there any more.
import type { Clock, Stop } from '#contract/time.ts'
import { type Line, onThePhone } from '#renderer/line/line.ts'
import type { LineStats } from '#renderer/line/phone.ts'

const LOOK_EVERY_MS = 1_000
/** Longer than any gap a call comes back from; a PBX that has crashed never says that it has. */
const SILENT_FOR_MS = 10_000

type OverParts = {
  readonly clock: Pick<Clock, 'ticks' | 'every'>
  readonly line: { readonly getState: () => { readonly line: Line } }
  readonly stats: () => Promise<Pick<LineStats, 'received'> | null>
  /** Ends it, and says so. */
  readonly over: () => void
}

/** `since` in ticks: when the last sound came. `received` null: not read yet. */
type Doubt = { readonly id: string; readonly since: number; readonly received: number | null }

export function watchPhoneCall({ clock, line, stats, over }: OverParts): Stop {
  let doubt: Doubt | null = null
  const look = async () => {
    const now = line.getState().line
    const id = doubtful(now, doubt !== null)
    if (id === null) {
      doubt = null
      return
    }
    const before: Doubt = doubt?.id === id ? doubt : { id, since: clock.ticks(), received: null }
    doubt = before
    const received = (await stats().catch(() => null))?.received ?? 0
    if (doubt !== before) return // looked at again meanwhile
    const hasSound = before.received !== null && received > before.received
    if (hasSound && isRegistered(now)) doubt = null
    else if (hasSound || before.received === null) doubt = { id, since: clock.ticks(), received }
    else if (clock.ticks() - before.since >= SILENT_FOR_MS) {
      doubt = null
      over()
    }
  }
  return clock.every(LOOK_EVERY_MS, () => void look())
}

const isRegistered = ({ registration }: Line): boolean => registration.kind === 'registered'

/** Once doubted, a line that is back says nothing of the call: the PBX may have begun anew. On hold no sound is to be expected. */
function doubtful(line: Line, doubted: boolean): string | null {
  const { call } = line
  if (!onThePhone(line) || call.kind !== 'talking' || call.held) return null
  return doubted || !isRegistered(line) ? call.invite.id : null
}
