// Persons at a seat: PIN or badge, idle sign-out that ends what is monitored, and PIN again before anybody hears.
import { beforeAll, describe, expect, it } from 'vitest'
import { hearersOf } from '#contract/hearers.ts'
import { anyHistory } from '#contract/history.ts'
import { type Mode, modes } from '#contract/monitor.ts'
import { type SitePerson, siteAccess } from '#contract/rights.ts'
import { type Settings, settings } from '#contract/settings.ts'
import { hashOf } from '#main/rights/pin.ts'
import { settle } from '../../../fakes/fake-clock.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1' }
const call = aCall('c1', '1')
const floor = floorWith([call], [anAgent('1', { team: 'North' })])
let people: SitePerson[] = []

beforeAll(async () => {
  const [pin, badge, other] = await Promise.all([hashOf('2468'), hashOf('0009871234'), hashOf('1357')])
  people = [
    { name: 'Sue Park', extension: '5001', role: 'coach', teams: ['North'], pin, badge },
    { name: 'Tom Reed', extension: '5002', role: 'manager', teams: [], pin: other },
  ]
})

const stage = (access: Partial<Settings['access']> = {}, set: Partial<Settings> = {}) => {
  const all = siteAccess.parse(access)
  const console = deskUnderTest({ policy: 'open', people, access: all, ...set })
  console.pbx.goLive(floor)
  const listen = async () => {
    const started = await console.startMonitor({ target, follow: false, why: 'chosen' })
    if (!started.ok) return { started, ticketId: '' }
    const ticketId = started.value.id
    console.clock.pass(1)
    console.pbx.tellMonitor({ kind: 'attached', ticketId, target })
    return { started, ticketId }
  }
  let changeId = 0
  const choose = async (ticketId: string, mode: Mode) => {
    changeId += 1
    const answer = await console.setMode({ ticketId, target, mode, hearers: [...hearersOf(call, '1', mode)], changeId })
    if (answer.ok) console.pbx.tellMonitor({ kind: 'mode', ticketId, mode, changeId })
    return answer
  }
  return { ...console, listen, choose }
}
const pin = (extension: string, shown: string) => ({ kind: 'pin' as const, extension, pin: shown })
const badge = (shown: string) => ({ kind: 'badge' as const, badge: shown })

describe('a seat where nobody has signed in', () => {
  it('lets nobody listen, and offers nothing', async () => {
    const { listen, hello, pbx } = stage()
    expect((await listen()).started).toEqual({ ok: false, error: { code: 'signInAtSeat' } })
    expect((await hello(null)).site.rights).toEqual([])
    expect(pbx.named('startMonitor')).toEqual([])
  })

  it('gives the page neither the hashes nor who may sit there', async () => {
    const { hello, report } = stage({ rules: [{ name: 'r', may: ['listen'] }] })
    const { settings: shown } = await hello(null)
    expect(shown.people).toEqual([])
    expect(shown.access.rules).toEqual([])
    expect(JSON.stringify(await report(null))).not.toMatch(/scrypt|Sue Park/)
  })
})

describe('signing in at a seat', () => {
  it.each([
    ['by PIN', pin('5001', '2468')],
    ['by badge, as its reader types it', badge(' 0009871234\r')],
  ])('%s gives the rights of that person, by whose name the history has it', async (_how, step) => {
    const { seat, listen, hello, endMonitor, listHistory, named } = stage({
      rules: [{ name: 'Coaches', roles: ['coach'], may: ['listen'], on: { ownTeam: true } }],
    })
    expect(await seat(step)).toEqual({ ok: true, value: null })
    expect(named('seat').at(-1)).toMatchObject({ kind: 'in', name: 'Sue Park', extension: '5001' })
    expect((await hello(null)).site).toMatchObject({ rights: ['listen'], supervisor: { name: 'Sue Park' } })
    const { started, ticketId } = await listen()
    expect(started.ok).toBe(true)
    await endMonitor({ ticketId })
    const page = await listHistory({ filter: anyHistory, before: null, limit: 9 })
    expect(page.entries[0]?.record.supervisor).toEqual({ name: 'Sue Park', extension: '5001' })
  })

  it.each([
    ['a wrong PIN', pin('5001', '9999')],
    ['another person’s PIN', pin('5001', '1357')],
    ['an extension nobody has', pin('7777', '2468')],
    ['a badge nobody has', badge('2468')],
    ['a PIN for a badge', badge('1357')],
  ])('is refused with %s', async (_what, step) => {
    const { seat, listen } = stage()
    expect(await seat(step)).toEqual({ ok: false, error: { code: 'wrongPin' } })
    expect((await listen()).started.ok).toBe(false)
  })

  it('is locked after five wrong ones, each time for longer, also for the right one and for many at once', async () => {
    const { seat, clock, named } = stage()
    const tries = await Promise.all(Array.from({ length: 50 }, () => seat(badge('1'))))
    // Only one is looked at at a time.
    expect(tries.filter((one) => !one.ok && one.error.code === 'wrongPin')).toHaveLength(1)
    for (let n = 0; n < 4; n++) await seat(badge('1'))
    expect(await seat(pin('5001', '2468'))).toEqual({ ok: false, error: { code: 'seatLocked' } })
    expect(named('seat').at(-1)).toMatchObject({ kind: 'wanted', lockedS: 30 })
    clock.pass(30_000)
    expect((await seat(badge('1'))).ok).toBe(false)
    clock.pass(30_000)
    expect(await seat(pin('5001', '2468'))).toEqual({ ok: false, error: { code: 'seatLocked' } })
    clock.pass(30_000)
    expect(await seat(pin('5001', '2468'))).toEqual({ ok: true, value: null })
  })

  it('is not asked for at a site that names no PIN and no badge', async () => {
    const { seat, listen } = stage({}, { people: [{ name: 'Sue', extension: '5001', teams: [] }] })
    expect((await listen()).started.ok).toBe(true)
    expect(await seat(pin('5001', '2468'))).toMatchObject({ ok: false, error: { code: 'badRequest' } })
  })
})

describe('leaving a seat', () => {
  it.each([
    ['by signing out', async ({ seat }: ReturnType<typeof stage>) => void (await seat({ kind: 'out' }))],
    [
      'by doing nothing for as long as the site allows',
      async ({ clock }: ReturnType<typeof stage>) => clock.advance(61_000),
    ],
    [
      'because the site names that person no more',
      async ({ settings: store }: ReturnType<typeof stage>) => store.replace({ people: people.slice(1) }),
    ],
  ])('%s ends what is monitored', async (_how, leave) => {
    const console = stage({ signOutAfterS: 60 })
    await console.seat(pin('5001', '2468'))
    const { ticketId } = await console.listen()
    await leave(console)
    await settle()
    expect(console.pbx.named('endMonitor')).toEqual([['endMonitor', ticketId]])
    expect(console.named('seat').at(-1)).toMatchObject({ kind: 'wanted' })
    const { entries } = await console.listHistory({ filter: anyHistory, before: null, limit: 9 })
    expect(entries[0]?.record).toMatchObject({ end: 'notAllowed', supervisor: { name: 'Sue Park' } })
    expect((await console.listen()).started).toEqual({ ok: false, error: { code: 'signInAtSeat' } })
  })

  it('does not come about while somebody touches the console', async () => {
    const { seat, clock, named, listen } = stage({ signOutAfterS: 60 })
    await seat(pin('5001', '2468'))
    for (let n = 0; n < 10; n++) {
      await clock.advance(30_000)
      await seat({ kind: 'active' })
    }
    expect(named('seat').at(-1)).toMatchObject({ kind: 'in' })
    expect((await listen()).started.ok).toBe(true)
  })
})

describe('before anybody hears', () => {
  const confirm = siteAccess.parse({ confirm: { forS: 100, idleS: 40 } }).confirm
  it.each(modes.filter((mode) => mode !== 'listen'))(
    'PIN or badge is wanted again for %s, after a while or idleness',
    async (mode) => {
      const console = stage({ confirm })
      const { seat, clock, choose, pbx, named } = console
      await seat(pin('5001', '2468'))
      const { ticketId } = await console.listen()
      expect(await choose(ticketId, mode)).toMatchObject({ ok: true })
      expect(await choose(ticketId, 'listen')).toMatchObject({ ok: true })
      await clock.advance(41_000) // untouched
      await seat({ kind: 'active' }) // whoever comes then may be another
      expect(await choose(ticketId, mode)).toEqual({ ok: false, error: { code: 'confirmNeeded' } })
      expect(named('seat').at(-1)).toMatchObject({ kind: 'in', confirm: 'wanted' })
      expect(pbx.named('setMode')).toHaveLength(2)
      // A colleague's PIN confirms nothing, and does not make the seat theirs.
      expect(await seat(pin('5002', '1357'))).toEqual({ ok: false, error: { code: 'wrongPin' } })
      expect(await choose(ticketId, mode)).toMatchObject({ ok: false })
      expect(await seat(pin('5001', '0009871234'))).toEqual({ ok: true, value: null })
      expect(named('seat').at(-1)).toMatchObject({ kind: 'in', name: 'Sue Park', confirm: 'notNow' })
      expect(await choose(ticketId, mode)).toMatchObject({ ok: true })
      expect(await choose(ticketId, 'listen')).toMatchObject({ ok: true })
      for (let n = 0; n < 5; n++) {
        await clock.advance(25_000)
        await seat({ kind: 'active' })
      }
      expect(await choose(ticketId, mode)).toEqual({ ok: false, error: { code: 'confirmNeeded' } })
    },
  )

  it('nothing is asked again for listening', async () => {
    const { seat, listen, clock } = stage({ confirm })
    await seat(pin('5001', '2468'))
    await clock.advance(500_000)
    expect((await listen()).started.ok).toBe(true)
  })
})

describe('numbers hidden from a role', () => {
  const outside = { name: '+15550177 Ada', number: '+15550100', onNet: false, agentId: null }
  const hidden = aCall('c1', '1', { from: outside, parkedBy: '+15550188' })
  const secret = /555-?0?1(00|77|88)|5550100/
  const hiding = (role: string) =>
    stage({ hideNumbersFrom: ['coach'] }, { people: [], supervisor: { name: 'Sue', extension: '5001', role } })

  it('leave the desk neither with the floor, nor the history, nor its exports, and are found by no search', async () => {
    const { pbx, watchFloor, signals, listHistory, exportHistory, startMonitor, endMonitor, setMode, clock } =
      hiding('coach')
    pbx.goLive(floorWith([hidden], [anAgent('1')]))
    await watchFloor(null)
    pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [{ ...hidden, state: 'held' }] } } })
    await clock.advance(1000)
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    const ticketId = started.ok ? started.value.id : ''
    clock.pass(1)
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    const shown = signals.findLast(({ name }) => name === 'floor')
    const patch = shown?.name === 'floor' && shown.payload.kind === 'patch' ? shown.payload.patch : {}
    const seen = patch.calls?.set?.[0]
    expect(seen?.from).toMatchObject({ name: null, number: '' })
    // Who would hear is told apart without the number.
    const wish = { ticketId, target, mode: 'join' as const, changeId: 1 }
    expect(await setMode({ ...wish, hearers: seen ? [...hearersOf(seen, '1', 'join')] : [] })).toMatchObject({
      ok: true,
    })
    await endMonitor({ ticketId })
    const page = await listHistory({ filter: anyHistory, before: null, limit: 9 })
    expect(page.found).toBe(1)
    expect((await listHistory({ filter: { ...anyHistory, search: '5550100' }, before: null, limit: 9 })).found).toBe(0)
    const csv = await exportHistory({ format: 'csv', separator: ',', filter: anyHistory, after: null })
    for (const gone of [signals, page, csv]) expect(JSON.stringify(gone)).not.toMatch(secret)
    await expect(exportHistory({ format: 'jsonl', separator: ',', filter: anyHistory, after: null })).rejects.toThrow(
      'refusedByAccess',
    )
  })

  it('are another person when they are another number', async () => {
    const { pbx, startMonitor, setMode, watchFloor, signals, clock } = hiding('coach')
    pbx.goLive(floorWith([hidden], [anAgent('1')]))
    await watchFloor(null)
    const whole = signals.findLast(({ name }) => name === 'floor')
    const seen = whole?.name === 'floor' && whole.payload.kind === 'whole' ? whole.payload.floor.calls.c1 : undefined
    const started = await startMonitor({ target, follow: false, why: 'chosen' })
    const ticketId = started.ok ? started.value.id : ''
    clock.pass(1)
    pbx.tellMonitor({ kind: 'attached', ticketId, target })
    const other = { ...hidden, from: { ...outside, number: '+15550199' } }
    pbx.tellFloor({ kind: 'patch', patch: { calls: { set: [other] } } })
    const wish = { ticketId, target, mode: 'join' as const, changeId: 1 }
    expect(await setMode({ ...wish, hearers: seen ? [...hearersOf(seen, '1', 'join')] : [] })).toEqual({
      ok: false,
      error: { code: 'peopleChanged' },
    })
  })

  it('stay for other roles', async () => {
    const { pbx, watchFloor, signals } = hiding('manager')
    pbx.goLive(floorWith([hidden], [anAgent('1')]))
    await watchFloor(null)
    expect(JSON.stringify(signals)).toMatch(secret)
  })
})

describe('what a call allows', () => {
  it('is told the window anew when another sits down', async () => {
    const { seat, watchFloor, signals } = stage({
      rules: [{ name: 'Coaches', roles: ['coach'], may: ['listen'], on: { ownTeam: true } }],
    })
    await seat(pin('5001', '2468'))
    await watchFloor(null)
    const last = () => {
      const found = signals.findLast(({ name }) => name === 'floor')
      return found?.name === 'floor' && found.payload.kind === 'whole'
        ? found.payload.floor.calls.c1?.refused
        : undefined
    }
    expect(last()?.flatMap((one) => one.modes)).not.toContain('listen')
    await seat({ kind: 'out' })
    await seat(pin('5002', '1357'))
    expect(last()?.flatMap((one) => one.modes)).toContain('listen')
  })
})

it('a site file with two persons of one extension is refused', () => {
  const twice = [
    { name: 'A', extension: '1' },
    { name: 'B', extension: '1' },
  ]
  expect(settings.safeParse({ people: twice }).success).toBe(false)
})
