// What a registered line can dial: an agent, another line, or the echo.

import type { IncomingCall, SipCall, Telephony } from '../kit/telephony.ts'
import type { Stop } from '../kit/time.ts'
import type { Lines } from '../mixer/lines.ts'
import type { Loop, PartyLine } from '../mixer/scene.ts'
import { dial, orderEnd } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { World } from '../scenario/world.ts'

const ECHO = ['*43', '600']
const BUSY_HERE = 486
const NOT_FOUND = 404
const UNAVAILABLE = 480

export type Dialling = {
  partyLines(): Iterable<PartyLine>
  loops(): Iterable<Loop>
  floorChanged(after: World): void
  close: Stop
}

type Parts = { readonly telephony: Telephony; readonly lines: Lines; readonly stage: Stage }

export function createDialling(parts: Parts): Dialling {
  const onFloor = new Map<string, IncomingCall>() // call of the floor -> the phone that made it
  const parties = new Map<string, PartyLine>()
  const loops = new Map<SipCall, Loop>()

  const echo = (call: IncomingCall): void => {
    call.onEstablished((media) => loops.set(call, { kind: 'echo', port: parts.lines.open(call, media) }))
    call.onEnded(() => loops.delete(call))
    call.answer()
  }

  const callAgent = (call: IncomingCall): void => {
    const from = { number: call.line, name: null, local: true, agent: null }
    const dialled = parts.stage.move((world) => {
      const answer = dial(world, from, call.dialled)
      return answer.ok ? { ok: true, value: { world: answer.value.world, value: answer.value.call } } : answer
    })
    if (!dialled.ok) {
      const status = parts.stage.world().agents[call.dialled]?.status
      call.end(status === 'logged-out' || status === 'unregistered' ? UNAVAILABLE : BUSY_HERE)
      return
    }
    const id = dialled.value
    onFloor.set(id, call)
    call.onEstablished((media) => parties.set(id, { port: parts.lines.open(call, media), call: id, side: 'from' }))
    call.onEnded(() => {
      onFloor.delete(id)
      parties.delete(id)
      parts.stage.move((world) => {
        const ended = orderEnd(world, id)
        return ended.ok ? { ok: true, value: { world: ended.value, value: null } } : ended
      })
    })
  }

  const callLine = (call: IncomingCall) => {
    if (parts.lines.isBusy(call.dialled)) return call.end(BUSY_HERE)
    const other = parts.telephony.invite(call.dialled, { fromUser: call.line, fromName: call.line, headers: {} })
    parts.lines.occupy(other)
    other.onEstablished((otherMedia) => {
      call.onEstablished((media) => {
        const [one, two] = [parts.lines.open(call, media), parts.lines.open(other, otherMedia)]
        loops.set(call, { kind: 'bridge', one, other: two })
      })
      call.answer()
    })
    other.onEnded((end) => call.end(end.status >= 400 ? end.status : undefined))
    call.onEnded(() => {
      loops.delete(call)
      other.end()
    })
  }

  const stop = parts.telephony.onIncoming((call) => {
    parts.lines.occupy(call)
    if (ECHO.includes(call.dialled)) return echo(call)
    if (parts.stage.world().agents[call.dialled]) return callAgent(call)
    if (call.dialled !== call.line && parts.telephony.isRegistered(call.dialled)) return callLine(call)
    call.end(NOT_FOUND)
  })

  return {
    partyLines: () => parties.values(),
    loops: () => loops.values(),
    floorChanged(after) {
      for (const [id, call] of [...onFloor]) {
        const now = after.calls[id]
        if (!now) call.end()
        else if (now.state === 'up' && call.media() === null) call.answer()
      }
    },
    close: stop,
  }
}
