// Sounds that tell agent or caller of being monitored, as the demo PBX plays them.
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { NoticePart } from '#main/pbx/connector.ts'

type NoticeParts = {
  readonly request: (method: string, params: object, waitMs?: number) => Promise<Result<unknown>>
  readonly isUp: () => boolean
}

/** The longest sound there and what the answer may take. */
const PLAYED_WITHIN_MS = 4000

export const createNotice = ({ request, isUp }: NoticeParts): NoticePart => ({
  whyNot: () => (isUp() ? null : deskFailure('pbxUnreachable')),
  play: async ({ target, sound, to }) => {
    if (!isUp()) return err(deskFailure('pbxUnreachable'))
    const name = sound.kind === 'announcement' ? sound.name : null
    const order = { call: target.callId, agent: target.agentId, sound: sound.kind, name, to }
    const answer = await request('notice.play', order, PLAYED_WITHIN_MS)
    return answer.ok ? ok(null) : answer
  },
})
