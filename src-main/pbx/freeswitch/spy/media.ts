// Whether a leg's sound passes through the PBX at all: attached to one whose sound does not, a monitor is silent and says nothing of it.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { Result } from '#contract/result.ts'
import { plainEvent } from '../wire/esl-codec.ts'

export type MediaPath = 'here' | 'bypassed' | 'proxied'

/** Of an answer to `uuid_dump`. */
export function mediaPathOf(dump: string): MediaPath {
  const leg = plainEvent(dump)
  if (leg.variable_proxy_media === 'true') return 'proxied'
  const isBypassed = leg['Channel-State'] === 'CS_HIBERNATE' || leg.variable_current_application === 'signal_bridge'
  return isBypassed ? 'bypassed' : 'here'
}

export type MediaParts = {
  readonly api: (command: string) => Promise<Result<string>>
  readonly job: (command: string, limitMs: number) => Promise<Result<string>>
}

/** Measured: 60 to 104 ms, and once it never came back. */
const BRING_BACK_MS = 3000

/** Null: the leg can be heard. Bypassed sound is brought back here, which disturbs no call; what is proxied cannot be. */
export async function whyNotHeard({ api, job }: MediaParts, target: string): Promise<DeskError | null> {
  const dump = await api(`uuid_dump ${target}`)
  if (!dump.ok) return /No such channel/i.test(dump.error.detail ?? '') ? deskFailure('callGone') : dump.error
  switch (mediaPathOf(dump.value)) {
    case 'here':
      return null
    case 'proxied':
      return deskFailure('pbxRefused', 'the call’s sound only passes through (proxy_media), so nobody can listen to it')
    case 'bypassed': {
      const back = await job(`uuid_media ${target}`, BRING_BACK_MS)
      return back.ok
        ? null
        : deskFailure('pbxRefused', `the call’s sound goes past the PBX (bypass_media): ${back.error.detail ?? ''}`)
    }
  }
}
