// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { alertRules } from '#contract/alerts.ts'
import { noViews } from '#contract/views.ts'
import { startAlerts } from '#renderer/alerts/alerts-store.ts'
import { AlertsStrip } from '#renderer/alerts/alerts-strip.tsx'
import { systemNotify } from '#renderer/alerts/tell-news.ts'
import { alertPlace } from '#renderer/alerts/use-alert-place.ts'
import { createFloorStore, FloorContext } from '#renderer/floor/floor-store.ts'
import { createPlaces, PlacesContext } from '#renderer/ui/places.ts'
import { createViewStore, ViewContext } from '#renderer/views/view-store.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const sales = { id: '8001', name: 'Sales', extension: '8001', waiting: 1, oldestWaitSince: 0 }
const bo = anAgent('1002', { name: 'Bo', presence: { kind: 'paused', reason: 'Lunch' } })
const floor = {
  ...floorWith([aCall('c1', '1001', { answeredAt: 0 })], [anAgent('1001', { name: 'Ana', callId: 'c1' }), bo]),
  queues: { '8001': sales },
}

function strip() {
  const store = createFloorStore()
  store.setState({ floor })
  const alerts = startAlerts({
    desk: fakeDesk().desk,
    now: () => 900_000,
    onNews: () => {},
    rules: () => alertRules.parse({ longCallS: 900, longestWaitS: 60, longPauseS: 600 }),
    liveFloor: () => floor,
    supervisor: () => 'Sue',
  })
  alerts.judge()
  const search = vi.fn()
  const views = createViewStore(noViews)
  const places = createPlaces()
  render(
    <FloorContext value={store}>
      <ViewContext value={views}>
        <PlacesContext value={places}>
          <AlertsStrip store={alerts.store} asOf={null} snoozeMin={10} supervisor="Sue" news="" search={search} />
        </PlacesContext>
      </ViewContext>
    </FloorContext>,
  )
  return { places, search, filters: () => views.getState().views.now.filters }
}

const item = (text: string) => screen.getAllByRole('listitem').find((one) => one.textContent?.includes(text))

describe('the list of alerts', () => {
  it('is opened as a whole by its number, and closed by it or by Escape', async () => {
    strip()
    const all = screen.getByRole('button', { name: 'Show all alerts: 3' })
    const list = document.getElementById(all.getAttribute('aria-controls') ?? '')
    expect([all.getAttribute('aria-expanded'), list?.dataset.open]).toEqual(['false', undefined])
    await userEvent.click(all)
    expect([all.getAttribute('aria-expanded'), list?.dataset.open]).toEqual(['true', 'true'])
    await userEvent.keyboard('{Escape}')
    expect(all.getAttribute('aria-expanded')).toBe('false')
  })

  it('keeps what is snoozed in reach: until when, and back before its time', async () => {
    vi.stubGlobal('CSS', { escape: String }) // jsdom has none; React Aria asks for it
    strip()
    await userEvent.click(screen.getByRole('button', { name: 'Snooze Long wait: Sales for 10 min' }))
    expect(item('Long wait')).toBeUndefined()
    await userEvent.click(screen.getByRole('button', { name: 'Snoozed: 1' }))
    const quiet = screen.getByRole('dialog', { name: 'Snoozed: 1' })
    expect(within(quiet).getByText(/^until \d\d:\d\d$/)).toBeTruthy()
    await userEvent.click(within(quiet).getByRole('button', { name: 'Show Long wait: Sales again' }))
    expect(item('Long wait')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Snoozed/ })).toBeNull()
  })

  it('says by a tip what each sign does', async () => {
    strip()
    await userEvent.hover(screen.getByRole('button', { name: 'Snooze Long call: Ana for 10 min' }))
    expect(screen.getByText('Snooze Long call: Ana for 10 min')).toBeTruthy()
  })
})

describe('a notification of the system', () => {
  it('leads to what can be done about the alert it tells of', () => {
    const { places } = strip()
    let shown: { onclick?: () => void; close: () => void } = { close: () => {} }
    const Stub = function (this: typeof shown) {
      this.close = () => {}
      shown = this
    } as unknown as typeof Notification
    vi.stubGlobal('Notification', Object.assign(Stub, { permission: 'granted' }))
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    vi.spyOn(window, 'focus').mockReturnValue()
    systemNotify('Long wait: Sales, 15:00', '', () => places.go(alertPlace('longestWait 8001')))
    act(() => shown.onclick?.())
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show Sales' }))
  })

  it('of an alert that is over leads nowhere', () => {
    strip().places.go(alertPlace('longCall gone'))
    expect(document.activeElement).toBe(document.body)
  })
})

describe('Show', () => {
  it('filters by the queue it is about, searches for an agent who is on no call, and leads to the rows', async () => {
    const { search, filters, places } = strip()
    const entered = vi.fn()
    for (const id of ['agents', 'calls'])
      places.addList({ id, name: id, element: () => null, enter: (to) => entered(id, to) })
    fireEvent.click(screen.getByRole('button', { name: 'Show Sales' }))
    expect(search).not.toHaveBeenCalled()
    expect(filters().queueIds).toEqual(['8001'])
    fireEvent.click(screen.getByRole('button', { name: 'Show Bo' }))
    expect(search).toHaveBeenCalledWith('Bo')
    await vi.waitFor(() => expect(entered).toHaveBeenCalledTimes(2))
    expect(entered.mock.calls, 'to the row that can be heard').toEqual([
      ['calls', 'toHear'],
      ['agents', 'toHear'],
    ])
  })
})
