import { describe, expect, it } from 'vitest'
import { type AccessRules, accessTo, type SitePolicy } from '#contract/access.ts'
import type { CallState } from '#contract/floor.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { byApi } from '../../../fakes/capabilities.ts'
import { aCall, agentParty, outside } from '../../../fakes/floors.ts'

const rules = (policy: SitePolicy, over: { modes?: Mode[]; rights?: Mode[] } = {}): AccessRules => ({
  policy,
  rights: over.rights ?? [...modes],
  capabilities: { ...byApi, modes: over.modes ?? byApi.modes },
})
const offNet = aCall('c', '1')
const onNet = aCall('c', '1', { from: { ...outside, onNet: true } })
const told = (access: ReturnType<typeof accessTo>) =>
  modes.map((mode) => {
    const verdict = access[mode]
    return verdict.allowed ? 'yes' : verdict.reason
  })

describe('what a supervisor may do with a call', () => {
  // listen, whisper to the agent, whisper to the caller, join
  const table: [SitePolicy, 'on-net' | 'off-net', string[]][] = [
    ['open', 'on-net', ['yes', 'yes', 'yes', 'yes']],
    ['open', 'off-net', ['yes', 'yes', 'yes', 'yes']],
    ['callharbor', 'on-net', ['yes', 'onNetCall', 'onNetCall', 'yes']],
    ['callharbor', 'off-net', ['yes', 'yes', 'yes', 'yes']],
    ['crexendo', 'on-net', ['yes', 'yes', 'yes', 'yes']],
    ['crexendo', 'off-net', ['yes', 'yes', 'callerOffNet', 'yes']],
  ]
  it.each(table)('under the policy %s on an %s call', (policy, where, expected) => {
    for (const state of ['talking', 'held'] as CallState[]) {
      const call = { ...(where === 'on-net' ? onNet : offNet), state }
      expect(told(accessTo(call, '1', rules(policy)))).toEqual(expected)
    }
  })

  it.each(['open', 'callharbor', 'crexendo'] as SitePolicy[])('is nothing before an answer under %s', (policy) => {
    for (const state of ['waiting', 'ringing'] as CallState[]) {
      expect(new Set(told(accessTo({ ...onNet, state }, '1', rules(policy))))).toEqual(new Set(['notAnswered']))
    }
  })

  it('asks the other side of the same agent when an agent calls outside', () => {
    const outgoing = aCall('c', '1', { from: agentParty('1'), to: outside })
    expect(told(accessTo(outgoing, '1', rules('crexendo')))).toEqual(['yes', 'yes', 'callerOffNet', 'yes'])
  })

  it('is a whisper only to phones of the network where the PBX reaches no others', () => {
    const near = {
      ...rules('open'),
      capabilities: { ...rules('open').capabilities, whispersTo: 'onNetParty' as const },
    }
    expect(told(accessTo(offNet, '1', near))).toEqual(['yes', 'yes', 'callerOffNet', 'yes'])
    expect(told(accessTo(onNet, '1', near))).toEqual(['yes', 'yes', 'yes', 'yes'])
    const away = aCall('c', '1', { to: { ...agentParty('1'), onNet: false } })
    expect(told(accessTo(away, '1', near))).toEqual(['yes', 'notByThisPbx', 'callerOffNet', 'yes'])
    const outgoing = aCall('c', '1', { from: { ...agentParty('1'), onNet: false }, to: { ...outside, onNet: true } })
    expect(told(accessTo(outgoing, '1', near))).toEqual(['yes', 'notByThisPbx', 'yes', 'yes'])
    const anyone = { ...near, capabilities: { ...near.capabilities, whispersTo: 'anyone' as const } }
    expect(told(accessTo(away, '1', anyone))).toEqual(['yes', 'yes', 'yes', 'yes'])
  })

  it('names the missing right before all, then what the PBX cannot do', () => {
    const narrow = rules('callharbor', { modes: ['listen', 'join'], rights: ['listen', 'whisperAgent'] })
    expect(told(accessTo(onNet, '1', narrow))).toEqual(['yes', 'notByThisPbx', 'noRight', 'noRight'])
  })

  it('knows what is cut for the moment from what was never set up', () => {
    const nothing = rules('open', { modes: [] })
    expect(new Set(told(accessTo(onNet, '1', nothing)))).toEqual(new Set(['notByThisPbx']))
    const cut = { ...nothing, capabilities: { ...nothing.capabilities, isCut: true } }
    expect(new Set(told(accessTo(onNet, '1', cut)))).toEqual(new Set(['monitoringCut']))
  })
})
