import { describe, expect, it } from 'vitest'
import { actKinds } from '#contract/acts/act-kinds.ts'
import { NO_RULE } from '#contract/acts/no-rule.ts'
import type { ActRecord, HistoryEntry } from '#contract/history.ts'
import { type ActSay, actText, outcomeText } from '#renderer/history/act-text.ts'
import { changed, everything, filterOf } from '#renderer/history/history-tools.tsx'
import { keyOf, rowsOf } from '#renderer/history/rows.ts'
import { de } from '#renderer/words/de/de.ts'
import { acts as germanActs } from '#renderer/words/de/later/acts.ts'
import { en } from '#renderer/words/en/en.ts'
import { acts as englishActs } from '#renderer/words/en/later/acts.ts'
import { es } from '#renderer/words/es/es.ts'
import { acts as spanishActs } from '#renderer/words/es/later/acts.ts'

const inEnglish: ActSay = { words: en, acts: englishActs }
const inGerman: ActSay = { words: de, acts: germanActs }
const inSpanish: ActSay = { words: es, acts: spanishActs }

const record = (over: Partial<ActRecord>): ActRecord => ({
  kind: 'act',
  id: 'act-1',
  site: 's',
  supervisor: { name: 'Sue', extension: '5001' },
  at: 5000,
  act: 'pause',
  agent: { id: '1', name: 'Grace Okafor', extension: '1007' },
  call: null,
  queues: [{ id: 'q', name: 'Support' }],
  to: null,
  detail: 'Lunch',
  outcome: { kind: 'done' },
  ...over,
})
const caller = { name: null, number: '+15550100', onNet: false }
const onCall = { agent: null, call: { id: 'c', other: caller }, detail: null }

describe('an act of the history in words', () => {
  it('says who did what to whom, in three languages', () => {
    expect(actText(inEnglish, record({}))).toBe('Sue paused Grace Okafor: “Lunch”.')
    expect(actText(inGerman, record({}))).toBe('Sue hat Grace Okafor pausiert: „Lunch“.')
    expect(actText(inSpanish, record({}))).toBe('Sue puso en pausa a Grace Okafor: «Lunch».')
  })

  it('tells only what was done as done', () => {
    for (const kind of ['asked', 'unknown'] as const)
      expect(actText(inEnglish, record({ outcome: { kind } }))).toBe('Sue wanted to pause Grace Okafor: “Lunch”.')
    const refused = { kind: 'refused', error: { code: 'timedOut' } } as const
    expect(actText(inGerman, record({ outcome: refused }))).toBe('Sue wollte Grace Okafor pausieren: „Lunch“.')
  })

  it('names the rule that refused, and the reason of a refusal', () => {
    const byRule = { code: 'refusedByAccess', detail: 'byRule', rule: 'Own team' } as const
    expect(outcomeText(inEnglish, record({ outcome: { kind: 'refused', error: byRule } }))).toBe(
      'Not done: the rule “Own team” doesn’t allow it',
    )
    const noRule = { ...byRule, rule: NO_RULE }
    expect(outcomeText(inSpanish, record({ outcome: { kind: 'refused', error: noRule } }))).toBe(
      'No se hizo: ninguna regla de su centro lo permite',
    )
    const held = { code: 'actNotPossible', detail: 'heldByPhone' } as const
    expect(outcomeText(inGerman, record({ outcome: { kind: 'refused', error: held } }))).toBe(
      `Nicht ausgeführt. ${germanActs.whys.heldByPhone}`,
    )
  })

  it('names both sides of a call, one side where nobody has answered, and where it went', () => {
    const to = { name: 'Ben', number: '1002' }
    const agent = { id: '1', name: 'Grace', extension: '1' }
    expect(actText(inEnglish, record({ ...onCall, agent, act: 'transferCall', to }))).toBe(
      'Sue transferred the call of Grace and +15550100 to Ben.',
    )
    const out = { name: '', number: '0815' }
    expect(actText(inEnglish, record({ ...onCall, agent, act: 'transferOut', to: out }))).toBe(
      'Sue transferred the call of Grace and +15550100 to the outside number 0815.',
    )
    expect(actText(inEnglish, record({ ...onCall, act: 'pickCall' }))).toBe('Sue picked up the call of +15550100.')
    expect(actText(inEnglish, record({ ...onCall, act: 'pickCall', to }))).toBe(
      'Sue gave the call of +15550100 to Ben.',
    )
    expect(actText(inEnglish, record({ ...onCall, act: 'moveWaiting', detail: 'front' }))).toBe(
      'Sue moved +15550100 to the front of the queue.',
    )
  })

  it('has no gap and no word of code in any sentence, whatever is missing', () => {
    for (const say of [inEnglish, inGerman, inSpanish])
      for (const act of actKinds)
        for (const outcome of [{ kind: 'done' }, { kind: 'unknown' }] as const) {
          const isOfCall = /Call|Over|Waiting|ecord|transferOut/.test(act)
          const bare = isOfCall ? { ...onCall, call: { id: 'c', other: null }, to: { name: '', number: '1' } } : {}
          for (const one of [
            record({ ...bare, act, outcome }),
            record({ ...bare, agent: record({}).agent, act, outcome }),
          ]) {
            const sentence = actText(say, one)
            expect(sentence).not.toMatch(/undefined|null|\[object| {2}|\(\)/)
            expect(sentence.length).toBeGreaterThan(10)
          }
        }
  })
})

describe('rows of the history', () => {
  it('stand in the order of the desk: newest first, calls and acts in one', () => {
    const call = (id: string, at: number) => ({ record: { id, askedAt: 0, attachedAt: at } }) as HistoryEntry
    const act = (id: string, at: number) => ({ seq: 1, hash: '', record: record({ id, at }) })
    const page = { entries: [call('c2', 40), call('c1', 10)], acts: [act('a9', 40), act('a1', 20)] }
    expect(rowsOf(page).map(keyOf)).toEqual(['call c2', 'act a9', 'act a1', 'call c1'])
  })

  it('are asked for as acts or by the reason and mode of calls, never by both', () => {
    const joined = changed(changed(everything, { mode: 'join' }), { why: 'alert' })
    expect(filterOf(joined, 0)).toMatchObject({ act: null, mode: 'join', why: 'alert' })
    const paused = changed(joined, { act: 'pause' })
    expect(filterOf(paused, 0)).toMatchObject({ act: 'pause', mode: null, why: null })
    expect(filterOf(changed(paused, { why: 'alert' }), 0)).toMatchObject({ act: null, why: 'alert' })
    const calls = changed(changed(joined, { act: 'none' }), { why: 'help' })
    expect(filterOf(calls, 0)).toMatchObject({ act: 'none', mode: 'join', why: 'help' })
  })
})
