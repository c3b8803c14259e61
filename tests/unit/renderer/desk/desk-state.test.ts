import { describe, expect, it } from 'vitest'
import { asOf, type DeskState, freshness, nextDesk, starting } from '#renderer/desk/desk-state.ts'
import { aHello } from '../floor/hello.ts'

const ready = nextDesk(starting, { kind: 'hello', hello: aHello() })
const look = (state: DeskState) => {
  if (state.phase !== 'ready') throw new Error(`not ready: ${state.phase}`)
  return freshness(state)
}

describe('what the window knows of the desk', () => {
  it('takes nothing for true before the hello', () => {
    const status = { kind: 'status', status: { phase: 'live', since: 1, how: null } } as const
    expect(nextDesk(starting, status)).toBe(starting)
  })

  it('says why it could not start, but never throws away a console that has', () => {
    const failed = { kind: 'failed', error: { code: 'serverGone' } } as const
    expect(nextDesk(starting, failed)).toEqual({ phase: 'failed', error: { code: 'serverGone' } })
    expect(nextDesk(ready, failed)).toBe(ready)
  })

  it('is stale since the moment the phone system was lost, with the cause', () => {
    const cause = { code: 'pbxUnreachable' } as const
    const stale = nextDesk(ready, { kind: 'status', status: { phase: 'stale', since: 5000, cause } })
    expect(look(stale)).toEqual({ kind: 'stale', asOf: 5000, cause })
    expect(asOf(look(stale))).toBe(5000)
  })

  it('is behind up to the moment what is known is whole, and how late it is', () => {
    const status = { phase: 'behind', since: 5000, lateMs: 6000, how: null } as const
    const behind = look(nextDesk(ready, { kind: 'status', status }))
    expect(behind).toEqual({ kind: 'behind', asOf: 5000, lateMs: 6000 })
    expect(asOf(behind)).toBe(5000)
    const cause = { code: 'pbxRefused' } as const
    expect(look(nextDesk(ready, { kind: 'status', status: { ...status, cause } }))).toMatchObject({ cause })
  })

  it('trusts no status while its own server side is out of reach', () => {
    const lost = nextDesk(ready, { kind: 'link', up: false, cause: { code: 'serverGone' }, at: 7000 })
    expect(look(lost)).toEqual({ kind: 'deskLost', asOf: 7000, cause: { code: 'serverGone' } })
  })

  it('dates a loss from its first notice, however often it is told again', () => {
    const lost = nextDesk(ready, { kind: 'link', up: false, cause: null, at: 7000 })
    const again = nextDesk(lost, { kind: 'link', up: false, cause: null, at: 9000 })
    expect(asOf(look(again))).toBe(7000)
  })

  it('is live again once the link is back', () => {
    const lost = nextDesk(ready, { kind: 'link', up: false, cause: null, at: 7000 })
    const back = nextDesk(lost, { kind: 'link', up: true, cause: null, at: 8000 })
    expect(look(back).kind).toBe('live')
    expect(asOf(look(back))).toBeNull()
  })

  it('stays the very same while the link goes on being up', () => {
    const before = ready.phase === 'ready' ? ready.link : null
    const up = nextDesk(ready, { kind: 'link', up: true, cause: null, at: 8000 })
    expect(up).toMatchObject({ phase: 'ready', link: { up: true } })
    expect(up.phase === 'ready' ? up.link : null).toBe(before)
  })

  it('begins anew with each hello: the link that brought it is up', () => {
    const lost = nextDesk(ready, { kind: 'link', up: false, cause: null, at: 7000 })
    expect(nextDesk(lost, { kind: 'hello', hello: aHello() })).toEqual({
      phase: 'ready',
      hello: aHello(),
      link: { up: true },
    })
  })

  it('takes over the site, and leaves the rest as it was', () => {
    const site = { ...aHello().site, name: 'South' }
    const next = nextDesk(ready, { kind: 'site', site })
    expect(next).toEqual({ phase: 'ready', hello: { ...aHello(), site }, link: { up: true } })
  })

  const cause = { code: 'pbxRefused' } as const
  it.each([
    [
      { phase: 'connecting', since: 4000 },
      { kind: 'connecting', asOf: 4000 },
    ],
    [
      { phase: 'live', since: 4000, how: 'AMI' },
      { kind: 'live', how: 'AMI' },
    ],
    [
      { phase: 'live', since: 4000, how: null, cause },
      { kind: 'live', how: null, cause },
    ],
    [
      { phase: 'refused', since: 4000, cause },
      { kind: 'refused', asOf: 4000, cause },
    ],
  ] as const)('shows %j as it is', (status, wanted) => {
    expect(look(nextDesk(ready, { kind: 'status', status }))).toStrictEqual(wanted)
  })

  it('takes over new settings and forgets a notice that was read', () => {
    const noticed = nextDesk(starting, { kind: 'hello', hello: aHello({ notice: { code: 'settingsUnreadable' } }) })
    const read = nextDesk(noticed, { kind: 'noticeRead' })
    expect(read).toMatchObject({ hello: { notice: null } })
    const settings = { ...aHello().settings, theme: 'dark' as const }
    expect(nextDesk(read, { kind: 'settings', settings })).toMatchObject({ hello: { settings: { theme: 'dark' } } })
  })
})
