// The demo PBX, put together: the floor, the phones, the monitors, the mixer and the control socket.
import type { WebSocket } from 'ws'
import type { Secrets } from './control/auth.ts'
import { openConnection } from './control/connection.ts'
import { createOperator } from './control/operator.ts'
import { quietLog } from './control/quiet-log.ts'
import { type Server, startServer } from './control/server.ts'
import { createSwitchboard, type Door, type Switchboard, type SwitchboardParts } from './control/switchboard.ts'
import { no } from './kit/answer.ts'
import type { Telephony } from './kit/telephony.ts'
import type { Clock, Stop } from './kit/time.ts'
import { startClock } from './mixer/clock.ts'
import { createLines } from './mixer/lines.ts'
import { createMixer, type Mixer } from './mixer/mixer.ts'
import { createNotices, type Notices } from './mixer/notices.ts'
import type { Scene } from './mixer/scene.ts'
import type { Voices } from './mixer/voices.ts'
import { createMonitors, type Monitors } from './monitor/monitors.ts'
import { createPhones, type Phones } from './phones/phones.ts'
import { openFloor } from './scenario/opening.ts'
import { placeOfAgent, roomOf } from './scenario/rooms.ts'
import { createStage } from './scenario/stage.ts'
import { isOn, type World } from './scenario/world.ts'

export type PbxParts = Clock & {
  readonly telephony: Telephony & { accept(socket: WebSocket): void }
  /** Whoever stands between the control sockets and the switchboard. */
  readonly door: (inner: Door) => Door
  readonly voices: Voices
  readonly domain: string
  readonly seed: number
  readonly speed: number
  readonly port: number
  readonly secrets: Secrets
  readonly nowMs: () => number // monotonic
  /** As `after`, but what has come in by then is handled first: a late tick must not miss packets that are already here. */
  readonly afterPackets: Clock['after']
  readonly nonce: () => string
  readonly measureLoad: () => { readonly cpuMs: number; readonly rssBytes: number; readonly loopLagP95Ms: number }
  readonly log: (text: string) => void
}

export type Pbx = { readonly port: number; isRegistered(line: string): boolean; close(): Promise<void> }

/** Everything running, listening on loopback. Rejects when the port is taken. */
export async function startPbx(parts: PbxParts): Promise<Pbx> {
  const { telephony, now, after } = parts
  const lines = createLines()
  const stage = createStage(openFloor({ now: now(), seed: parts.seed, speed: parts.speed }), { now, after })
  const monitors: Monitors = createMonitors({
    telephony,
    lines,
    now,
    after,
    domain: parts.domain,
    log: parts.log,
    world: stage.world,
    say: (owner, saying) => switchboard.say(owner, saying),
    onShown: (calls) => switchboard.monitorsChanged(calls),
  })
  const announcement = (n: number) => parts.voices.frame('agent', { queue: null, pick: 0, hz: {} }, n)
  const phones = createPhones({ telephony, lines, stage, after, announcement })
  const notices = createNotices({ after, room: (call) => roomOf(stage.world(), call) })
  const mixer = createMixer({
    scene: sceneOf(stage.world, monitors, phones),
    voices: parts.voices,
    notices: notices.heardBy,
    now,
    onLevels(monitor, levels) {
      const owner = monitors.ownerOf(monitor)
      if (owner !== null) switchboard.sayLevels(owner, monitor, levels)
    },
  })
  const switchboard: Switchboard = createSwitchboard({
    ownLines: phones.ownLines,
    monitors,
    after,
    stage,
    telephony,
    playNotice: noticePlayer(stage.world, notices),
    operatorFor: (member) =>
      createOperator(
        {
          mixer,
          stage,
          outside: phones.outside,
          hangUp: monitors.hangUp,
          stats: () => ({ ...parts.measureLoad(), monitors: monitors.count(), calls: callCount(stage.world()) }),
        },
        member,
      ),
  })
  stage.onChange((before, after) => {
    monitors.floorChanged(before, after)
    switchboard.floorChanged(before, after)
    phones.floorChanged(after)
  })
  const door = parts.door(switchboard)
  const socketLog = quietLog(parts.log, now)
  const server = await startServer({
    port: parts.port,
    log: socketLog,
    onSip: (socket) => telephony.accept(socket),
    onControl: (wire) =>
      openConnection({
        wire,
        nonce: parts.nonce(),
        secrets: parts.secrets,
        now,
        log: socketLog,
        after,
        onJoined: door.join,
        onLeft: door.leave,
      }),
  })
  const stopClock = startClock({ nowMs: parts.nowMs, after: parts.afterPackets }, () => playTick(mixer))
  return {
    port: server.port,
    isRegistered: telephony.isRegistered,
    close: () => closeAll({ stopClock, stage, phones, monitors, notices, telephony, server }),
  }
}

const callCount = (world: World): number => Object.keys(world.calls).length

const noticePlayer =
  (world: () => World, notices: Notices): SwitchboardParts['playNotice'] =>
  ({ call: id, agent, sound, name, to }) => {
    const call = world().calls[id]
    if (!call || !isOn(call, agent)) return no('call-gone', `${agent} is not on the call ${id} (any more).`)
    if (name !== null) return no('refused', `There is no sound ${name}.`)
    return notices.play({ call: id, agent: call.from.agent === agent ? 'from' : 'to', sound, to })
  }

function playTick(mixer: Mixer): void {
  if (mixer.busy()) mixer.tick()
}

function sceneOf(world: () => World, monitors: Monitors, phones: Phones): Scene {
  return {
    room: (call) => roomOf(world(), call),
    placeOfAgent: (ext) => placeOfAgent(world(), ext),
    seats: monitors.seats,
    partyLines: phones.partyLines,
    loops: phones.loops,
  }
}

type Running = {
  readonly stopClock: Stop
  readonly stage: { close(): void }
  readonly phones: Phones
  readonly monitors: Monitors
  readonly notices: Notices
  readonly telephony: Telephony
  readonly server: Server
}

async function closeAll(running: Running): Promise<void> {
  running.stopClock()
  running.phones.close()
  running.monitors.close()
  running.notices.close()
  running.stage.close()
  await running.telephony.close()
  await running.server.close()
}
