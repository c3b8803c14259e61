// A request for help with its agent, call and reason: of a user event just heard, and of what AstDB has kept.
import type { Result } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import type { AmiFields, AmiReply } from '../wire/ami-client.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import type { Askers } from './askers.ts'
import type { Asked } from './help-step.ts'
import { CRY_FAMILY, cryOf, type KeptCry, keptCryOf } from './help-wire.ts'

export type RequestParts = {
  readonly clock: Clock
  readonly action: (name: string, fields: AmiFields) => Promise<Result<AmiReply>>
  readonly askers: () => Askers
  /** What the site file calls the reasons, by the digits dialled behind the feature code. */
  readonly reasons: Readonly<Record<string, string>>
  /** Ours minus the PBX's. */
  readonly clockOffsetMs: () => number
  readonly log: (text: string) => void
}

/** What was asked longer ago while nobody was there is nothing to come running for. */
const KEPT_FOR_MS = 15 * 60_000

/** null: it is none, or of nobody on this floor. */
export function requestOf(event: AmiMessage, { clock, askers, reasons, log }: RequestParts): Asked | null {
  const cry = cryOf(event)
  if (!cry) return null
  const agentId = askers().agentOf(cry)
  if (agentId === null) {
    log(`somebody who is not on the floor asks for help (${cry.agent ?? cry.phone ?? 'no name'})`)
    return null
  }
  return {
    id: cry.id ?? `${agentId}.program`,
    agentId,
    callId: askers().callOf(agentId, cry.channel),
    reason: cry.reason ?? reasonOf(cry.code, reasons),
    at: clock.now(),
  }
}

/** Right: reporting. An Asterisk before 18 cannot list a family; then only what is heard counts. */
export async function keptRequests(parts: RequestParts): Promise<readonly Asked[]> {
  const kept = await parts.action('DBGetTree', [['Family', CRY_FAMILY]])
  if (!kept.ok) return []
  return kept.value.rows.flatMap((row) => {
    const cry = keptCryOf(row)
    const asked = cry && keptRequest(cry, parts)
    return asked ? [asked] : []
  })
}

function keptRequest(cry: KeptCry, { clock, askers, reasons, clockOffsetMs }: RequestParts): Asked | null {
  const agentId = askers().agentOf({ phone: cry.phone, agent: null })
  const at = Math.min(clock.now(), cry.at * 1000 + clockOffsetMs())
  if (agentId === null || clock.now() - at > KEPT_FOR_MS) return null
  const callId = askers().callOf(agentId, cry.id)
  // They have gone on to another call meanwhile.
  if (callId !== null && askers().since(callId) > at) return null
  return { id: cry.id, agentId, callId, reason: reasonOf(cry.code, reasons), at }
}

const reasonOf = (code: string | null, reasons: RequestParts['reasons']): string | null =>
  code === null ? null : (reasons[code] ?? code)
