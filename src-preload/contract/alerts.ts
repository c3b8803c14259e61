// Alerts: from when on something on the floor wants a supervisor, and agents' own requests for help.
import { z } from 'zod'

const id = z.string().min(1).max(200)
const seconds = z.number().int().min(5).max(86_400).nullable() // null: no alert of this kind

export const alertLimits = z.object({
  longestWaitS: seconds, // the caller who waits longest
  waitingCallers: z.number().int().min(1).max(1000).nullable(), // at least so many
  serviceLevel: z.number().min(0.05).max(1).nullable(), // below this share; only where the PBX knows it
  longCallS: seconds,
  longHoldS: seconds,
  longPauseS: seconds,
})
export type AlertLimits = Readonly<z.infer<typeof alertLimits>>

export const usualLimits: AlertLimits = {
  longestWaitS: 60,
  waitingCallers: 5,
  serviceLevel: 0.7,
  longCallS: 900,
  longHoldS: 120,
  longPauseS: 1800,
}

/** A queue may have limits of its own; one that it does not name is the general one. A list, because layers of settings can only replace it whole. */
const ruleShape = {
  ...alertLimits.shape,
  queues: z.array(alertLimits.partial().extend({ queueId: id })).max(500),
  helpSound: z.boolean(), // when an agent asks for help
  sound: z.boolean(), // when there is a new alert
  notify: z.boolean(), // by the system's own notifications, where it lets us
  snoozeMin: z.number().int().min(1).max(480),
}

export const alertRules = z.object({
  longestWaitS: ruleShape.longestWaitS.default(usualLimits.longestWaitS),
  waitingCallers: ruleShape.waitingCallers.default(usualLimits.waitingCallers),
  serviceLevel: ruleShape.serviceLevel.default(usualLimits.serviceLevel),
  longCallS: ruleShape.longCallS.default(usualLimits.longCallS),
  longHoldS: ruleShape.longHoldS.default(usualLimits.longHoldS),
  longPauseS: ruleShape.longPauseS.default(usualLimits.longPauseS),
  queues: ruleShape.queues.default([]),
  helpSound: ruleShape.helpSound.default(true),
  sound: ruleShape.sound.default(false),
  notify: ruleShape.notify.default(false),
  snoozeMin: ruleShape.snoozeMin.default(10),
})
export type AlertRules = Readonly<z.infer<typeof alertRules>>

/** Without the defaults: zod fills them in also where a field is optional, and a change must carry only what it changes. */
export const alertChange = z.object(ruleShape).partial()

/** An agent asks for help. `claim`: who has said that they see to it. `offeredTo`: whom it was handed over to, until they claim it. */
export const helpRequest = z.object({
  id,
  agentId: id,
  callId: id.nullable(),
  at: z.number().nonnegative(), // epoch ms
  reason: z.string().max(200).optional(), // in the agent's or the site's words
  claim: z.object({ by: z.string().max(200), at: z.number().nonnegative() }).nullable(),
  offeredTo: z.string().max(200).nullable(),
})
export type HelpRequest = Readonly<z.infer<typeof helpRequest>>

/** What asks for help now, and which supervisors are there to take it. */
export const helpBoard = z.object({ requests: z.array(helpRequest), supervisors: z.array(z.string().max(200)) })
export type HelpBoard = Readonly<z.infer<typeof helpBoard>>

export const noHelp: HelpBoard = { requests: [], supervisors: [] }

/** claim: I see to it · done: it is dealt with · handOver: that supervisor should; null: anybody. */
export const helpStep = z.discriminatedUnion('do', [
  z.object({ do: z.literal('claim'), id }),
  z.object({ do: z.literal('done'), id }),
  z.object({ do: z.literal('handOver'), id, to: z.string().min(1).max(200).nullable() }),
])
export type HelpStep = Readonly<z.infer<typeof helpStep>>
