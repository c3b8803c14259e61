// What the operator may do: look at ears, play the floor and ring lines.
import { type Answer, no, yes } from '../kit/answer.ts'
import type { Stop } from '../kit/time.ts'
import { type Ear, parseEar } from '../mixer/ear.ts'
import { measure, type Recording, record, watch } from '../mixer/ears.ts'
import type { Mixer } from '../mixer/mixer.ts'
import type { Outside } from '../phones/outside.ts'
import { setTraffic } from '../scenario/advance.ts'
import { orderHelp } from '../scenario/help-rules.ts'
import { orderCall, orderEnd, orderHandOff, orderHold, orderPresence, orderTransfer } from '../scenario/orders.ts'
import type { Stage } from '../scenario/stage.ts'
import type { World } from '../scenario/world.ts'
import type { Member } from './connection.ts'
import { done, type MethodTable, methodTable } from './methods.ts'
import { earMethods, lineMethods, scenarioMethods } from './protocol.ts'

const MOST_LOOKS = 100 // watches and recordings of one operator

export type OperatorParts = {
  readonly mixer: Mixer
  readonly stage: Stage
  readonly outside: Outside
  /** As if the phone had hung up its monitor. False when there is none. */
  readonly hangUp: (line: string) => boolean
  readonly stats: () => object
}

export type Operator = { readonly methods: MethodTable; readonly close: Stop }

/** One operator's methods, with the watches and recordings of theirs, which end with the socket. */
export function createOperator(parts: OperatorParts, member: Member): Operator {
  const ears = createEarMethods(parts.mixer, member)
  const methods = [ears.methods, scenarioTable(parts.stage), lineTable(parts, member)]
  return { methods: new Map(methods.flatMap((table) => [...table])), close: ears.close }
}

function createEarMethods(mixer: Mixer, member: Member): Operator {
  const watches = new Map<string, Stop>()
  const recordings = new Map<string, () => Recording>()
  let lastWatch = 0

  const withEar = <T>(text: string, act: (ear: Ear) => Answer<T> | Promise<Answer<T>>) => {
    const ear = parseEar(text)
    if (!ear) return no('bad-params', 'An ear is agent:EXT, caller:CALL, line:EXT or mouth:EXT.')
    if (watches.size + recordings.size >= MOST_LOOKS) return no('not-allowed', 'Too many watches and recordings.')
    return act(ear)
  }
  const methods = methodTable(earMethods, {
    'ear.tones': ({ ear, frequencies, windowMs }) =>
      withEar(ear, async (one) => yes(await measure(mixer, one, frequencies, windowMs))),
    'ear.watch': ({ ear, frequencies }) =>
      withEar(ear, (one) => {
        lastWatch += 1
        const id = `w${lastWatch}`
        const tell = (change: object) => member.tell({ event: 'ear.tone', watch: id, ear, ...change })
        watches.set(id, watch(mixer, one, frequencies, tell))
        return yes({ watch: id })
      }),
    'ear.unwatch': ({ watch: id }) => {
      watches.get(id)?.()
      return watches.delete(id) ? done : no('bad-params', `There is no watch ${id}.`)
    },
    'ear.record': ({ ear }) =>
      withEar(ear, (one) => {
        recordings.get(ear)?.()
        recordings.set(ear, record(mixer, one))
        return done
      }),
    'ear.stop': ({ ear }) => {
      const recording = recordings.get(ear)?.()
      recordings.delete(ear)
      if (!recording) return no('bad-params', `${ear} is not being recorded.`)
      return yes({ ...recording, wav: recording.wav.toString('base64') })
    },
  })
  return {
    methods,
    close() {
      for (const stop of watches.values()) stop()
      for (const stop of recordings.values()) stop()
    },
  }
}

function scenarioTable(stage: Stage): MethodTable {
  const move = (change: (world: World) => Answer<World>) =>
    stage.move((world) => {
      const answer = change(world)
      return answer.ok ? yes({ world: answer.value, value: {} }) : answer
    })
  return methodTable(scenarioMethods, {
    'scenario.traffic': ({ on }) => move((world) => yes(setTraffic(world, on))),
    'scenario.call': (order) =>
      stage.move((world) => {
        const answer = orderCall(world, order)
        return answer.ok ? yes({ world: answer.value.world, value: { call: answer.value.call } }) : answer
      }),
    'scenario.end': ({ call }) => move((world) => orderEnd(world, call)),
    'scenario.hold': ({ call, on }) => move((world) => orderHold(world, call, on)),
    'scenario.transfer': ({ call, to, attended }) => move((world) => orderTransfer(world, call, to, attended)),
    'scenario.handOff': ({ call, ...to }) => move((world) => orderHandOff(world, call, to)),
    'scenario.presence': ({ agent, status, reason }) =>
      move((world) => orderPresence(world, agent, status, reason ?? null)),
    'scenario.help': ({ agent }) =>
      stage.move((world) => {
        const answer = orderHelp(world, agent)
        return answer.ok ? yes({ world: answer.value.world, value: { help: answer.value.help } }) : answer
      }),
  })
}

const lineTable = ({ outside, hangUp, stats }: OperatorParts, member: Member): MethodTable =>
  methodTable(lineMethods, {
    'line.ring': (order) =>
      outside.ring(order, (invite, status) => member.tell({ event: 'line.progress', invite, status })),
    'line.hangup': ({ line }) => (hangUp(line) ? done : no('call-gone', `The line ${line} is on no monitor.`)),
    'line.cancel': ({ invite }) => outside.cancel(invite),
    stats: () => yes(stats()),
  })
