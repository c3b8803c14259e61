// Acts on agents over an AMI on which answers are lost, come late, are refused, or the connection is cut: never asked again blindly.
import { describe, expect, it } from 'vitest'
import type { Act } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { createAsteriskActs } from '#main/pbx/asterisk/acts/acts.ts'
import type { AsteriskActsParts } from '#main/pbx/asterisk/acts/parts.ts'
import { createPicture } from '#main/pbx/asterisk/floor/picture.ts'
import type { AmiFields, AmiReply } from '#main/pbx/asterisk/wire/ami-client.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'
import { siteRules } from '../floor/replay.ts'

type Row = {
  Queue: string
  Location: string
  Paused: string
  PausedReason: string
  Membership: string
  LastCall: string
}
type Lost = 'answerLost' | 'neverCame' | 'late' | 'cutAfter' | 'cutBefore' | 'down'
type Fate = 'answered' | Lost | 'refusedAfter' | 'refusedBefore' | 'noRight'

const WAY = 'PJSIP/1001'
const row = (queue: string, more: Partial<Row> = {}): Row => ({
  Queue: queue,
  Location: WAY,
  Paused: '0',
  PausedReason: '',
  Membership: 'dynamic',
  LastCall: '0',
  ...more,
})
const cut = err(deskFailure('pbxUnreachable', 'the PBX closed the AMI connection'))
const timedOut = err(deskFailure('timedOut', 'AMI QueuePause'))

/** The queues of an Asterisk, as far as these actions move them. */
function stage(rows: readonly Row[] = [row('sales'), row('support')], fates: Readonly<Record<string, Fate[]>> = {}) {
  const clock = fakeClock()
  const table = rows.map((one) => ({ ...one }))
  const asked: string[] = []
  const held: (() => void)[] = []
  const picture = createPicture(siteRules, 0)
  for (const one of rows) picture.apply({ Event: 'QueueMember', ...one, Name: 'Ada', Status: '1', Wrapuptime: '60' }, 1)
  picture.takePatch(clock.now())

  const moved = (fields: Readonly<Record<string, string>>) => {
    const { Queue, Interface } = fields
    return table.filter((one) => one.Location === Interface && (Queue === undefined || one.Queue === Queue))
  }
  const carryOut = (name: string, fields: Readonly<Record<string, string>>): Result<AmiReply> => {
    const refused = (text: string) => err(deskFailure('pbxRefused', text))
    const found = moved(fields)
    if (name === 'QueuePause') {
      if (found.length === 0) return refused('Interface not found')
      for (const one of found)
        Object.assign(one, { Paused: fields.Paused === 'true' ? '1' : '0', PausedReason: fields.Reason ?? '' })
    } else if (name === 'QueueAdd') {
      if (found.length > 0) return refused('Unable to add interface: Already there')
      table.push(row(fields.Queue ?? '', { Location: fields.Interface ?? '' }))
    } else if (name === 'QueueRemove') {
      if (found.length === 0) return refused('Unable to remove interface: Not there')
      if (found[0]?.Membership !== 'dynamic') return refused('Unable to remove interface: Member not dynamic')
      table.splice(table.indexOf(found[0] as Row), 1)
    }
    return ok({ head: {} as AmiMessage, rows: [] })
  }
  const action = async (name: string, given: AmiFields = []): Promise<Result<AmiReply>> => {
    const fields = Object.fromEntries(given)
    const fate = fates[name]?.shift() ?? 'answered'
    if (fate === 'down') return err(deskFailure('pbxUnreachable', 'AMI is not connected'))
    asked.push(name)
    if (name === 'QueueStatus') {
      if (fate !== 'answered') return cut
      const own = table.filter((one) => one.Location === fields.Member)
      return ok({
        head: {} as AmiMessage,
        rows: own.map((one) => ({ Event: 'QueueMember', ...one }) as unknown as AmiMessage),
      })
    }
    if (fate === 'neverCame') return timedOut
    if (fate === 'noRight') return err(deskFailure('pbxRefused', 'Permission denied'))
    if (fate === 'refusedBefore') return err(deskFailure('pbxRefused', 'Internal error'))
    if (fate === 'cutBefore') return cut
    if (fate === 'late') held.push(() => void carryOut(name, fields))
    if (fate === 'late') return cut
    const answer = carryOut(name, fields)
    if (fate === 'refusedAfter') return err(deskFailure('pbxRefused', 'Service unavailable'))
    return fate === 'answerLost' ? timedOut : fate === 'cutAfter' ? cut : answer
  }
  const acts = createAsteriskActs({
    feed: { action, picture: () => picture, ping: async () => undefined },
    parts: { clock, log: () => undefined },
    onEvents: () => () => undefined,
    onMonitor: () => () => undefined,
  } as unknown as AsteriskActsParts)
  const run = async (act: Act) => {
    let answer: Result<null> | null = null
    void acts.run(act, 'an-act-nobody-guesses').then((one) => {
      answer = one
    })
    for (let i = 0; i < 20 && !answer; i++) await clock.advance(500)
    return answer as Result<null> | null
  }
  const times = (name: string) => asked.filter((one) => one === name).length
  return { run, table, times, acts, comeLate: () => held.map((come) => come()) }
}

const pause: Act = { kind: 'pause', agentId: '1001', queueIds: null, reason: 'Lunch' }
const paused = ({ table }: ReturnType<typeof stage>) =>
  table.filter(({ Paused }) => Paused === '1').map(({ Queue }) => Queue)

describe('a pause', () => {
  it('in all queues is one action, in some one for each', async () => {
    const all = stage()
    expect(await all.run(pause)).toEqual(ok(null))
    expect([paused(all), all.times('QueuePause')]).toEqual([['sales', 'support'], 1])
    const one = stage()
    expect(await one.run({ ...pause, queueIds: ['sales'] })).toEqual(ok(null))
    expect(paused(one)).toEqual(['sales'])
  })

  it('whose answer is lost, or cut off, is looked for in the list and not asked again', async () => {
    for (const fate of ['answerLost', 'cutAfter'] as const) {
      const on = stage(undefined, { QueuePause: [fate] })
      expect(await on.run(pause), fate).toEqual(ok(null))
      expect(on.times('QueuePause')).toBe(1)
    }
  })

  it('that never came there is not done', async () => {
    const on = stage(undefined, { QueuePause: ['neverCame'] })
    expect(await on.run(pause)).toEqual(timedOut)
    expect(paused(on)).toEqual([])
  })

  it('that was cut off before is not known: the old connection may still be read', async () => {
    const on = stage(undefined, { QueuePause: ['late'] })
    expect(await on.run(pause)).toMatchObject({ error: { code: 'actUnknown' } })
    on.comeLate()
    expect(paused(on)).toEqual(['sales', 'support'])
  })

  it('is looked for again while the connection comes back', async () => {
    const on = stage(undefined, { QueuePause: ['cutAfter'], QueueStatus: ['cutBefore', 'cutBefore'] })
    expect(await on.run(pause)).toEqual(ok(null))
  })

  it('without a connection was never sent', async () => {
    const on = stage(undefined, { QueuePause: ['down'] })
    expect(await on.run(pause)).toMatchObject({ error: { code: 'pbxUnreachable' } })
    expect(on.times('QueueStatus')).toBe(0)
  })

  it('that is done although it was refused is done', async () => {
    const [done, not] = [
      stage(undefined, { QueuePause: ['refusedAfter'] }),
      stage(undefined, { QueuePause: ['refusedBefore'] }),
    ]
    expect(await done.run(pause)).toEqual(ok(null))
    expect(await not.run(pause)).toMatchObject({ error: { code: 'actNotPossible', detail: 'Internal error' } })
    expect([done.times('QueuePause'), not.times('QueuePause')]).toEqual([1, 1])
  })

  it('that is refused in the second queue is told as done in part', async () => {
    const on = stage(undefined, { QueuePause: ['answered', 'refusedBefore'] })
    const answer = await on.run({ ...pause, queueIds: ['sales', 'support'] })
    expect(answer).toMatchObject({ error: { code: 'actNotPossible', detail: 'partlyDone' } })
    expect(paused(on)).toEqual(['sales'])
  })

  it('of somebody in no queue says so', async () => {
    const on = stage([])
    expect(await on.run(pause)).toMatchObject({ error: { code: 'actNotPossible' } })
  })
})

describe('queues', () => {
  it('are left and joined once, also asked twice', async () => {
    const on = stage([row('sales')])
    const logIn: Act = { kind: 'logIn', agentId: '1001', queueIds: ['support'] }
    expect([await on.run(logIn), await on.run(logIn)]).toEqual([ok(null), ok(null)])
    expect(on.table.map(({ Queue }) => Queue)).toEqual(['sales', 'support'])
    expect(await on.run({ kind: 'logOut', agentId: '1001', queueIds: ['sales'] })).toEqual(ok(null))
    expect(on.table.map(({ Queue }) => Queue)).toEqual(['support'])
  })

  it('of queues.conf are not left, and it is said why', async () => {
    const on = stage([row('sales', { Membership: 'static' })])
    expect(await on.run({ kind: 'forceLogOut', agentId: '1001' })).toEqual(
      err({ code: 'actNotPossible', detail: 'staticMember' }),
    )
  })
})

describe('the end of a wrap-up', () => {
  const wrapping = () => [row('sales', { LastCall: '4000000000' })]

  it('takes the member out and puts them back, though that is refused at first or its answer is lost', async () => {
    const lost = ['answerLost', 'cutAfter', 'neverCame', 'cutBefore', 'down', 'refusedBefore', 'refusedAfter'] as const
    for (const fate of ['answered', ...lost] as const) {
      const on = stage(wrapping(), { QueueAdd: [fate] })
      expect(await on.run({ kind: 'endWrapUp', agentId: '1001' }), fate).toEqual(ok(null))
      expect(on.table).toMatchObject([{ Queue: 'sales', Location: WAY }])
    }
  })

  it('of nobody who wraps up is nothing', async () => {
    const on = stage()
    expect(await on.run({ kind: 'endWrapUp', agentId: '1001' })).toMatchObject({ error: { detail: 'notWrappingUp' } })
    expect(on.times('QueueRemove')).toBe(0)
  })
})

it('without the right of AMI, what was refused once is not offered again', async () => {
  const on = stage([row('sales')], { QueuePause: ['noRight'] })
  expect(on.acts.can().pause).toBeNull()
  expect(await on.run(pause)).toMatchObject({ error: { code: 'actNotPossible', detail: 'amiRight' } })
  expect(on.acts.can().pause).toMatchObject({ code: 'refusedByAccess', detail: 'notByThisPbx' })
})
