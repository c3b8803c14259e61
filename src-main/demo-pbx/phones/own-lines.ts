// Supervisors' own phones on calls of the floor: one that took a call over, or picked one up.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { SipCall, Telephony } from '../kit/telephony.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Port } from '../mixer/port.ts'
import type { PartyLine } from '../mixer/scene.ts'
import type { Given } from '../monitor/monitors.ts'
import { pickForLine, takeOverCall } from '../scenario/call-orders.ts'
import { orderEnd, orderHold } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Side, World } from '../scenario/world.ts'

type Parts = { readonly telephony: Telephony; readonly lines: Lines; readonly stage: Stage }
type Done = Answer<Record<string, never>>

export type OwnLines = {
  /** `give` is called once the call is theirs, and not otherwise. */
  takeOver(call: string, agent: string, line: Side, give: () => Given): Done
  /** Rings the line with who is calling; resolves when it is answered, or not. */
  pick(call: string, line: Side): Promise<Done>
  partyLines(): Iterable<PartyLine>
  floorChanged(after: World): void
}

const DONE = yes({})

export function createOwnLines({ telephony, lines, stage }: Parts): OwnLines {
  const phones = new Map<string, { readonly sip: SipCall; readonly port: Port }>() // by call
  const move = (change: (world: World) => Answer<World>): Done =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  const keep = (call: string, sip: SipCall, port: Port): void => {
    phones.set(call, { sip, port })
    sip.onHold((held) => void move((world) => orderHold(world, call, held)))
    sip.onEnded(() => {
      if (phones.get(call)?.sip !== sip) return
      phones.delete(call)
      move((world) => orderEnd(world, call))
    })
  }
  return {
    takeOver: (call, agent, line, give) =>
      stage.move((world) => {
        const answer = takeOverCall(world, call, agent, line)
        if (!answer.ok) return answer
        const { sip, port } = give()
        keep(call, sip, port)
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
        sip.onEstablished((media) => {
          const joined = move((world) => pickForLine(world, call, line))
          if (joined.ok) keep(call, sip, lines.open(sip, media))
          else sip.end()
          resolve(joined.ok ? DONE : joined)
        })
        sip.onEnded(() => resolve(no('refused', `The line ${line.number} did not answer.`)))
      }),
    *partyLines() {
      for (const [call, { port }] of phones) yield { port, call, side: 'to' }
    },
    floorChanged(after) {
      for (const [call, { sip }] of [...phones]) {
        if (after.calls[call]?.onLine) continue
        phones.delete(call)
        sip.end()
      }
    },
  }
}
