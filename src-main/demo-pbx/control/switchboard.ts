// Everybody on the control socket: what each may do, who owns which monitors, and what all are told of the floor.
import { yes } from '../kit/answer.ts'
import type { Clock } from '../kit/time.ts'
import type { SideLevels } from '../mixer/loudness.ts'
import { createHandOvers } from '../monitor/hand-overs.ts'
import type { Monitors } from '../monitor/monitors.ts'
import type { Saying } from '../monitor/state.ts'
import type { OwnLines } from '../phones/own-lines.ts'
import type { Stage } from '../scenario/stage.ts'
import type { World } from '../scenario/world.ts'
import { createActLedger, outcomeMethods } from './act-ledger.ts'
import { agentMethods, agentTable } from './agent-acts.ts'
import { callMethods, callTable } from './call-acts.ts'
import type { Event, Member } from './connection.ts'
import { consoleTable, type PlayNotice } from './console.ts'
import { callRow, changedRows, type Row, wholeFloor } from './feed.ts'
import { createHelpDesk } from './help-desk.ts'
import { callMethod, methodTable, type Outcome } from './methods.ts'
import type { Operator } from './operator.ts'
import { bothMethods, consoleMethods, operatorMethods } from './protocol.ts'
import { type TextParts, textMethods, textTable } from './text-acts.ts'

export type SwitchboardParts = Pick<Clock, 'after'> & {
  readonly monitors: Monitors
  readonly stage: Pick<Stage, 'world' | 'move'>
  readonly ownLines: OwnLines
  readonly operatorFor: (member: Member) => Operator
  readonly playNotice: PlayNotice
  readonly telephony: TextParts['telephony']
}

export type Switchboard = {
  join(member: Member): (method: string, params: unknown) => Outcome
  leave(member: Member): void
  /** An event of a monitor, to every socket of its owner. */
  say(owner: string, saying: Saying & { readonly monitor: string }): void
  /** How loud the sides of a monitored call are; to its owner alone, and at once: a late level is worth nothing. */
  sayLevels(owner: string, monitor: string, levels: SideLevels): void
  floorChanged(before: World, after: World): void
  monitorsChanged(calls: readonly string[]): void
}

/** What a connection comes in by, once it has proved who it is, and goes out by. */
export type Door = Pick<Switchboard, 'join' | 'leave'>

const consoleNames = new Set(
  Object.keys({ ...consoleMethods, ...agentMethods, ...callMethods, ...textMethods, ...outcomeMethods }),
)
const operatorNames = new Set(Object.keys(operatorMethods))

export function createSwitchboard(parts: SwitchboardParts): Switchboard {
  const members = new Map<Member, Operator | null>()
  const { monitors, stage, playNotice } = parts
  const consolesOf = (owner: string) =>
    [...members.keys()].filter((member) => member.role === 'console' && member.owner === owner)
  const tellRows = (rows: readonly Row[]) => {
    for (const member of members.keys()) for (const row of rows) member.tellFeed(row)
  }
  const say = (owner: string, event: Event) => {
    for (const member of consolesOf(owner)) member.tell(event)
  }
  const goneForNow = (owner: string) => {
    handOvers.left(owner)
    monitors.controlLost(owner)
  }
  const handOvers = createHandOvers({
    tell: say,
    after: parts.after,
    targetOf: monitors.targetOf,
    end: monitors.end,
    onPresence: () => help.tell(),
  })
  const help = createHelpDesk(stage, handOvers)
  const ledger = createActLedger()
  const ofConsole = (member: Member) => [
    consoleTable({ monitors, help, handOvers, playNotice }, member),
    agentTable(stage),
    textTable({ world: stage.world, telephony: parts.telephony }),
    callTable(parts, member),
    new Map([['act.outcome', ledger.outcome]]),
  ]

  return {
    join(member) {
      const both = methodTable(bothMethods, {
        ping: () => yes({ seq: member.seq() }),
        'feed.subscribe': () => yes({ seq: member.subscribe(), ...wholeFloor(stage.world(), monitors.shownOn) }),
      })
      const operator = member.role === 'operator' ? parts.operatorFor(member) : null
      const isBack = member.role === 'console' && consolesOf(member.owner).length === 0
      members.set(member, operator)
      if (isBack) monitors.controlBack(member.owner)
      const own = [both, ...(operator ? [operator.methods] : ofConsole(member))]
      const others = operator ? consoleNames : operatorNames
      return (method, params) => {
        const call = () => callMethod(method, params, { own, others })
        return method === 'act.outcome' || operator ? call() : ledger.once(params, call)
      }
    },
    leave(member) {
      members.get(member)?.close()
      members.delete(member)
      help.leave(member)
      if (member.role === 'console' && consolesOf(member.owner).length === 0) goneForNow(member.owner)
    },
    say(owner, saying) {
      say(owner, saying)
      handOvers.heard(owner, saying)
    },
    sayLevels(owner, monitor, levels) {
      for (const member of consolesOf(owner)) member.tell({ event: 'levels', monitor, ...levels })
    },
    floorChanged: (before, after) => {
      tellRows(changedRows(before, after, monitors.shownOn))
      if (before.help !== after.help) help.tell()
    },
    monitorsChanged(calls) {
      const { calls: all } = stage.world()
      tellRows(
        [...new Set(calls)].flatMap((id): Row[] => {
          const call = all[id]
          return call ? [{ event: 'call', call: callRow(call, monitors.shownOn) }] : []
        }),
      )
    },
  }
}
