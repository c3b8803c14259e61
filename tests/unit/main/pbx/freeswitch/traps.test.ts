// The traps of FreeSWITCH, each walked into and out of again, against the simulated PBX. What they are: docs/freeswitch.md, "What was measured".
import { describe, expect, it } from 'vitest'
import { allowedApi, subscription } from '#main/pbx/freeswitch/wire/event-names.ts'
import { freeswitchStage, type StageOptions } from '../../../../fakes/freeswitch/stage.ts'
import { noFaults } from '../../../../simulators/freeswitch/faults.ts'
import { openSession } from '../../../../simulators/freeswitch/session.ts'

async function live(options?: StageOptions) {
  const stage = freeswitchStage(options)
  await stage.live()
  const { target, leg, caller } = await stage.call('a')
  const monitored = await stage.monitor(target)
  return { ...stage, target, agentLeg: leg, caller, ...monitored }
}

describe('the traps of FreeSWITCH', () => {
  it('1: an Opus leg would hear noise on a call of 8 kHz, so that the leg is forced to PCMU', async () => {
    const { rung } = await live()
    expect(rung[0]?.vars.get('absolute_codec_string')).toBe('PCMU')
  })

  it('2: the seventieth hop kills the leg, unless its forwards are given back each time', async () => {
    const { pbx, call, connector, clock, ticketId, leg, said, target } = await live()
    const other = await call('b', '1002')
    for (let hop = 0; hop < 75; hop++) {
      const hopping = connector.hop(ticketId, hop % 2 === 0 ? other.target : target)
      await clock.advance(80)
      expect(await hopping).toMatchObject({ ok: true })
    }
    expect(pbx.core.channels.has(leg)).toBe(true)
    expect(said('ended')).toEqual([])
    // Walked into: without that, the simulated PBX does what the real one did.
    for (let hop = 0; hop < 70; hop++) await pbx.commands.run(`uuid_transfer ${leg} park inline`)
    await clock.advance(50)
    expect(pbx.core.channels.has(leg)).toBe(false)
    expect(said('ended')).toMatchObject([{ reason: 'pbxEnded' }])
  })

  it.each(['whisperCaller', 'join'] as const)(
    '3: %s outlives a change of partner, and is taken back at once',
    async (mode) => {
      const { pbx, clock, change, ticketId, leg, hears, events } = await live()
      await change(ticketId, mode)
      expect(hears(leg)).toContain('a-caller')
      pbx.core.create({
        uuid: 'third',
        direction: 'inbound',
        presence: '',
        cidName: '',
        cidNumber: '+15550199',
        dest: '1001',
        context: 'public',
      })
      pbx.core.answer('third')
      const before = events.length
      pbx.core.unbridge('a-agent')
      pbx.core.bridge('third', 'a-agent')
      // Walked into: at this moment the new partner would hear it.
      expect(hears(leg)).toContain('third')
      expect(events[before]).toMatchObject({ kind: 'unsure' })
      await clock.advance(10)
      expect(hears(leg)).toEqual([])
      await clock.advance(400)
      expect(events.slice(before)).toContainEqual(expect.objectContaining({ kind: 'mode', mode: 'listen' }))
      pbx.core.hangUp('a-caller')
      await clock.advance(2_000)
      const target = { callId: 'third', agentId: '1001' }
      expect(events.at(-1), 'the agent talks on').toEqual({ kind: 'retargeted', ticketId, target, by: 'transfer' })
      expect(hears(leg)).toEqual([])
      pbx.core.hangUp('third')
      pbx.core.hangUp('a-agent')
      await clock.advance(400)
      expect(events.at(-1)).toMatchObject({ kind: 'targetEnded' })
    },
  )

  it.each([0, 20, 40, 900])(
    '3: a caller who hands the call on and leaves %i ms before the next one comes costs no monitor',
    async (gapMs) => {
      const { pbx, clock, change, ticketId, leg, hears, last } = await live()
      await change(ticketId, 'join')
      // As an attended transfer was seen: both halves are parted, whoever passed it on is gone, and then the two are bridged.
      pbx.core.unbridge('a-agent')
      pbx.core.hangUp('a-caller')
      await clock.advance(gapMs)
      pbx.core.create({
        uuid: 'third',
        direction: 'inbound',
        presence: '',
        cidName: '',
        cidNumber: '+15550199',
        dest: '1001',
        context: 'public',
      })
      pbx.core.answer('third')
      pbx.core.bridge('third', 'a-agent')
      await clock.advance(10)
      expect(hears(leg)).toEqual([])
      await clock.advance(2_000)
      const target = { callId: 'third', agentId: '1001' }
      expect(last()).toEqual({ kind: 'retargeted', ticketId, target, by: 'transfer' })
      const { changeId } = await change(ticketId, 'join')
      expect(last()).toEqual({ kind: 'mode', ticketId, mode: 'join', changeId })
      expect(hears(leg)).toEqual(['a-agent', 'third'])
    },
  )

  it('3: a partner replaced within the agent’s own call is a new conversation, in listen', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { core } = stage.pbx
    core.create({
      uuid: 'own',
      direction: 'inbound',
      presence: '1001@pbx.example',
      cidName: '',
      cidNumber: '1001',
      dest: '+15550100',
    })
    const dial = (uuid: string) => {
      core.create({
        uuid,
        direction: 'outbound',
        presence: '',
        cidName: '',
        cidNumber: '1001',
        dest: uuid,
        callUuid: 'own',
      })
      core.answer(uuid)
      core.answer('own')
      core.bridge('own', uuid)
    }
    dial('first')
    await stage.clock.advance(20)
    const { ticketId, leg } = await stage.monitor({ callId: 'own', agentId: '1001' })
    await stage.change(ticketId, 'join')
    expect(stage.hears(leg)).toEqual(['own', 'first'])
    core.hangUp('first')
    dial('second')
    await stage.clock.advance(10)
    expect(stage.hears(leg)).toEqual([])
    await stage.clock.advance(400)
    expect(stage.said('retargeted')).toMatchObject([{ by: 'transfer', target: { callId: 'own', agentId: '1001' } }])
    await stage.change(ticketId, 'whisperCaller')
    expect(stage.hears(leg)).toEqual(['second'])
  })

  it('4: sound that goes past the PBX is silent though "attached": it is brought back first', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    for (const id of ['a-agent', 'a-caller']) {
      const channel = stage.pbx.core.channels.get(id)
      if (channel) channel.state = 'CS_HIBERNATE'
    }
    const { started, ticketId, leg } = await stage.monitor(target)
    expect(started.ok).toBe(true)
    expect(stage.pbx.asked()).toContain('uuid_media a-agent')
    await stage.change(ticketId, 'whisperAgent')
    expect(stage.hears(leg)).toEqual(['a-agent'])
  })

  it('4: sound that is proxied cannot be brought back: refused, with the reason, and nothing rings', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    stage.pbx.core.channels.get('a-agent')?.vars.set('proxy_media', 'true')
    const { started } = await stage.monitor(target)
    expect(started).toMatchObject({
      ok: false,
      error: { code: 'pbxRefused', detail: expect.stringContaining('proxy_media') },
    })
    expect(stage.rung).toEqual([])
  })

  it('4: a uuid_media that never comes back is not waited for', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    const channel = stage.pbx.core.channels.get('a-agent')
    if (channel) channel.state = 'CS_HIBERNATE'
    stage.pbx.misbehave({ mute: ['uuid_media'] })
    const starting = stage.connector.startMonitor({
      ticketId: 'bypassed-ticket',
      token: 'token-0123456789',
      target,
      follow: false,
    })
    await stage.clock.advance(3100)
    expect(await starting).toMatchObject({ ok: false, error: { code: 'pbxRefused' } })
    expect(stage.rung).toEqual([])
  })

  it('5: a mode is not confirmed while the agent holds, though the PBX takes the digit', async () => {
    const { pbx, clock, change, ticketId, leg, hears, last, said } = await live()
    pbx.core.hold('a-agent', true)
    await clock.advance(20)
    const { changeId } = await change(ticketId, 'whisperAgent')
    expect(said('mode')).not.toContainEqual(expect.objectContaining({ changeId }))
    expect(last()).toMatchObject({ kind: 'mode', mode: 'listen', changeId: null })
    pbx.core.hold('a-agent', false)
    await clock.advance(100)
    expect(hears(leg)).toEqual([])
    // Walked into: had the digit been sent, its event would have come, and the agent would hear it now.
    pbx.core.hold('a-agent', true)
    pbx.core.digit(leg, '2', 'APP')
    expect(hears(leg)).toEqual([])
    pbx.core.hold('a-agent', false)
    expect(hears(leg)).toEqual(['a-agent'])
  })

  it('5: a whisper is taken back when the agent puts the call on hold: nobody is spoken to at the resume', async () => {
    const { pbx, clock, change, ticketId, leg, hears, events } = await live()
    await change(ticketId, 'join')
    const before = events.length
    pbx.core.hold('a-agent', true)
    await clock.advance(300)
    expect(events.slice(before).map((event) => (event.kind === 'mode' ? event.mode : event.kind))).toEqual([
      'unsure',
      'listen',
    ])
    pbx.core.hold('a-agent', false)
    await clock.advance(100)
    expect(hears(leg)).toEqual([])
  })

  it('5: while the caller holds, the agent hears a whisper, and one to the caller is refused or taken back', async () => {
    const { pbx, clock, change, ticketId, leg, hears, last, said } = await live()
    await change(ticketId, 'whisperCaller')
    pbx.core.hold('a-caller', true)
    await clock.advance(300)
    expect(last()).toMatchObject({ kind: 'mode', mode: 'listen', changeId: null })
    const refused = await change(ticketId, 'whisperCaller')
    expect(said('mode')).not.toContainEqual(expect.objectContaining({ changeId: refused.changeId }))
    const heard = await change(ticketId, 'whisperAgent')
    expect(last()).toMatchObject({ kind: 'mode', mode: 'whisperAgent', changeId: heard.changeId })
    expect(hears(leg)).toEqual(['a-agent'])
    pbx.core.hold('a-caller', false)
    await clock.advance(100)
    expect(hears(leg)).toEqual(['a-agent'])
  })

  it('5: a digit that is eaten in park confirms nothing', async () => {
    const { pbx, clock, leg, said } = await live()
    pbx.core.hangUp('a-caller')
    pbx.core.hangUp('a-agent')
    await clock.advance(100)
    const before = said('mode').length
    pbx.core.digit(leg, '2', 'RTP')
    await clock.advance(100)
    expect(said('mode')).toHaveLength(before)
  })

  it('6: SIP INFO is ignored by a leg that does not ask for it; where the site switches so, ours does', async () => {
    const site = { modesBy: 'line' }
    const byInfo = await live({ site, switchBy: 'info' })
    expect(byInfo.rung[0]?.vars.get('dtmf_type')).toBe('info')
    const { answer } = await byInfo.change(byInfo.ticketId, 'whisperAgent')
    expect(answer).toEqual({ ok: true, value: { kind: 'sendDigits', digits: '2', by: 'info' } })
    byInfo.pbx.core.digit(byInfo.leg, '2', 'INFO')
    await byInfo.clock.advance(50)
    expect(byInfo.last()).toMatchObject({ kind: 'mode', mode: 'whisperAgent', changeId: 1 })
    expect((await live()).rung[0]?.vars.has('dtmf_type')).toBe(false)
  })

  it('7: a direct call makes its agent busy, whom the queue module calls Waiting; and wrap-up ends by itself', async () => {
    const stage = freeswitchStage({ site: { extensions: [] } })
    const { callcenter } = stage.pbx
    callcenter.queues.set('support@default', {
      name: 'support@default',
      answered: 0,
      abandoned: 0,
      agents: ['1001@default'],
    })
    const second = Math.floor(stage.clock.now() / 1000)
    callcenter.agents.set('1001@default', {
      name: '1001@default',
      contact: '[leg_timeout=10]user/1001@pbx.example',
      status: 'Available',
      state: 'Waiting',
      wrapUpS: 3,
      lastBridgeEnd: second - 1,
      statusSince: second - 60,
      answered: 0,
    })
    await stage.live()
    expect(stage.floor().agents['1001']?.presence).toEqual({ kind: 'wrapUp' })
    await stage.clock.advance(3000)
    expect(stage.floor().agents['1001']?.presence).toEqual({ kind: 'available' })
    await stage.call('a')
    expect(callcenter.agents.get('1001@default')?.state).toBe('Waiting')
    expect(stage.floor().agents['1001']?.presence).toEqual({ kind: 'onCall' })
    expect(stage.floor().queues['support@default']?.agentsAvailable).toBe(0)
  })

  it('7: an agent who never had a call is available since their status changed, or since the console sees them', async () => {
    const stage = freeswitchStage({ site: { extensions: [] } })
    const agent = { status: 'Available', state: 'Waiting', wrapUpS: 30, lastBridgeEnd: 0, answered: 0 }
    const { agents } = stage.pbx.callcenter
    agents.set('a', { ...agent, name: 'a', contact: 'user/1001@pbx.example', statusSince: 1_795_666_000 })
    agents.set('b', { ...agent, name: 'b', contact: 'user/1002@pbx.example', statusSince: 0 })
    await stage.live()
    expect(stage.floor().agents['1001']?.since).toBe(1_795_666_000_000)
    expect(stage.floor().agents['1002']?.since).toBeGreaterThanOrEqual(1_795_667_000_000)
  })

  it('8: members are counted by who came and went: the one answered waits no more, the one who left is not waiting', async () => {
    const stage = freeswitchStage()
    const { callcenter } = stage.pbx
    callcenter.queues.set('support@default', { name: 'support@default', answered: 0, abandoned: 0, agents: [] })
    await stage.live()
    for (const uuid of ['s1', 's2'])
      stage.pbx.core.create({ uuid, direction: 'inbound', presence: '', cidName: '', cidNumber: uuid, dest: '600' })
    callcenter.join('m1', 'support@default', 's1')
    callcenter.join('m2', 'support@default', 's2')
    await stage.clock.advance(20)
    expect(stage.floor().queues['support@default']).toMatchObject({ waiting: 2 })
    callcenter.answer('m1', '1001@default', 'leg')
    callcenter.leave('m2')
    await stage.clock.advance(20)
    expect(stage.floor().queues['support@default']).toMatchObject({
      waiting: 0,
      inService: 1,
      answeredToday: 1,
      abandonedToday: 1,
    })
    // The abandoned one stays in the PBX's list: a round does not bring it back.
    await stage.clock.advance(50_000)
    expect(stage.floor().queues['support@default']).toMatchObject({ waiting: 0, inService: 1 })
  })

  it('9: another’s bug on the same leg is not ours: attached only once our own leg sits there', async () => {
    const stage = freeswitchStage()
    await stage.live()
    const { target } = await stage.call('a')
    stage.pickUp(false)
    const { leg } = await stage.monitor(target)
    stage.pbx.core.tell('MEDIA_BUG_START', null, {
      'Unique-ID': 'a-agent',
      'Media-Bug-Function': 'eavesdrop',
      'Media-Bug-Target': 'a-agent',
    })
    await stage.clock.advance(50)
    expect(stage.said('attached')).toEqual([])
    stage.pbx.commands.answered(leg)
    await stage.clock.advance(50)
    expect(stage.said('attached')).toHaveLength(1)
  })

  it('11: rights are no fence, so nothing is asked beyond the list in the docs', async () => {
    const { pbx, change, ticketId, connector, clock, call } = await live()
    const other = await call('b', '1002')
    await change(ticketId, 'join')
    const hopping = connector.hop(ticketId, other.target)
    await clock.advance(60_000)
    await hopping
    const ending = connector.endMonitor(ticketId)
    await clock.advance(500)
    await ending
    const allowed = new Set(allowedApi.split(' '))
    const asked = new Set(pbx.asked().map((command) => command.split(' ')[0] ?? ''))
    expect([...asked].filter((name) => !allowed.has(name))).toEqual([])
  })

  it('12: the leg says itself when it ends: without sound from the line, and without a console that renews it', async () => {
    const { rung, pbx, clock, leg } = await live()
    expect(Number(rung[0]?.vars.get('media_timeout'))).toBeLessThanOrEqual(10_000)
    expect(rung[0]?.vars.get('execute_on_answer')).toBe('sched_hangup +120')
    // Renewed for as long as the console lives.
    await clock.advance(300_000)
    expect(pbx.core.channels.has(leg)).toBe(true)
    // Cut off for good: nobody renews it.
    pbx.misbehave({ ignore: ['sched_del', 'sched_hangup'] })
    await clock.advance(130_000)
    expect(pbx.core.channels.has(leg)).toBe(false)
  })

  it('13: CUSTOM is asked for last: an event named behind it would be a subclass, and never come', () => {
    const told: string[] = []
    const session = openSession({
      password: 'x',
      run: async () => '',
      now: () => 0,
      after: () => undefined,
      faults: () => noFaults,
      randomId: () => '1',
      write: (bytes) => void told.push(bytes),
      close: () => undefined,
    })
    session.read('auth x\n\n')
    expect(subscription.split(' CUSTOM ')[1]).not.toMatch(/CHANNEL_|DTMF|MEDIA_BUG|BACKGROUND_JOB|HEARTBEAT/)
    expect(subscription.match(/CUSTOM/g)).toHaveLength(1)
  })

  it('14: the leg we made is in the PBX’s list of calls, and in no list of ours; so is another console’s, as its monitor', async () => {
    const { pbx, floor, clock, leg } = await live()
    expect(
      JSON.parse(await pbx.commands.run('show calls as json')).rows.map(({ uuid }: { uuid: string }) => uuid),
    ).toContain(leg)
    await clock.advance(60_000)
    expect(Object.keys(floor().calls)).toEqual(['a-caller'])
    expect(floor().calls['a-caller']?.monitors).toEqual([])
    const other = 'ea450000-0000-4000-8000-000000000000'
    pbx.core.create({
      uuid: other,
      direction: 'outbound',
      presence: '5002@pbx.example',
      cidName: '',
      cidNumber: '5002',
      dest: '5002',
    })
    pbx.core.answer(other)
    pbx.core.eavesdrop(other, 'a-agent')
    await clock.advance(50)
    pbx.core.digit(other, '3', 'APP')
    await clock.advance(50)
    expect(floor().calls['a-caller']?.monitors).toEqual([{ supervisor: '5002', mode: 'join' }])
    expect(Object.keys(floor().calls)).toEqual(['a-caller'])
  })
})
