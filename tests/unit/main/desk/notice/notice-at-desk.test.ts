// The notice through the contract itself: told before it is heard, refused in the desk without it, and written in the history.
import { describe, expect, it } from 'vitest'
import { hearersOf } from '#contract/hearers.ts'
import { anyHistory } from '#contract/history.ts'
import type { Mode } from '#contract/monitor.ts'
import { siteNotice } from '#contract/notice/notice.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { settings } from '#contract/settings.ts'
import { settle } from '../../../../fakes/fake-clock.ts'
import { aCall, floorWith } from '../../../../fakes/floors.ts'
import { deskUnderTest } from '../desk-under-test.ts'

const target = { callId: 'c1', agentId: '1001' }
const other = { callId: 'c2', agentId: '1002' }
const call = aCall('c1', '1001')
const tone = { tone: { to: 'both', everyS: 15 } } as const
const announcement = { announcement: { to: 'both', sound: null } } as const
const lost = err({ code: 'timedOut' } as const)

function desk(rule: object, role?: string) {
  const notice = siteNotice.parse({ rules: [rule], privateFor: ['head'] })
  const supervisor = { name: 'Sue', extension: '5001', ...(role && { role }) }
  const console = deskUnderTest({ ...settings.parse({ policy: 'open', supervisor }), notice })
  const { pbx, clock, startMonitor, setMode, named } = console
  pbx.answers.setMode = async () => ok({ kind: 'asked' })
  pbx.goLive(floorWith([call, aCall('c2', '1002')]))
  const listen = async (isPrivate?: boolean) => {
    const started = await startMonitor({ target, follow: false, why: 'chosen', ...(isPrivate && { isPrivate }) })
    if (!started.ok) return started
    clock.pass(1)
    pbx.tellMonitor({ kind: 'attached', ticketId: started.value.id, target })
    await settle()
    return started
  }
  const ticket = async (isPrivate?: boolean): Promise<string> => {
    const started = await listen(isPrivate)
    if (!started.ok) throw new Error(started.error.code)
    return started.value.id
  }
  const choose = (ticketId: string, mode: Mode) =>
    setMode({ ticketId, target, mode, hearers: [...hearersOf(call, '1001', mode)], changeId: 1 })
  const sounds = () => pbx.named('playNotice').map(([, order]) => order)
  const history = async () => {
    const page = await console.desk.handlers.listHistory({ filter: anyHistory, before: null, limit: 10 })
    return page.entries[0]?.record
  }
  return { ...console, listen, ticket, choose, sounds, history, board: () => named('monitoringNotice').at(-1) }
}

describe('a tone the site demands', () => {
  it('is heard before the line hears the call, again and again, and stands in the history', async () => {
    const { ticket, pbx, clock, sounds, board, history, endMonitor } = desk(tone)
    const ticketId = await ticket()
    expect(pbx.calls.map(([name]) => name).filter((name) => /play|start/.test(name))).toEqual([
      'playNotice',
      'startMonitor',
    ])
    await clock.advance(30_000)
    expect(sounds()).toHaveLength(3)
    expect(sounds()[2]).toMatchObject({ target, sound: { kind: 'tone' }, to: 'both' })
    expect(board()).toMatchObject({ ticketId, tone: { to: 'both', everyS: 15, state: 'given' }, isPrivate: false })
    await endMonitor({ ticketId })
    await clock.advance(60_000)
    expect(sounds()).toHaveLength(3)
    expect(board()).toBeNull()
    expect((await history())?.notice).toEqual({ ...tone, announcement: null, sign: false, isPrivate: false })
  })

  it.each<[string, () => Promise<Result<null>>]>([
    ['is refused', async () => err({ code: 'pbxRefused', detail: 'no such sound' })],
    ['has no answer', async () => lost],
    ['throws', () => Promise.reject(new Error('a bug'))],
  ])('lets no monitor begin where it %s, and says why', async (_, play) => {
    const { listen, pbx, history } = desk(tone)
    pbx.answers.playNotice = play
    expect(await listen()).toMatchObject({ ok: false, error: { code: 'noticeNotGiven' } })
    expect(pbx.named('startMonitor')).toEqual([])
    expect(await history()).toMatchObject({ end: 'refused', refusals: [{ error: { code: 'noticeNotGiven' } }] })
  })

  it('ends the monitor when it cannot be played any more', async () => {
    const { ticket, pbx, clock, named, history } = desk(tone)
    await ticket()
    pbx.answers.playNotice = async () => lost
    await clock.advance(20_000)
    expect(pbx.named('endMonitor')).toHaveLength(1)
    expect(named('monitor').at(-1)).toMatchObject({ kind: 'ended', reason: 'noNotice' })
    expect(await history()).toMatchObject({ end: 'noNotice' })
  })

  it('goes on untold where the site lets it, which the window is told', async () => {
    const { ticket, pbx, clock, board } = desk({ ...tone, failing: 'goOn' })
    pbx.answers.playNotice = async () => lost
    await ticket()
    await clock.advance(20_000)
    expect(pbx.named('endMonitor')).toEqual([])
    expect(board()).toMatchObject({ tone: { state: 'failed' } })
  })

  it('is heard on another call before the line hears that; else the monitor stays', async () => {
    const { ticket, pbx, hop, sounds } = desk(tone)
    const ticketId = await ticket()
    expect(await hop({ ticketId, target: other, why: 'chosen' })).toMatchObject({ ok: true })
    expect(sounds().at(-1)).toMatchObject({ target: other })
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: other, by: 'hop' })
    await settle()
    expect(sounds()).toHaveLength(2)
    pbx.answers.playNotice = async () => lost
    expect(await hop({ ticketId, target, why: 'chosen' })).toMatchObject({ error: { code: 'noticeNotGiven' } })
    expect(pbx.named('hop')).toHaveLength(1)
  })

  it('is heard on the call that follow or a transfer brings', async () => {
    const { ticket, pbx, sounds } = desk(tone)
    const ticketId = await ticket()
    pbx.tellMonitor({ kind: 'retargeted', ticketId, target: other, by: 'follow' })
    await settle()
    expect(sounds().at(-1)).toMatchObject({ target: other })
  })
})

describe('an announcement', () => {
  it('must have been heard before anybody hears the supervisor', async () => {
    const { ticket, choose, announce, sounds, pbx, board } = desk(announcement)
    const ticketId = await ticket()
    expect(sounds()).toEqual([])
    expect(await choose(ticketId, 'join')).toMatchObject({ error: { code: 'announcementFirst' } })
    let isOver: () => void = () => {}
    pbx.answers.playNotice = () => new Promise((resolve) => (isOver = () => resolve(ok(null))))
    const heard = announce({ ticketId })
    await settle()
    expect(board()).toMatchObject({ announcement: { state: 'playing' } })
    expect(await choose(ticketId, 'whisperAgent')).toMatchObject({ error: { code: 'announcementFirst' } })
    isOver()
    expect(await heard).toEqual({ ok: true, value: null })
    expect(board()).toMatchObject({ announcement: { state: 'given' } })
    expect(await choose(ticketId, 'join')).toMatchObject({ ok: true })
    expect(pbx.named('setMode')).toHaveLength(1)
  })

  it('that fails leaves nobody to be heard, and is answered', async () => {
    const { ticket, choose, announce, pbx } = desk(announcement)
    const ticketId = await ticket()
    pbx.answers.playNotice = async () => lost
    expect(await announce({ ticketId })).toMatchObject({ error: { code: 'noticeNotGiven' } })
    expect(await choose(ticketId, 'join')).toMatchObject({ error: { code: 'noticeNotGiven' } })
    expect(await choose(ticketId, 'listen')).toMatchObject({ ok: true })
    expect(pbx.named('endMonitor')).toEqual([])
  })

  it('is due again when others come to the call', async () => {
    const { ticket, choose, announce, pbx } = desk(announcement)
    const ticketId = await ticket()
    await announce({ ticketId })
    const from = { name: null, number: '+15550199', onNet: false, agentId: null }
    pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [{ ...call, from }] } } })
    expect(await choose(ticketId, 'join')).toMatchObject({ ok: false })
    await announce({ ticketId })
    expect(pbx.named('playNotice')).toHaveLength(2)
  })
})

describe('listening privately', () => {
  it('is a right of the roles the site names, and stands in the history', async () => {
    const { ticket, sounds, board, history, endMonitor } = desk(tone, 'head')
    const ticketId = await ticket(true)
    expect(sounds()).toEqual([])
    expect(board()).toMatchObject({ isPrivate: true })
    await endMonitor({ ticketId })
    expect((await history())?.notice).toMatchObject({ isPrivate: true })
  })

  it('is refused to whoever has no such role', async () => {
    const { listen, pbx } = desk(tone, 'coach')
    expect(await listen(true)).toMatchObject({ error: { code: 'refusedByAccess', rule: 'notice.privateFor' } })
    expect(pbx.named('startMonitor')).toEqual([])
  })
})

describe('without any rule', () => {
  it('nobody is told', async () => {
    const { ticket, sounds, board, history, endMonitor, clock } = desk({ roles: ['coach'], ...tone }, 'head')
    const ticketId = await ticket()
    await clock.advance(60_000)
    await endMonitor({ ticketId })
    expect(sounds()).toEqual([])
    expect(board()).toBeUndefined()
    expect((await history())?.notice).toBeUndefined()
  })
})
