// Which requests for help reach the supervisor at this console: of agents with whom they may do anything at all. Pure.
import type { HelpBoard, HelpRequest } from '#contract/alerts.ts'
import type { Floor } from '#contract/floor.ts'
import { modes } from '#contract/monitor.ts'
import type { Right } from '#contract/rights.ts'
import type { RightsNow } from './rights-now.ts'
import { whyNotByRule } from './why-not.ts'

const helpful: readonly Right[] = [...modes, 'sendText']

export const helpForWindow = (board: HelpBoard, rights: RightsNow, floor: Floor): HelpBoard => {
  const requests = board.requests.filter((request) => isTheirs(request, rights, floor))
  return requests.length === board.requests.length ? board : { requests, supervisors: board.supervisors }
}

function isTheirs({ agentId, callId }: HelpRequest, { asker, rules }: RightsNow, floor: Floor): boolean {
  if (asker === null) return false
  const call = callId === null ? null : (floor.calls[callId] ?? null)
  return helpful.some((right) => whyNotByRule(rules, asker, { call, agentId }, right, floor) === null)
}
