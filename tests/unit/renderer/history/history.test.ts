import { describe, expect, it } from 'vitest'
import { anyHistory, type CallRecord } from '#contract/history.ts'
import { exportName, readExport } from '#renderer/history/export-history.ts'
import { heardText, modeTexts, refusalTexts, unsureTexts, whomText } from '#renderer/history/record-text.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { speak } from '#renderer/words/spoken.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'

describe('bringing the history out', () => {
  it('reads piece after piece until the last', async () => {
    const { desk, answers, inputs } = fakeDesk()
    answers.exportHistory = ({ after }) => ({
      text: `from ${after};`,
      next: after === null ? 7 : after === 7 ? 9 : null,
    })
    expect((await readExport(desk, 'csv', anyHistory)).join('')).toBe('from null;from 7;from 9;')
    expect(inputs('exportHistory').map(({ format }) => format)).toEqual(['csv', 'csv', 'csv'])
  })

  it('parts the fields as the spreadsheets of the locale expect it', async () => {
    const { desk, answers, inputs } = fakeDesk()
    answers.exportHistory = () => ({ text: '', next: null })
    for (const locale of ['en-GB', 'de-DE', 'es-MX']) {
      await speak({ language: 'en', locale })
      await readExport(desk, 'csv', anyHistory)
    }
    await speak({ language: 'en', locale: 'en' })
    expect(inputs('exportHistory').map(({ separator }) => separator)).toEqual([',', ';', ','])
  })

  it('names the file by the day', () => {
    expect(exportName('jsonl', new Date(2026, 2, 2, 23, 59).getTime())).toBe('earshot-history-2026-03-02.jsonl')
  })
})

describe('a record in words', () => {
  const heard = (name: string): CallRecord['call'] => ({
    callId: name,
    at: 0,
    until: 1,
    by: 'listen',
    queue: null,
    agent: { id: '1', name, extension: '1' },
    other: { name: null, number: '+15550100', onNet: false },
  })
  const record = (over: Partial<CallRecord>): CallRecord => ({
    kind: 'call',
    id: 'm-1',
    monitorId: 'm',
    site: 's',
    supervisor: { name: 'Sue', extension: '5001' },
    why: 'chosen',
    askedAt: 0,
    attachedAt: 1000,
    endedAt: 62_000,
    call: heard('Ana'),
    modes: [],
    refusals: [],
    unsure: [],
    notes: [],
    tags: [],
    end: 'asked',
    ...over,
  })

  it('names the two on the call', () => {
    expect(whomText(words, record({ call: heard('Ben') }))).toBe('Ben and +15550100')
  })

  it('is as long as the line was on the call, and claims no length of what never began or whose end is not known', () => {
    expect(heardText(words, record({ call: { ...heard('Ana'), until: 43_000 }, endedAt: 99_000 }))).toBe('0:42')
    expect(heardText(words, record({ attachedAt: null }))).toBe(words.history.notHeard)
    expect(heardText(words, record({ call: { ...heard('Ana'), until: null } }))).toBe('')
  })

  it('says which mode may have been in force while nobody knew, and until when', () => {
    const at = new Date(2026, 2, 2, 9, 30, 5).getTime()
    const unsure: CallRecord['unsure'] = [
      { modes: ['listen', 'whisperAgent'], at, until: at + 4_000 },
      { modes: ['join'], at, until: null },
    ]
    expect(unsureTexts(words, record({ unsure }))).toEqual([
      'Not confirmed: whispered to the agent from 09:30:05 to 09:30:09',
      'Not confirmed: joined from 09:30:05',
    ])
  })

  it('says modes with their times, and what was refused with the reason a person can act on', () => {
    const at = new Date(2026, 2, 2, 9, 30, 5).getTime()
    expect(modeTexts(words, record({ modes: [{ mode: 'join', at, asked: true }] }))).toEqual(['Joined at 09:30:05'])
    const refusals: CallRecord['refusals'] = [
      { at, wanted: 'whisperCaller', error: { code: 'refusedByAccess', detail: 'callerOffNet' } },
      { at, wanted: 'startMonitor', error: { code: 'callGone', detail: 'internal text' } },
    ]
    expect(refusalTexts(words, record({ refusals }))).toEqual([
      `Speak to the caller only refused at 09:30:05. ${words.refusals.callerOffNet}`,
      `Listen refused at 09:30:05. ${words.errors.callGone}`,
    ])
  })
})
