// The rows the platform shows, in the spelling of the feed and in that of REST v2.
import type { SimAgent, SimCall, SimQueue } from './floor.ts'
import type { Tap } from './taps.ts'

export type Row = Readonly<Record<string, string>>

export type Writing = { readonly domain: string; readonly zone: string; readonly now: () => number }

const never = '0000-00-00 00:00:00'

export const origIdOf = (call: string): string => `${call}.o@core1.sim`

/** Wall time of the site's zone, as the platform writes it. */
function wallTime(at: number | null, zone: string): string {
  if (at === null) return never
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(at)
}

export function callRow(call: SimCall, { domain, zone, now }: Writing): Row {
  const { from, to } = call
  const waits = call.state === 'waiting'
  const reached = waits ? (call.queue ?? '') : (to.agent ?? to.number)
  const toHere = waits || to.local
  return {
    orig_callid: origIdOf(call.id),
    term_callid: `${call.id}.t.${reached}@core1.sim`,
    by_callid: '',
    by_action: call.queue && !waits ? 'QueueDispatch' : '',
    by_sub: call.queue && !waits ? call.queue : '',
    orig_match: from.local ? `sip:${from.number}@${domain}` : 'sip:*@203.0.113.9',
    orig_sub: from.local ? from.number : '',
    orig_type: from.local ? 'device' : 'gateway',
    orig_from_name: from.name ?? '',
    orig_name: from.name ?? '',
    ani: from.number,
    dnis: to.number,
    term_sub: toHere ? reached : '',
    term_match: toHere ? `sip:${reached}@${domain}` : 'sip:*@203.0.113.9',
    term_type: toHere ? 'device' : 'gateway',
    term_uri: toHere ? `sip:${reached}@${domain}` : `sip:${to.number}@203.0.113.9`,
    term_logi_uri: `sip:${reached}@${domain}`,
    orig_call_info: call.state === 'held' ? 'hold' : 'active',
    term_call_info: 'active',
    time_start: wallTime(call.started, zone),
    time_answer: waits ? never : wallTime(call.answered, zone),
    ts: wallTime(now(), zone),
  }
}

export function queuedRow(call: SimCall, { zone }: Writing): Row {
  return {
    queue: call.queue ?? '',
    orig_callid: origIdOf(call.id),
    ani: call.from.number,
    orig_name: call.from.name ?? '',
    time_queued: wallTime(call.started, zone),
  }
}

/** One row a queue the agent serves. The platform knows of no ringing or talking here: that is in the calls. */
/** `queues`: those they are assigned to. */
export function agentRows(agent: SimAgent, queues: readonly string[], { domain }: Writing): Row[] {
  return queues.map((queue) => ({
    device_aor: `sip:${agent.ext}wp@${domain}`,
    huntgroup_name: queue,
    entry_option: agent.queues.includes(queue) ? 'automatic' : 'manual',
    entry_status: availability(agent),
    session_count: agent.status === 'in-call' ? '1' : '0',
  }))
}

export function agentRestRows(agent: SimAgent, queues: readonly string[], writing: Writing): Row[] {
  return agentRows(agent, queues, writing).map((row) => ({
    'callqueue-agent-id': row.device_aor ?? '',
    callqueue: row.huntgroup_name ?? '',
    'name-full-name': agent.name,
    'callqueue-agent-availability-type': row.entry_option ?? '',
    'callqueue-agent-availability-for-dispatch': row.entry_status ?? '',
    'callqueue-agent-has-registered-devices': agent.status === 'unregistered' ? 'no' : 'yes',
    'active-calls-total-current': row.session_count ?? '',
  }))
}

/** Of the agent's own phone, as the feed's `agent-device` tells it. */
export const agentDeviceRow = (agent: SimAgent, { domain }: Writing): Row => ({
  device_aor: `sip:${agent.ext}wp@${domain}`,
  registration_state: agent.status === 'unregistered' ? 'unregistered' : 'registered',
})

export const presenceRow = (agent: SimAgent): Row => ({
  aor_user: agent.ext,
  presence: agent.status === 'unregistered' ? 'closed' : agent.status === 'in-call' ? 'inuse' : 'open',
})

export const queueRow = (queue: SimQueue, now: number): Row => ({
  user: queue.ext,
  description: queue.name,
  gau_queue_length: String(queue.waiting),
  gau_queue_max_wait: String(queue.oldest === null ? 0 : Math.round((now - queue.oldest) / 1000)),
})

/** The two legs into the call, and the bridge's call to each phone of the supervisor. */
export function tapRows(tap: Tap, { domain, zone }: Writing, anonymous: boolean): Row[] {
  const bridge = `adhoc.monitor.${tap.id}`
  const at = wallTime(tap.startedAt, zone)
  const legs = tap.legs.map(
    (leg): Row => ({
      orig_callid: leg.id,
      term_callid: `${leg.id}.t`,
      by_callid: tap.origCallId,
      orig_call_info: anonymous ? 'tap-listen' : leg.side,
      term_call_info: anonymous ? '' : leg.barged ? 'barge' : 'listen',
      dnis: bridge,
      term_uri: `sip:${bridge}@${domain}`,
      term_logi_uri: `sip:conference-bridge@${domain}`,
      time_start: at,
      time_answer: at,
    }),
  )
  const own = tap.rings.map(
    (ring): Row => ({
      orig_callid: ring.callId,
      term_callid: `${ring.id}.t@core1.sim`,
      by_callid: '',
      orig_match: `sip:${bridge}@conference-bridge`,
      orig_from_name: 'Bridge for Audio Monitoring',
      dnis: bridge,
      term_sub: tap.supervisor,
      term_uri: `sip:${ring.device}@${domain}`,
      orig_call_info: 'active',
      time_start: at,
      time_answer: ring.answered ? at : never,
    }),
  )
  return [...legs, ...own]
}

const v2Names: Readonly<Record<string, string>> = {
  orig_callid: 'call-orig-call-id',
  term_callid: 'call-term-call-id',
  by_callid: 'call-by-call-id',
  by_action: 'call-by-action',
  by_sub: 'call-by-user',
  orig_match: 'call-orig-match-uri',
  orig_sub: 'call-orig-user',
  orig_type: 'call-orig-type',
  orig_from_name: 'call-orig-from-name',
  ani: 'caller-id-number',
  dnis: 'call-dialed-number',
  term_sub: 'call-term-user',
  term_match: 'call-term-match-uri',
  term_type: 'call-term-type',
  term_uri: 'call-term-uri',
  term_logi_uri: 'call-term-logical-uri',
  orig_call_info: 'call-orig-call-info',
  term_call_info: 'call-term-call-info',
  time_start: 'call-start-datetime',
  time_answer: 'call-answer-datetime',
}

/** A call row in the names of API v2. */
export function inV2(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (v2Names[name] ? [[v2Names[name], value]] : [])),
  )
}

function availability(agent: SimAgent): string {
  switch (agent.status) {
    case 'logged-out':
      return 'unavailable'
    case 'paused':
      return agent.reason ?? 'break'
    case 'wrap-up':
      return 'wrap-up'
    default:
      return 'available'
  }
}
