// Acts on agents on Asterisk: pause, ready, in and out of queues, wrap-up ended; by AMI, with the right `agent` in `write`.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { Person } from '../floor/people.ts'
import { personOf } from '../floor/picture-owners.ts'
import { wrapEndOf } from '../floor/picture-wrap-ups.ts'
import { membersOf, runSteps } from './ask.ts'
import { type AgentAct, stepsOf, wrapUpSteps } from './member-steps.ts'
import type { AsteriskActsParts } from './parts.ts'

export function agentActs({ feed, parts }: AsteriskActsParts): ActRunners {
  const { clock } = parts
  let lacksRight = false
  const can = (): DeskError | null => (lacksRight ? deskFailure('refusedByAccess', 'notByThisPbx') : null)
  const ask = { action: feed.action, clock }

  const noted = (answer: Result<null>): Result<null> => {
    if (!answer.ok && answer.error.detail === 'amiRight') lacksRight = true
    return answer
  }
  const run = async (act: AgentAct): Promise<Result<null>> => {
    const person = personOf(feed.picture().tables, act.agentId)
    if (!person) return err(deskFailure('actNotPossible', 'noSuchAgent'))
    if (act.kind === 'endWrapUp') return noted(await endWrapUp(person))
    const steps = stepsOf(act, person)
    return typeof steps === 'string' ? err(deskFailure('actNotPossible', steps)) : noted(await runSteps(ask, steps))
  }
  const endWrapUp = async (person: Person): Promise<Result<null>> => {
    const { tables } = feed.picture()
    for (const { way, queues } of person.members) {
      const wrapping = [...queues.values()].filter((one) => wrapEndOf(tables, way, one) > clock.now())
      if (wrapping.length === 0) continue
      const rows = await membersOf(feed.action, way)
      if (!rows.ok) return rows
      const steps = wrapUpSteps(rows.value.filter(({ Queue }) => wrapping.some(({ queue }) => queue === Queue)))
      return steps === 'staticMember' ? err(deskFailure('actNotPossible', steps)) : runSteps(ask, steps)
    }
    return err(deskFailure('actNotPossible', 'notWrappingUp'))
  }
  return {
    pause: { can, run },
    ready: { can, run },
    logIn: { can, run },
    logOut: { can, run },
    endWrapUp: { can, run },
    forceLogOut: { can, run },
  }
}
