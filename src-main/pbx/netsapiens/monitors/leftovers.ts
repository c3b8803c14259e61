// What may be left of a monitor on the platform: looks after it, and keeps the trace that a crash would leave.
import type { View } from '../floor/view.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { secretNames } from '../wire/session.ts'
import { type LeftoversEffect, type LeftoversInput, nextLeftovers, nothingLeft } from './leftovers-machine.ts'
import type { Monitor } from './monitor.ts'

export type Leftovers = {
  /** Before a tap is asked for: a crash from now on leaves a trace. */
  readonly remember: (origCallId: string) => void
  /** Nothing of it is left. */
  readonly forget: (origCallId: string) => void
  /** From now on our phones are not to be rung for a tap of this call; tap rows of `before` are somebody else's. */
  readonly add: (origCallId: string, before: ReadonlySet<string>) => void
  readonly see: () => void
  readonly blind: () => void
  /** What a crash left; once: after a later gap the trace is that of a monitor we still have. */
  readonly sweep: () => void
}

export type LeftoversParts = {
  readonly parts: Pick<NetsapiensParts, 'clock' | 'secrets'>
  readonly api: Pick<Api, 'disconnect'>
  readonly view: () => View
  readonly isLive: () => boolean
  readonly ours: () => readonly Monitor[]
}

export function createLeftovers(given: LeftoversParts): Leftovers {
  const { clock, secrets } = given.parts
  let state = nothingLeft
  let isSwept = false
  const put = (input: LeftoversInput) => {
    const view = given.isLive() ? given.view() : null
    const step = nextLeftovers(state, input, { view, at: clock.now(), ours: given.ours() })
    state = step.state
    for (const effect of step.effects) perform(effect)
  }
  const perform = (effect: LeftoversEffect) => {
    switch (effect.do) {
      case 'hangUp':
        return void given.api
          .disconnect(effect.callId)
          .then(({ ok }) => put({ kind: 'hungUp', key: effect.key, isDone: ok }))
      case 'save':
        return void secrets.set(secretNames.monitor, effect.trace.join(' ') || null)
      case 'lookAgain':
        return void clock.after(effect.inMs, see)
    }
  }
  const see = () => put({ kind: 'look' })

  return {
    remember: (origCallId) => put({ kind: 'remember', origCallId }),
    forget: (origCallId) => put({ kind: 'forget', origCallId }),
    add: (origCallId, before) => {
      put({ kind: 'add', origCallId, before })
      see()
    },
    see,
    blind: () => put({ kind: 'cut' }),
    sweep: () => {
      if (isSwept) return
      isSwept = true
      const trace = (secrets.get(secretNames.monitor) ?? '').split(' ').filter((id) => id !== '')
      if (trace.length === 0) return
      put({ kind: 'found', trace })
      see()
    },
  }
}
