// What a wrong cell of the proof on the customer's own PBX is put down to.
import { describe, expect, it } from 'vitest'
import type { Mode } from '#contract/monitor.ts'
import type { EarName } from '#contract/site/proof.ts'
import { findingsOf, type OwnSeen } from '#main/proof/causes.ts'
import { judge } from '#main/proof/judge.ts'
import { proof as say } from '#renderer/words/en/later/proof.ts'

const sound: OwnSeen = {
  cells: [],
  method: 'dialplan',
  context: 'earshot-monitor',
  read: null,
  foreign: { agent: [], caller: [] },
  direct: false,
  gaps: { agent: 0, caller: 0 },
  unconfirmed: [],
  left: [],
}
const cell = (mode: Mode, ear: EarName, ...heard: readonly number[]) =>
  judge(mode, 'listen', ear, Object.fromEntries([440, 620, 1000].map((hz) => [hz, heard.includes(hz) ? -12 : -110])))
const only = (change: Partial<OwnSeen>): string => {
  const { wrong } = findingsOf({ ...sound, ...change })
  expect(wrong).toHaveLength(1)
  return wrong.map(say.finding).join()
}

describe('a cell that is wrong', () => {
  it.each<[Mode, EarName, readonly number[], RegExp]>([
    ['whisperAgent', 'agent', [620], /extension 5 of \[earshot-monitor\] lacks the flag w/],
    ['join', 'caller', [440], /extension 6 .* lacks the flag B. It has to be ChanSpy\(\$\{EARSHOT_SPY\},qbXBE\)/],
    ['whisperCaller', 'caller', [440], /extension 7 .* lacks the flag w/],
    ['whisperAgent', 'caller', [440, 1000], /extension 5 .* has the flag B where w belongs/],
    ['listen', 'agent', [620, 1000], /Your line is silent.* a recording tone/],
    ['listen', 'agent', [], /call itself is silent/],
    ['listen', 'agent', [620, 440], /echo/],
    ['listen', 'supervisor', [], /no common codec/],
    ['listen', 'supervisor', [440], /flag o/],
    ['listen', 'mouth', [1000], /sent sound while only listening/],
    ['join', 'mouth', [], /sent nothing/],
  ])('%s, %s hears %j', (mode, ear, heard, cause) => {
    expect(only({ cells: [cell(mode, ear, ...heard)] })).toMatch(cause)
  })

  it('is told once, however often its mode was entered', () => {
    const wrong = cell('join', 'agent', 620)
    expect(findingsOf({ ...sound, cells: [wrong, wrong] }).wrong).toHaveLength(1)
  })

  it('is not put down to ChanSpy where ARI monitors', () => {
    const told = only({ method: 'ari', cells: [cell('whisperAgent', 'agent', 620)] })
    expect(told).toMatch(/res_stasis_snoop/)
    expect(told).not.toMatch(/ChanSpy/)
  })

  it('that is only faint is not called silent', () => {
    const faint = judge('listen', 'start', 'agent', { 440: -110, 620: -45, 1000: -110 })
    expect(only({ cells: [faint] })).toMatch(/faint/)
  })
})

describe('what was read', () => {
  const right = { missing: [], faults: [] }
  it.each<[Mode, EarName, readonly number[], RegExp]>([
    ['whisperAgent', 'agent', [620], /isn’t passed on, though extension 5 .* does have ChanSpy\(.*,qbXwE\)/],
    ['whisperCaller', 'agent', [620, 1000], /wrong side hears you, though extension 7 .* does have ChanSpy/],
  ])('lets no flag be blamed that is there: %s, %s hears %j', (mode, ear, heard, cause) => {
    const told = only({ read: right, cells: [cell(mode, ear, ...heard)] })
    expect(told).toMatch(cause)
    expect(told).not.toMatch(/lacks|has the flag/)
  })

  it('still blames the line of another mode where that alone reads wrong', () => {
    const read = { missing: [], faults: [{ mode: 'join', fault: 'lacks', what: 'B' } as const] }
    const { wrong } = findingsOf({ ...sound, read, cells: [cell('join', 'caller', 440)] })
    expect(wrong.map(say.finding)).toEqual([
      expect.stringMatching(/^Join: extension 6 of \[earshot-monitor\] lacks the flag B\. It has to be .*qbXBE/),
      expect.stringMatching(/^Join – the caller hears: .* lacks the flag B/),
    ])
  })

  it('names what the context lacks wholly', () => {
    expect(only({ read: { missing: ['0', '7'], faults: [] } })).toMatch(/\[earshot-monitor\] has no extension 0, 7/)
  })
})

describe('beside the cells', () => {
  it('a right cell is no finding', () => {
    expect(findingsOf({ ...sound, cells: [cell('join', 'agent', 620, 1000)] })).toEqual({ wrong: [], notes: [] })
  })

  it('a tone nobody makes is a recording tone', () => {
    expect(only({ foreign: { agent: [], caller: [1400] } })).toMatch(/^At the caller: a tone of 1400 Hz .*recording/)
  })

  it('direct media alone is a note, and the cause of a gap that is heard', () => {
    expect(findingsOf({ ...sound, direct: true })).toEqual({
      wrong: [],
      notes: [{ about: 'direct' }],
    })
    expect(only({ direct: true, gaps: { agent: 9, caller: 2 } })).toMatch(/180 ms .* Direct media/)
  })

  it('a mode that never came and a channel that stayed are wrong', () => {
    expect(only({ unconfirmed: [{ from: 'listen', to: 'join' }] })).toMatch(/^Listen only to join: never confirmed/)
    expect(only({ left: ['PJSIP/5001-1'] })).toMatch(/PJSIP\/5001-1 is still on the phone system/)
    expect(only({ left: null })).toMatch(/AMI doesn’t say whether anything/)
  })
})
