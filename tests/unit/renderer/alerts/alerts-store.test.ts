import { describe, expect, it } from 'vitest'
import { alertRules, type HelpRequest } from '#contract/alerts.ts'
import { emptyFloor, type Floor } from '#contract/floor.ts'
import { err, ok } from '#contract/result.ts'
import { newsSentences } from '#renderer/alerts/alert-text.ts'
import { type News, startAlerts } from '#renderer/alerts/alerts-store.ts'
import { tellNews } from '#renderer/alerts/tell-news.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

const asked: HelpRequest = { id: 'h1', agentId: '1001', callId: 'c1', at: 0, claim: null, offeredTo: null }
const busy = floorWith([aCall('c1', '1001', { answeredAt: 0 })], [anAgent('1001', { name: 'Ana' })])

function start(floor: Floor | null = busy) {
  const fake = fakeDesk()
  const news: News[] = []
  const time = { now: 900_000 }
  const scene = { floor }
  const alerts = startAlerts({
    desk: fake.desk,
    now: () => time.now,
    onNews: (what) => news.push(what),
    rules: () => alertRules.parse({ longCallS: 900 }),
    liveFloor: () => scene.floor,
    supervisor: () => 'Me',
  })
  return { ...fake, ...alerts, news, time, scene, view: () => alerts.store.getState() }
}

describe('the alerts of a window', () => {
  it('are told once, and again when a snooze has run out', () => {
    const { judge, news, view, time } = start()
    judge()
    judge()
    expect(news.map(({ alerts }) => alerts.map(({ id }) => id))).toEqual([['longCall c1']])
    view().snooze('longCall c1')
    time.now += 10 * 60_000 - 1
    judge()
    expect(news).toHaveLength(1)
    time.now += 1
    judge()
    expect(news).toHaveLength(2)
  })

  it('are not judged on an old picture', () => {
    const { judge, news, scene } = start(null)
    judge()
    expect(news).toEqual([])
    scene.floor = busy
    judge()
    expect(news).toHaveLength(1)
  })
})

describe('a request for help', () => {
  it('is told once, not again when it is claimed, and not on an old picture', () => {
    const { say, news, view, scene } = start()
    say('help', { requests: [asked], supervisors: ['Sue'] })
    say('help', { requests: [{ ...asked, claim: { by: 'Sue', at: 1 } }], supervisors: ['Sue'] })
    expect(news.map(({ help }) => help.map(({ id }) => id))).toEqual([['h1']])
    expect(view().help.requests[0]?.claim?.by).toBe('Sue')
    scene.floor = null
    say('help', { requests: [{ ...asked, id: 'h2' }], supervisors: [] })
    expect(news).toHaveLength(1)
  })

  it('that comes while the picture is old is told once it is live, unless somebody has it by then', () => {
    const { say, news, judge, scene } = start(null)
    say('help', { requests: [asked, { ...asked, id: 'h2' }], supervisors: ['Sue'] })
    judge()
    expect(news).toEqual([])
    say('help', { requests: [asked, { ...asked, id: 'h2', claim: { by: 'Sue', at: 1 } }], supervisors: ['Sue'] })
    scene.floor = emptyFloor
    judge()
    judge()
    expect(news.map(({ help }) => help.map(({ id }) => id))).toEqual([['h1']])
  })

  it('is told to whom it is handed over, once, and to nobody else', () => {
    const { say, news } = start()
    const told = () => news.flatMap((what) => newsSentences(words, busy, what, 0))
    const board = (over: Partial<HelpRequest>) => say('help', { requests: [{ ...asked, ...over }], supervisors: [] })
    board({ claim: { by: 'Sue', at: 1 } })
    board({ offeredTo: 'Tom' })
    expect(told()).toEqual([])
    board({ offeredTo: 'Me' })
    board({ offeredTo: 'Me' })
    expect(told()).toEqual(['Ana needs help, passed to you'])
    board({ claim: { by: 'Me', at: 2 } })
    expect(told()).toHaveLength(1)
  })

  it('that could not be claimed says why, until the next step works', async () => {
    const { answers, view, inputs, say } = start()
    say('help', { requests: [asked], supervisors: [] })
    answers.help = () => err({ code: 'pbxRefused' })
    const failed = await view().step({ do: 'claim', id: 'h1' })
    expect(failed).toEqual({ kind: 'failed', error: { code: 'pbxRefused' } })
    expect(view().failures.h1?.error).toEqual({ code: 'pbxRefused' })
    answers.help = () => ok(null)
    await view().step({ do: 'handOver', id: 'h1', to: 'Sue' })
    expect(view().failures).toEqual({})
    expect(inputs('help')).toEqual([
      { do: 'claim', id: 'h1' },
      { do: 'handOver', id: 'h1', to: 'Sue' },
    ])
  })

  it('of which the answer was lost has not failed once the board says who claims it', async () => {
    const { answers, view, say } = start()
    const board = (claim: HelpRequest['claim']) => say('help', { requests: [{ ...asked, claim }], supervisors: [] })
    board(null)
    answers.help = () => Promise.reject(new Error('cut'))
    await view().step({ do: 'claim', id: 'h1' })
    expect(view().failures.h1?.error).toEqual({ code: 'serverGone' })
    board({ by: 'Me', at: 1 })
    expect(view().failures).toEqual({})
    await view().step({ do: 'done', id: 'h1' })
    expect(view().failures.h1?.step).toBe('done')
    say('help', { requests: [], supervisors: [] })
    expect(view().failures).toEqual({})
  })

  it('takes the same step once: while it is under way, and for a moment after', async () => {
    const { answers, view, inputs, time } = start()
    answers.help = () => ok(null)
    const [first, second] = await Promise.all([1, 2].map(() => view().step({ do: 'claim', id: 'h1' })))
    const third = await view().step({ do: 'claim', id: 'h1' })
    expect([first, second, third].map((outcome) => outcome?.kind)).toEqual(['done', 'underWay', 'underWay'])
    time.now += 1000
    await view().step({ do: 'claim', id: 'h1' })
    expect(inputs('help')).toHaveLength(2)
  })
})

describe('news', () => {
  const all = { helpSound: true, sound: true, notify: true }
  const toldOf = (what: Partial<News>, rules: Parameters<typeof tellNews>[4]) => {
    const told: string[] = []
    tellNews(words, { alerts: [], help: [], ...what }, busy, 900_000, rules, {
      notify: (about, title, body) => told.push(`${about}|${title}|${body}`),
      chime: (tune) => told.push(`chime ${tune}`),
    })
    return told
  }
  const longCalls = () => {
    const { judge, news } = start()
    judge()
    return news[0]?.alerts ?? []
  }

  it('is said by name, requests for help first', () => {
    const both = { alerts: longCalls(), help: [asked] }
    expect(newsSentences(words, busy, both, 900_000)).toEqual(['Ana needs help', 'Long call: Ana, 15:00'])
  })

  it('of many at once is one sentence each, with the worst alert', () => {
    const [worst] = longCalls()
    const alerts = worst ? [worst, worst, worst, worst] : []
    const help = [1, 2, 3, 4].map((n) => ({ ...asked, id: `${n}` }))
    expect(newsSentences(words, busy, { alerts, help }, 900_000)).toEqual([
      '4 agents need help: Ana, Ana, Ana, & Ana',
      '4 new alerts. Long call: Ana, 15:00',
    ])
  })

  it('goes out as one notification and one chime, of help where there is any, as the rules want them', () => {
    const alerts = longCalls()
    const both = { alerts, help: [asked] }
    expect(toldOf(both, all)).toEqual(['chime help', 'help|Ana needs help|Long call: Ana, 15:00'])
    expect(toldOf({ alerts }, all)).toEqual(['chime alert', 'alert|Long call: Ana, 15:00|'])
    expect(toldOf(both, { ...all, helpSound: false, notify: false })).toEqual([])
    expect(toldOf({ alerts }, { ...all, sound: false, notify: false })).toEqual([])
    expect(toldOf({}, all)).toEqual([])
  })

  it('of requests for help sounds at first, of alerts only where it is wanted', () => {
    const rules = alertRules.parse({})
    expect(toldOf({ alerts: longCalls(), help: [asked] }, rules)).toEqual(['chime help'])
    expect(toldOf({ alerts: longCalls() }, rules)).toEqual([])
  })
})
