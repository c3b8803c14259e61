// What a console may do: monitor calls, as the owner its socket belongs to, and see to requests for help.
import type { z } from 'zod'
import { yes } from '../kit/answer.ts'
import type { HandOvers } from '../monitor/hand-overs.ts'
import type { Monitors } from '../monitor/monitors.ts'
import type { Member } from './connection.ts'
import type { HelpDesk } from './help-desk.ts'
import { type MethodTable, methodTable, type Outcome } from './methods.ts'
import { consoleMethods } from './protocol.ts'

type Tables = {
  readonly monitors: Monitors
  readonly help: HelpDesk
  readonly handOvers: HandOvers
  readonly playNotice: PlayNotice
}

export type PlayNotice = (order: z.infer<(typeof consoleMethods)['notice.play']>) => Outcome

export const consoleTable = ({ monitors, help, handOvers, playNotice }: Tables, member: Member): MethodTable => {
  const { owner } = member
  return methodTable(consoleMethods, {
    'monitor.start': (order) => monitors.start(owner, order),
    'monitor.mode': ({ monitor, mode }) => monitors.mode(owner, monitor, mode),
    'monitor.hop': ({ monitor, call, agent }) => monitors.hop(owner, monitor, { call, agent }),
    'monitor.follow': ({ monitor, on }) => monitors.follow(owner, monitor, on),
    'monitor.end': ({ monitor }) => monitors.end(owner, monitor),
    'monitor.sweep': () => yes({ ended: monitors.sweep(owner) }),
    'monitor.list': () => yes({ monitors: monitors.list(owner) }),
    'notice.play': playNotice,
    'supervisor.present': ({ name }) => handOvers.present(owner, name),
    'hand-over.offer': (order) => handOvers.offer(owner, order),
    'hand-over.answer': ({ offer, accept }) => handOvers.answer(owner, offer, accept),
    'hand-over.withdraw': ({ offer }) => handOvers.withdraw(owner, offer),
    'help.list': ({ supervisor }) => {
      handOvers.present(owner, supervisor)
      return yes(help.enter(member))
    },
    'help.claim': (order) => help.claim(member, order.help),
    'help.done': (order) => help.done(order.help),
    'help.hand-over': (order) => help.handOver(member, order.help, order.to),
  })
}
