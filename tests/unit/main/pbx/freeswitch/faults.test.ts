// One command after the other goes wrong, in every way a wire can: refused, done and called refused, done and never answered, read and
// not done, late, told twice, lost. Through all of it nobody hears the supervisor whom the console does not name, and nothing is left.
import { describe, expect, it } from 'vitest'
import { heardByAny, type Mode, type MonitorEvent } from '#contract/monitor.ts'
import { freeswitchStage } from '../../../../fakes/freeswitch/stage.ts'
import type { Faults } from '../../../../simulators/freeswitch/faults.ts'

const commands = [
  'originate',
  'uuid_recv_dtmf',
  'uuid_transfer',
  'uuid_kill',
  'uuid_setvar',
  'uuid_dump',
  'sched_',
  'status',
]
const refused = '-ERR permission denied\n'
const ways: Readonly<Record<string, (command: string) => Partial<Faults>>> = {
  refused: (command) => ({ refuse: [{ command, text: refused, done: false }] }),
  'done and called refused': (command) => ({ refuse: [{ command, text: refused, done: true }] }),
  'done and never answered': (command) => ({ mute: [command] }),
  'read and not done': (command) => ({ ignore: [command] }),
}
const events = [
  'DTMF',
  'CHANNEL_EXECUTE',
  'CHANNEL_EXECUTE_COMPLETE',
  'MEDIA_BUG_START',
  'CHANNEL_HANGUP_COMPLETE',
  'CHANNEL_PARK',
]
const others: Readonly<Record<string, Partial<Faults>>> = {
  'everything 300 ms late': { lateMs: 300 },
  'everything 1.2 s late': { lateMs: 1200 },
  ...Object.fromEntries(events.map((name) => [`${name} told twice`, { twice: [name] }])),
  ...Object.fromEntries(events.map((name) => [`${name} lost`, { lose: [name] }])),
}
const faults: readonly (readonly [string, Partial<Faults>])[] = [
  ...commands.flatMap((command) =>
    Object.entries(ways).map(([name, way]) => [`${command} ${name}`, way(command)] as const),
  ),
  ...Object.entries(others),
]

/** Whom the console says the supervisor may be heard by: what was told last, and what is being asked for. */
function claimOf(told: readonly MonitorEvent[], asked: readonly Mode[]): readonly Mode[] {
  let claim: readonly Mode[] = ['listen']
  for (const event of told) {
    if (event.kind === 'mode') claim = [event.mode]
    else if (event.kind === 'unsure') claim = event.modes
    else if (event.kind !== 'ended') claim = ['listen']
  }
  return [...claim, ...asked]
}

async function walk(when: 'from the start' | 'once live', fault: Partial<Faults>) {
  const stage = freeswitchStage()
  await stage.live()
  const { target } = await stage.call('a')
  const other = await stage.call('b', '1002')
  const asked = new Set<Mode>()
  const wrong: string[] = []
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 20) {
      await stage.clock.advance(20)
      const ears = stage.pbx.core.ears().flatMap(({ leg }) => stage.hears(leg))
      const heard = heardByAny(claimOf(stage.events, [...asked]))
      for (const ear of ears) {
        const side = ear.endsWith('-agent') ? 'agent' : 'caller'
        if (heard !== 'both' && heard !== side) wrong.push(`${ear} hears, ${heard} is claimed`)
      }
    }
  }
  if (when === 'from the start') stage.pbx.misbehave(fault)
  const ticketId = 'faulty-ticket'
  const started = stage.connector.startMonitor({ ticketId, token: 'token-0123456789', target, follow: false })
  await pass(1500)
  if (when === 'once live') stage.pbx.misbehave(fault)
  for (const [at, mode] of (['whisperAgent', 'join', 'listen', 'whisperCaller'] as const).entries()) {
    asked.add(mode)
    void stage.connector.setMode(ticketId, mode, at + 1)
    await pass(4000)
    // By then it has been confirmed, refused, or is told as unsure.
    asked.delete(mode)
    await pass(100)
  }
  void stage.connector.hop(ticketId, other.target)
  await pass(3000)
  stage.pbx.misbehave({})
  void stage.connector.endMonitor(ticketId)
  await pass(3000)
  await stage.clock.advance(150_000)
  await started
  return { stage, wrong }
}

describe.each(['from the start', 'once live'] as const)('a fault %s', (when) => {
  it.each(faults)('%s', async (_name, fault) => {
    const { stage, wrong } = await walk(when, fault)
    expect(wrong).toEqual([])
    expect(stage.pbx.core.ears()).toEqual([])
    const left = [...stage.pbx.core.channels.keys()].filter((id) => id.startsWith('ea45'))
    expect(left).toEqual([])
    // The calls never noticed.
    for (const id of ['a-agent', 'a-caller', 'b-agent', 'b-caller'])
      expect(stage.pbx.core.channels.get(id)?.peer).toBeTruthy()
    expect(stage.said('ended').length).toBeLessThanOrEqual(1)
  })
})
