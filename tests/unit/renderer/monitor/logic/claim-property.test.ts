// Heard ⊆ claimed on a desk phone: whatever is cut, lost, refused or done by half, the card names everybody who can hear.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { heardBy, type Mode, modes } from '#contract/monitor.ts'
import { err } from '#contract/result.ts'
import { effectsOf } from '#renderer/monitor/logic/effects.ts'
import { type Heard, heardNow } from '#renderer/monitor/logic/may-open.ts'
import type { Monitor, MonitorInput } from '#renderer/monitor/logic/monitor.ts'
import { next } from '#renderer/monitor/logic/next.ts'
import { liveOnPhone, pbx, reported, ticketId } from '../stories.ts'

type Action =
  | { readonly do: 'choose'; readonly mode: Mode }
  | { readonly do: 'serve'; readonly how: 'done' | 'silent' | 'refused' | 'doneButRefused' | 'lost' }
  | { readonly do: 'deliver' | 'cut' | 'mend' | 'timeOut' | 'end' | 'endTimedOut' | 'ended' | 'unsure' }

const action = fc.oneof(
  fc.record({ do: fc.constant('choose'), mode: fc.constantFrom(...modes) }),
  fc.record({
    do: fc.constant('serve'),
    how: fc.constantFrom('done', 'done', 'silent', 'refused', 'doneButRefused', 'lost'),
  }),
  fc.record({
    do: fc.constantFrom('deliver', 'deliver', 'cut', 'mend', 'timeOut', 'end', 'endTimedOut', 'ended', 'unsure'),
  }),
) as fc.Arbitrary<Action>

/** One phone system that does what it is asked in order, and tells what it did in order, or not at all. */
class World {
  monitor: Monitor = liveOnPhone()
  inForce: Mode | null = 'listen' // null: nothing is left
  private readonly asked: { readonly mode: Mode; readonly changeId: number }[] = []
  private readonly told: MonitorInput[] = []
  private isCut = false

  private take(input: MonitorInput): void {
    const before = this.monitor
    this.monitor = next(before, input, 0)
    for (const effect of effectsOf(before, this.monitor)) if (effect.kind === 'setMode') this.asked.push(effect)
  }

  act(one: Action): unknown {
    switch (one.do) {
      case 'choose':
        return this.take({ kind: 'choose', mode: one.mode, hearers: [] })
      case 'serve':
        return this.serve(one.how)
      case 'deliver': {
        const first = this.told.shift()
        return first && this.take(first)
      }
      case 'cut':
        this.isCut = true
        return this.take({ kind: 'linksBroke', why: 'interrupted' })
      case 'mend':
        this.isCut = false
        return this.take({ kind: 'linksMended' })
      case 'timeOut': {
        const { monitor } = this
        const changeId = monitor.phase === 'live' ? (monitor.modeState.changeId ?? 0) : 0
        return this.take({ kind: 'changeTimedOut', ticketId, changeId })
      }
      case 'end':
        return this.take({ kind: 'end' })
      case 'endTimedOut':
        return this.take({ kind: 'endTimedOut', askId: 1 })
      case 'ended':
        if (this.isCut || this.monitor.phase !== 'ending') return null
        this.inForce = null
        this.told.push(pbx({ kind: 'ended', ticketId, reason: 'asked' }))
        return null
      case 'unsure':
        if (this.inForce) this.told.push(pbx({ kind: 'unsure', ticketId, modes: [this.inForce], until: null }))
        return null
    }
  }

  private serve(how: Extract<Action, { do: 'serve' }>['how']): void {
    const wish = this.asked.shift()
    if (!wish || this.inForce === null) return
    const refused: MonitorInput = {
      kind: 'modeAnswered',
      ticketId,
      changeId: wish.changeId,
      result: err(deskFailure('pbxRefused')),
    }
    if (this.isCut || how === 'refused') return void this.told.push(refused)
    if (how === 'lost') return
    this.inForce = wish.mode
    if (how === 'done') this.told.push(reported(wish.mode, wish.changeId))
    if (how === 'doneButRefused') this.told.push(refused)
  }
}

const ears = (heard: Heard | null): readonly ('agent' | 'caller')[] => {
  switch (heard) {
    case null:
    case 'nobody':
      return []
    case 'agent':
    case 'maybeAgent':
      return ['agent']
    case 'caller':
    case 'maybeCaller':
      return ['caller']
    case 'both':
    case 'maybeBoth':
      return ['agent', 'caller']
  }
}

function unclaimed(actions: readonly Action[], claim: (monitor: Monitor) => Heard): readonly string[] {
  const world = new World()
  const mistakes: string[] = []
  for (const one of actions) {
    world.act(one)
    const claimed = ears(claim(world.monitor))
    const heard = ears(world.inForce && heardBy[world.inForce])
    if (!heard.every((ear) => claimed.includes(ear))) mistakes.push(`${heard} heard, ${claimed} claimed: ${one.do}`)
  }
  return mistakes
}

const played = fc.array(action, { minLength: 3, maxLength: 40 })

describe('on a desk phone', () => {
  it('the card names everybody who can hear, whatever happens', () => {
    fc.assert(
      fc.property(played, (actions) => unclaimed(actions, (monitor) => heardNow(monitor, false)).length === 0),
      { numRuns: 5_000 },
    )
  })

  it.each<[string, (monitor: Monitor) => Heard]>([
    ['counts only the mode before a change', (monitor) => onlyFrom(monitor)],
    [
      'says that nobody hears once the end was asked for',
      (monitor) => (monitor.phase === 'ending' ? 'nobody' : heardNow(monitor, false)),
    ],
  ])('a card that %s is found', (_, claim) => {
    const verdict = fc.check(
      fc.property(played, (actions) => unclaimed(actions, claim).length === 0),
      { numRuns: 5_000 },
    )
    expect(verdict.failed).toBe(true)
  })
})

const onlyFrom = (monitor: Monitor): Heard =>
  monitor.phase === 'live' && monitor.modeState.kind !== 'confirmed'
    ? heardBy[monitor.modeState.from]
    : heardNow(monitor, false)
