// One monitor, one request at a time: done, refused, not sent, its answer lost, late, or twice; and what comes between.
import { describe, expect, it } from 'vitest'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import type { Monitor, MonitorInput } from '#main/pbx/netsapiens/monitors/monitor.ts'
import { nextMonitor } from '#main/pbx/netsapiens/monitors/monitor-machine.ts'
import {
  answered,
  askedMonitorOf,
  bothLegs,
  change,
  contextOf,
  leg,
  liveMonitorOf,
  lookingMonitor,
  monitorIn,
  own,
  type Reached,
  reached,
  rows,
  seen,
  tappingMonitor,
  target,
} from './sightings.ts'

const refused = deskFailure('pbxRefused', '500')
const notSent = deskFailure('pbxUnreachable', 'ECONNREFUSED')
const lostAnswer = deskFailure('timedOut')
const cut: MonitorInput = { kind: 'cut' }
const look: MonitorInput = { kind: 'look' }
const end: MonitorInput = { kind: 'end' }
const failed = ({ acts }: Pick<Reached, 'acts'>, error: DeskError = lostAnswer): MonitorInput[] =>
  acts.map((act) => ({ kind: 'acted', act, error }))
const mode = (wanted: Mode, changeId: number | null) => ({ kind: 'mode', ticketId: 't', mode: wanted, changeId })
const unsure = (...may: Mode[]) => ({ kind: 'unsure', ticketId: 't', modes: may, until: null })
const over = { kind: 'ended', ticketId: 't', reason: 'asked' }
const answers = ({ effects }: Pick<Reached, 'effects'>) =>
  effects.filter((effect) => ['started', 'notStarted', 'changed', 'refused', 'ended'].includes(effect.do))

describe('the tap, when it is', () => {
  const tapped = (error: DeskError | null): MonitorInput => ({ kind: 'tapped', error })
  const answer = (error: DeskError | null, from: Monitor = tappingMonitor()) =>
    reached([tapped(error)], from, { picture: {} })

  it('done: the ticket is handed out, once', () => {
    const done = answer(null)
    expect(done.effects).toEqual([{ do: 'started' }])
    expect(answer(null, done.state)).toMatchObject({ state: done.state, effects: [] })
  })

  it.each([
    ['refused', deskFailure('notEnabled'), 'forget'],
    ['refused with a fault of the server, which may have begun it', refused, 'watch'],
    ['not sent, as far as is known', notSent, 'watch'],
    ['not answered', lostAnswer, 'watch'],
  ] as const)('%s', (_what, error, rest) => {
    const { state, effects } = answer(error)
    expect(state.phase).toBe('over')
    expect(effects).toEqual([{ do: rest }, { do: 'notStarted', error, by: 'platform' }])
  })

  it('answered late, after its end was asked for: nothing is handed out, and what rings then is hung up', () => {
    const ending = reached([end], tappingMonitor(), { picture: {} })
    expect(answers(ending)).toEqual([{ do: 'notStarted', error: { code: 'unknownMonitor' }, by: 'console' }])
    const late = answer(null, ending.state)
    expect(answers(late)).toEqual([])
    const rings = reached([look], late.state, { picture: { own: [own()] } })
    expect(rings.effects).toEqual([{ do: 'hangUp', callId: 'b1' }])
    expect(reached([look], rings.state, { picture: {} }).told).toEqual([over])
  })

  it('refused late, after its end was asked for: that is its end', () => {
    const ending = reached([end], tappingMonitor(), { picture: {} })
    const late = answer(deskFailure('notEnabled'), ending.state)
    expect(late.told).toEqual([over])
    expect(answers(late)).toEqual([{ do: 'ended', error: null }])
    expect(late.effects).toContainEqual({ do: 'forget' })
  })

  it('answered after the call has ended, or its phone has stopped ringing: the reason was told then', () => {
    const ended = reached([look], tappingMonitor(), { picture: { target: null } })
    expect(answers(ended)).toContainEqual({ do: 'notStarted', error: { code: 'callGone' }, by: 'console' })
    expect(answer(null, ended.state).effects).toEqual([])
    const rang = reached([look], tappingMonitor(), { picture: { own: [own()] } }).state
    expect(answers(reached([look], rang, { picture: {} }))).toContainEqual({
      do: 'notStarted',
      error: { code: 'unknownMonitor' },
      by: 'console',
    })
  })

  it('not asked for while the phones are looked at, once its end is', () => {
    const ended = reached([end], lookingMonitor())
    expect(answers(ended)).toEqual([
      { do: 'ended', error: null },
      { do: 'notStarted', error: { code: 'unknownMonitor' }, by: 'console' },
    ])
    expect(reached([{ kind: 'phones', why: null }], ended.state).effects).toEqual([])
  })

  it.each([
    ['no phone is registered', 'lineNotRegistered', {}, 'lineNotRegistered'],
    ['the call is over by then', null, { target: null }, 'callGone'],
    ['the feed is lost by then', null, null, 'pbxUnreachable'],
  ] as const)('not asked for when %s', (_what, why, picture, code) => {
    const { effects } = reached([{ kind: 'phones', why }], lookingMonitor(), { picture })
    expect(effects).toEqual([{ do: 'notStarted', error: { code }, by: 'console' }])
  })

  it('asked for: it leaves a trace first, and what is there already is somebody else’s', () => {
    const { state, effects } = reached([{ kind: 'phones', why: null }], lookingMonitor(), {
      at: 1_500,
      picture: { keys: ['theirs'] },
    })
    expect(effects.map((effect) => effect.do)).toEqual(['remember', 'later', 'tap'])
    expect([state.askedAt, [...state.before]]).toEqual([1_500, ['theirs']])
    expect(reached([{ kind: 'phones', why: null }], state).effects).toEqual([])
  })
})

describe('a change, when the action on a leg is', () => {
  const joining = () => reached([change('join', 7)], liveMonitorOf())

  it('done: it is told once every leg has confirmed', () => {
    const asked = joining()
    const [first, second] = answered(asked)
    if (!first || !second) throw new Error('not asked of both')
    const half = reached([first], asked.state)
    expect([half.told, answers(half)]).toEqual([[], []])
    const whole = reached([second], half.state)
    expect(whole.told).toEqual([mode('join', 7)])
    expect(answers(whole)).toMatchObject([{ do: 'changed' }])
  })

  it.each([
    ['refused', refused],
    ['not sent', notSent],
    ['not answered', lostAnswer],
  ])('%s: every ear is closed, and then it is answered', (_what, error) => {
    const asked = joining()
    const [first] = answered(asked)
    const [, second] = failed(asked, error)
    if (!first || !second) throw new Error('not asked of both')
    const half = reached([first, second], asked.state)
    expect(half.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect([half.told, answers(half)]).toEqual([[], []])
    const back = reached(answered(half), half.state)
    expect(back.told).toEqual([mode('listen', null)])
    expect(answers(back)).toMatchObject([{ do: 'refused', refusal: { error, by: 'platform' } }])
  })

  it('not answered, nor the way back: who may hear is named, once, and listen is asked for until it is known', () => {
    const asked = joining()
    const half = reached(failed(asked), asked.state)
    const stuck = reached(failed(half), half.state)
    expect(stuck.told).toEqual([unsure('whisperAgent', 'whisperCaller')])
    expect(answers(stuck)).toMatchObject([{ do: 'refused' }])
    expect(stuck.effects.at(-2)).toEqual({ do: 'later', inMs: 1_500, input: { kind: 'retry', at: 3_500 } })
    expect(reached([look], stuck.state, { at: 3_499 }).acts).toEqual([])
    expect(reached([{ kind: 'retry', at: 3_400 }], stuck.state, { at: 3_400 }).acts).toEqual([])
    const again = reached([{ kind: 'retry', at: 3_500 }], stuck.state, { at: 3_499 })
    expect(again.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    const still = reached(failed(again), again.state, { at: 3_600 })
    expect(still.told).toEqual([])
    const last = reached([{ kind: 'retry', at: 5_100 }], still.state, { at: 5_100 })
    expect(reached(answered(last), last.state).told).toEqual([mode('listen', null)])
  })

  it('answered twice, or late: nothing is changed by it', () => {
    const whole = monitorIn('join')
    const late = answered(joining())
    expect(reached([...late, ...late], whole)).toMatchObject({ state: whole, effects: [] })
    expect(reached(failed(joining()), whole)).toMatchObject({ state: whole, effects: [] })
  })

  it('overtaken by the end, may be carried out last: its ear is named, and closed once it is answered', () => {
    const asked = joining()
    const [first] = answered(asked)
    const [, second] = asked.acts
    if (!first || !second) throw new Error('not asked of both')
    const ending = reached([end], asked.state)
    expect(ending.told).toEqual([unsure('whisperAgent', 'whisperCaller')])
    // What was asked before the opening is answered is no proof that it is closed.
    const closed = reached(answered(ending), ending.state)
    expect(closed.state.legs.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
    const late = reached([first, ...failed({ acts: [second] })], closed.state)
    expect(late.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    const more = reached(answered(late), late.state)
    expect(more.state.legs.map(({ state }) => state)).toEqual(['listen', 'unknown'])
    const again = reached([{ kind: 'retry', at: more.state.retryAt }], more.state)
    expect(reached(answered(again), again.state).told).toEqual([mode('listen', null)])
  })

  it('overtaken by the end, and answered while its ear is being closed: that is no proof either', () => {
    const asked = joining()
    const ending = reached([end], asked.state)
    const late = reached(answered(asked), ending.state)
    expect(late.effects).toEqual([])
    const closed = reached(answered(ending), late.state)
    expect(closed.told).toEqual([])
    const again = reached([{ kind: 'retry', at: closed.state.retryAt }], closed.state)
    expect(reached(answered(again), again.state).told).toEqual([mode('listen', null)])
    expect(again.state.overtaken).toEqual([])
  })
})

describe('changes one after the other', () => {
  it('do not mix their legs', () => {
    const both = reached([change('join', 1), change('whisperAgent', 2)], liveMonitorOf())
    expect(both.acts.map(({ action }) => action)).toEqual(['barge_in', 'barge_in'])
    const second = reached(answered(both), both.state)
    expect(second.told).toEqual([mode('join', 1)])
    expect(second.acts).toMatchObject([{ leg: 'orig', action: 'listen' }])
    expect(reached(answered(second), second.state).told).toEqual([mode('whisperAgent', 2)])
  })

  it('close an ear before they open another', () => {
    const first = reached([change('whisperCaller', 2)], monitorIn('whisperAgent'))
    expect(first.acts).toMatchObject([{ leg: 'term', action: 'listen' }])
    const second = reached(answered(first), first.state)
    expect(second.acts).toMatchObject([{ leg: 'orig', action: 'barge_in' }])
    expect(second.told).toEqual([])
  })

  it('open none when the other could not be closed', () => {
    const first = reached([change('whisperCaller', 2)], monitorIn('whisperAgent'))
    const second = reached(failed(first), first.state)
    expect(second.acts.every(({ action }) => action === 'listen')).toBe(true)
  })

  it.each(modes)('lead from each other to %s', (to) => {
    for (const from of modes) {
      let at = reached([change(to, 9)], monitorIn(from))
      while (at.acts.length > 0 && !at.told.length) at = reached(answered(at), at.state)
      expect(at.told).toEqual([mode(to, 9)])
    }
  })
})

describe('a change during which', () => {
  const next = { callId: 'c2', agentId: '1009' }
  const moved = { ...rows, target: next }

  it('the call is handed on opens no ear of people it was not chosen for', () => {
    const closing = reached([change('whisperCaller', 2)], monitorIn('whisperAgent'))
    const handedOn = seen(closing.state, moved)
    expect(handedOn.told[0]).toMatchObject({ kind: 'retargeted' })
    const answer = reached(answered(closing), handedOn.state, { picture: moved })
    expect(answer.acts.map(({ action }) => action)).not.toContain('barge_in')
    const quiet = reached(answered(answer), answer.state, { picture: moved })
    expect(answers(quiet)).toMatchObject([{ do: 'refused', refusal: { by: 'platform' } }])
    expect(quiet.told).toEqual([mode('listen', null)])
  })

  it('the call is handed on, its ears open already, is taken back', () => {
    const opening = reached([change('join', 2)], liveMonitorOf())
    const handedOn = seen(opening.state, moved)
    expect(handedOn.told).toMatchObject([{ kind: 'retargeted' }, { kind: 'unsure' }])
    const answer = reached(answered(opening), handedOn.state, { picture: moved })
    expect(answer.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect(answer.told).toEqual([])
  })

  it('another waits is not made on the call that came meanwhile', () => {
    const first = reached([change('listen', 1), change('join', 2)], liveMonitorOf())
    const handedOn = seen(first.state, moved)
    const answer = reached(answered(first), handedOn.state, { picture: moved })
    expect(answer.acts.map(({ action }) => action)).not.toContain('barge_in')
    expect(answers(answer)).toContainEqual({
      do: 'refused',
      refusal: expect.objectContaining({ by: 'console', error: expect.objectContaining({ code: 'unconfirmed' }) }),
    })
  })

  it('the feed is lost is not believed', () => {
    const opening = reached([change('join', 2)], liveMonitorOf())
    const blind = reached([cut, ...answered(opening)], opening.state, { picture: null })
    expect(blind.told).toEqual([])
    expect(blind.acts.map(({ action }) => action)).toEqual(['listen', 'listen'])
    expect(reached(answered(blind), blind.state, { picture: null }).told).toEqual([mode('listen', null)])
  })

  it('a leg goes is not believed', () => {
    const half = { legs: [leg('term')], own: rows.own }
    const opening = reached([change('join', 2)], liveMonitorOf())
    const gone = seen(opening.state, half)
    const answer = reached(answered(opening), gone.state, { picture: half })
    expect(answer.told).toEqual([])
    expect(answer.acts).toMatchObject([{ leg: 'term', action: 'listen' }])
  })

  it('the phone hangs up is answered then', () => {
    const opening = reached([change('join', 2)], liveMonitorOf())
    const gone = seen(opening.state, { legs: bothLegs })
    expect(answers(gone)).toMatchObject([
      { do: 'refused', refusal: { error: { code: 'unknownMonitor' } } },
      { do: 'ended', error: null },
    ])
    expect(reached(answered(opening), gone.state)).toMatchObject({ state: gone.state, effects: [] })
  })
})

describe('a change is refused, and nothing is asked of the platform', () => {
  const why = (monitor: Monitor, wanted: Mode, setting = {}) => {
    const { effects, acts } = reached([change(wanted)], monitor, setting)
    expect(acts).toEqual([])
    return effects.flatMap((effect) => (effect.do === 'refused' ? [effect.refusal] : []))[0]
  }
  const off = { whisperTo: 'extensions', picture: { ...rows, callerOnNet: false } } as const

  it.each([
    ['before it is live', askedMonitorOf(), 'join', { picture: {} }, 'refusedByAccess', 'notLive'],
    [
      'after its call',
      seen(liveMonitorOf(), { own: rows.own, target: null }).state,
      'join',
      { picture: { own: rows.own, target: null } },
      'refusedByAccess',
      'callEnded',
    ],
    ['without a feed', liveMonitorOf(), 'join', { picture: null }, 'pbxUnreachable', undefined],
    [
      'of a call that is not shown any more',
      liveMonitorOf(),
      'join',
      { picture: { ...rows, target: null } },
      'callGone',
      undefined,
    ],
    ['to a caller off the platform', liveMonitorOf(), 'whisperCaller', off, 'refusedByAccess', 'callerOffNet'],
    [
      'on legs of which one is missing',
      liveMonitorOf(),
      'join',
      { picture: { legs: [leg('term')], own: rows.own } },
      'refusedByAccess',
      'notByThisPbx',
    ],
  ] as const)('%s', (_what, monitor, wanted, setting, code, detail) => {
    const from = setting.picture ? seen(monitor, setting.picture).state : monitor
    expect(why(from, wanted, setting)).toMatchObject({ by: 'console', error: detail ? { code, detail } : { code } })
  })

  it('to its agent it is not, where only the caller is off the platform', () => {
    expect(reached([change('whisperAgent')], liveMonitorOf(), off).acts).toHaveLength(1)
    expect(reached([change('join')], liveMonitorOf(), off).acts).toHaveLength(2)
  })

  it('listen it never is, whatever is shown', () => {
    expect(reached([change('listen')], liveMonitorOf(), { picture: null }).acts).toHaveLength(2)
  })

  it('once its end is asked for', () => {
    const ending = reached([end], liveMonitorOf()).state
    expect(answers(reached([change('join')], ending))).toMatchObject([
      { do: 'refused', refusal: { by: 'console', error: { code: 'unknownMonitor' } } },
    ])
  })
})

describe('a feed that is lost', () => {
  it('leaves no speaking mode: who may hear is named at once, and listen is asked for', () => {
    const blind = reached([cut], monitorIn('whisperAgent'), { picture: null })
    expect(blind.told).toEqual([unsure('whisperAgent', 'whisperCaller')])
    expect(blind.acts).toHaveLength(2)
    expect(reached([cut], blind.state, { picture: null })).toMatchObject({ told: [], acts: [] })
  })

  it('changes nothing of what is only listened to', () => {
    expect(reached([cut], liveMonitorOf(), { picture: null }).effects).toEqual([])
  })

  it('asks at once, though it was to wait before it asks again', () => {
    const asked = reached([change('join')], liveMonitorOf())
    const half = reached(failed(asked), asked.state)
    const stuck = reached(failed(half), half.state)
    expect(reached([cut], stuck.state, { picture: null }).acts).toHaveLength(2)
  })
})

describe('who may hear', () => {
  it('is told again when it is somebody else', () => {
    const closing = reached([change('whisperCaller', 2)], monitorIn('whisperAgent'))
    const stuck = reached(failed(closing), closing.state)
    const first = reached(failed(stuck), stuck.state)
    expect(first.told).toEqual([unsure('whisperAgent')])
    const opening = reached([change('listen', 3), change('whisperCaller', 4)], first.state)
    const open = reached(answered(opening), opening.state)
    const half = reached(failed(open), open.state)
    const last = reached(failed(half), half.state)
    expect(last.told).toEqual([unsure('whisperCaller')])
  })
})

describe('an end', () => {
  const hungUp = (error: DeskError | null, callId = 'b1'): MonitorInput => ({ kind: 'hungUp', callId, error })
  const notGone = ({ state }: Pick<Reached, 'state'>): MonitorInput => ({
    kind: 'notGone',
    number: state.ending?.number ?? 0,
  })
  const endAgain = ({ state }: Pick<Reached, 'state'>): MonitorInput => ({
    kind: 'endAgain',
    number: state.ending?.number ?? 0,
  })
  const asked = (from: Monitor = liveMonitorOf()) => reached([end], from)

  it('is told when the rows of it are gone', () => {
    const ending = asked()
    expect(ending.effects).toContainEqual({ do: 'hangUp', callId: 'b1' })
    const answer = reached([hungUp(null), look], ending.state)
    expect(answer.effects).toEqual([])
    const gone = reached([look], answer.state, { picture: {} })
    expect(gone.told).toEqual([over])
    expect(gone.effects).toContainEqual({ do: 'forget' })
    expect(answers(gone)).toEqual([{ do: 'ended', error: null }])
  })

  it('hangs up at once, though the ears are closed at the same time', () => {
    const ending = asked(monitorIn('join'))
    expect(ending.effects.map((effect) => effect.do)).toEqual(['later', 'hangUp', 'act', 'act'])
  })

  it('of a request that was refused, or lost, is none: it is asked for again until it is known', () => {
    for (const error of [refused, notSent, lostAnswer]) {
      const ending = asked()
      const failing = reached([hungUp(error)], ending.state)
      expect(failing.effects).toEqual([])
      const stuck = reached([notGone(ending)], failing.state)
      expect(stuck.effects).toEqual([
        { do: 'ended', error },
        { do: 'later', inMs: 3_000, input: endAgain(stuck) },
      ])
      const again = reached([endAgain(stuck)], stuck.state)
      expect(again.effects).toContainEqual({ do: 'hangUp', callId: 'b1' })
      expect(reached([look], again.state, { picture: {} }).told).toEqual([over])
    }
  })

  it('whose request was done and whose answer was lost is told when the rows are gone', () => {
    const ending = asked()
    expect(reached([look], ending.state, { picture: {} }).told).toEqual([over])
  })

  it('without an answer in time is not known', () => {
    const ending = asked()
    expect(answers(reached([notGone(ending)], ending.state))).toEqual([{ do: 'ended', error: { code: 'unconfirmed' } }])
  })

  it('that was done, while its rows stay, is told; a phone that rings all the same is hung up later', () => {
    const ending = asked()
    const done = reached([hungUp(null), notGone(ending)], ending.state)
    expect(done.told).toEqual([over])
    expect(done.effects).toContainEqual({ do: 'watch' })
  })

  it('of which nothing was ever shown is told after its time, and looked after', () => {
    const ending = reached([end], askedMonitorOf(), { picture: {} })
    const done = reached([notGone(ending)], ending.state, { picture: {} })
    expect(done.told).toEqual([over])
    expect(done.effects).toContainEqual({ do: 'watch' })
  })

  it('of legs whose call to us is not shown is not told while they stand', () => {
    const picture = { legs: bothLegs }
    const unseen = seen(askedMonitorOf(), picture).state
    const ending = reached([end], unseen, { picture })
    const stuck = reached([notGone(ending)], ending.state, { picture })
    expect(answers(stuck)).toEqual([{ do: 'ended', error: { code: 'unconfirmed' } }])
  })

  it('while the tap is not answered yet is not known, and it stays to be ended', () => {
    const ending = reached([end], tappingMonitor(), { picture: {} })
    const stuck = reached([notGone(ending)], ending.state, { picture: {} })
    expect(answers(stuck)).toEqual([{ do: 'ended', error: { code: 'unconfirmed' } }])
    const again = reached([endAgain(stuck), { kind: 'tapped', error: lostAnswer }], stuck.state, { picture: {} })
    expect(again.state.phase).toBe('asked')
    expect(reached([notGone(again)], again.state, { picture: {} }).told).toEqual([over])
  })

  it('asked for twice is one', () => {
    const ending = asked()
    expect(reached([end], ending.state)).toMatchObject({ state: ending.state, effects: [] })
  })

  it('asked for again after a try in vain is tried at once', () => {
    const ending = asked()
    const stuck = reached([notGone(ending)], ending.state)
    const again = reached([end], stuck.state)
    expect(again.effects).toContainEqual({ do: 'hangUp', callId: 'b1' })
    // The other try, which was to come later, is this one.
    expect(reached([endAgain(stuck)], again.state).effects).toEqual([])
  })

  it('hangs up a phone that begins to ring only then, and each once', () => {
    const ending = reached([end], askedMonitorOf(), { picture: {} })
    const one = reached([look, look], ending.state, { picture: { own: [own()] } })
    expect(one.effects).toEqual([{ do: 'hangUp', callId: 'b1' }])
    const two = reached([look], one.state, { picture: { own: [own(), own({ key: 'k2', callId: 'b2' })] } })
    expect(two.effects).toEqual([{ do: 'hangUp', callId: 'b2' }])
  })

  it('hangs up at once what shows itself between two tries', () => {
    const ending = reached([end], tappingMonitor(), { picture: {} })
    const stuck = reached([notGone(ending)], ending.state, { picture: {} })
    const rings = reached([look], stuck.state, { picture: { own: [own()] } })
    expect(rings.effects).toEqual([{ do: 'hangUp', callId: 'b1' }])
    expect(reached([look], rings.state, { picture: {} }).told).toEqual([over])
  })

  it('hangs up the second bridge of a tap that was made twice, too', () => {
    const second = own({ key: 'own2', callId: 'b2', bridge: 'adhoc.monitor.8', answered: true })
    const picture = { legs: bothLegs, own: [...rows.own, second] }
    const ending = reached([look, end], liveMonitorOf(), { picture })
    expect(ending.effects.filter((effect) => effect.do === 'hangUp')).toEqual([
      { do: 'hangUp', callId: 'b1' },
      { do: 'hangUp', callId: 'b2' },
    ])
    expect(reached([look], ending.state, { picture: { own: [second] } }).told).toEqual([])
    expect(reached([look], ending.state, { picture: {} }).told).toEqual([over])
  })

  it('names who may hear, while it is not known and an ear is not known to be closed', () => {
    const ending = asked(monitorIn('whisperAgent'))
    const failing = reached([...failed(ending), hungUp(lostAnswer)], ending.state)
    expect(failing.told).toEqual([unsure('whisperAgent')])
    expect(reached([notGone(ending)], failing.state).told).toEqual([])
  })

  it('without a feed goes by the answers', () => {
    const ending = reached([end], liveMonitorOf(), { picture: null })
    expect(ending.told).toEqual([])
    expect(reached([hungUp(null)], ending.state, { picture: null })).toMatchObject({
      told: [over],
      state: { phase: 'over' },
    })
    expect(answers(reached([hungUp(lostAnswer)], ending.state, { picture: null }))).toEqual([
      { do: 'ended', error: lostAnswer },
    ])
  })

  it('answers whoever waits for a change', () => {
    const ending = reached([change('join'), change('listen'), end], liveMonitorOf())
    expect(answers(ending)).toMatchObject([{ do: 'refused' }, { do: 'refused' }])
  })

  it('is told as asked for, whatever the rows show as its reason', () => {
    const ending = reached([end], askedMonitorOf(), { picture: {} })
    expect(reached([look], ending.state, { picture: { target: null } }).told).toEqual([over])
  })
})

describe('what is late changes nothing', () => {
  const late: readonly MonitorInput[] = [
    { kind: 'phones', why: null },
    { kind: 'tapped', error: null },
    { kind: 'tapped', error: lostAnswer },
    { kind: 'acted', act: { number: 1, leg: 'term', action: 'listen' }, error: null },
    { kind: 'acted', act: { number: 99, leg: 'term', action: 'barge_in' }, error: lostAnswer },
    { kind: 'acted', act: { number: 99, leg: 'nobody', action: 'barge_in' }, error: null },
    { kind: 'retry', at: 77 },
    { kind: 'hungUp', callId: 'b1', error: null },
    { kind: 'notGone', number: 3 },
    { kind: 'endAgain', number: 3 },
    { kind: 'look' },
  ]
  it.each(late)('and is not even noticed: %o', (input) => {
    const live = liveMonitorOf()
    const step = nextMonitor(live, input, contextOf())
    expect(step.state).toBe(live)
    expect(step.effects).toEqual([])
  })

  it('after its end, whatever it is', () => {
    const gone = seen(liveMonitorOf(), { legs: bothLegs }).state
    for (const input of [...late, cut, end, change('join')])
      expect(nextMonitor(gone, input, contextOf()).state).toBe(gone)
    expect(gone.target).toEqual(target)
  })
})
