// @vitest-environment jsdom
// The lane as a supervisor meets it, by mouse and by keyboard.
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '#contract/result.ts'
import { systemNotify } from '#renderer/alerts/tell-news.ts'
import { alertPlace } from '#renderer/alerts/use-alert-place.ts'
import { asks, calling, lane, laneStage, quietFloor, S, START, shown, slotOf, slots } from './lane-stage.tsx'

let stage: ReturnType<typeof laneStage>

beforeEach(() => {
  stage = laneStage()
})
afterEach(() => {
  cleanup()
  stage.stop()
  vi.unstubAllGlobals()
})

const button = (name: string | RegExp) => within(lane()).getByRole('button', { name })
const sum = () => lane().querySelector('.alerts-count')?.textContent
const told = () => within(lane()).getByRole('status').textContent
const leave = () => stage.user.hover(screen.getByText('elsewhere'))
const tabTo = async (name: string) => {
  while (document.activeElement !== button(name)) await stage.user.tab()
}
const untilSorted = (names: readonly string[]) => waitFor(() => expect(shown()).toEqual(names))
/** Ana's call is the worst, Cy's the least of it. */
const threeLong = () => stage.floorIs(calling({ c1: 300, c2: 100, c3: 70 }, START + S))

describe('requests for help', () => {
  it('are all in sight, oldest first, name first, before any alert', async () => {
    await threeLong()
    stage.help([asks(3), asks(1), asks(2)])
    expect(shown()).toEqual(['Ana', 'Bo', 'Cy', 'Ana', 'Bo', 'Cy'])
    expect(slots()[0]?.textContent).toMatch(/^Ana needs help · 1:40/)
    expect(sum()).toContain('3 need help · 3 alerts')
  })

  it.each(['mouse', 'keyboard'] as const)('are claimed and listened to by one press: %s', async (by) => {
    stage.help([asks(1)])
    if (by === 'mouse') await stage.user.click(button('I’ll help Ana'))
    else {
      act(() => stage.console.places.go('alerts'))
      expect(document.activeElement).toBe(button('I’ll help Ana'))
      await stage.user.keyboard('{Enter}')
    }
    await waitFor(() => expect(stage.desk.inputs('startMonitor')).toHaveLength(1))
    expect(stage.desk.inputs('help')).toEqual([{ do: 'claim', id: 'h1' }])
    expect(stage.desk.inputs('startMonitor')[0]).toMatchObject({
      target: { callId: 'c1', agentId: '1001' },
      why: 'help',
    })
  })

  it('are claimed once, however often they are pressed', async () => {
    stage.help([asks(1)])
    await stage.user.dblClick(button('I’ll help Ana'))
    await waitFor(() => expect(stage.desk.inputs('startMonitor')).toHaveLength(1))
    expect(stage.desk.inputs('help')).toHaveLength(1)
    stage.help([asks(1, { claim: { by: 'Sam', at: START } })])
    await stage.user.click(button('I’ll help Ana'))
    expect(stage.desk.inputs('help')).toHaveLength(1)
    expect(stage.desk.inputs('endMonitor')).toEqual([])
  })

  it('that cannot be claimed say why, stay, and are not listened to', async () => {
    stage.desk.answers.help = () => err({ code: 'pbxUnreachable' })
    stage.help([asks(1)])
    await stage.user.click(button('I’ll help Ana'))
    expect((await screen.findByText(/I’ll help Ana/)).textContent).toContain('phone system')
    expect(slotOf('Ana').textContent).toContain('Didn’t work. Try again')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    stage.desk.answers.help = () => ok(null)
    await stage.user.click(button('I’ll help Ana'))
    await waitFor(() => expect(stage.desk.inputs('startMonitor')).toHaveLength(1))
    expect(slotOf('Ana').textContent).toContain('needs help')
  })

  it('that another was faster to claim say who', async () => {
    stage.desk.answers.help = () => {
      stage.desk.say('help', { requests: [asks(1, { claim: { by: 'Sue', at: START } })], supervisors: ['Sue'] })
      return err({ code: 'pbxRefused' })
    }
    stage.help([asks(1)])
    await stage.user.click(button('I’ll help Ana'))
    expect((await screen.findByRole('status', { name: 'Why that didn’t work' })).textContent).toContain(
      'Sue is helping',
    )
    await leave()
    await waitFor(() => expect(within(lane()).queryByRole('button', { name: 'I’ll help Ana' })).toBeNull())
    expect(slotOf('Ana').textContent).toContain('Sue is helping')
  })

  it('are not listened to by an answer that comes late, or once the supervisor is at another call', async () => {
    let answer = () => {}
    stage.desk.answers.help = () =>
      new Promise((resolve) => {
        answer = () => resolve(ok(null))
      })
    stage.help([asks(1), asks(2)])
    await stage.user.click(button('I’ll help Ana'))
    await stage.pass(5 * S)
    await act(async () => answer())
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    await stage.user.click(button('I’ll help Bo'))
    act(() => stage.console.monitor.getState().listen({ callId: 'c3', agentId: '1003' }))
    await act(async () => answer())
    await stage.pass(0)
    expect(stage.desk.inputs('startMonitor').map(({ target }) => target.callId)).toEqual(['c3'])
    expect(stage.desk.inputs('hop')).toEqual([])
  })

  it('are claimed also while the line is logged out, and then it is said what is missing', async () => {
    act(() => stage.line.emit({ kind: 'registration', registration: { kind: 'off' } }))
    stage.help([asks(1)])
    await stage.user.click(button('I’ll help Ana'))
    await screen.findByText(/Your phone line is logged out/)
    expect(stage.desk.inputs('help')).toEqual([{ do: 'claim', id: 'h1' }])
    expect(stage.desk.inputs('startMonitor')).toEqual([])
  })

  it('of one’s own are marked as done and passed on in words', async () => {
    stage.help([asks(1, { claim: { by: 'Sam', at: START } })])
    expect(slotOf('Ana').textContent).toContain('You said you’d help')
    await stage.user.click(button('More for Ana'))
    const texts = screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
    expect(texts).toEqual(['Show Ana', 'Pass to Sue', 'Pass to anyone', 'Mark as done'])
    await stage.user.click(screen.getByRole('menuitem', { name: 'Pass to Sue' }))
    await leave()
    await stage.user.click(button('More for Ana'))
    await stage.user.click(screen.getByRole('menuitem', { name: 'Mark as done' }))
    expect(stage.desk.inputs('help')).toEqual([
      { do: 'handOver', id: 'h1', to: 'Sue' },
      { do: 'done', id: 'h1' },
    ])
  })

  it('are told one by one, many at once in one sentence', async () => {
    stage.help([asks(1), asks(2)])
    expect(told()).toBe('Ana needs help. Bo needs help')
    stage.help([])
    stage.help([1, 2, 3, 4].map((n) => asks(n, { id: `n${n}`, callId: null })))
    expect(told()).toBe('4 agents need help: Ana, Bo, Cy, & Di')
  })
})

describe('alerts', () => {
  it('stand worst first, and say how bad by a word, a form and a count', async () => {
    await threeLong()
    expect(shown()).toEqual(['Ana', 'Bo', 'Cy'])
    expect(slots().map((item) => item.textContent?.split(': ')[0])).toEqual(['Critical', 'Serious', 'Mild'])
    const forms = slots().map((item) => item.querySelector('.alert-mark svg')?.getAttribute('class'))
    expect(new Set(forms).size).toBe(3)
    expect(sum()).toMatch(/3 alerts.*1 critical.*1 serious.*1 mild/)
  })

  it('are all in the whole list, with their limits, by groups', async () => {
    await threeLong()
    stage.help([asks(2)])
    await stage.user.click(button(/^1 needs help · 3 alerts/))
    const list = screen.getByRole('dialog', { name: 'Help and alerts' })
    expect(
      within(list)
        .getAllByRole('heading')
        .map(({ textContent }) => textContent),
    ).toEqual(['Help requests 1', 'Critical 1', 'Serious 1', 'Mild 1'])
    expect(list.textContent).toContain('Long call · 5:00 · limit 1:00')
  })

  it('lead from row to row of the whole list by the arrows', async () => {
    await threeLong()
    act(() => button(/alerts/).focus())
    await stage.user.keyboard('{Enter}')
    const list = screen.getByRole('dialog', { name: 'Help and alerts' })
    const listen = (name: string) => within(list).getByRole('button', { name: `Listen to ${name}` })
    act(() => listen('Ana').focus())
    await stage.user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(listen('Bo'))
    await stage.user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(document.activeElement).toBe(listen('Bo'))
    await stage.user.keyboard('{End}')
    expect(document.activeElement).toBe(listen('Cy'))
    await stage.user.keyboard('{Home}')
    expect(document.activeElement).toBe(listen('Ana'))
  })

  it('lead to their own limit in the settings', async () => {
    await threeLong()
    await stage.user.click(button('More for Long call: Ana'))
    await stage.user.click(screen.getByRole('menuitem', { name: 'Change this limit…' }))
    expect(stage.console.opened.getState()).toMatchObject({ opened: 'settings', at: 'limit longCallS ' })
  })

  it('are snoozed in their place, and back by the same button', async () => {
    await threeLong()
    await stage.user.click(button('Snooze Long call: Ana for 10 min'))
    expect(slotOf('Ana').textContent).toMatch(/Snoozed until \d\d:\d\d/)
    expect(sum()).toMatch(/2 alerts.*1 snoozed/)
    await stage.user.click(button('Show Long call: Ana again'))
    expect(sum()).toContain('3 alerts')
    await stage.user.click(button('Snooze Long call: Ana for 10 min'))
    await leave()
    await untilSorted(['Bo', 'Cy'])
    await stage.user.click(button(/^2 alerts/))
    await stage.user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Show Long call: Ana again' }),
    )
    await stage.user.keyboard('{Escape}')
    await waitFor(() => expect(sum()).toContain('3 alerts'))
  })

  it('are told the worst first, many at once in one sentence', async () => {
    await stage.floorIs({
      ...calling({ c1: 70, c2: 300, c3: 70 }, START + S),
      queues: {
        '8001': {
          ...quietFloor.queues['8001'],
          id: '8001',
          name: 'Sales',
          extension: '8001',
          waiting: 9,
          oldestWaitSince: START - 65 * S,
        },
      },
    })
    expect(told()).toBe('5 new alerts. Long call: Bo, 5:00')
  })
})

describe('while the pointer or the keyboard is in the lane', () => {
  it.each(['pointer', 'keyboard'] as const)('nothing moves, and it is put in order when it is left: %s', async (by) => {
    await stage.floorIs(calling({ c2: 100, c3: 70 }, START + S))
    if (by === 'pointer') await stage.user.hover(button('Listen to Cy'))
    else await stage.user.tab()
    stage.help([asks(1)])
    await stage.floorIs(calling({ c1: 400, c3: 70 }, START + 2 * S))
    expect(shown()).toEqual(['-Bo', 'Cy', 'Ana', 'Ana'])
    expect(sum()).toContain('New: Ana needs help')
    if (by === 'pointer') await leave()
    else act(() => (document.activeElement as HTMLElement).blur())
    await untilSorted(['Ana', 'Ana', 'Cy'])
  })

  it('each button does what was under the pointer when it went down', async () => {
    await stage.floorIs(calling({ c2: 100, c3: 70 }, START + S))
    const listen = button('Listen to Cy')
    await stage.user.pointer([{ target: listen }, { target: listen, keys: '[MouseLeft>]' }])
    await stage.floorIs(calling({ c1: 400, c3: 70 }, START + 2 * S))
    await stage.user.pointer('[/MouseLeft]')
    expect(listen.isConnected).toBe(true)
    await waitFor(() => expect(stage.desk.inputs('startMonitor').map(({ target }) => target.callId)).toEqual(['c3']))
  })

  it('a finger’s press is done before anything moves', async () => {
    await stage.floorIs(calling({ c2: 100, c3: 70 }, START + S))
    const listen = button('Listen to Cy')
    fireEvent.pointerDown(listen, { pointerType: 'touch' })
    await stage.floorIs(calling({ c1: 400, c3: 70 }, START + 2 * S))
    fireEvent.pointerUp(listen, { pointerType: 'touch' })
    fireEvent.pointerOut(listen, { pointerType: 'touch', relatedTarget: document.body })
    expect(shown()).toEqual(['-Bo', 'Cy', 'Ana'])
    await untilSorted(['Ana', 'Cy'])
  })

  it('a menu that was used and is gone does not hold it', async () => {
    await threeLong()
    await stage.user.click(button('More for Long call: Ana'))
    await stage.user.click(screen.getByRole('menuitem', { name: 'Snooze for 10 min' }))
    await leave()
    await untilSorted(['Bo', 'Cy'])
  })

  it('what is over keeps its buttons and the focus, and they do nothing but say so', async () => {
    await stage.floorIs(calling({ c2: 100, c3: 70 }, START + S))
    await tabTo('Listen to Bo')
    await stage.floorIs(calling({ c3: 70 }, START + 2 * S))
    expect(document.activeElement).toBe(button('Listen to Bo'))
    await stage.user.keyboard('{Enter}')
    expect(stage.desk.inputs('startMonitor')).toEqual([])
    expect((await screen.findByRole('status', { name: 'Why that didn’t work' })).textContent).toContain('Over')
    expect(slotOf('Bo').textContent).toContain('Over')
    await stage.user.hover(button('Snooze Long call: Bo for 10 min'))
    expect(button('Snooze Long call: Bo for 10 min').getAttribute('aria-disabled')).toBe('true')
  })
})

describe('elsewhere', () => {
  it('a notification of the system leads to what can be done about what it tells of', async () => {
    await threeLong()
    let opened: { onclick?: () => void; close: () => void } = { close: () => {} }
    const Stub = function (this: typeof opened) {
      this.close = () => {}
      opened = this
    } as unknown as typeof Notification
    vi.stubGlobal('Notification', Object.assign(Stub, { permission: 'granted' }))
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    vi.spyOn(window, 'focus').mockReturnValue()
    systemNotify('alert', 'Long call: Bo, 1:40', '', () => stage.console.places.go(alertPlace('longCall c2')))
    act(() => opened.onclick?.())
    expect(document.activeElement).toBe(button('Listen to Bo'))
  })

  it('of an alert that is over leads nowhere', () => {
    stage.console.places.go(alertPlace('longCall gone'))
    expect(document.activeElement).toBe(document.body)
  })

  it('Show filters by the queue it is about, searches for an agent who is on no call, and leads to the rows', async () => {
    const entered = vi.fn()
    for (const id of ['agents', 'calls'])
      stage.console.places.addList({ id, name: id, element: () => null, enter: (to) => entered(id, to) })
    await stage.pass(700 * S)
    await stage.floorIs({
      ...quietFloor,
      queues: { '8001': { id: '8001', name: 'Sales', extension: '8001', waiting: 1, oldestWaitSince: START } },
    })
    await stage.user.click(button('Show Sales'))
    expect(stage.console.views.getState().views.now.filters.queueIds).toEqual(['8001'])
    await stage.user.click(button('Show Di'))
    expect(stage.console.search.getState().search).toBe('Di')
    await vi.waitFor(() => expect(entered).toHaveBeenCalledTimes(2))
    expect(entered.mock.calls, 'to the row that can be heard').toEqual([
      ['calls', 'toHear'],
      ['agents', 'toHear'],
    ])
  })
})
