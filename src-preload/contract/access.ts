// Access: what this supervisor may do with this call, each refusal with its reason. The UI shows it, the desk enforces it.
import { z } from 'zod'
import { agentParty, type Call, isOnNet, otherParties } from './floor.ts'
import { type Mode, type MonitorCapabilities, modes } from './monitor.ts'

/**
 * callharbor: no whisper at all on on-net calls (listen and join stay).
 * crexendo: whisper to the agent always; to the caller only when the caller's phone is on the network.
 * open: whatever the PBX can do.
 */
export const sitePolicy = z.enum(['callharbor', 'crexendo', 'open'])
export type SitePolicy = z.infer<typeof sitePolicy>

export const refusalReason = z.enum([
  'noLine', // no line of this supervisor is registered
  'notAnswered', // the call is still waiting or ringing
  'parked', // nobody is on its other side
  'callEnded',
  'onNetCall', // the policy refuses whispers on on-net calls
  'callerOffNet', // the policy offers caller whisper only to phones on the network
  'noRight', // this supervisor's rights
  'byRule', // a rule of the site, about this role and these people
  'notByThisPbx', // the PBX or its set-up cannot do it
  'monitoringCut', // it could a moment ago: what it is asked by is cut, and comes back by itself
  'feedStale', // the picture is old: the call may be another by now
  'lineCut', // the line has lost its signalling a moment ago: what is in force goes on, nothing new is begun
  'noMicrophone', // no microphone may be used: listening works, speaking does not
  'notLive', // modes can be chosen once the monitor is live
])
export type RefusalReason = z.infer<typeof refusalReason>

/** `rule`: the site's own that refused, where it was one. */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: RefusalReason; readonly rule?: string }
export type Access = Readonly<Record<Mode, Verdict>>

export const allowed: Verdict = { allowed: true }
export const refused = (reason: RefusalReason): Verdict => ({ allowed: false, reason })

export type AccessRules = {
  readonly policy: SitePolicy
  readonly capabilities: MonitorCapabilities
  readonly rights: readonly Mode[] // the modes this supervisor may use at all
}

/** What may be done with this call when `agentId` is the agent of it. Pure; the first reason that applies is given. */
export function accessTo(call: Call, agentId: string, rules: AccessRules): Access {
  const verdict = (wanted: Mode): Verdict => {
    if (!rules.rights.includes(wanted)) return refused('noRight')
    const byRule = call.refused?.find((one) => one.agentId === agentId && one.modes.includes(wanted))
    if (byRule) return { allowed: false, reason: 'byRule', rule: byRule.rule }
    if (!rules.capabilities.modes.includes(wanted))
      return refused(rules.capabilities.isCut ? 'monitoringCut' : 'notByThisPbx')
    if (call.state === 'waiting' || call.state === 'ringing') return refused('notAnswered')
    if (call.state === 'parked') return refused('parked')
    const byPbx = byReach(call, agentId, wanted, rules.capabilities)
    return byPbx.allowed ? byPolicy(call, agentId, wanted, rules.policy) : byPbx
  }
  return Object.fromEntries(modes.map((wanted) => [wanted, verdict(wanted)])) as Access
}

/** A PBX that whispers only to its own phones cannot reach a party outside, whatever the site would allow. */
function byReach(call: Call, agentId: string, wanted: Mode, { whispersTo }: MonitorCapabilities): Verdict {
  if (whispersTo !== 'onNetParty' || !isWhisper(wanted)) return allowed
  if (wanted === 'whisperCaller') return areOthersOnNet(call, agentId) ? allowed : refused('callerOffNet')
  return agentParty(call, agentId).onNet ? allowed : refused('notByThisPbx')
}

function byPolicy(call: Call, agentId: string, wanted: Mode, policy: SitePolicy): Verdict {
  switch (policy) {
    case 'open':
      return allowed
    case 'callharbor':
      return isWhisper(wanted) && isOnNet(call) ? refused('onNetCall') : allowed
    case 'crexendo':
      return wanted === 'whisperCaller' && !areOthersOnNet(call, agentId) ? refused('callerOffNet') : allowed
  }
}

/** What is said to the caller is heard by the whole conference. */
const areOthersOnNet = (call: Call, agentId: string): boolean => otherParties(call, agentId).every(({ onNet }) => onNet)

const isWhisper = (wanted: Mode): boolean => wanted === 'whisperAgent' || wanted === 'whisperCaller'
