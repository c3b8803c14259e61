// Recordings over an AMI on which answers are lost, refused, or the connection is cut: begun once, never said to run when nobody knows.
import { describe, expect, it } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import type { MonitorEvent } from '#contract/monitor.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskActsParts } from '#main/pbx/asterisk/acts/parts.ts'
import { recordingActs } from '#main/pbx/asterisk/acts/recordings.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { AmiFields, AmiReply } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { siteRules } from '../floor/replay.ts'

type Fate = 'answered' | 'doneUnanswered' | 'neverCame' | 'noRight' | 'cut'
const channel = { caller: 'PJSIP/trunk-1', agent: 'PJSIP/1001-2' }

/** An agent and a caller talk on call 1.1. */
function stage(fate: Fate = 'answered') {
  const refused = new Map<string, 'done' | 'not'>() // by action: answered with an error all the same, or rightly
  const clock = fakeClock(1_000_000)
  const asked: { readonly name: string; readonly fields: Record<string, string> }[] = []
  const variables = new Map<string, string>()
  const picture = createPicture(siteRules, 0)
  const began = (name: string, id: string) => ({
    Event: 'Newchannel',
    Channel: name,
    Uniqueid: id,
    Linkedid: '1.1',
    ChannelState: '6',
    CallerIDNum: '5550001',
  })
  const inBridge = (name: string, id: string) => ({
    Event: 'BridgeEnter',
    BridgeUniqueid: 'b',
    Channel: name,
    Uniqueid: id,
    Linkedid: '1.1',
  })
  picture.apply(
    { Event: 'QueueMember', Queue: 'sales', Location: 'PJSIP/1001', Name: 'Ada', Status: '1', Paused: '0' },
    1,
  )
  for (const event of [
    began(channel.caller, '1.1'),
    began(channel.agent, '1.2'),
    inBridge(channel.caller, '1.1'),
    inBridge(channel.agent, '1.2'),
  ])
    picture.apply(event, 2)
  let tellEvents: (events: readonly AmiMessage[]) => void = () => undefined
  let tellMonitor: (event: MonitorEvent) => void = () => undefined
  const action = async (name: string, list: AmiFields = []): Promise<Result<AmiReply>> => {
    const fields = Object.fromEntries(list)
    asked.push({ name, fields })
    const reply = (head: Record<string, string>) => ok({ head, rows: [] } as unknown as AmiReply)
    if (name === 'Getvar') return reply({ Value: variables.get(`${fields.Channel} ${fields.Variable}`) ?? '' })
    const known = refused.get(name)
    if (name === 'Setvar' && known !== 'not') variables.set(`${fields.Channel} ${fields.Variable}`, fields.Value ?? '')
    if (name === 'StopMixMonitor' && known === 'done')
      tellEvents([{ Event: 'MixMonitorStop', Channel: fields.Channel ?? '', Linkedid: '1.1' }])
    if (known) return err(deskFailure('pbxRefused', 'Error'))
    if (name !== 'MixMonitor') return reply({})
    if (fate === 'noRight') return err(deskFailure('pbxRefused', 'Permission denied'))
    if (fate === 'cut') return err(deskFailure('pbxUnreachable', 'AMI is not connected'))
    if (fate !== 'neverCame') variables.set(`${fields.Channel} MIXMONITOR_FILENAME`, `/spool/${fields.File}`)
    return fate === 'answered' ? reply({ MixMonitorID: '0x1' }) : err(deskFailure('timedOut', 'AMI MixMonitor'))
  }
  const acts = recordingActs({
    feed: { action, picture: () => picture, ping: async () => undefined },
    parts: { clock },
    onEvents: (listener: typeof tellEvents) => (tellEvents = listener),
    onMonitor: (listener: typeof tellMonitor) => (tellMonitor = listener),
  } as unknown as AsteriskActsParts)
  const callId = '1.1'
  return {
    refused,
    record: () => acts.record?.run({ kind: 'record', callId }, 'abcdefghijklmnop'),
    stop: () => acts.stopRecording?.run({ kind: 'stopRecording', callId }, 'x'),
    mark: (label: string) => acts.markRecording?.run({ kind: 'markRecording', callId, label }, 'x'),
    named: (name: string) => asked.filter((one) => one.name === name).map(({ fields }) => fields),
    tellEvents: (...events: AmiMessage[]) => tellEvents(events),
    tellMonitor: (event: MonitorEvent) => tellMonitor(event),
  }
}

const done = { ok: true, value: null }

describe('to record a call', () => {
  it('records the channel on which the caller hears the supervisor, once', async () => {
    const { record, named } = stage()
    expect(await record()).toEqual(done)
    expect(await record()).toEqual(done)
    expect(named('MixMonitor')).toEqual([{ Channel: channel.caller, File: 'earshot-abcdefghijklmnop.wav' }])
  })

  it.each<[Fate, object]>([
    ['doneUnanswered', done],
    ['neverCame', { ok: false, error: { code: 'actUnknown', detail: 'AMI MixMonitor' } }],
    ['noRight', { ok: false, error: { code: 'actNotPossible', detail: 'amiRight' } }],
    ['cut', { ok: false, error: { code: 'pbxUnreachable', detail: 'AMI is not connected' } }],
  ])('%s comes to what is known, and is not asked again', async (fate, answer) => {
    const { record, named } = stage(fate)
    expect(await record()).toEqual(answer)
    expect(named('MixMonitor')).toHaveLength(1)
  })
})

describe('to stop a recording', () => {
  it('stops what this console began, by its id, and nothing twice', async () => {
    const { record, stop, named } = stage()
    await record()
    expect(await stop()).toEqual(done)
    expect(await stop()).toMatchObject({ error: { code: 'actNotPossible' } })
    expect(named('StopMixMonitor')).toEqual([{ Channel: channel.caller, MixMonitorID: '0x1' }])
  })

  it('stops what Asterisk has told of, and refuses what has ended', async () => {
    const { stop, named, tellEvents } = stage()
    tellEvents({ Event: 'MixMonitorStart', Channel: channel.agent, Linkedid: '1.1' })
    expect(await stop()).toEqual(done)
    expect(named('StopMixMonitor')).toEqual([{ Channel: channel.agent }])
    tellEvents({ Event: 'MixMonitorStart', Channel: channel.agent, Linkedid: '1.1' })
    tellEvents({ Event: 'MixMonitorStop', Channel: channel.agent, Linkedid: '1.1' })
    expect(await stop()).toMatchObject({ error: { code: 'actNotPossible' } })
  })
})

describe('marks', () => {
  it('say what was marked, and since when the call was monitored in which mode, and until when', async () => {
    const { record, mark, named, tellMonitor } = stage()
    const [ticketId, target] = ['t', { callId: '1.1', agentId: '1001' }]
    tellMonitor({ kind: 'attached', ticketId, target })
    expect(await mark('too early')).toMatchObject({ error: { code: 'actNotPossible' } })
    await record()
    tellMonitor({ kind: 'mode', ticketId, mode: 'join', changeId: 1 })
    await mark('a; b')
    tellMonitor({ kind: 'ended', ticketId, reason: 'asked' })
    tellMonitor({ kind: 'mode', ticketId: 'another', mode: 'join', changeId: 1 })
    expect(named('Setvar').at(-1)).toEqual({
      Channel: channel.caller,
      Variable: 'EARSHOT_MARKS',
      Value: '1000 monitor on; 1000 monitor join; 1000 a  b; 1000 monitor off',
    })
  })
})

describe('an error that is answered', () => {
  it('is no refusal of a mark that stands there, nor of a recording that has stopped', async () => {
    const { record, mark, stop, refused, named } = stage()
    await record()
    refused.set('Setvar', 'done').set('StopMixMonitor', 'done')
    expect(await mark('Complaint')).toEqual(done)
    expect(await stop()).toEqual(done)
    expect([named('Setvar').length, named('StopMixMonitor').length]).toEqual([1, 1])
  })

  it('is one where nothing came of it, and a mark that was refused does not come with the next', async () => {
    const { record, mark, stop, refused, named } = stage()
    await record()
    refused.set('Setvar', 'not').set('StopMixMonitor', 'not')
    expect(await mark('Complaint')).toMatchObject({ error: { code: 'actNotPossible' } })
    expect(await stop()).toMatchObject({ error: { code: 'actNotPossible' } })
    refused.clear()
    expect(await mark('Praise')).toEqual(done)
    expect(named('Setvar').at(-1)?.Value).toMatch(/^\d+ Praise$/)
    expect(await stop()).toEqual(done)
  })
})
