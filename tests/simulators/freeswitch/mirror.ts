// The demo PBX's floor as a FreeSWITCH has it: each of its calls is two legs, each of its agents one of mod_callcenter.
import { type Headers, uuidOf } from './channel.ts'
import type { FreeswitchPbx } from './pbx.ts'

type Side = {
  readonly number: string
  readonly name: string | null
  readonly local: boolean
  readonly agent: string | null
}
/** As the demo PBX's feed tells it; see docs/demo-pbx.md. */
export type DemoCall = {
  readonly id: string
  readonly from: Side
  readonly to: Side
  readonly agent: string | null
  readonly queue: string | null
  readonly state: 'waiting' | 'ringing' | 'up' | 'held' | 'parked'
}
export type DemoAgent = { readonly ext: string; readonly status: string; readonly queues: readonly string[] }
export type DemoQueue = { readonly ext: string; readonly name: string }

export const callerLeg = (call: string): string => uuidOf(`${call} from`)
/** `again`: rung so many times before with the same call. No uuid ever comes back. */
export const agentLeg = (call: string, agent: string, again = 0): string =>
  uuidOf(`${call} to ${agent}${again > 0 ? ` again ${again}` : ''}`)
const memberOf = (call: string): string => uuidOf(`${call} member`)
export const ccQueue = (ext: string): string => `${ext}@default`
export const ccAgent = (ext: string): string => `${ext}@default`

/** `a` is whoever called, `b` who was called; each is a leg, and whose. */
type Leg = { readonly uuid: string; readonly number: string }
type Mirrored = { call: DemoCall; a: Leg; b: Leg | null; isIn: boolean; expected: Leg | null; rung: string[] }

/** Where a leg is on the demo PBX. */
export type Place = { readonly call: string; readonly agent: string | null; readonly isTalking: boolean }

export type Mirror = ReturnType<typeof createMirror>

export function createMirror(pbx: FreeswitchPbx, domain: string) {
  const { core, callcenter } = pbx
  const calls = new Map<string, Mirrored>()
  const presence = ({ number, local }: Side) => (local ? `${number}@${domain}` : '')
  const identity = ({ number, name }: Side) => ({ cidName: name ?? number, cidNumber: number })
  // As its user of the directory has it: samples/04.
  const vars = ({ local }: Side): Headers => (local ? { user_context: 'default', domain_name: domain } : {})

  function begin(call: DemoCall): Mirrored {
    const uuid = callerLeg(call.id)
    core.create({
      uuid,
      direction: 'inbound',
      presence: presence(call.from),
      ...identity(call.from),
      dest: call.queue ?? call.to.number,
      context: call.from.local ? 'default' : 'public',
      vars: vars(call.from),
    })
    if (call.queue !== null) {
      core.answer(uuid)
      callcenter.join(memberOf(call.id), ccQueue(call.queue), uuid)
    }
    const mirrored: Mirrored = {
      call,
      a: { uuid, number: call.from.number },
      b: null,
      isIn: false,
      expected: null,
      rung: [],
    }
    calls.set(call.id, mirrored)
    return mirrored
  }
  /** The agent's leg of a queue says at once whose caller it is for. */
  function ring(one: Mirrored, call: DemoCall): void {
    const member = callcenter.memberOf(one.a.uuid)
    const cc = member && {
      cc_side: 'agent',
      cc_queue: member.queue,
      cc_agent: ccAgent(call.to.number),
      cc_member_uuid: member.uuid,
      cc_member_session_uuid: one.a.uuid,
    }
    const { number } = call.to
    const uuid = agentLeg(call.id, number, one.rung.filter((before) => before === number).length)
    one.rung.push(number)
    one.b = { uuid, number: call.to.number }
    core.create({
      uuid,
      direction: 'outbound',
      presence: presence(call.to),
      ...identity(call.from),
      dest: call.to.number,
      calleeNumber: call.to.number,
      ...(cc ? {} : { callUuid: one.a.uuid }),
      vars: { ...vars(call.to), ...cc },
    })
  }
  function talk(one: Mirrored, b: Leg): void {
    if (one.isIn) return
    one.isIn = true
    if (b === one.expected) {
      // The leg of a pick up takes the caller itself.
      one.expected = null
      pbx.commands.answered(b.uuid)
      return
    }
    if (core.channels.get(b.uuid)?.peer) return
    core.answer(b.uuid)
    core.answer(one.a.uuid)
    const member = callcenter.memberOf(one.a.uuid)
    if (member) callcenter.answer(member.uuid, ccAgent(b.number), b.uuid)
    core.bridge(one.a.uuid, b.uuid)
  }
  /** The caller hands the call to somebody outside: the agent's leg stays, and has another other half. */
  function replace(one: Mirrored, call: DemoCall): void {
    const uuid = uuidOf(`${call.id} from ${call.from.number}`)
    const before = one.a
    core.unbridge(before.uuid)
    core.create({
      uuid,
      direction: 'inbound',
      presence: '',
      ...identity(call.from),
      dest: call.to.number,
      context: 'public',
    })
    core.answer(uuid)
    core.hangUp(before.uuid, 'NORMAL_CLEARING')
    one.a = { uuid, number: call.from.number }
    if (one.b) core.bridge(uuid, one.b.uuid)
  }
  /** Whoever had been called is not any more. */
  function drop(one: Mirrored, b: Leg): void {
    core.hangUp(b.uuid, 'NORMAL_CLEARING', { variable_endpoint_disposition: 'BLIND_TRANSFER' })
    if (one.isIn) callcenter.left(one.a.uuid)
    one.b = null
    one.isIn = false
  }
  const having = (uuid: string): Mirrored | undefined =>
    [...calls.values()].find(({ a, b }) => a.uuid === uuid || b?.uuid === uuid)

  return {
    ...createAgents(pbx, domain),
    /** Of a leg: the call of the demo PBX, and its agent where the leg is that agent's. */
    legOf(uuid: string): { readonly call: string; readonly agent: string; readonly isAgents: boolean } | null {
      const one = having(uuid)
      if (!one || one.call.agent === null) return null
      const { id, agent } = one.call
      return { call: id, agent, isAgents: (uuid === one.a.uuid ? one.a : one.b)?.number === agent }
    },
    placeOf(uuid: string): Place | null {
      const one = having(uuid)
      return one ? { call: one.call.id, agent: one.call.agent, isTalking: /^(up|held)$/.test(one.call.state) } : null
    },
    /** A command has done it: what the demo PBX tells of it then changes nothing more. `caller` is whoever stays. */
    leaves(id: string, caller: string): void {
      const one = calls.get(id)
      if (!one) return
      if (one.b?.uuid === caller) one.a = one.b
      one.b = null
      one.isIn = false
    },
    joins(id: string, caller: string, line: string): void {
      this.leaves(id, caller)
      const one = calls.get(id)
      if (!one) return
      one.b = { uuid: line, number: core.channels.get(line)?.dest ?? '' }
      one.isIn = true
    },
    /** A leg that is there already will have the call; null: nobody picks it up. */
    expect(id: string, leg: Leg | null): void {
      const one = calls.get(id)
      if (one) one.expected = leg
    },
    onCall(call: DemoCall): void {
      const known = calls.get(call.id)
      // Told again for who listens to it, and maybe before it tells what a command has done here already.
      if (known && whoOn(known.call) === whoOn(call)) return
      const one = known ?? begin(call)
      if (one.a.number !== call.from.number && one.isIn) replace(one, call)
      const number = call.state === 'waiting' || call.state === 'parked' ? null : call.to.number
      if (one.b !== null && one.b.number !== number) drop(one, one.b)
      one.call = call
      if (number !== null && one.b === null) {
        if (one.expected?.number === number) one.b = one.expected
        else ring(one, call)
      }
      if (one.b && (call.state === 'up' || call.state === 'held')) talk(one, one.b)
      const agents = one.a.number === call.agent ? one.a : one.b
      if (agents !== null) core.hold(agents.uuid, call.state === 'held')
    },
    onCallEnd(id: string): void {
      const one = calls.get(id)
      calls.delete(id)
      if (!one) return
      const member = callcenter.memberOf(one.a.uuid)
      if (one.b !== null) core.hangUp(one.b.uuid)
      core.hangUp(one.a.uuid)
      if (member) callcenter.leave(member.uuid)
    },
    onQueue({ ext }: DemoQueue): void {
      const name = ccQueue(ext)
      if (!callcenter.queues.has(name)) callcenter.queues.set(name, { name, answered: 0, abandoned: 0, agents: [] })
    },
  }
}

const whoOn = ({ from, to, state, queue }: DemoCall): string => JSON.stringify([from, to, state, queue])

const ccStatus = (status: string): string =>
  status === 'logged-out' ? 'Logged Out' : status === 'paused' ? 'On Break' : 'Available'

const isOfCall = (status: string): boolean => /^(ringing|in-call|wrap-up)$/.test(status)

function createAgents({ core, callcenter }: FreeswitchPbx, domain: string) {
  const agents = new Map<string, DemoAgent>()
  const registered = new Set<string>()
  return {
    registered: registered as ReadonlySet<string>,
    /** By the name mod_callcenter has. */
    agentOf(name: string): { readonly ext: string; readonly queues: readonly string[]; readonly isIn: boolean } | null {
      const agent = agents.get(name)
      return agent ? { ext: agent.ext, queues: agent.queues, isIn: agent.status !== 'logged-out' } : null
    },
    onAgent(agent: DemoAgent): void {
      const { ext, status, queues } = agent
      const name = ccAgent(ext)
      const before = agents.get(name)
      agents.set(name, agent)
      const next = ccStatus(status)
      if (!before)
        callcenter.agents.set(name, {
          name,
          contact: `[leg_timeout=10]user/${ext}@${domain}`,
          status: next,
          state: 'Waiting',
          wrapUpS: 2,
          lastBridgeEnd: 0,
          statusSince: 0,
          answered: 0,
        })
      // A call of theirs changes nothing of it: mod_callcenter knows a status that people set, and the demo PBX one of both.
      else if (before.status !== status && !isOfCall(status) && !isOfCall(before.status))
        callcenter.agentStatus(name, next)
      for (const queue of queues) {
        const served = callcenter.queues.get(ccQueue(queue))
        if (served && !served.agents.includes(name))
          callcenter.queues.set(served.name, { ...served, agents: [...served.agents, name] })
      }
      register(ext, status !== 'unregistered')
    },
  }

  function register(user: string, on: boolean): void {
    if (registered.has(user) === on) return
    if (on) registered.add(user)
    else registered.delete(user)
    core.tell('CUSTOM', null, {
      'Event-Subclass': on ? 'sofia::register' : 'sofia::unregister',
      username: user,
      realm: domain,
      'call-id': `reg-${user}`,
      contact: `"" <sip:${user}@127.0.0.1:5060>`,
    })
  }
}
