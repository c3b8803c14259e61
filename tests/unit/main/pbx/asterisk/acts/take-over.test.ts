// What a list of channels shows of a take over, and when the line that took a call over is hung up.
import { describe, expect, it } from 'vitest'
import { ok } from '#contract/result.ts'
import { followLine, nextLineAfter } from '#main/pbx/asterisk/acts/line-after.ts'
import { seenOf, whyNot } from '#main/pbx/asterisk/acts/take-over.ts'
import type { AmiMessage } from '#main/pbx/asterisk/wire/ami-codec.ts'
import { fakeClock } from '../../../../../fakes/fake-clock.ts'

const pair = { line: 'earshot.5001.line', caller: '1.0', agent: '1.1' }
const row = (Uniqueid: string, BridgeId = '') => ({ Uniqueid, Channel: `PJSIP/x-${Uniqueid}`, BridgeId })
const withAgent = [row(pair.caller, 'b'), row(pair.agent, 'b'), row(pair.line, 'earshot.room')]

describe('what the PBX shows', () => {
  it.each([
    ['the caller and the line alone in one bridge', [row(pair.caller, 'n'), row(pair.line, 'n')], 'done'],
    ['the caller with the agent', withAgent, 'notDone'],
    ['a third one in their bridge', [row(pair.caller, 'n'), row(pair.line, 'n'), row('9', 'n')], 'notDone'],
    ['no caller', [row(pair.agent), row(pair.line)], 'over'],
    ['no line', [row(pair.caller, 'b'), row(pair.agent, 'b')], 'over'],
    ['the caller on the way out of the bridge', [row(pair.caller), row(pair.agent), row(pair.line)], 'unknown'],
    ['the caller alone', [row(pair.caller), row(pair.line)], 'notDone'],
  ])('%s', (_, rows, kind) => {
    expect(seenOf(rows, pair).kind).toBe(kind)
  })
})

it('is not begun without the people it was asked for', () => {
  expect(whyNot(withAgent, pair)).toBeNull()
  expect(whyNot(withAgent.slice(0, 2), pair)?.code).toBe('unknownMonitor')
  expect(whyNot([row(pair.agent, 'b'), row(pair.line)], pair)?.code).toBe('callGone')
  expect(whyNot([row(pair.caller), row(pair.agent, 'b'), row(pair.line)], pair)?.code).toBe('peopleChanged')
})

it('keeps the caller whose agent has hung up in the same moment', () => {
  expect(whyNot([row(pair.caller, 'b'), row(pair.line)], pair)).toBeNull()
  expect(whyNot([row(pair.caller), row(pair.line)], pair)).toBeNull()
})

it('follows the line from bridge to bridge until it is gone', () => {
  const of = (Event: string, Uniqueid = pair.line) => ({ Event, Uniqueid })
  expect(nextLineAfter('bridged', pair.line, of('BridgeLeave', pair.caller))).toBe('bridged')
  expect(nextLineAfter('bridged', pair.line, of('BridgeLeave'))).toBe('alone')
  expect(nextLineAfter('alone', pair.line, of('BridgeEnter'))).toBe('bridged')
  expect(nextLineAfter('alone', pair.line, of('Hangup'))).toBe('gone')
  expect(nextLineAfter('gone', pair.line, of('BridgeEnter'))).toBe('gone')
})

describe('the line that took the call over', () => {
  /** `tell`: one event of the line. */
  function stage(rows: readonly ReturnType<typeof row>[]) {
    const clock = fakeClock()
    const listeners = new Set<(events: readonly AmiMessage[]) => void>()
    const asked: string[] = []
    const line = followLine(
      {
        onEvents: (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        feed: {
          action: async (name) => {
            asked.push(name)
            return ok({ head: {} as AmiMessage, rows: rows as unknown as readonly AmiMessage[] })
          },
        },
        parts: { clock },
      },
      pair.line,
    )
    const tell = (Event: string) => {
      for (const listener of listeners) listener([{ Event, Uniqueid: pair.line }])
    }
    return { line, tell, hungUp: () => asked.includes('Hangup'), pass: () => clock.advance(600) }
  }
  const alone = [row(pair.line)]

  it.each([['BridgeEnter', 'BridgeLeave'], ['BridgeLeave'], []])(
    'is hung up where the caller left before that was known (%s %s)',
    async (...events) => {
      const { line, tell, hungUp, pass } = stage(alone)
      for (const event of events) tell(event)
      line.taken('PJSIP/5001-1')
      await pass()
      expect(hungUp()).toBe(true)
    },
  )

  it('is hung up once the caller leaves, and not while they talk, though no event says so', async () => {
    const talks = stage([row(pair.line, 'n'), row(pair.caller, 'n')])
    talks.line.taken('PJSIP/5001-1')
    await talks.pass()
    expect(talks.hungUp()).toBe(false)
    const { line, tell, hungUp, pass } = stage(alone)
    tell('BridgeEnter')
    line.taken('PJSIP/5001-1')
    await pass()
    expect(hungUp()).toBe(false)
    tell('BridgeLeave')
    await pass()
    expect(hungUp()).toBe(true)
  })

  it('is left alone where nothing was taken over', async () => {
    const { line, tell, hungUp, pass } = stage(alone)
    line.stop()
    tell('BridgeLeave')
    await pass()
    expect(hungUp()).toBe(false)
  })
})
