// @vitest-environment jsdom
// Every button of the window is a command or is offered in the palette: nothing that can be done needs the mouse.
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ok } from '#contract/result.ts'
import { ConsoleView } from '#renderer/app/console-view.tsx'
import { en as words } from '#renderer/words/en/en.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { type ConsoleStage, stageConsole } from '../../../fakes/console-stage.tsx'
import { type FakeDesk, fakeDesk, TOKEN } from '../../../fakes/fake-desk.ts'
import { type FakeLine, fakeLine, invite } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'

const account = { uri: 'sip:5001@x', wsUrl: 'ws://x', authUser: 'a', password: 'p', displayName: '', iceServers: [] }
const floor = {
  ...floorWith([aCall('c1', '1')], [anAgent('1', { name: 'Ana', callId: 'c1', team: 'East' }), anAgent('2')]),
  queues: { q: { id: 'q', name: 'Sales', extension: '8001', waiting: 3, oldestWaitSince: 0 } },
}
const target = { callId: 'c1', agentId: '1' }
const TICKET = 'ticket-0001'

let desk: FakeDesk
let line: FakeLine
let stage: ConsoleStage
const user = userEvent.setup()

beforeEach(async () => {
  desk = fakeDesk()
  line = fakeLine()
  const hello = aHello()
  const { site } = hello
  desk.answers.changeSettings = () => ok(hello.settings)
  stage = stageConsole({
    desk,
    hello: {
      ...hello,
      notice: { code: 'settingsUnreadable' },
      site: {
        ...site,
        policy: 'open',
        line: account,
        capabilities: { ...site.capabilities, help: true, handOver: true },
      },
    },
    phone: line.phone,
    floor,
  })
  const devices = { list: async () => [], onChange: () => () => {} }
  render(stage.inside(<ConsoleView console={stage.console} time={attentiveClock} devices={devices} />))
  await act(async () => {
    line.register()
    line.emit({ kind: 'microphone', microphone: { source: 'ready', open: false }, interrupted: false })
  })
})
afterEach(() => {
  cleanup()
  stage.stop()
})

const commands: readonly string[] = Object.values(words.keys.commands)

// Rows have items of their own, dialogs and menus are above the palette's page, and commands know their keys.
const elsewhere = '[role="grid"], [role="dialog"], [role="alertdialog"], [role="menu"], [hidden], [aria-keyshortcuts]'
const isDead = (button: HTMLElement) => button.matches(':disabled')

const buttons = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('button, summary')].filter(
    (button) => !button.closest(elsewhere) && !isDead(button) && !commands.includes(nameOf(button)),
  )

const nameOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent ?? '').replace(/\s+/g, ' ').trim()

/** What the palette presses, by the names it has there. None of them does anything by it. */
function pressedByPalette(): ReadonlyMap<HTMLElement, string> {
  const pressed = new Map<HTMLElement, string>()
  for (const { name, press } of stage.console.offers.all()) {
    const click = vi.spyOn(HTMLElement.prototype, 'click').mockImplementation(function (this: HTMLElement) {
      pressed.set(this, name)
    })
    press()
    click.mockRestore()
  }
  return pressed
}

/** Of a button that shows counts the palette says what a press does; everything else has the same name here and there. */
const isCount = (button: HTMLElement) => button.matches('.summary-button, .alerts-count')

function expectAllOffered(...expected: readonly string[]): void {
  const pressed = pressedByPalette()
  const all = buttons()
  expect(all.filter((button) => !pressed.has(button)).map(nameOf)).toEqual([])
  for (const [button, name] of pressed) if (!isCount(button)) expect(name).toBe(nameOf(button))
  const names = [...pressed.values()]
  for (const name of expected) expect(names).toContain(name)
}

async function listen(): Promise<void> {
  await act(async () => stage.console.monitor.getState().listen(target))
  await act(async () => {
    line.emit({ kind: 'invite', invite: invite('sip-1', { 'X-Earshot-Token': `${TOKEN}-${TICKET}` }) })
  })
  await act(async () => {
    line.emit({ kind: 'established', id: 'sip-1' })
    desk.pbx({ kind: 'attached', ticketId: TICKET, target })
  })
}

const { views, presence, queues } = words.floor

it('on the floor: views, filters, panes, counts, the head, and what is told', async () => {
  await act(async () => {
    desk.say('signIn', { kind: 'in', username: 'sam', supervisor: { name: 'Sam', extension: '5001' } })
    stage.console.views.getState().tell({ kind: 'myTeam', myTeam: { teams: ['East'], agents: [] } })
    stage.console.views.getState().tell({ kind: 'filter', filters: { states: ['paused'], queueIds: ['q'] } })
    stage.console.search.setState({ search: 'x' })
  })
  expectAllOffered(
    words.history.open,
    words.wallboard.open,
    words.signIn.out('sam'),
    words.app.clearSearch,
    words.app.notice.dismiss,
    words.coverage.sample,
    words.line.logOut,
    views.myTeam.choose,
    views.panes.menu(queues),
    views.filters.clear,
    views.filters.notOnlyState(presence.paused),
    views.filters.remove(views.filters.of(views.filters.queue, 'Sales')),
  )
})

it('signed out and put off, with the line logged out', async () => {
  await act(async () => {
    desk.say('signIn', { kind: 'wanted', askId: 1, username: '', why: null })
    line.emit({ kind: 'registration', registration: { kind: 'off' } })
  })
  await user.click(await screen.findByRole('button', { name: words.signIn.later }))
  expectAllOffered(words.signIn.title, words.line.logIn)
})

it('in the lane: who asks for help, and how much else there is', async () => {
  const asks = { id: 'h1', agentId: '1', callId: 'c1', at: 0, claim: null, offeredTo: null }
  await act(async () => desk.say('help', { requests: [asks], supervisors: ['Helen'] }))
  expectAllOffered(words.alerts.claim('Ana'))
  const by = { by: stage.console.known.getState().hello.site.supervisor.name, at: 0 }
  await act(async () => desk.say('help', { requests: [{ ...asks, claim: by }], supervisors: ['Helen'] }))
  expectAllOffered(words.alerts.moreFor('Ana'))
  await listen()
  expectAllOffered(words.alerts.done('Ana'))
})

it('on the card: notes, tags, the voice, handing over, what is told', async () => {
  await listen()
  await act(async () => {
    const offer = { id: 'o', from: 'Helen', target, notes: 'Be kind.' }
    const ended = { id: 'e', to: 'Helen', outcome: 'declined' as const }
    desk.say('handOver', { others: [{ id: 'h', name: 'Helen' }], offers: [offer], asked: null, ended })
    stage.console.monitor.getState().write({ kind: 'write', draft: 'Good.' })
    stage.console.monitor.getState().write({ kind: 'add' })
    stage.console.refusals.getState().refuse('Join', { sentence: 'No.', remedy: null })
    line.emit({ kind: 'microphone', microphone: { source: 'absent', open: false }, interrupted: true })
  })
  await user.click(screen.getByRole('button', { name: new RegExp(`^${words.monitor.notes.label}`) }))
  const { offer, handOver } = words.supervisors
  expectAllOffered(
    words.card.mute,
    words.line.microphone.retry,
    words.monitor.notes.add,
    words.monitor.notes.tag.coaching,
    words.monitor.notice.dismiss,
    offer.accept,
    offer.decline,
    handOver,
  )
  expect(document.querySelectorAll('summary')).toHaveLength(1)
})

it('on the telephone', async () => {
  await act(async () => line.emit({ kind: 'invite', invite: invite('sip-2') }))
  expectAllOffered(words.line.incoming.answer, words.line.incoming.decline)
  await user.click(screen.getByRole('button', { name: words.line.incoming.answer }))
  await act(async () => line.emit({ kind: 'established', id: 'sip-2' }))
  expectAllOffered(words.line.incoming.mute, words.line.incoming.hangUp)
})
