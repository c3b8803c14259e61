// Texts to agents and queues on the demo PBX.
import { deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { textToPhone } from '#main/pbx/kit/text-to-phone.ts'
import { askAct } from './ask.ts'
import type { DemoActsParts } from './parts.ts'

export function textActs(parts: DemoActsParts): ActRunners {
  const send = async (method: string, to: object, words: string, id: string): Promise<Result<null>> => {
    const text = textToPhone(words)
    if (text === null) return err(deskFailure('badRequest', 'text'))
    const from = { line: parts.line(), name: parts.supervisor() }
    const answer = await askAct(parts, method, { ...to, text, from }, id)
    if (answer.ok || answer.error.code !== 'actNotPossible') return answer
    const { detail = '' } = answer.error
    const [, missed] = /^Not delivered to ([^;]+);/.exec(detail) ?? []
    if (missed !== undefined) return err(deskFailure('textNotToAll', missed))
    if (detail.startsWith('Nobody serves')) return err(deskFailure('actNotPossible', 'nobodyServes'))
    return /phone/.test(detail) ? err(deskFailure('textNotTaken', detail)) : answer
  }
  return {
    sendText: { run: ({ agentId, text }, id) => send('agent.text', { agent: agentId }, text, id) },
    broadcast: { run: ({ queueId, text }, id) => send('queue.text', { queue: queueId }, text, id) },
  }
}
