// Asterisk says why a phone did not answer: what is a fault of the line is told from nobody answering (seen on 22 and 16).
import { describe, expect, it } from 'vitest'
import { newAriLine, nextAriLine } from '#main/pbx/asterisk/spy/ari-line.ts'
import { newLine, nextLine } from '#main/pbx/asterisk/spy/dialplan-line.ts'
import { whyUnanswered } from '#main/pbx/asterisk/wire/hangup-cause.ts'

describe('why a phone did not answer', () => {
  it.each([
    ['wrong transport, 22', 34, 503, 'lineUnreached'],
    ['wrong transport, 16', 34, null, 'lineUnreached'],
    ['no softphone’s endpoint, 22', 58, 488, 'lineUnfit'],
    ['no softphone’s endpoint, 16', 58, null, 'lineUnfit'],
    ['nobody answers', 19, 480, 'lineHungUp'],
    ['given up', 16, null, 'lineHungUp'],
    ['declined', 21, 603, 'lineHungUp'],
    ['busy', 17, 486, 'lineHungUp'],
    ['not told', 0, null, 'lineHungUp'],
    ['the answer of SIP counts more', 58, 486, 'lineHungUp'],
  ] as const)('%s: %i, %s', (_what, q850, sip, reason) => {
    expect(whyUnanswered(q850, sip)).toBe(reason)
  })
})

describe.each([
  [
    'by ARI',
    (isAnswered: boolean) => {
      const asked = nextAriLine(newAriLine('t'), { kind: 'asked', id: 'a', reason: 'lineHungUp' }).state
      const line = isAnswered ? nextAriLine(asked, { kind: 'answered', id: 'a', reason: 'lineHungUp' }).state : asked
      return (reason: 'lineUnfit' | 'lineHungUp') => nextAriLine(line, { kind: 'gone', id: 'a', reason }).effects
    },
  ],
  [
    'by the dialplan',
    (isAnswered: boolean) => {
      const asked = nextLine(newLine('t'), { kind: 'asked', id: 'a' }, false).state
      const open = nextLine(asked, { kind: 'opened' }, false).state
      const line = isAnswered ? nextLine(open, { kind: 'up', id: 'a', name: 'PJSIP/a' }, false).state : open
      return (reason: 'lineUnfit' | 'lineHungUp') => nextLine(line, { kind: 'gone', id: 'a', reason }, false).effects
    },
  ],
] as const)('a line %s', (_how, lineOf) => {
  it('that never answered ends for the fault, or for not answering', () => {
    expect(lineOf(false)('lineUnfit')).toContainEqual({ do: 'lineDown', reason: 'lineUnfit' })
    expect(lineOf(false)('lineHungUp')).toContainEqual({ do: 'lineDown', reason: 'lineDidNotAnswer' })
  })

  it('that had answered has hung up, whatever the cause', () => {
    expect(lineOf(true)('lineUnfit')).toContainEqual({ do: 'lineDown', reason: 'lineHungUp' })
  })
})
