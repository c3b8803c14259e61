// Acts in the window: what can be asked for on a row and why not, what is asked of the desk, what is shown meanwhile, what takes it back.
import { describe, expect, it } from 'vitest'
import { actKinds } from '#contract/acts/act-kinds.ts'
import { act as actSchema } from '#contract/acts/acts.ts'
import { err, ok } from '#contract/result.ts'
import { type ActScene, actFits, actRefusal } from '#renderer/acts/act-refusals.ts'
import { type AskedKind, createActsStore } from '#renderer/acts/acts-store.ts'
import { choiceOf, optionsFor } from '#renderer/acts/late/options.ts'
import { runActs, UNDO_MS } from '#renderer/acts/late/run-acts.ts'
import { actsFor, type Choice, undoOf } from '#renderer/acts/late/scene.ts'
import { sentenceOf } from '#renderer/acts/why-not-done.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { acts as say } from '#renderer/words/en/later/acts.ts'
import { fakeClock } from '../../../fakes/fake-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

const queue = (id: string, name: string) => ({ id, name, extension: id, waiting: 0, oldestWaitSince: null })
const floor = {
  ...floorWith(
    [aCall('c1', '1', { queueId: 'q' }), aCall('w', '', { agentId: null, state: 'waiting', queueId: 'q' })],
    [
      anAgent('1', { name: 'Ana', queues: ['q'], callId: 'c1' }),
      anAgent('2', { name: 'Ben', queues: ['q'], presence: { kind: 'paused', reason: 'Lunch' } }),
      anAgent('3', { name: 'Cem', queues: ['q', 'r'], presence: { kind: 'available' } }),
    ],
  ),
  queues: { q: queue('q', 'Sales'), r: queue('r', 'Support') },
}
const all = Object.fromEntries(actKinds.map((kind) => [kind, null]))
const { site } = aHello()
const scene = (over: Partial<ActScene> = {}): ActScene => ({
  floor,
  site: { capabilities: { ...site.capabilities, acts: all }, actRights: [...actKinds] },
  feedLive: true,
  monitor: idle,
  ...over,
})
const agents = (...agentIds: string[]): RowSubject => ({ of: 'agents', agentIds })
const onCall = (callId: string): RowSubject => ({ of: 'call', callId })
const kinds = actKinds.filter((kind): kind is AskedKind => kind !== 'transferOut')
const fitting = (subject: RowSubject) => kinds.filter((kind) => actFits(kind, subject, scene()))

describe('what a row offers', () => {
  it('is what makes sense on it', () => {
    expect(fitting(agents('2'))).toEqual(['ready', 'logIn', 'logOut', 'forceLogOut', 'sendText'])
    expect(fitting(agents('3'))).toEqual(['pause', 'logIn', 'logOut', 'forceLogOut', 'sendText'])
    expect(fitting(onCall('w'))).toEqual(['endCall', 'transferCall', 'pickCall', 'moveWaiting'])
    expect(fitting(onCall('c1'))).toContain('holdCall')
    expect(fitting(agents('1'))).toContain('holdCall')
    expect(fitting({ of: 'queue', queueId: 'q' })).toEqual(['broadcast'])
  })

  it('says why it cannot be done: the PBX, the right, the moment, an old floor', () => {
    const why = (over: Partial<ActScene>, kind: AskedKind = 'pause') =>
      actRefusal(words, kind, agents('3'), scene(over))?.sentence ?? null
    expect(why({})).toBeNull()
    expect(why({ site: { capabilities: site.capabilities, actRights: [...actKinds] } })).toBe(
      words.refusals.notByThisPbx,
    )
    expect(why({ site: { capabilities: { ...site.capabilities, acts: all }, actRights: [] } })).toBe(
      words.refusals.noRight,
    )
    expect(why({ feedLive: false })).toBe(words.refusals.feedStale)
    expect(why({}, 'endWrapUp')).toBe(words.errors.actNotPossible)
    expect(actRefusal(words, 'pause', null, scene())?.sentence).toBe(words.keys.refusals.noRowAtAll)
  })
})

describe('what is asked', () => {
  const choices: Partial<Record<AskedKind, Choice>> = {
    pause: { kind: 'text', text: 'Lunch' },
    logIn: { kind: 'queues', queueIds: ['r'] },
    logOut: { kind: 'queues', queueIds: null },
    transferCall: { kind: 'to', to: { kind: 'agent', agentId: '3' } },
    pickCall: { kind: 'me' },
    moveWaiting: { kind: 'front' },
    sendText: { kind: 'text', text: 'Slow down' },
    broadcast: { kind: 'text', text: 'Meeting' },
    markRecording: { kind: 'text', text: 'Complaint' },
  }

  it.each(kinds.filter((kind) => kind !== 'takeOver'))('%s fits the contract', (kind) => {
    const subject: RowSubject =
      kind === 'broadcast'
        ? { of: 'queue', queueId: 'q' }
        : kind === 'moveWaiting' || kind === 'pickCall'
          ? onCall('w')
          : agents('1')
    const asked = actsFor(kind, subject, scene(), choices[kind] ?? { kind: 'nothing' })
    expect(asked.map((one) => one.kind)).toEqual([kind])
    for (const one of asked) expect(actSchema.safeParse(one).success).toBe(true)
  })

  it('of several agents is one act each', () => {
    expect(actsFor('pause', agents('1', '3'), scene(), { kind: 'text', text: 'Lunch' })).toHaveLength(2)
  })

  it('is chosen from what fits: reasons, agents who can be reached, queues, a number as it is typed', () => {
    const about = { words, say, subject: onCall('c1'), scene: scene(), pauseReasons: ['Break', 'Lunch'] }
    const names = (kind: AskedKind, search: string) => optionsFor(kind, search, about).map(({ name }) => name)
    expect(names('pause', 'lun')).toEqual(['Lunch'])
    expect(names('transferCall', '')).toEqual(['Ben', 'Cem', 'Support'])
    expect(names('transferCall', '+1 (555) 010-0123')).toEqual(['Outside number +15550100123'])
    expect(names('transferCall', '+49 (0)30 123 456')).toEqual(['Outside number +4930123456'])
    expect(choiceOf('pause', [])).toBe('text')
    expect(choiceOf('endWrapUp', [])).toBeNull()
  })
})

describe('what takes it back', () => {
  it.each([
    [
      { kind: 'pause', agentId: '3', queueIds: null, reason: 'Lunch' },
      { kind: 'ready', agentId: '3', queueIds: null },
    ],
    [
      { kind: 'ready', agentId: '2', queueIds: null },
      { kind: 'pause', agentId: '2', queueIds: null, reason: 'Lunch' },
    ],
    [
      { kind: 'logOut', agentId: '3', queueIds: null },
      { kind: 'logIn', agentId: '3', queueIds: ['q', 'r'] },
    ],
    [
      { kind: 'logIn', agentId: '1', queueIds: ['q', 'r'] },
      { kind: 'logOut', agentId: '1', queueIds: ['r'] },
    ],
    [
      { kind: 'holdCall', callId: 'c1', agentId: '1' },
      { kind: 'resumeCall', callId: 'c1', agentId: '1' },
    ],
    [
      { kind: 'moveWaiting', callId: 'w', to: { queueId: 'r' } },
      { kind: 'moveWaiting', callId: 'w', to: { queueId: 'q' } },
    ],
    [{ kind: 'pause', agentId: '2', queueIds: null, reason: 'Break' }, null],
    [{ kind: 'endCall', callId: 'c1' }, null],
  ] as const)('%j: %j', (done, undo) => {
    expect(undoOf(actSchema.parse(done), floor)).toEqual(undo)
  })
})

describe('an act that is asked for', () => {
  function stage() {
    const desk = fakeDesk()
    const clock = fakeClock()
    const store = createActsStore()
    const refused: (readonly [string, string])[] = []
    const taken: unknown[] = []
    let ids = 0
    const parts = {
      desk: desk.desk,
      store,
      clock,
      floor: () => floor,
      refuse: (what: string, { sentence }: { sentence: string }) => void refused.push([what, sentence]),
      newId: () => `order-of-this-window-${++ids}`,
      takeOver: () => void taken.push(store.getState().done),
      words,
      acts: say,
    }
    return {
      taken,
      desk,
      clock,
      store,
      refused,
      run: (...asked: Parameters<typeof runActs>[1]) => runActs(parts, asked),
    }
  }
  const pause = actSchema.parse({ kind: 'pause', agentId: '3', queueIds: null, reason: 'Lunch' })

  it('stands on the row as asked until it is answered, and is then said, with the way back for eight seconds', async () => {
    const { desk, clock, store, run, refused } = stage()
    let answer = (_: ReturnType<typeof ok<null>>) => {}
    desk.answers.act = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const running = run(pause)
    await clock.advance(0)
    expect(store.getState()).toMatchObject({ asked: { 'agent 3': 'pausing…' }, done: null })
    answer(ok(null))
    await running
    expect(store.getState()).toMatchObject({
      asked: {},
      done: { sentence: 'Cem is paused.', undo: [{ kind: 'ready' }] },
    })
    await clock.advance(UNDO_MS)
    expect(store.getState().done).toBeNull()
    expect(refused).toEqual([])
  })

  it('has an id of its own each, and those that fail are said by name', async () => {
    const { desk, store, run, refused } = stage()
    desk.answers.act = ({ act }) =>
      'agentId' in act && act.agentId === '1' ? err({ code: 'actNotPossible', detail: 'notInQueue' }) : ok(null)
    await run(pause, { ...pause, agentId: '1' } as typeof pause)
    expect(new Set(desk.inputs('act').map(({ id }) => id)).size).toBe(2)
    expect(refused).toEqual([['Pause (Ana)', say.whys.notInQueue]])
    expect(store.getState().done?.sentence).toBe('Cem is paused.')
  })

  it('takes a call over by its monitor, which knows who hears, and asks the desk by no other way', async () => {
    const { desk, run, taken } = stage()
    await run(actSchema.parse({ kind: 'takeOver', ticketId: 't', target: { callId: 'c1', agentId: '1' } }))
    expect([taken.length, desk.inputs('act')]).toEqual([1, []])
  })

  it('of several that fail for different reasons says each with whom it is about', async () => {
    const { desk, run, refused } = stage()
    desk.answers.act = ({ act }) =>
      err({ code: 'actNotPossible', detail: 'agentId' in act && act.agentId === '1' ? 'notInQueue' : 'staticMember' })
    await run(pause, { ...pause, agentId: '1' } as typeof pause)
    expect(refused).toEqual([['Pause (2 agents)', `Cem: ${say.whys.staticMember} Ana: ${say.whys.notInQueue}`]])
  })

  it('without an answer is not shown as done', async () => {
    const { desk, store, run, refused } = stage()
    desk.answers.act = () => err({ code: 'actUnknown' })
    await run(pause)
    expect(store.getState()).toMatchObject({ asked: {}, done: null })
    expect(refused).toEqual([['Pause (Cem)', words.errors.actUnknown]])
  })

  it('that a rule refuses names the rule', () => {
    const error = { code: 'refusedByAccess', detail: 'byRule', rule: 'Own team' } as const
    expect(sentenceOf({ words, acts: say }, error)).toContain('Own team')
  })
})
