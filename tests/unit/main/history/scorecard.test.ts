// The site's form on a call: who may fill it in, where it stands in the chain, and what it comes to in coverage and export.
import { describe, expect, it } from 'vitest'
import { anyHistory } from '#contract/history.ts'
import type { Settings } from '#contract/settings.ts'
import { type ScoreAnswer, scorecardForm } from '#contract/site/scorecard.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from '../desk/desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const busy = floorWith([aCall('c1', '1001'), aCall('c2', '1002')], [anAgent('1001'), anAgent('1002')])
const all = { filter: anyHistory, before: null, limit: 100 }
const question = { kind: 'yesNo', id: 'greeting', text: 'Greeted by name?', weight: 3 } as const
const form = scorecardForm.parse({ questions: [question, { kind: 'scale', id: 'calm', text: 'Calm?' }] })
const greeted = (answer: 'yes' | 'no' | 'notApplicable'): ScoreAnswer => ({ ...question, answer })
const calm = (answer: 1 | 5): ScoreAnswer => ({ kind: 'scale', id: 'calm', text: 'Calm?', weight: 1, answer })

async function live(set: Partial<Settings> = {}) {
  const console = deskUnderTest({ siteName: 'North', scorecard: form, ...set })
  console.clock.pass(1000)
  console.pbx.goLive(busy)
  const started = await console.startMonitor({ target, follow: false, why: 'order' })
  const ticketId = started.ok ? started.value.id : ''
  console.clock.pass(500)
  console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
  const on = { kind: 'monitor', ticketId, target } as const
  return { ...console, ticketId, on, record: { kind: 'record', id: `${ticketId}-1` } as const }
}

describe('a scorecard', () => {
  it('filled in while listening, and again after, stands in the history twice, with who and when', async () => {
    const { on, record, clock, ticketId, scoreCall, endMonitor, listHistory } = await live()
    expect(await scoreCall({ on, answers: [greeted('no')] })).toEqual({ ok: true, value: null })
    clock.pass(1000)
    await endMonitor({ ticketId })
    expect(await scoreCall({ on: record, answers: [greeted('yes'), calm(5)] })).toEqual({ ok: true, value: null })
    expect((await listHistory(all)).entries).toMatchObject([
      {
        record: { why: 'order' },
        scores: [
          { at: 1500, by: 'Supervisor', answers: [greeted('no')] },
          { at: 2500, by: 'Supervisor', answers: [greeted('yes'), calm(5)] },
        ],
      },
    ])
  })

  it('on the card is taken also just after the monitor has gone', async () => {
    const { on, ticketId, scoreCall, endMonitor, listHistory } = await live()
    await endMonitor({ ticketId })
    expect((await scoreCall({ on, answers: [calm(1)] })).ok).toBe(true)
    expect((await listHistory(all)).entries[0]?.scores).toHaveLength(1)
  })

  it('is refused of a call nobody listened to', async () => {
    const { on, scoreCall } = await live()
    const answers = [calm(1)]
    const other = { ...on, target: { callId: 'c2', agentId: '1002' } }
    expect(await scoreCall({ on: other, answers })).toEqual({ ok: false, error: { code: 'unknownMonitor' } })
    const nothing = { kind: 'record', id: 'nobody' } as const
    expect(await scoreCall({ on: nothing, answers })).toEqual({ ok: false, error: { code: 'notInHistory' } })
  })

  it('is refused when the site has changed the form meanwhile; what was filled in before keeps its own questions', async () => {
    const { on, scoreCall, ticketId, endMonitor, listHistory, settings } = await live()
    await scoreCall({ on, answers: [greeted('yes')] })
    const asked = scorecardForm.parse({ questions: [{ ...question, text: 'Greeted?' }] })
    settings.replace({ scorecard: asked })
    expect(await scoreCall({ on, answers: [greeted('yes')] })).toEqual({
      ok: false,
      error: { code: 'scorecardChanged' },
    })
    await endMonitor({ ticketId })
    expect((await listHistory(all)).entries[0]?.scores).toMatchObject([{ answers: [{ text: 'Greeted by name?' }] }])
  })

  it('is for the roles the site names, and for nobody where it has none', async () => {
    const refused = { ok: false, error: { code: 'refusedByAccess', detail: 'noRight' } }
    const coach = { name: 'Sue', extension: '5001', role: 'coach' }
    const forLeads = await live({ scorecard: { ...form, roles: ['lead'] }, supervisor: coach })
    expect(await forLeads.scoreCall({ on: forLeads.on, answers: [calm(1)] })).toEqual(refused)
    expect((await forLeads.hello(null)).site.scorecard).toBeNull()
    const none = await live({ scorecard: null })
    expect(await none.scoreCall({ on: none.on, answers: [calm(1)] })).toEqual(refused)
    const forCoaches = await live({ scorecard: { ...form, roles: ['coach'] }, supervisor: coach })
    expect((await forCoaches.scoreCall({ on: forCoaches.on, answers: [calm(1)] })).ok).toBe(true)
    expect((await forCoaches.hello(null)).site.scorecard).toEqual({ questions: form.questions })
  })

  it('is averaged by agent in coverage, while the call runs and after, and says of how many calls', async () => {
    const { on, scoreCall, hop, pbx, ticketId, clock, coverage } = await live()
    const scored = async () =>
      (await coverage({ from: 0 })).map(({ agentId, score, scored: calls }) => [agentId, score, calls])
    expect(await scored()).toEqual([['1001', null, 0]])
    await scoreCall({ on, answers: [greeted('yes'), calm(1)] })
    expect(await scored()).toEqual([['1001', 0.75, 1]])
    const next = { callId: 'c2', agentId: '1002' }
    await hop({ ticketId, target: next, why: 'chosen' })
    clock.pass(10)
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: next, by: 'hop' })
    await scoreCall({ on: { ...on, target: next }, answers: [greeted('notApplicable')] })
    expect(await scored()).toEqual([
      ['1001', 0.75, 1],
      ['1002', null, 0],
    ])
  })

  it('is in both exports: in the CSV as a figure and in its own words', async () => {
    const { on, scoreCall, ticketId, endMonitor, exportHistory } = await live()
    await scoreCall({ on, answers: [greeted('yes'), calm(1)] })
    await endMonitor({ ticketId })
    const wish = { separator: ';', filter: anyHistory, after: null } as const
    const csv = (await exportHistory({ ...wish, format: 'csv' })).text
    expect(csv.split('\r\n')[0]).toMatch(/;score_percent;scorecards;notice$/)
    expect(csv).toContain(
      ';75;"1970-01-01 00:00:01 Supervisor 75%: Greeted by name? yes (weight 3); Calm? 1 (weight 1)"',
    )
    expect((await exportHistory({ ...wish, format: 'jsonl' })).text).toContain('"kind":"score"')
  })
})
