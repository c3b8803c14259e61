// mod_callcenter of the simulated FreeSWITCH: its tables as `callcenter_config` lists them, and its events. Source: samples/02, 11, 12, 13.
import type { Headers } from './channel.ts'

export type CcAgent = {
  readonly name: string
  readonly contact: string
  status: string
  state: string
  readonly wrapUpS: number
  lastBridgeEnd: number // epoch s
  statusSince: number
  answered: number
}
export type CcMember = {
  readonly uuid: string
  readonly queue: string
  session: string
  readonly joined: number
  state: string
  servedBy: string | null
}
export type CcQueue = { readonly name: string; answered: number; abandoned: number; readonly agents: readonly string[] }

export type Callcenter = ReturnType<typeof createCallcenter>

const agentColumns =
  'name|instance_id|uuid|type|contact|status|state|max_no_answer|wrap_up_time|reject_delay_time|busy_delay_time|no_answer_delay_time|last_bridge_start|last_bridge_end|last_offered_call|last_status_change|no_answer_count|calls_answered|talk_time|ready_time|external_calls_count'
const queueColumns =
  'name|strategy|moh_sound|time_base_score|tier_rules_apply|tier_rule_wait_second|tier_rule_wait_multiply_level|tier_rule_no_agent_no_wait|discard_abandoned_after|abandoned_resume_allowed|max_wait_time|max_wait_time_with_no_agent|max_wait_time_with_no_agent_time_reached|record_template|calls_answered|calls_abandoned|ring_progressively_delay|skip_agents_with_external_calls|agent_no_answer_status'
// No sample holds a member: the columns of the table `members` in mod_callcenter.c.
const memberColumns =
  'queue|instance_id|uuid|session_uuid|cid_number|cid_name|system_epoch|joined_epoch|rejoined_epoch|bridge_epoch|abandoned_epoch|base_score|skill_score|serving_agent|serving_system|state|score'

export function createCallcenter({
  now,
  tell,
}: {
  readonly now: () => number
  readonly tell: (event: Headers) => void
}) {
  const agents = new Map<string, CcAgent>()
  const queues = new Map<string, CcQueue>()
  const members = new Map<string, CcMember>()
  const second = () => Math.floor(now() / 1000)
  const info = (action: string, more: Headers) =>
    tell({ 'Event-Subclass': 'callcenter::info', 'CC-Action': action, ...more })
  const ofMember = ({ uuid, session, queue }: CcMember) => ({
    'CC-Queue': queue,
    'CC-Member-UUID': uuid,
    'CC-Member-Session-UUID': session,
  })
  /** Waiting and Trying; the one sent at the answer still counts whoever was just answered, and nothing corrects it. */
  const count = (queue: string, more = 0) => {
    const waiting = [...members.values()].filter((one) => one.queue === queue && /^(Waiting|Trying)$/.test(one.state))
    info('members-count', {
      'CC-Queue': queue,
      'CC-Count': String(waiting.length + more),
      'CC-Selection': 'Single-Queue',
    })
  }
  const agentState = (name: string, state: string) => {
    const agent = agents.get(name)
    if (!agent || agent.state === state) return
    agent.state = state
    info('agent-state-change', { 'CC-Agent': name, 'CC-Agent-State': state })
  }
  return {
    agents,
    queues,
    members,
    agentState,
    agentStatus(name: string, status: string): string {
      const agent = agents.get(name)
      if (!agent) return '-ERR Agent not found!\n'
      if (!/^(Logged Out|Available|Available \(On Demand\)|On Break)$/.test(status))
        return '-ERR Invalid Agent Status!\n'
      if (agent.status === status) return '+OK\n'
      agent.status = status
      agent.statusSince = second()
      info('agent-status-change', { 'CC-Agent': name, 'CC-Agent-Status': status })
      return '+OK\n'
    },
    join(uuid: string, queue: string, session: string) {
      const member: CcMember = { uuid, queue, session, joined: second(), state: 'Waiting', servedBy: null }
      members.set(uuid, member)
      info('member-queue-start', { ...ofMember(member), 'Unique-ID': session })
      count(queue)
    },
    answer(uuid: string, agent: string, leg: string) {
      const member = members.get(uuid)
      const queue = queues.get(member?.queue ?? '')
      if (!member || member.state === 'Answered') return
      member.state = 'Answered'
      member.servedBy = agent
      if (queue) queue.answered += 1
      info('bridge-agent-start', { ...ofMember(member), 'CC-Agent': agent, 'CC-Agent-UUID': leg, 'Unique-ID': leg })
      count(member.queue, 1)
      agentState(agent, 'In a queue call')
    },
    leave(uuid: string) {
      const member = members.get(uuid)
      if (!member) return
      const queue = queues.get(member.queue)
      if (member.state === 'Answered') {
        const agent = member.servedBy
        const told = agent === null ? undefined : agents.get(agent)
        if (told) told.lastBridgeEnd = second()
        info('bridge-agent-end', {
          ...ofMember(member),
          'CC-Agent': agent ?? '',
          'CC-Bridge-Terminated-Time': String(second()),
          'CC-Hangup-Cause': 'SUCCESS',
        })
        info('member-queue-end', { ...ofMember(member), 'CC-Cause': 'Terminated' })
        members.delete(uuid)
        if (agent !== null) agentState(agent, 'Waiting')
        return
      }
      if (queue) queue.abandoned += 1
      info('member-queue-end', { ...ofMember(member), 'CC-Cause': 'Cancel', 'CC-Cancel-Reason': 'BREAK_OUT' })
      // It stays in the list for a while, without its leg.
      member.state = 'Abandoned'
      member.session = ''
      count(member.queue)
    },
    /** Whose caller this leg is. */
    memberOf: (session: string) => [...members.values()].find((one) => one.session === session) ?? null,
    /** The caller's leg was taken out of the queue: by a transfer, or by whoever picked the call up. */
    left(session: string) {
      const member = this.memberOf(session)
      if (member) this.leave(member.uuid)
    },
    config(words: readonly string[]): string {
      const [what, verb, ...rest] = words
      if (what === 'agent' && verb === 'list') return list(agentColumns, [...agents.values()].map(agentLine))
      if (what === 'queue' && verb === 'list' && rest[0] === 'members')
        return list(memberColumns, [...members.values()].filter(({ queue }) => queue === rest[1]).map(memberLine))
      if (what === 'queue' && verb === 'list') return list(queueColumns, [...queues.values()].map(queueLine))
      if (what === 'tier' && verb === 'list')
        return list(
          'queue|agent|state|level|position',
          [...queues.values()].flatMap(({ name, agents: all }) => all.map((agent) => `${name}|${agent}|Ready|1|1`)),
        )
      return '-ERR Invalid!\n'
    },
  }
}

/** Without a row there is no header line either: samples/02, `queue list members support@default`. */
const list = (columns: string, rows: readonly string[]): string =>
  rows.length === 0 ? '+OK\n' : `${[columns, ...rows].join('\n')}\n+OK\n`

const agentLine = (one: CcAgent): string =>
  `${one.name}|single_box||callback|${one.contact}|${one.status}|${one.state}|0|${one.wrapUpS}|2|2|0|0|${one.lastBridgeEnd}|0|${one.statusSince}|0|${one.answered}|0|0|0`
const queueLine = (one: CcQueue): string =>
  `${one.name}|longest-idle-agent|silence|system|false|0|false|true|60|false|0|0|5||${one.answered}|${one.abandoned}|0|true|On Break`
const memberLine = (one: CcMember): string =>
  `${one.queue}|single_box|${one.uuid}|${one.session}|||${one.joined}|${one.joined}|0|0|0|0|0|||${one.state}|0`
