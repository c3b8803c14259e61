// What a window shows that has not the place to monitor, that loses it, or that is a wallboard: nothing as live that is not.
// @vitest-environment jsdom
import '../wallboard/wall-page.ts' // before what loads uPlot
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Hello, RequestInput } from '#contract/ipc.ts'
import { err, ok } from '#contract/result.ts'
import type { Place, WindowRole } from '#contract/windows.ts'
import { App } from '#renderer/app/app.tsx'
import { de } from '#renderer/words/de/de.ts'
import { en as words } from '#renderer/words/en/en.ts'
import { attentiveClock } from '../../../fakes/attentive-clock.ts'
import { fakeDesk } from '../../../fakes/fake-desk.ts'
import { fakeLine } from '../../../fakes/fake-line.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { aHello } from '../floor/hello.ts'
import { type LiveApp, startLiveApp } from './live-app.tsx'

const say = words.app.otherWindow
const takenBy = (holder: number, use: Extract<Place, { kind: 'taken' }>['use'], answers = true): Place => ({
  kind: 'taken',
  holder,
  answers,
  use,
})
const nothing = { kind: 'nothing' } as const
const grace = { kind: 'listening', agent: 'Grace' } as const
const waiting = (place: Place): WindowRole => ({ role: 'waiting', place })

let app: LiveApp | null = null
afterEach(() => {
  app?.stop()
  app = null
  cleanup()
})

/** What was drawn outside act listens to the console only in a later turn. */
const listens = () => act(async () => {})

function open(window: WindowRole, over: Partial<Hello> = {}) {
  const fake = fakeDesk()
  const line = fakeLine()
  const hello = aHello({ window, ...over })
  fake.answers.hello = () => hello
  fake.answers.watchFloor = () => null
  fake.answers.takePlace = () => ok(null)
  fake.answers.trend = () => ({ everyMs: 60_000, at: [], queues: {} })
  const devices = { list: async () => [], onChange: () => () => {} }
  render(<App desk={fake.desk} phone={line.phone} devices={devices} clock={attentiveClock} />)
  const becomes = async (next: WindowRole) => {
    await listens()
    act(() => fake.say('window', next))
  }
  return { ...fake, line, becomes, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })
const seen = (fake: { inputs: (name: 'takePlace') => RequestInput<'takePlace'>[] }) =>
  fake.inputs('takePlace').map((input) => input.seen)

describe('a window whose place another has', () => {
  it('says so with both ways out, registers no line, asks for no floor and no microphone', async () => {
    const { inputs, line, asked } = open(waiting(takenBy(1, nothing)))
    expect(await screen.findByRole('heading', { name: 'Earshot is open in another window' })).toBeTruthy()
    expect(button('Use it here')).toBeTruthy()
    expect(button('Open a wallboard here')).toBeTruthy()
    expect(document.activeElement?.tagName).toBe('H1')
    expect(inputs('watchFloor')).toEqual([])
    expect(line.log).toEqual([])
    expect(asked.map(({ name }) => name)).toEqual(['hello'])
  })

  it.each([
    [takenBy(1, nothing), say.one],
    [takenBy(1, grace), 'You’re listening to Grace’s call there.'],
    [takenBy(1, { kind: 'listening', agent: null }), 'You’re listening to a call there.'],
    [takenBy(1, { kind: 'heard', agent: 'Grace' }), 'Somebody on Grace’s call may hear you there.'],
    [takenBy(1, { kind: 'heard', agent: null }), 'Somebody may hear you there.'],
    [takenBy(1, nothing, false), `${say.one} That window isn’t responding.`],
    [{ kind: 'free' }, 'The other window has been closed.'],
  ] as const)('says what is done there: %j', async (place, sentence) => {
    const { becomes } = open(waiting({ kind: 'taken', holder: 9, answers: true, use: nothing }))
    await screen.findByRole('heading', { name: say.title })
    await becomes(waiting(place))
    expect(screen.getByRole('status').textContent).toBe(sentence)
  })

  it('takes the place at once where nothing ends, and begins anew', async () => {
    const fake = open(waiting(takenBy(1, nothing)))
    await screen.findByRole('heading', { name: say.title })
    fake.answers.hello = () => aHello()
    await fake.user.click(button(say.use))
    expect(seen(fake)).toEqual([takenBy(1, nothing)])
    expect(await screen.findByRole('region', { name: words.floor.agents })).toBeTruthy()
    expect(fake.inputs('hello')).toHaveLength(2)
  })

  it('asks before a monitor ends there, and the second click of a double click cancels', async () => {
    const fake = open(waiting(takenBy(1, grace)))
    await screen.findByRole('heading', { name: say.title })
    const use = button(say.use)
    await fake.user.click(use)
    expect(screen.getByText(say.sure.call.title)).toBeTruthy()
    expect(screen.getByRole('status').textContent).toContain('Grace')
    expect(document.activeElement).toBe(button(say.cancel))
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([say.cancel, say.sure.call.yes])
    await fake.user.click(button(say.cancel))
    expect(seen(fake)).toEqual([])
    await fake.user.click(button(say.use))
    await fake.user.click(button(say.sure.call.yes))
    expect(seen(fake)).toEqual([takenBy(1, grace)])
  })

  it('asks before a phone call is hung up there', async () => {
    const fake = open(waiting(takenBy(1, { kind: 'phone' })))
    await screen.findByRole('heading', { name: say.title })
    expect(screen.getByRole('status').textContent).toBe(say.phone)
    await fake.user.click(button(say.use))
    expect(screen.getByText(say.sure.phone.title)).toBeTruthy()
    expect(seen(fake)).toEqual([])
    await fake.user.click(button(say.sure.phone.yes))
    expect(seen(fake)).toEqual([takenBy(1, { kind: 'phone' })])
  })

  it('asks anew when more would end by now', async () => {
    const fake = open(waiting(takenBy(1, grace)))
    await screen.findByRole('heading', { name: say.title })
    await fake.user.click(button(say.use))
    await fake.becomes(waiting(takenBy(1, { kind: 'heard', agent: 'Grace' })))
    expect(screen.queryByRole('button', { name: say.sure.call.yes })).toBeNull()
    await fake.user.click(button(say.use))
    await fake.user.click(button(say.sure.call.yes))
    expect(seen(fake)).toEqual([takenBy(1, { kind: 'heard', agent: 'Grace' })])
  })

  it.each([
    ['placeChanged', () => err({ code: 'placeChanged' } as const)],
    [
      'serverGone',
      () => {
        throw new Error('serverGone')
      },
    ],
  ] as const)('says when it is refused: %s', async (code, answer) => {
    const fake = open(waiting(takenBy(1, nothing)))
    await screen.findByRole('heading', { name: say.title })
    fake.answers.takePlace = answer
    await fake.user.click(button(say.use))
    expect((await screen.findByRole('alert')).textContent).toBe(words.errors[code])
    expect(button(say.use)).toBeTruthy()
    expect(fake.inputs('hello')).toHaveLength(1)
  })

  it('asks once while the answer is on its way, and an answer that comes when it has the place already changes nothing', async () => {
    const fake = open(waiting(takenBy(1, nothing)))
    await screen.findByRole('heading', { name: say.title })
    let answer = () => {}
    fake.answers.takePlace = () =>
      new Promise((resolve) => {
        answer = () => resolve(ok(null))
      })
    await fake.user.click(button(say.use))
    await fake.user.click(button(say.taking))
    expect(seen(fake)).toHaveLength(1)
    fake.answers.hello = () => aHello()
    await act(async () => answer())
    expect(await screen.findByRole('region', { name: words.floor.agents })).toBeTruthy()
  })

  it('asks how the place stands when the desk is back, and claims nothing', async () => {
    const fake = open(waiting(takenBy(1, nothing)))
    await screen.findByRole('heading', { name: say.title })
    fake.answers.askPlace = () => waiting({ kind: 'free' })
    await listens()
    act(() => fake.say('link', { up: false, cause: { code: 'serverGone' } }))
    expect(screen.getByRole('status').textContent).toBe(words.errors.serverGone)
    expect((button(say.use) as HTMLButtonElement).disabled).toBe(true)
    await act(async () => fake.say('link', { up: true, cause: null }))
    expect(screen.getByRole('status').textContent).toBe(say.free)
    expect(fake.inputs('hello')).toHaveLength(1)
  })

  it('lets nobody hear there by its Esc and its panic key', async () => {
    const fake = open(waiting(takenBy(1, { kind: 'heard', agent: 'Grace' })))
    await screen.findByRole('heading', { name: say.title })
    await fake.user.keyboard('{Escape}')
    fireEvent.keyDown(document.body, { key: 'M', code: 'KeyM', ctrlKey: true, shiftKey: true })
    await fake.user.keyboard('m')
    expect(fake.inputs('hush')).toHaveLength(2)
  })

  it('speaks the language chosen in the console', async () => {
    const { settings } = aHello()
    open(waiting(takenBy(1, nothing)), { settings: { ...settings, language: 'de' } })
    expect(await screen.findByRole('heading', { name: de.app.otherWindow.title })).toBeTruthy()
  })
})

describe('a window that loses its place while somebody hears', () => {
  it('shows nothing as live: microphone closed, line logged out, no floor, no durations; and offers to take it back', async () => {
    app = await startLiveApp()
    await app.speak('join')
    const { fake, line } = app
    act(() => fake.say('window', waiting(takenBy(2, nothing))))
    expect([line.isOpen(), line.log.includes('disconnect')]).toEqual([false, true])
    expect(screen.getByRole('heading', { name: say.lostTitle })).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toBe(say.lost)
    expect(document.body.textContent).not.toMatch(/\d:\d\d|Line ready|Ana/)
    const before = line.log.length
    act(() => line.emit({ kind: 'registration', registration: { kind: 'registered' } }))
    act(() => fake.pbx({ kind: 'mode', ticketId: 'ticket-0001', mode: 'join', changeId: 1 }))
    expect([line.isOpen(), line.log.length]).toEqual([false, before])
    const beats = fake.beats()
    await new Promise((resolve) => setImmediate(resolve))
    expect(fake.beats()).toBe(beats)
    fake.answers.takePlace = () => ok(null)
    await app.user.click(button(say.use))
    expect(await screen.findByRole('region', { name: words.floor.agents })).toBeTruthy()
    expect(line.isOpen()).toBe(false)
  })
})

describe('a wallboard in a window of its own', () => {
  const wall = { role: 'wallboard' } as const
  /** With its charts it comes as a file of its own. */
  const loaded = () => screen.findByRole('heading', { name: 'Harbour Street' }, { timeout: 10_000 })

  it('shows the floor without a line, a microphone or a monitor', async () => {
    const fake = open(wall)
    await vi.waitFor(() => expect(fake.inputs('watchFloor')).toHaveLength(1))
    const sales = { id: 'q', name: 'Sales', extension: '8001', waiting: 2, oldestWaitSince: null }
    const floor = { ...floorWith([aCall('c1', '1')], [anAgent('1')]), queues: { q: sales } }
    await loaded()
    act(() => fake.say('floor', { kind: 'whole', floor }))
    expect(screen.getByText('Sales')).toBeTruthy()
    expect(fake.line.log).toEqual([])
    expect(screen.queryByRole('button', { name: words.wallboard.leave })).toBeNull()
    const names = new Set(fake.asked.map(({ name }) => name))
    expect([...names].filter((name) => !['hello', 'watchFloor', 'trend'].includes(name))).toEqual([])
    expect(fake.beats()).toBe(0)
  })

  it('asks for the floor again after a cut, and says meanwhile that it is not live', async () => {
    const fake = open(wall)
    await vi.waitFor(() => expect(fake.inputs('watchFloor')).toHaveLength(1))
    await loaded()
    act(() => fake.say('link', { up: false, cause: { code: 'serverGone' } }))
    expect((await screen.findByRole('alert')).textContent).toContain('Not live')
    act(() => fake.say('link', { up: true, cause: null }))
    expect(fake.inputs('watchFloor')).toHaveLength(2)
  })

  it('lets nobody hear in the window that monitors by Esc, also by one that only ends the full screen', async () => {
    const fake = open(wall)
    await loaded()
    await fake.user.keyboard('{Escape}')
    act(() => void document.dispatchEvent(new Event('fullscreenchange')))
    expect(fake.inputs('hush')).toHaveLength(2)
  })

  it('is closed by its button', async () => {
    const close = vi.spyOn(window, 'close').mockImplementation(() => {})
    const fake = open(wall, { shell: 'electron' })
    await loaded()
    await fake.user.click(button(words.wallboard.closeWindow))
    expect(close).toHaveBeenCalledOnce()
    close.mockRestore()
  })
})
