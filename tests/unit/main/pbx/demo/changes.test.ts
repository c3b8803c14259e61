import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modes } from '#contract/monitor.ts'
import { type Change, FRESH_MS, matchReport } from '#main/pbx/demo/changes.ts'

const change = (changeId: number, mode: Change['mode'], askedAt = 0): Change => ({ changeId, mode, askedAt })

describe('a report of the PBX', () => {
  it('answers the first change of its mode and drops those lost before it', () => {
    const waiting = [change(1, 'whisperAgent'), change(2, 'listen'), change(3, 'join'), change(4, 'listen')]
    expect(matchReport(waiting, 'listen', 0)).toEqual({ changeId: 2, waiting: waiting.slice(2) })
  })

  it('that nobody asked for answers no change', () => {
    const waiting = [change(1, 'join')]
    expect(matchReport(waiting, 'listen', 0)).toEqual({ changeId: null, waiting })
  })

  it('answers the young change when an old one of the same mode was lost', () => {
    const waiting = [change(1, 'join', 0), change(2, 'listen', 10), change(3, 'join', FRESH_MS + 1)]
    expect(matchReport(waiting, 'join', FRESH_MS + 2)).toEqual({ changeId: 3, waiting: [] })
  })

  it('that comes very late still answers its own change, so that nobody takes it for a new one', () => {
    expect(matchReport([change(1, 'join', 0)], 'join', 60_000).changeId).toBe(1)
  })

  it('answers the last of a run asked for one mode, so that lost digits never leave the window one behind', () => {
    const waiting = [change(1, 'listen'), change(2, 'listen'), change(3, 'listen'), change(4, 'join')]
    expect(matchReport(waiting, 'listen', 0)).toEqual({ changeId: 3, waiting: waiting.slice(3) })
  })

  it('in the order of asking answers every change by its own number', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...modes)), (any) => {
        const asked = any.filter((mode, n) => mode !== any[n - 1])
        let waiting: readonly Change[] = asked.map((mode, n) => change(n, mode))
        const answered = asked.map((mode) => {
          const match = matchReport(waiting, mode, 0)
          waiting = match.waiting
          return match.changeId
        })
        expect(answered).toEqual(asked.map((_, n) => n))
      }),
    )
  })
})
