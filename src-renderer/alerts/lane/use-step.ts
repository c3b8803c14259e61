// A step with a request for help; why it was not done is said where every refusal is.
import type { HelpStep } from '#contract/alerts.ts'
import { useRefusals } from '#renderer/monitor/refusal-store.ts'
import { because } from '#renderer/monitor/refusals.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import type { StepOutcome } from '../alerts-store.ts'
import { useLane } from './lane-context.ts'

/** `name`: of the agent who asked. */
export function useStep(name: string): (step: HelpStep) => Promise<StepOutcome> {
  const words = useWords()
  const { store, supervisor } = useLane()
  const refuse = useRefusals((view) => view.refuse)
  return async (step) => {
    const outcome = await store.getState().step(step)
    if (outcome.kind !== 'failed') return outcome
    const claim = store.getState().help.requests.find(({ id }) => id === step.id)?.claim
    const other = claim && claim.by !== supervisor ? words.alerts.claimedBy(claim.by) : null
    refuse(actionName(words, step, name), because(other ?? words.errors[outcome.error.code]))
    return outcome
  }
}

function actionName(words: Words, step: HelpStep, name: string): string {
  switch (step.do) {
    case 'claim':
      return words.alerts.claim(name)
    case 'done':
      return words.alerts.done(name)
    case 'handOver':
      return step.to === null ? words.alerts.passToAnyone : words.alerts.passTo(step.to)
  }
}
