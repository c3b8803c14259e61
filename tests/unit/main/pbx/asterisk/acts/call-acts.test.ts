// Acts on calls by AMI: asked once, with the state read before and after; lost, refused and late answers.
import { describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { asteriskSite } from '#contract/site-asterisk.ts'
import { callActs } from '#main/pbx/asterisk/acts/call-acts.ts'
import { entryOf } from '#main/pbx/asterisk/acts/dialplan-ways.ts'
import type { AsteriskActsParts } from '#main/pbx/asterisk/acts/parts.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import { namesOf } from '#main/pbx/asterisk/picking/methods.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'
import { createMonitors } from '#main/pbx/kit/monitors.ts'
import { fakeClock, settle } from '../../../../../fakes/fake-clock.ts'

const lost = deskFailure('timedOut', 'AMI')
const member = { Event: 'QueueMember', Queue: 'support', Name: 'Ada', Location: 'PJSIP/1001', Status: '1', Paused: '0' }
const channel = (Uniqueid: string, Channel: string, more: AmiMessage = {}): AmiMessage => ({
  Event: 'CoreShowChannel',
  Uniqueid,
  Channel,
  Linkedid: '1700000000.1',
  ChannelState: '6',
  Context: 'internal',
  Exten: '600',
  ...more,
})
const caller = (more?: AmiMessage) => channel('1700000000.1', 'PJSIP/trunk-1', { Application: 'Queue', ...more })
const agent = (more?: AmiMessage) => channel('1700000000.2', 'PJSIP/1001-2', { Application: 'AppQueue', ...more })
const talking = [caller({ BridgeId: 'b' }), agent({ BridgeId: 'b' })]

type Asked = { readonly name: string; readonly fields: Readonly<Record<string, string>> }

/** `fails`: why an action of this name goes wrong, the first, the second time … `onAsked`: what the PBX tells thereupon. */
type Odd = {
  readonly onAsked?: (asked: Asked) => readonly AmiMessage[]
  readonly fails?: (name: string, time: number) => DeskError | null
}

type Rows = readonly AmiMessage[][] | ((asked: readonly Asked[]) => readonly AmiMessage[])

/** `lists`: what each shows, from one look to the next, and the last one stays; or by what was asked. `answer`: of actions that do something. */
function stage(
  there: readonly AmiMessage[],
  answer: Result<null>,
  lists: Readonly<Record<string, Rows>>,
  { onAsked, fails }: Odd = {},
) {
  const clock = fakeClock(1_700_000_100_000)
  const site = asteriskSite.parse({ kind: 'asterisk', host: 'pbx', ami: { user: 'u', secret: 's' } })
  const parts = { clock, random: () => 0, log: () => undefined, switchBy: () => 'api' as const }
  const names = namesOf(site, 'owner', parts)
  const picture = createPicture({ ...names.rules, trunks: { endpoints: ['trunk'], contexts: [] } }, 0)
  for (const row of [{ Event: 'QueueParams', Queue: 'support' }, member, ...there]) picture.apply(row, clock.now())
  picture.takePatch(clock.now())
  const asked: Asked[] = []
  const looks = new Map<string, number>()
  const times = new Map<string, number>()
  const action: AsteriskActsParts['feed']['action'] = async (name, fields = []) => {
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    const shown = lists[name]
    const why = fails?.(name, time) ?? null
    if (why) {
      if (!shown) asked.push({ name, fields: Object.fromEntries(fields) })
      return err(why)
    }
    if (shown) {
      const look = looks.get(name) ?? 0
      looks.set(name, look + 1)
      if (typeof shown === 'function') return ok({ head: {}, rows: shown(asked) })
      return ok({ head: {}, rows: shown[Math.min(look, shown.length - 1)] ?? [] })
    }
    if (name === 'Getvar') return ok({ head: { Value: 'internal' }, rows: [] })
    const one = { name, fields: Object.fromEntries(fields) }
    asked.push(one)
    for (const row of onAsked?.(one) ?? []) picture.apply(row, clock.now())
    return answer.ok ? ok({ head: {}, rows: [] }) : answer
  }
  const feed = { action, picture: () => picture, ping: async () => undefined }
  const monitors = createMonitors({
    parts,
    method: () => err(deskFailure('internal')),
    view: () => ({ talking: () => null, agentOn: () => null, callOf: () => null, callState: () => 'none' }),
    heard: async () => undefined,
    emit: () => undefined,
  })
  const acts = joinActs(
    callActs({ site, names, parts, feed, monitors, onEvents: () => () => {}, onMonitor: () => () => {} }),
  )
  const run = async (act: Act): Promise<Result<null>> => {
    const running = acts.run(act, 'act')
    for (let i = 0; i < 300; i++) {
      await settle()
      await clock.advance(150)
    }
    return running
  }
  return { run, asked, acts }
}

const callId = '1700000000.1'
const end: Act = { kind: 'endCall', callId }
const transfer: Act = { kind: 'transferCall', callId, agentId: '1001', to: { kind: 'number', number: '1003' } }
const extension = [[{ Event: 'ListDialplan', Context: 'internal', Extension: '_1XXX' }]]

describe('the end of a call', () => {
  it('is asked of every side, and done when nothing of it is left', async () => {
    const { run, asked } = stage(talking, ok(null), { CoreShowChannels: [talking, []] })
    expect(await run(end)).toEqual(ok(null))
    expect(asked.map(({ name, fields }) => `${name} ${fields.Channel}`)).toEqual([
      'Hangup PJSIP/trunk-1',
      'Hangup PJSIP/1001-2',
    ])
  })
  it('is done though its answer was lost, where the PBX shows it; asked once', async () => {
    const { run, asked } = stage(talking, err(lost), { CoreShowChannels: [talking, talking, []] })
    expect(await run(end)).toEqual(ok(null))
    expect(asked).toHaveLength(2)
  })
  it('is unknown where nothing shows it, and never done twice', async () => {
    const { run, asked } = stage(talking, err(lost), { CoreShowChannels: [talking] })
    expect(await run(end)).toEqual(err(deskFailure('actUnknown')))
    expect(asked).toHaveLength(2)
  })
  it('is refused in the words of the PBX', async () => {
    const refused = deskFailure('pbxRefused', 'No')
    expect(await stage(talking, err(refused), { CoreShowChannels: [talking] }).run(end)).toEqual(err(refused))
    const denied = deskFailure('pbxRefused', 'Permission denied')
    const notAllowed = deskFailure('actNotPossible', 'amiRight')
    expect(await stage(talking, err(denied), { CoreShowChannels: [talking] }).run(end)).toEqual(err(notAllowed))
  })
  it('of which one side is refused is done where it goes with the other a moment later, and unknown where nobody can look', async () => {
    const no = deskFailure('pbxRefused', 'No')
    const odd: Odd = { fails: (name, time) => (name === 'Hangup' && time === 2 ? no : null) }
    const goes = stage(talking, ok(null), { CoreShowChannels: [talking, talking, []] }, odd)
    expect(await goes.run(end)).toEqual(ok(null))
    const stays = stage(talking, ok(null), { CoreShowChannels: [talking] }, odd)
    expect(await stays.run(end)).toEqual(err(no))
    const isCut = (name: string, time: number) => (name === 'CoreShowChannels' ? lost : odd.fails?.(name, time)) ?? null
    const cut = stage(talking, ok(null), { CoreShowChannels: [talking] }, { fails: isCut })
    expect(await cut.run(end)).toEqual(err(deskFailure('actUnknown')))
  })
  it('of a call that is gone is none', async () => {
    expect(await stage([], ok(null), {}).run(end)).toMatchObject({ error: { code: 'callGone' } })
  })
})

describe('a call given to an agent', () => {
  const alone = [
    caller(),
    { Event: 'QueueCallerJoin', Queue: 'support', Uniqueid: callId, Linkedid: callId, Count: '1' },
  ]
  const given: Act = { kind: 'pickCall', callId, by: { agentId: '1001' } }
  const answers = ({ name, fields }: Asked) =>
    name === 'Originate'
      ? [channel(fields.ChannelId ?? '', 'PJSIP/1001-9', { Application: 'Wait', Linkedid: 'own' })]
      : []
  const unreachable = deskFailure('pbxUnreachable', 'AMI is not connected')

  it.each([1, 3])(
    'leaves nobody alone on their phone where the connection is cut in the middle, for %i answers',
    async (cuts) => {
      const { run, asked } = stage(
        alone,
        ok(null),
        { CoreShowChannels: [alone] },
        {
          onAsked: answers,
          fails: (name, time) =>
            (name === 'CoreShowChannels' && time === 1) || (name === 'Hangup' && time <= cuts) ? unreachable : null,
        },
      )
      expect(await run(given)).toMatchObject({ ok: false })
      expect(asked.map(({ name, fields }) => `${name} ${fields.Channel}`)).toEqual([
        'Originate PJSIP/1001',
        ...Array(cuts + 1).fill('Hangup PJSIP/1001-9'),
      ])
    },
  )
  const bridgeLost = (name: string) => (name === 'Bridge' ? lost : null)
  /** What the PBX lists: the caller, and whoever was rung and not hung up; `bridge`: where the two are, if they are. */
  const withLeg = (bridge: AmiMessage) => (asked: readonly Asked[]) => {
    const rung = asked.find(({ name }) => name === 'Originate')
    const isHungUp = asked.some(({ name }) => name === 'Hangup')
    return rung && !isHungUp
      ? [caller(bridge), channel(rung.fields.ChannelId ?? '', 'PJSIP/1001-9', bridge)]
      : [caller(bridge)]
  }
  it('is not done where its Bridge is lost: nobody is left alone on their phone', async () => {
    const lists = { CoreShowChannels: withLeg({}) }
    const { run, asked } = stage(alone, ok(null), lists, { onAsked: answers, fails: bridgeLost })
    expect(await run(given)).toMatchObject({ error: { code: 'pbxUnreachable' } })
    expect(asked.map(({ name }) => name)).toEqual(['Originate', 'Bridge', 'Hangup'])
  })
  it('is done where its Bridge is lost and they talk: nobody is hung up', async () => {
    const lists = { CoreShowChannels: withLeg({ BridgeId: 'b' }) }
    const { run, asked } = stage(alone, ok(null), lists, { onAsked: answers, fails: bridgeLost })
    expect(await run(given)).toEqual(ok(null))
    expect(asked.map(({ name }) => name)).toEqual(['Originate', 'Bridge'])
  })
  it('is refused where the PBX says so, and a phone that rings all the same is hung up', async () => {
    const denied = deskFailure('pbxRefused', 'Service Unavailable')
    const { run, asked } = stage(alone, err(denied), {}, { onAsked: answers })
    expect(await run(given)).toEqual(err(denied))
    expect(asked.map(({ name, fields }) => `${name} ${fields.Channel}`)).toEqual([
      'Originate PJSIP/1001',
      'Hangup PJSIP/1001-9',
    ])
  })
  it('is unknown where nothing is answered any more: nobody is hung up unseen', async () => {
    const odd: Odd = { onAsked: answers, fails: (name, time) => (time > 1 || name === 'Bridge' ? lost : null) }
    const { run, asked } = stage(alone, ok(null), { CoreShowChannels: withLeg({}) }, odd)
    expect(await run(given)).toEqual(err(deskFailure('actUnknown')))
    expect(asked.map(({ name }) => name)).toEqual(['Originate', 'Bridge'])
  })
  it('is hung up once where the PBX says that it is gone already', async () => {
    const { run, asked } = stage(
      alone,
      ok(null),
      { CoreShowChannels: [alone] },
      {
        onAsked: answers,
        fails: (name) =>
          name === 'CoreShowChannels'
            ? unreachable
            : name === 'Hangup'
              ? deskFailure('pbxRefused', 'No such channel')
              : null,
      },
    )
    expect(await run(given)).toMatchObject({ ok: false })
    expect(asked.filter(({ name }) => name === 'Hangup')).toHaveLength(1)
  })
})

describe('a transfer', () => {
  const lists = { CoreShowChannels: [talking, [caller({ Exten: '1003' })]], ShowDialPlan: extension }
  it('leads where the phone of the agent would dial, and is done when the agent is out', async () => {
    const { run, asked } = stage(talking, ok(null), lists)
    expect(await run(transfer)).toEqual(ok(null))
    expect(asked).toEqual([
      { name: 'BlindTransfer', fields: { Channel: 'PJSIP/1001-2', Context: 'internal', Exten: '1003' } },
    ])
  })
  it('is not asked for where the dialplan leads nowhere, nor for another agent', async () => {
    const nowhere = stage(talking, ok(null), { ...lists, ShowDialPlan: [[]] })
    expect(await nowhere.run(transfer)).toMatchObject({ error: { code: 'actNotPossible' } })
    const other = stage(talking, ok(null), lists)
    expect(await other.run({ ...transfer, agentId: '1002' } as Act)).toMatchObject({
      error: { code: 'peopleChanged' },
    })
    expect([...nowhere.asked, ...other.asked]).toEqual([])
  })
  it('is over with the caller', async () => {
    const { run } = stage(talking, err(lost), { ...lists, CoreShowChannels: [[]] })
    expect(await run(transfer)).toMatchObject({ error: { code: 'callGone' } })
  })
})

it('says why it cannot hold', () => {
  expect(stage([], ok(null), {}).acts.can()).toMatchObject({
    holdCall: { code: 'actNotPossible', detail: 'heldByPhone' },
    resumeCall: { code: 'actNotPossible' },
    parkCall: null,
  })
})

it('finds the extension that leads to a queue, first where phones of the house dial', () => {
  const row = (Context: string, Extension: string, AppData: string, Application = 'Queue') => ({
    Context,
    Extension,
    AppData,
    Application,
  })
  const rows = [
    row('from-trunk', '600', 'support,t'),
    row('internal', '_6XX', 'support'),
    row('internal', '601', 'support'),
    row('internal', '602', 'support2'),
    row('internal', '603', 'sales', 'Dial'),
  ]
  expect(entryOf(rows, 'support', 'internal')).toEqual({ context: 'internal', exten: '601' })
  expect(entryOf(rows, 'support', 'other')).toEqual({ context: 'from-trunk', exten: '600' })
  expect(entryOf(rows, 'sales', 'internal')).toBeNull()
})
