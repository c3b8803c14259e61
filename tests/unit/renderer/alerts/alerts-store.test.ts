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
    const { answers, view, inputs } = start()
    answers.help = () => err({ code: 'pbxRefused' })
    view().step({ do: 'claim', id: 'h1' })
    await expect.poll(() => view().failure).toEqual({ code: 'pbxRefused' })
    answers.help = () => ok(null)
    view().step({ do: 'handOver', id: 'h1', to: 'Sue' })
    await expect.poll(() => view().failure).toBeNull()
    expect(inputs('help')).toEqual([
      { do: 'claim', id: 'h1' },
      { do: 'handOver', id: 'h1', to: 'Sue' },
    ])
  })
})

describe('news', () => {
  const outlets = () => {
    const told: string[] = []
    return {
      told,
      notify: (title: string, body: string) => told.push(`${title}|${body}`),
      chime: () => told.push('chime'),
    }
  }

  it('is said by name, requests for help first', () => {
    const { judge, news, say } = start()
    judge()
    say('help', { requests: [asked], supervisors: [] })
    const both = { alerts: news[0]?.alerts ?? [], help: news[1]?.help ?? [] }
    expect(newsSentences(words, busy, both, 900_000)).toEqual(['Ana needs help', 'Long call: Ana, 15:00'])
  })

  it('goes out as one notification and one chime, where the rules want them', () => {
    const out = outlets()
    tellNews(words, ['a', 'b', 'c'], { sound: true, notify: true }, out)
    expect(out.told).toEqual(['chime', 'a|More alerts: 2'])
    const quiet = outlets()
    tellNews(words, ['a'], { sound: false, notify: false }, quiet)
    tellNews(words, [], { sound: true, notify: true }, quiet)
    expect(quiet.told).toEqual([])
  })
})
