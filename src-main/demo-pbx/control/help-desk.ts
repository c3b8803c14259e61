// Requests for help on the control socket: which supervisors are there, and what all of them are told.
import { type Answer, yes } from '../kit/answer.ts'
import { claimHelp, doneHelp, handHelpOver, helpsOf } from '../scenario/help-rules.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Help, World } from '../scenario/world.ts'
import type { Member } from './connection.ts'

export type HelpBoard = { readonly requests: readonly Help[]; readonly supervisors: readonly string[] }

export type HelpDesk = {
  /** From now on this member is told of every change. */
  enter(member: Member): HelpBoard
  leave(member: Member): void
  claim(member: Member, help: string): Answer<object>
  done(help: string): Answer<object>
  handOver(member: Member, help: string, to: string | null): Answer<object>
  tell(): void
}

export type Supervisors = { names(): readonly string[]; nameOf(owner: string): string }

export function createHelpDesk(stage: Pick<Stage, 'world' | 'move'>, supervisors: Supervisors): HelpDesk {
  const members = new Set<Member>()
  const board = (): HelpBoard => ({
    requests: helpsOf(stage.world()),
    supervisors: supervisors.names(),
  })
  const tell = () => {
    for (const member of members) member.tell({ event: 'help', ...board() })
  }
  const move = (change: (world: World) => Answer<World>) =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  const nameOf = (member: Member) => supervisors.nameOf(member.owner)

  return {
    enter(member) {
      members.add(member)
      return board()
    },
    leave: (member) => void members.delete(member),
    claim: (member, help) => move((world) => claimHelp(world, help, nameOf(member))),
    done: (help) => move((world) => doneHelp(world, help)),
    handOver: (member, help, to) => move((world) => handHelpOver(world, help, nameOf(member), to)),
    tell,
  }
}
