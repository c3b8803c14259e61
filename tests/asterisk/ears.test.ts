// Who hears whom on the real Asterisk: all four modes and all twelve changes between them, in every way the connector knows.
import { describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import { expectEars, openCallCentre } from './call-centre.ts'
import type { AsteriskVersion } from './fetch-asterisk.ts'
import { agentHz, callerHz } from './sip-phone.ts'

/** Every ordered pair of modes once, from listen round to listen. */
const roundTrip: readonly Mode[] = [
  'whisperAgent',
  'listen',
  'whisperCaller',
  'listen',
  'join',
  'whisperAgent',
  'whisperCaller',
  'join',
  'whisperCaller',
  'whisperAgent',
  'join',
  'listen',
]

type Case = {
  way: 'ari' | 'dialplan'
  by: 'api' | 'info' | 'rfc4733'
  agent: string
  dial: string
  version: AsteriskVersion
  what: string
}

const queueMember = { agent: '1001', dial: '600', version: '22' } as const
const cases: readonly Case[] = [
  { way: 'ari', by: 'api', ...queueMember, what: 'a queue member' },
  { way: 'ari', by: 'api', agent: '1004', dial: '601', version: '22', what: 'a FreePBX-style Local member' },
  { way: 'ari', by: 'api', agent: '1005', dial: '1005', version: '22', what: 'direct_media=yes' },
  { way: 'dialplan', by: 'info', ...queueMember, what: 'a queue member' },
  { way: 'dialplan', by: 'rfc4733', ...queueMember, what: 'a queue member' },
  { way: 'dialplan', by: 'api', ...queueMember, what: 'a queue member' },
  { way: 'dialplan', by: 'info', agent: '1004', dial: '601', version: '22', what: 'a FreePBX-style Local member' },
  { way: 'ari', by: 'api', ...queueMember, version: '16', what: 'a queue member' },
  { way: 'dialplan', by: 'info', ...queueMember, version: '16', what: 'a queue member' },
]

describe('every ear hears what it should, and the call itself has no gap', () => {
  it.each(cases)('Asterisk $version, $way switched by $by, $what', async ({ way, by, agent, dial, version }) => {
    const centre = await openCallCentre({ version })
    try {
      const phone = await centre.agent(agent)
      const supervisor = await centre.supervisor()
      const desk = await centre.console({ way }, by)
      const call = await centre.call(desk, phone, dial)
      call.caller.ear.mark(agentHz)
      call.agent.ear.mark(callerHz)
      const ticket = await desk.start(call.target)
      const line = await supervisor.nextCall()
      const ears = { supervisor: line, agent: call.agent, caller: call.caller }
      await expectEars('listen', ears)
      for (const mode of roundTrip) {
        await centre.mode(desk, ticket, line, mode)
        await expectEars(mode, ears)
      }
      await desk.connector.endMonitor(ticket.id)
      await line.ended
      for (const ear of [call.caller.ear, call.agent.ear]) {
        expect(ear.sinceMark().frames).toBeGreaterThan(100)
        expect(ear.sinceMark().longestGap).toBe(0)
        expect(ear.digits).toEqual([])
      }
    } finally {
      await centre.close()
    }
  })
})
