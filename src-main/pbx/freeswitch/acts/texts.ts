// Texts to agents and queues on FreeSWITCH: a SIP MESSAGE to one user each, by `chat` (mod_dptools.c: chat_api_function).
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import { ofAll } from '#main/pbx/kit/text-to-many.ts'
import { textToPhone } from '#main/pbx/kit/text-to-phone.ts'
import { asWord } from './ask.ts'
import type { FreeswitchActsParts } from './parts.ts'

/** A queue of hundreds must not be a burst of hundreds: the socket answers one after the other. */
const AT_ONCE = 10

export function textActs({ site, feed }: FreeswitchActsParts): ActRunners {
  const sendTo = async (agentId: string, text: string): Promise<Result<null>> => {
    const user = asWord(agentId)
    const address = `${user}@${site.domain}`
    const isThere = [...feed.picture().tables().registrations.values()].some((one) => one.user === address)
    if (user === null || !isThere) return err(deskFailure('textNotTaken', agentId))
    const from = `${site.line?.user ?? 'earshot'}@${site.domain}`
    // A bar is where the text would end.
    const answer = await feed.api(`chat sip|${from}|${address}|${text.replaceAll('|', '/')}`)
    if (answer.ok) return /^Sent/.test(answer.value) ? ok(null) : err(deskFailure('textNotTaken', answer.value.trim()))
    const { code, detail = '' } = answer.error
    if (code === 'pbxRefused') return err(deskFailure('actNotPossible', detail))
    return code === 'pbxUnreachable' && /not connected/.test(detail) ? answer : err(deskFailure('actUnknown', detail))
  }
  const tooLong = err(deskFailure('badRequest', 'text'))
  return {
    sendText: {
      run: async (act) => {
        const text = textToPhone(act.text)
        return text === null ? tooLong : sendTo(act.agentId, text)
      },
    },
    broadcast: {
      run: async (act) => {
        const text = textToPhone(act.text)
        if (text === null) return tooLong
        const agents = servingAgents(feed, act.queueId)
        const answers: Result<null>[] = []
        for (let at = 0; at < agents.length; at += AT_ONCE)
          answers.push(...(await Promise.all(agents.slice(at, at + AT_ONCE).map((id) => sendTo(id, text)))))
        return ofAll(agents, answers)
      },
    },
  }
}

function servingAgents(feed: FreeswitchActsParts['feed'], queueId: string): readonly string[] {
  const { tiers, agents } = feed.picture().tables()
  return [...(tiers.get(queueId) ?? [])].flatMap((name) => {
    const agent = agents.get(name)
    return agent?.extension && agent.status !== 'Logged Out' ? [agent.extension] : []
  })
}
