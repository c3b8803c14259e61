// The demo PBX's floor as a FreeSWITCH has it: each of its calls is two legs, each of its agents one of mod_callcenter.
import { uuidOf } from './channel.ts'
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
  readonly state: 'waiting' | 'ringing' | 'up' | 'held'
}
export type DemoAgent = { readonly ext: string; readonly status: string; readonly queues: readonly string[] }
export type DemoQueue = { readonly ext: string; readonly name: string }

export const callerLeg = (call: string): string => uuidOf(`${call} from`)
export const agentLeg = (call: string, agent: string): string => uuidOf(`${call} to ${agent}`)
const memberOf = (call: string): string => uuidOf(`${call} member`)
export const ccQueue = (ext: string): string => `${ext}@default`
const ccAgent = (ext: string): string => `${ext}@default`

type Mirrored = { call: DemoCall; a: string; b: string | null; isIn: boolean }

export function createMirror(pbx: FreeswitchPbx, domain: string) {
  const { core, callcenter } = pbx
  const calls = new Map<string, Mirrored>()
  const registered = new Set<string>()
  const presence = ({ number, local }: Side) => (local ? `${number}@${domain}` : '')
  const identity = ({ number, name }: Side) => ({ cidName: name ?? number, cidNumber: number })

  function begin(call: DemoCall): Mirrored {
    const a = callerLeg(call.id)
    core.create({
      uuid: a,
      direction: 'inbound',
      presence: presence(call.from),
      ...identity(call.from),
      dest: call.queue ?? call.to.number,
      context: call.from.local ? 'default' : 'public',
    })
    if (call.queue !== null) {
      core.answer(a)
      callcenter.join(memberOf(call.id), ccQueue(call.queue), a)
    }
    const mirrored: Mirrored = { call, a, b: null, isIn: false }
    calls.set(call.id, mirrored)
    return mirrored
  }
  /** The agent's leg of a queue says at once whose caller it is for. */
  function ring(one: Mirrored, call: DemoCall, b: string): void {
    const cc = {
      cc_side: 'agent',
      cc_queue: ccQueue(call.queue ?? ''),
      cc_agent: ccAgent(call.to.number),
      cc_member_uuid: memberOf(call.id),
      cc_member_session_uuid: one.a,
    }
    one.b = b
    core.create({
      uuid: b,
      direction: 'outbound',
      presence: presence(call.to),
      ...identity(call.from),
      dest: call.to.number,
      calleeNumber: call.to.number,
      ...(call.queue === null ? { callUuid: one.a } : { vars: cc }),
    })
  }
  function talk(one: Mirrored, call: DemoCall): void {
    if (one.b === null || core.channels.get(one.b)?.peer) return
    core.answer(one.b)
    core.answer(one.a)
    if (call.queue !== null && !one.isIn) callcenter.answer(memberOf(call.id), ccAgent(call.to.number), one.b)
    one.isIn = true
    core.bridge(one.a, one.b)
  }
  /** The caller hands the call to somebody outside: the agent's leg stays, and has another other half. */
  function replace(one: Mirrored, call: DemoCall): void {
    const next = uuidOf(`${call.id} from ${call.from.number}`)
    core.unbridge(one.a)
    core.create({
      uuid: next,
      direction: 'inbound',
      presence: '',
      ...identity(call.from),
      dest: call.to.number,
      context: 'public',
    })
    core.answer(next)
    core.hangUp(one.a, 'NORMAL_CLEARING')
    one.a = next
  }

  return {
    registered: registered as ReadonlySet<string>,
    /** Of a leg: the call of the demo PBX, and its agent where the leg is that agent's. */
    legOf(uuid: string): { readonly call: string; readonly agent: string; readonly isAgents: boolean } | null {
      for (const { call, a, b } of calls.values())
        if ((uuid === a || uuid === b) && call.agent !== null)
          return { call: call.id, agent: call.agent, isAgents: (uuid === a ? call.from : call.to).agent === call.agent }
      return null
    },
    onCall(call: DemoCall): void {
      const one = calls.get(call.id) ?? begin(call)
      if (one.call.from.number !== call.from.number && one.isIn) replace(one, call)
      const b = call.state === 'waiting' ? null : agentLeg(call.id, call.to.number)
      if (one.b !== null && one.b !== b)
        core.hangUp(one.b, 'NORMAL_CLEARING', { variable_endpoint_disposition: 'BLIND_TRANSFER' })
      if (one.b !== b) one.b = null
      if (b !== null && one.b === null) ring(one, call, b)
      if (call.state === 'up' || call.state === 'held') talk(one, call)
      const agents = call.from.agent === call.agent ? one.a : one.b
      if (agents !== null) core.hold(agents, call.state === 'held')
      one.call = call
    },
    onCallEnd(id: string): void {
      const one = calls.get(id)
      calls.delete(id)
      if (!one) return
      if (one.b !== null) core.hangUp(one.b)
      core.hangUp(one.a)
      if (one.call.queue !== null)
        callcenter.leave(memberOf(id), one.isIn && one.call.agent ? ccAgent(one.call.agent) : null)
    },
    onAgent({ ext, status, queues }: DemoAgent): void {
      const name = ccAgent(ext)
      const known = callcenter.agents.get(name)
      const next = status === 'logged-out' ? 'Logged Out' : status === 'paused' ? 'On Break' : 'Available'
      if (known) callcenter.agentStatus(name, next)
      else
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
      for (const queue of queues) {
        const served = callcenter.queues.get(ccQueue(queue))
        if (served && !served.agents.includes(name))
          callcenter.queues.set(served.name, { ...served, agents: [...served.agents, name] })
      }
      register(`${ext}`, status !== 'unregistered')
    },
    onQueue({ ext }: DemoQueue): void {
      const name = ccQueue(ext)
      if (!callcenter.queues.has(name)) callcenter.queues.set(name, { name, answered: 0, abandoned: 0, agents: [] })
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
