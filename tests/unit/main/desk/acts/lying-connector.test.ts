// Acts over a connector that answers late, twice asked, refuses, fails or never answers: never done twice, never written as done when it is not.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actKinds } from '#contract/acts/act-kinds.ts'
import type { Act } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import type { ActRecord, HistoryRecord } from '#contract/history.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { createDeskActs, type DeskActsParts } from '#main/desk/acts.ts'
import { aCall, anAgent, floorWith } from '../../../../fakes/floors.ts'

const floor = floorWith([aCall('c1', '1')], [anAgent('1'), anAgent('2')])
const changed = floorWith([aCall('c1', '2')], [anAgent('2')])

const answers = {
  done: async () => ok(null),
  refused: async () => err(deskFailure('actNotPossible', 'notInQueue')),
  unknown: async () => err(deskFailure('actUnknown')),
  fails: async () => Promise.reject(new Error('a defect')),
  never: () => new Promise<Result<null>>(() => undefined),
} satisfies Record<string, () => Promise<Result<null>>>
type Answer = keyof typeof answers

function stage(answerOf: (id: string) => Answer, isRefused = () => false) {
  const runs: string[] = []
  const records: ActRecord[] = []
  let now = 0
  let seen = floor
  const never = { name: 'Hands off', never: [...actKinds] }
  const accessContext = () => ({
    floor: seen,
    status: { kind: 'live' },
    rights: { sits: null, asker: { role: null, teams: [] }, rules: isRefused() ? [never] : [] },
  })
  const parts = {
    connector: {
      acts: {
        can: () => Object.fromEntries(actKinds.map((kind) => [kind, null])),
        run: (_act: Act, id: string) => {
          runs.push(id)
          return answers[answerOf(id)]()
        },
      },
    },
    accessContext,
    settings: { current: () => ({ pauseReasons: [] }) },
    current: () => null,
    append: (record: HistoryRecord) => record.kind === 'act' && records.push(record),
    who: () => ({ site: 's', supervisor: { name: 'Sue', extension: '5001' } }),
    clock: { now: () => now },
    log: () => undefined,
  } as unknown as DeskActsParts
  const acts = createDeskActs(parts)
  return {
    runs,
    records,
    pass: (ms: number) => {
      now += ms
    },
    see: (next: typeof floor) => {
      seen = next
    },
    ask: (id: string, act: Act) => acts.act({ id, act }),
  }
}

const pause = (agentId: string): Act => ({ kind: 'pause', agentId, queueIds: null, reason: null })
const end: Act = { kind: 'endCall', callId: 'c1' }
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

const step = fc.record({
  id: fc.constantFrom('order-of-a-window-1', 'order-of-a-window-2', 'order-of-a-window-3', 'order-of-a-window-4'),
  act: fc.constantFrom(pause('1'), pause('2'), end),
  floor: fc.constantFrom(floor, changed),
  waits: fc.boolean(),
})
const script = fc.record({
  steps: fc.array(step, { maxLength: 24 }),
  answers: fc.array(fc.constantFrom(...(Object.keys(answers) as Answer[])), { minLength: 4, maxLength: 4 }),
})

describe('acts over a connector that lies', () => {
  it('are run once an id, and are done in answer and history alone where the connector said so', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ steps, answers: told }) => {
        const answerOf = (id: string): Answer => told[Number(id.at(-1)) - 1] ?? 'never'
        const { runs, records, ask, see } = stage(answerOf)
        const got = new Map<string, Result<null>[]>()
        for (const { id, act, floor: now, waits } of steps) {
          see(now)
          void ask(id, act).then((answer) => got.set(id, [...(got.get(id) ?? []), answer]))
          if (waits) await settled()
        }
        await settled()
        expect(new Set(runs).size).toBe(runs.length)
        for (const [id, all] of got) {
          const isDone = runs.includes(id) && answerOf(id) === 'done'
          for (const one of all)
            if (one.ok) expect(isDone).toBe(true)
            else expect(one.error.code).not.toBe('internal')
        }
        for (const id of new Set(records.map((record) => record.id))) {
          const last = records.findLast((record) => record.id === id)
          const wasRun = runs.includes(id)
          expect(last?.outcome.kind === 'done').toBe(wasRun && answerOf(id) === 'done')
          expect(last?.outcome.kind === 'asked').toBe(wasRun && answerOf(id) === 'never')
          expect(last?.outcome.kind === 'unknown').toBe(wasRun && /unknown|fails/.test(answerOf(id)))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are judged by the rights of the moment, not of the first asking', async () => {
    let isRefused = true
    const { ask, runs } = stage(
      () => 'done',
      () => isRefused,
    )
    expect(await ask('order-of-a-window-1', pause('1'))).toMatchObject({ error: { rule: 'Hands off' } })
    isRefused = false
    expect(await ask('order-of-a-window-2', pause('1'))).toEqual(ok(null))
    isRefused = true
    expect(await ask('order-of-a-window-3', pause('1'))).toMatchObject({ error: { rule: 'Hands off' } })
    expect(runs).toEqual(['order-of-a-window-2'])
  })

  it('one whose answer is awaited is run once, however many others come meanwhile', async () => {
    const { ask, runs, pass } = stage((id) => (id === 'order-of-a-window-1' ? 'never' : 'done'))
    void ask('order-of-a-window-1', end)
    for (let at = 0; at < 1100; at++) {
      pass(1000)
      await ask(`order-of-a-window-x${at}`, pause('2'))
    }
    void ask('order-of-a-window-1', end)
    await settled()
    expect(runs.filter((id) => id === 'order-of-a-window-1')).toHaveLength(1)
  })
})
