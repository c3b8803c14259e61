// What a console may say to agents in writing: to one of them, or to all who serve a queue.
import { z } from 'zod'
import { type Answer, no, yes } from '../kit/answer.ts'
import type { Telephony } from '../kit/telephony.ts'
import type { Agent, World } from '../scenario/world.ts'
import { type MethodTable, methodTable } from './methods.ts'

const line = z.string().min(1).max(40)
const from = z.object({ line: line.regex(/^[\w.+*#-]+$/), name: z.string().max(200) })
const text = z.string().min(1).max(500)

export const textMethods = {
  'agent.text': z.object({ agent: line, text, from }),
  'queue.text': z.object({ queue: line, text, from }),
}

export type TextParts = {
  readonly world: () => World
  readonly telephony: Pick<Telephony, 'isRegistered' | 'sendText'>
}

type From = z.infer<typeof from>

export function textTable({ world, telephony }: TextParts): MethodTable {
  /** An agent without a phone of their own reads it as they talk: by the scenario. */
  const send = async (
    agent: Agent,
    body: string,
    { line: fromUser, name: fromName }: From,
  ): Promise<Answer<object>> => {
    if (!telephony.isRegistered(agent.ext))
      return agent.status === 'unregistered' ? no('refused', `${agent.ext} has no phone.`) : yes({})
    const status = await telephony.sendText(agent.ext, { fromUser, fromName, text: body })
    return status >= 200 && status < 300 ? yes({}) : no('refused', `The phone of ${agent.ext} answers ${status}.`)
  }
  return methodTable(textMethods, {
    'agent.text': (order) => {
      const agent = world().agents[order.agent]
      return agent ? send(agent, order.text, order.from) : no('bad-params', `There is no agent ${order.agent}.`)
    },
    'queue.text': async (order) => {
      const there = Object.values(world().agents).filter(
        ({ queues, status }) => queues.includes(order.queue) && status !== 'logged-out' && status !== 'unregistered',
      )
      if (there.length === 0) return no('refused', 'Nobody serves this queue now.')
      const answers = await Promise.all(there.map((agent) => send(agent, order.text, order.from)))
      const missed = there.filter((_agent, at) => answers[at]?.ok === false)
      if (missed.length === 0) return yes({})
      if (missed.length === there.length) return no('refused', 'No phone of this queue took it.')
      return no('refused', `Not delivered to ${missed.map(({ ext }) => ext).join(', ')}; to all others it was.`)
    },
  })
}
