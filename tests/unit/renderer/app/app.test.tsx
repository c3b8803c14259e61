// @vitest-environment jsdom

import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ConnectorStatus, Hello } from '#contract/ipc.ts'
import { ok } from '#contract/result.ts'
import type { Clock } from '#contract/time.ts'
import { paneIds } from '#contract/views.ts'
import { App, type AppParts } from '#renderer/app/app.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

afterEach(() => {
  cleanup()
  delete document.documentElement.dataset.theme
})

const NOW = Date.parse('2026-03-02T09:30:00')
const stillClock: Clock = { ...attentiveClock, now: () => NOW, every: () => () => {} }
const cause = { code: 'pbxUnreachable' } as const
const busy = floorWith(
  [aCall('c1', '1', { answeredAt: NOW - 61_000 })],
  [anAgent('1', { name: 'Ana', callId: 'c1', since: NOW - 61_000 }), anAgent('2', { name: 'Ben', callId: null })],
)

async function start(over: Partial<Hello> = {}) {
  const fake = fakeDesk()
  const line = fakeLine()
  fake.answers.hello = () => aHello(over)
  fake.answers.watchFloor = () => null
  const parts: AppParts = {
    desk: fake.desk,
    phone: line.phone,
    devices: { list: async () => [], onChange: () => () => {} },
    clock: stillClock,
  }
  render(<App {...parts} />)
  await screen.findByRole('region', { name: 'Agents' })
  // What the desk says before the window listens is lost.
  await vi.waitFor(() => expect(fake.inputs('watchFloor')).toHaveLength(1))
  const say: typeof fake.say = (name, payload) => act(() => fake.say(name, payload))
  return { ...fake, line, say, user: userEvent.setup() }
}

/** Every alert on the page as one text; the announcer's own is empty while it has nothing to say. */
const alerts = () =>
  screen
    .queryAllByRole('alert')
    .map((alert) => alert.textContent)
    .join('')

const status = (phase: ConnectorStatus): ConnectorStatus => phase

describe('the window', () => {
  it('says hello once, then asks for the floor once', async () => {
    const { inputs } = await start()
    expect(inputs('hello')).toHaveLength(1)
    await vi.waitFor(() => expect(inputs('watchFloor')).toHaveLength(1))
  })

  it('names the site and says that nobody hears you', async () => {
    await start()
    expect(screen.getByText('Harbour Street')).toBeTruthy()
    expect(screen.getByText(words.floor.idle)).toBeTruthy()
  })

  it('calls the two kinds of calls as the site does', async () => {
    const hello = aHello()
    const { say } = await start({ settings: { ...hello.settings, terms: 'onNet' } })
    say('floor', { kind: 'whole', floor: busy })
    const calls = within(screen.getByRole('region', { name: 'Active calls' }))
    expect(calls.getByText('Off-net')).toBeTruthy()
    expect(calls.queryByText('External')).toBeNull()
  })

  it('shows the agents and calls as the floor comes in', async () => {
    const { say } = await start()
    say('floor', { kind: 'whole', floor: busy })
    const agents = within(screen.getByRole('region', { name: 'Agents' }))
    const calls = within(screen.getByRole('region', { name: 'Active calls' }))
    expect(agents.getByRole('row', { name: /^Ana/ })).toBeTruthy()
    expect(calls.getByRole('row', { name: /to Ana/ })).toBeTruthy()
  })

  it('searches agents and calls at once, and Escape clears it', async () => {
    const { say, user } = await start()
    say('floor', { kind: 'whole', floor: busy })
    await user.type(screen.getByRole('searchbox', { name: words.app.search }), 'ben')
    expect(screen.queryByRole('row', { name: /^Ana/ })).toBeNull()
    expect(screen.getByRole('row', { name: /^Ben/ })).toBeTruthy()
    expect(screen.getByText(words.floor.noMatch('ben'))).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.getByRole('row', { name: /^Ana/ })).toBeTruthy()
  })

  it('listens when Listen is clicked on the row of an agent in a call', async () => {
    const { say, line, user, inputs } = await start({
      site: {
        ...aHello().site,
        line: { uri: 'sip:5001@x', wsUrl: 'ws://x', authUser: 'a', password: 'p', displayName: '', iceServers: [] },
      },
    })
    say('floor', { kind: 'whole', floor: busy })
    act(() => line.register())
    const agents = within(screen.getByRole('region', { name: 'Agents' }))
    await user.click(agents.getByRole('button', { name: 'Listen to Ana' }))
    expect(inputs('startMonitor')).toEqual([{ target: { callId: 'c1', agentId: '1' }, follow: false, why: 'chosen' }])
    expect(agents.getByRole('row', { name: /^Ana/ }).getAttribute('aria-current')).toBe('true')
  })
})

describe('how fresh the floor is', () => {
  it('is live in a word', async () => {
    await start()
    expect(screen.getByLabelText(words.app.connection.region).textContent).toBe(words.app.connection.live)
  })

  it('says since when it is stale and why, and the panes say it too', async () => {
    const { say } = await start()
    say('floor', { kind: 'whole', floor: busy })
    say('status', status({ phase: 'stale', since: NOW - 1000, cause }))
    expect(alerts()).toContain(words.errors.pbxUnreachable)
    expect(screen.getAllByText(words.floor.asOf('09:29:59'))).toHaveLength(paneIds.length)
    expect(screen.getByText(words.app.connection.stale('09:29:59'))).toBeTruthy()
  })

  it('says since when it is behind and how late, in every pane, and offers no Listen meanwhile', async () => {
    const { say } = await start()
    say('floor', { kind: 'whole', floor: busy })
    for (const lateMs of [3000, 6000]) say('status', status({ phase: 'behind', since: NOW - 1000, lateMs, how: null }))
    expect(screen.getAllByText(words.floor.behind('09:29:59', '6'))).toHaveLength(paneIds.length)
    expect(screen.getByText(words.app.connection.behind('09:29:59'))).toBeTruthy()
    const listen = within(screen.getByRole('region', { name: 'Agents' })).getByRole('button', {
      name: /^Listen to Ana/,
    })
    expect(listen.getAttribute('aria-disabled')).toBe('true')
    say('status', status({ phase: 'live', since: NOW, how: null }))
    expect(screen.queryByText(/^behind since/)).toBeNull()
  })

  it('lets durations stand at the moment of the loss and run again afterwards', async () => {
    const { say } = await start()
    say('floor', { kind: 'whole', floor: busy })
    const ana = () => screen.getByRole('row', { name: /^Ana/ })
    expect(within(ana()).getByText('1:01')).toBeTruthy()
    say('status', status({ phase: 'stale', since: NOW - 60_000, cause }))
    expect(within(ana()).getByText('0:01')).toBeTruthy()
    say('status', status({ phase: 'live', since: NOW, how: null }))
    expect(within(ana()).getByText('1:01')).toBeTruthy()
    expect(alerts()).toBe('')
  })

  it('says what to do when the phone system refuses', async () => {
    await start({ status: { phase: 'refused', since: NOW, cause: { code: 'pbxWrongPassword' } } })
    const sentence = words.app.notice.refused(words.errors.pbxWrongPassword)
    expect(alerts()).toBe(sentence)
  })

  it('says when the console’s own server side is out of reach, and asks for the floor when it is back', async () => {
    const { say, inputs } = await start()
    say('link', { up: false, cause: { code: 'serverGone' } })
    expect(alerts()).toContain(words.errors.serverGone)
    say('link', { up: true, cause: null })
    expect(alerts()).toBe('')
    expect(inputs('watchFloor')).toHaveLength(2)
    expect(inputs('hello')).toHaveLength(1)
  })
})

describe('what the desk wants to be known', () => {
  it('is shown as a sentence until it is read', async () => {
    const { user } = await start({ notice: { code: 'settingsUnreadable' } })
    expect(screen.getByText(words.errors.settingsUnreadable)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: words.app.notice.dismiss }))
    expect(screen.queryByText(words.errors.settingsUnreadable)).toBeNull()
  })
})

describe('the theme', () => {
  it('follows the system until one is chosen, and the choice is saved', async () => {
    const { user, answers, inputs } = await start()
    const { settings } = aHello()
    answers.changeSettings = (change) => ok({ ...settings, theme: change.theme ?? 'system' })
    expect(document.documentElement.dataset.theme).toBeUndefined()
    await user.click(screen.getByRole('button', { name: words.app.themeButton.system }))
    await screen.findByRole('button', { name: words.app.themeButton.dark })
    expect(inputs('changeSettings')).toEqual([{ theme: 'dark' }])
    expect(document.documentElement.dataset.theme).toBe('dark')
  })
})

it('says so when the desk does not answer the hello', async () => {
  const fake = fakeDesk()
  fake.answers.hello = () => Promise.reject(new Error('gone'))
  const devices = { list: async () => [], onChange: () => () => {} }
  render(<App desk={fake.desk} clock={stillClock} devices={devices} />)
  expect((await screen.findByRole('alert')).textContent).toContain(words.app.startFailed.title)
})
