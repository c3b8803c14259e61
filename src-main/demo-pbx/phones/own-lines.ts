// Supervisors' own phones on calls of the floor: one that took a call over, or picked one up.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { SipCall, Telephony } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Given } from '../monitor/monitors.ts'
import { pickForLine, takeOverCall } from '../scenario/call-orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Side, World } from '../scenario/world.ts'
import type { Passing } from './passing.ts'
import type { Places } from './places.ts'

type Parts = {
  readonly telephony: Telephony
  readonly lines: Lines
  readonly stage: Stage
  readonly places: Pick<Places, 'sit'>
  readonly passing: Passing
}
type Done = Answer<Record<string, never>>

export type OwnLines = {
  /** `give` is called once the call is theirs, and not otherwise. */
  takeOver(call: string, agent: string, line: Side, give: () => Given): Done
  /** Rings the line with who is calling; resolves when it is answered, or not. */
  pick(call: string, line: Side): Promise<Done>
}

const DONE = yes({})

export function createOwnLines({ telephony, lines, stage, places, passing }: Parts): OwnLines {
  const move = (change: (world: World) => Answer<World>): Done =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  const keep = (call: string, sip: SipCall): void => {
    places.sit({ call, side: 'to' }, sip)
    passing.follow(sip)
  }
  return {
    takeOver: (call, agent, line, give) =>
      stage.move((world) => {
        const answer = takeOverCall(world, call, agent, line)
        if (!answer.ok) return answer
        keep(call, give().sip)
        return yes({ world: answer.value, value: {} })
      }),
    pick: (call, line) =>
      new Promise((resolve) => {
        const from = stage.world().calls[call]?.from
        if (!from) return resolve(no('call-gone', `There is no call ${call} (any more).`))
        if (!telephony.isRegistered(line.number))
          return resolve(no('line-unregistered', `No phone is registered for the line ${line.number}.`))
        if (lines.isBusy(line.number)) return resolve(no('line-busy', `The line ${line.number} is on another call.`))
        const who = { fromUser: from.number || 'anonymous', fromName: from.name ?? from.number, headers: {} }
        const sip = telephony.invite(line.number, who)
        lines.occupy(sip)
        sip.onEstablished(() => {
          const joined = move((world) => pickForLine(world, call, line))
          if (joined.ok) keep(call, sip)
          else sip.end()
          resolve(joined.ok ? DONE : joined)
        })
        sip.onEnded(() => resolve(no('refused', `The line ${line.number} did not answer.`)))
      }),
  }
}
