// The life of a big site as AMI tells it: calls that come and go, agents who pause, and the lists of each moment.
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { agentsOf, listsOfBigSite, numberOfAgent, queueOfAgent } from './big-site-lists.ts'

/** Agents in no call, who pause and come back: what is timed. */
export const probes = Array.from({ length: 50 }, (_, i) => 1_900 + i)
/** Agents whose calls come and go. The first thousand talk all the time. */
const busyFrom = 1_000
const busyAgents = 800
const ticksOfCall = 40

/** In all of their queues at once. */
const memberEvents = (Event: string, agent: number, more: Readonly<Record<string, string>>): AmiMessage[] =>
  [0, 1, 2].map((turn) => ({
    Event,
    Queue: queueOfAgent(agent, turn),
    MemberName: `Agent ${numberOfAgent(agent)}`,
    Interface: `PJSIP/${numberOfAgent(agent)}`,
    StateInterface: `PJSIP/${numberOfAgent(agent)}`,
    CallsTaken: '12',
    LastCall: '1700000000',
    Status: '1',
    Paused: '0',
    ...more,
  }))

type LiveCall = {
  readonly agent: number
  readonly serial: number
  readonly queue: string
  phase: 'ringing' | 'talking' | 'over'
  ends: number
}

export function createLife() {
  const lists = listsOfBigSite()
  const taken = new Map<string, number>() // calls ended, by queue
  const paused = new Set<number>()
  const busy = new Set<number>()
  let live: LiveCall[] = []
  let [serial, ticks, next, count] = [0, 0, 0, 0]

  const begin = (): AmiMessage[] => {
    const agent = busyFrom + (next++ % busyAgents)
    if (busy.has(agent)) return []
    busy.add(agent)
    const call: LiveCall = {
      agent,
      serial: ++serial,
      queue: queueOfAgent(agent, 0),
      phase: 'ringing',
      ends: ticks + ticksOfCall,
    }
    live.push(call)
    return begins(call)
  }
  const move = (): AmiMessage[] => {
    const told = live.flatMap((call) => {
      if (call.phase === 'ringing' && call.ends - ticks < ticksOfCall / 2) {
        call.phase = 'talking'
        return answers(call)
      }
      if (call.ends > ticks) return []
      call.phase = 'over'
      busy.delete(call.agent)
      count++
      taken.set(call.queue, (taken.get(call.queue) ?? 0) + 1)
      return ends(call)
    })
    live = live.filter(({ phase }) => phase !== 'over')
    return told
  }
  const rows = (action: string): readonly AmiMessage[] => {
    if (action === 'CoreShowChannels') return [...lists.channels, ...live.flatMap(channelsOf)]
    if (action === 'QueueStatus')
      return (lists.queues ?? []).map((row) =>
        row.Event === 'QueueParams' ? { ...row, Completed: String(812 + (taken.get(row.Queue ?? '') ?? 0)) } : row,
      )
    return (
      (action === 'ExtensionStateList'
        ? lists.hints
        : action === 'DeviceStateList'
          ? lists.devices
          : action === 'BridgeList'
            ? lists.bridges
            : []) ?? []
    )
  }
  return {
    rows,
    completed: () => count,
    /** As QUEUE_MEMBER counts them. */
    free: (queue: string): number => agentsOf(queue).filter((agent) => !busy.has(agent) && !paused.has(agent)).length,
    /** null: they come back. */
    pause(agent: number, reason: string | null): AmiMessage[] {
      if (reason === null) paused.delete(agent)
      else paused.add(agent)
      return memberEvents('QueueMemberPause', agent, {
        Paused: reason === null ? '0' : '1',
        PausedReason: reason ?? '',
      })
    },
    tick(wanted: number): AmiMessage[] {
      ticks++
      const told = move()
      // Two thirds of an AMI's events say nothing of the floor (VarSet, DialState, HangupRequest).
      for (let begun = 0; begun < 4 && told.length < wanted / 3; begun++) told.push(...begin())
      while (told.length < wanted) told.push(unread)
      return told
    },
    finish: (): AmiMessage[] => {
      ticks += ticksOfCall / 2 + 1 // who still rings is answered first
      const answered = move()
      ticks += ticksOfCall
      return [...answered, ...move()]
    },
  }
}

const unread: AmiMessage = {
  Event: 'VarSet',
  Privilege: 'dialplan,all',
  Channel: 'PJSIP/trunk-00000001',
  ChannelState: '6',
  ChannelStateDesc: 'Up',
  CallerIDNum: '5550100',
  CallerIDName: '<unknown>',
  ConnectedLineNum: '<unknown>',
  ConnectedLineName: '<unknown>',
  Language: 'en',
  AccountCode: '',
  Context: 'from-trunk',
  Exten: 's',
  Priority: '1',
  Uniqueid: '1700000000.0',
  Linkedid: '1700000000.0',
  Variable: 'RTPAUDIOQOS',
  Value: 'ssrc=1;themssrc=2;lp=0;rxjitter=0.000000;rxcount=1;txjitter=0.000000;txcount=1;rlp=0;rtt=0.000000',
}

type Legs = { readonly caller: AmiMessage; readonly callee: AmiMessage }

function legsOf({ agent, serial }: LiveCall): Legs {
  const Linkedid = `1700000100.${2 * serial}`
  const leg = {
    Linkedid,
    ChannelState: '6',
    ChannelStateDesc: 'Up',
    Context: 'from-queue',
    Exten: '600',
    Priority: '1',
  }
  const number = numberOfAgent(agent)
  const hex = (0x10000 + serial).toString(16)
  return {
    caller: { ...leg, Channel: `PJSIP/trunk-${hex}`, Uniqueid: Linkedid, CallerIDNum: `444${serial}` },
    callee: {
      ...leg,
      Channel: `PJSIP/${number}-${hex}`,
      Uniqueid: `1700000100.${2 * serial + 1}`,
      CallerIDNum: number,
    },
  }
}

function begins(call: LiveCall): AmiMessage[] {
  const { caller, callee } = legsOf(call)
  return [
    { ...caller, Event: 'Newchannel', ChannelState: '4' },
    { ...caller, Event: 'QueueCallerJoin', Queue: call.queue, Position: '1' },
    { ...callee, Event: 'Newchannel', ChannelState: '0' },
    {
      Event: 'DialBegin',
      Uniqueid: caller.Uniqueid,
      DestUniqueid: callee.Uniqueid,
      DialString: `PJSIP/${numberOfAgent(call.agent)}`,
    },
    { ...callee, Event: 'Newstate', ChannelState: '5' },
    ...memberEvents('QueueMemberStatus', call.agent, { Status: '6' }),
  ]
}

function answers(call: LiveCall): AmiMessage[] {
  const { caller, callee } = legsOf(call)
  const bridge = { BridgeUniqueid: `live-${call.serial}`, BridgeType: 'basic', BridgeTechnology: 'simple_bridge' }
  return [
    { ...callee, Event: 'Newstate' },
    { ...caller, Event: 'QueueCallerLeave', Queue: call.queue, Position: '1' },
    { ...caller, Event: 'Newstate' },
    ...memberEvents('QueueMemberStatus', call.agent, { Status: '2' }),
    { ...callee, ...bridge, Event: 'BridgeEnter' },
    { ...caller, ...bridge, Event: 'BridgeEnter' },
  ]
}

function ends(call: LiveCall): AmiMessage[] {
  const { caller, callee } = legsOf(call)
  const BridgeUniqueid = `live-${call.serial}`
  return [
    { ...caller, Event: 'BridgeLeave', BridgeUniqueid },
    { ...callee, Event: 'BridgeLeave', BridgeUniqueid },
    { ...caller, Event: 'Hangup' },
    { ...callee, Event: 'Hangup' },
    {
      Event: 'AgentComplete',
      Queue: call.queue,
      Interface: `PJSIP/${numberOfAgent(call.agent)}`,
      HoldTime: '0',
      Reason: 'caller',
    },
    ...memberEvents('QueueMemberStatus', call.agent, {}),
  ]
}

function channelsOf(call: LiveCall): AmiMessage[] {
  const { caller, callee } = legsOf(call)
  const bridge: AmiMessage = call.phase === 'talking' ? { BridgeId: `live-${call.serial}` } : {}
  return [
    { ...caller, ...bridge, Event: 'CoreShowChannel', Application: 'Queue', ApplicationData: call.queue },
    {
      ...callee,
      ...bridge,
      Event: 'CoreShowChannel',
      ChannelState: call.phase === 'talking' ? '6' : '5',
      Application: 'AppQueue',
    },
  ]
}
