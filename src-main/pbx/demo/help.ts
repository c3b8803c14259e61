// Agents' requests for help at the demo PBX: the board as it tells it, and what a supervisor does about it.
import { type HelpBoard, type HelpStep, noHelp } from '#contract/alerts.ts'
import { createObservable } from '#contract/observable.ts'
import { ok, type Result } from '#contract/result.ts'
import { type WireHelpBoard, wireHelpBoard } from './codec.ts'

type HelpParts = {
  readonly request: (method: string, params: object) => Promise<Result<unknown>>
  readonly supervisor: string
}

export function createHelp({ request, supervisor }: HelpParts) {
  const board = createObservable<HelpBoard>(noHelp)
  const applyEvent = (wire: WireHelpBoard) => board.set(boardOf(wire))
  return {
    isPossible: () => true,
    on: board.on,
    applyEvent,
    /** Asked on every new connection. A demo PBX too old to know of help has none. */
    enter: async () => {
      const answer = await request('help.list', { supervisor })
      const parsed = answer.ok ? wireHelpBoard.safeParse(answer.value) : null
      board.set(parsed?.success ? boardOf(parsed.data) : noHelp)
    },
    step: async (step: HelpStep): Promise<Result<null>> => {
      const answer = await request(methodOf[step.do], {
        help: step.id,
        ...(step.do === 'handOver' ? { to: step.to } : {}),
      })
      return answer.ok ? ok(null) : answer
    },
  }
}

const methodOf = { claim: 'help.claim', done: 'help.done', handOver: 'help.hand-over' } as const

const boardOf = ({ requests, supervisors }: WireHelpBoard): HelpBoard => ({
  requests: requests.map(({ id, agent, call, at, claim, offered }) => ({
    id,
    agentId: agent,
    callId: call,
    at,
    claim,
    offeredTo: offered,
  })),
  supervisors,
})
