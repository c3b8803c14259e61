// Several windows on one desk: one monitors, and nobody takes its place unasked; wallboards look, and nothing more.
import { describe, expect, it, vi } from 'vitest'
import { deskFailure } from '#contract/errors.ts'
import { type RequestInput, requestNames, type Signal, type SignalPayload } from '#contract/ipc.ts'
import { ok } from '#contract/result.ts'
import type { Place } from '#contract/windows.ts'
import { RETURN_WAIT_MS } from '#main/desk/monitor-place.ts'
import { answerRequest } from '#main/desk/serve.ts'
import { createDeskWindows, type WindowKind } from '#main/desk/windows.ts'
import { aCall, anAgent, floorWith } from '../../../fakes/floors.ts'
import { inputs } from '../../preload/contract/samples.ts'
import { deskUnderTest } from './desk-under-test.ts'

const target = { callId: 'c1', agentId: '1' }
const call = aCall('c1', '1', { answeredAt: 1 })
const floor = floorWith([call], [anAgent('1', { name: 'Grace Okafor', callId: 'c1' })])

function stage() {
  const desk = deskUnderTest({ policy: 'open' })
  desk.pbx.goLive(floor)
  const windows = createDeskWindows({ desk: desk.desk, log: () => {}, clock: desk.clock })
  const open = (kind: WindowKind = 'console', isStillThere: () => Promise<boolean> = async () => true) => {
    const { served, leave } = windows.join(kind, isStillThere)
    const signals: Signal[] = []
    served.onSignal((signal) => signals.push(signal))
    const { handlers } = served
    return {
      ...handlers,
      leave,
      handlers,
      signals,
      hello: async () => (await handlers.hello(null)).window,
      told: <K extends Signal['name']>(name: K) =>
        signals.flatMap((signal) => (signal.name === name ? [signal.payload as SignalPayload<K>] : [])),
      listen: () => handlers.startMonitor({ target, follow: false, why: 'chosen' }),
      ask: (name: string, input: unknown) => answerRequest(handlers, name, input, () => {}),
    }
  }
  return { ...desk, open, windows }
}

const callsOf = (pbx: ReturnType<typeof deskUnderTest>['pbx'], name: string) =>
  pbx.calls.filter(([called]) => called === name)

/** The PBX takes its time to end a monitor: until the answer is called. */
function answersLater(pbx: ReturnType<typeof deskUnderTest>['pbx']): () => void {
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  pbx.answers.endMonitor = async () => {
    await answered
    return ok(null)
  }
  return () => answer()
}

const takenBy = (holder: number, use: Extract<Place, { kind: 'taken' }>['use'], answers = true): Place => ({
  kind: 'taken',
  holder,
  answers,
  use,
})
const nothing = { kind: 'nothing' } as const
const listeningToGrace = { kind: 'listening', agent: 'Grace Okafor' } as const

describe('a second window', () => {
  it('is told that the first has the place, and what it does there, and ends nothing', async () => {
    const { open, pbx } = stage()
    const first = open()
    expect(await first.hello()).toEqual({ role: 'console' })
    const ticket = await first.listen()
    expect(ticket.ok).toBe(true)
    const second = open()
    expect(await second.hello()).toEqual({ role: 'waiting', place: takenBy(1, listeningToGrace) })
    expect(callsOf(pbx, 'endMonitor')).toEqual([])
    expect(first.told('window')).toEqual([])
  })

  it('gets neither floor nor monitor nor line, and may ask for nothing that monitors', async () => {
    const { open, pbx, clock } = stage()
    const first = open()
    await first.hello()
    await first.watchFloor(null)
    const second = open()
    const hello = await second.handlers.hello(null)
    expect(hello.site.line).toBeNull()
    await first.listen()
    pbx.goStale()
    clock.pass(10)
    expect(second.signals.filter(({ name }) => name !== 'window')).toEqual([])
    const may = [
      'hello',
      'askPlace',
      'takePlace',
      'ping',
      'beat',
      'log',
      'hush',
      'changeSettings',
      'addHistory',
      'addNote',
      'scoreCall',
    ]
    for (const name of requestNames.filter((one) => !may.includes(one))) {
      expect(JSON.stringify(await second.ask(name, inputs[name])), name).toContain('otherWindow')
    }
  })

  it('has the place at once when the first has been closed, or closes just now', async () => {
    const { open } = stage()
    const first = open()
    await first.hello()
    first.leave()
    const second = open('console', async () => {
      second.leave()
      return false
    })
    expect(await second.hello()).toEqual({ role: 'console' })
    const third = open()
    expect(await third.hello()).toEqual({ role: 'console' })
  })

  it('does not keep the first from being reloaded', async () => {
    const { open, clock, pbx } = stage()
    const first = open()
    await first.hello()
    const second = open()
    await second.hello()
    first.leave()
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: { kind: 'free' } })
    const reloaded = open()
    expect(await reloaded.hello()).toEqual({ role: 'console' })
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(3, nothing) })
    clock.pass(RETURN_WAIT_MS)
    expect(callsOf(pbx, 'endMonitor')).toEqual([])
  })

  it('reads within half a second what is done in the first, and that it hangs', async () => {
    const { open, clock } = stage()
    const first = open()
    await first.hello()
    const second = open()
    await second.hello()
    await first.listen()
    clock.pass(500)
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(1, listeningToGrace) })
    clock.pass(2000)
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(1, listeningToGrace, false) })
    await first.beat(null)
    await second.beat(null)
    clock.pass(500)
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(1, listeningToGrace) })
  })

  it('does not beat for the first', async () => {
    const { open, clock } = stage()
    await open().hello()
    const second = open()
    await second.hello()
    for (let at = 0; at < 3000; at += 500) {
      await second.beat(null)
      clock.pass(500)
    }
    expect(second.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(1, nothing, false) })
  })
})

describe('taking the place', () => {
  it('ends what was monitored, and says so to the window that loses it', async () => {
    const { open, pbx } = stage()
    const first = open()
    await first.hello()
    await first.listen()
    const second = open()
    await second.hello()
    const answer = answersLater(pbx)
    const taken = second.takePlace({ seen: takenBy(1, listeningToGrace) })
    // However long the PBX takes to end it.
    await vi.waitFor(() => expect(first.told('window')).toEqual([{ role: 'waiting', place: takenBy(2, nothing) }]))
    answer()
    expect((await taken).ok).toBe(true)
    expect(callsOf(pbx, 'endMonitor')).toHaveLength(1)
    expect(await second.hello()).toEqual({ role: 'console' })
    expect((await second.listen()).ok).toBe(true)
    expect(JSON.stringify(await first.ask('startMonitor', inputs.startMonitor))).toContain('otherWindow')
  })

  it('is refused when a monitor has begun since it was looked at, and works once that has been seen', async () => {
    const { open, pbx } = stage()
    const first = open()
    await first.hello()
    const second = open()
    await second.hello()
    const starting = first.listen()
    expect(await second.takePlace({ seen: takenBy(1, nothing) })).toEqual({
      ok: false,
      error: deskFailure('placeChanged'),
    })
    await starting
    expect(callsOf(pbx, 'endMonitor')).toEqual([])
    expect(await second.takePlace({ seen: takenBy(1, listeningToGrace) })).toEqual({ ok: true, value: null })
  })

  it('goes to one of two that want it at once; the other must look anew', async () => {
    const { open } = stage()
    await open().hello()
    const [second, third] = [open(), open()]
    await second.hello()
    await third.hello()
    const seen = takenBy(1, nothing)
    const answers = await Promise.all([second.takePlace({ seen }), third.takePlace({ seen })])
    expect(answers.map(({ ok }) => ok)).toEqual([true, false])
    expect(third.told('window').at(-1)).toEqual({ role: 'waiting', place: takenBy(2, nothing) })
  })

  it('whose answer finds the window closed leaves the place free', async () => {
    const { open, pbx } = stage()
    const first = open()
    await first.hello()
    await first.listen()
    const second = open()
    await second.hello()
    const answer = answersLater(pbx)
    const taken = second.takePlace({ seen: takenBy(1, listeningToGrace) })
    await vi.waitFor(() => expect(first.told('window')).toHaveLength(1))
    second.leave()
    answer()
    await taken
    expect(first.told('window').at(-1)).toEqual({ role: 'waiting', place: { kind: 'free' } })
    expect(await second.takePlace({ seen: { kind: 'free' } })).toMatchObject({ ok: false })
    expect(await open().hello()).toEqual({ role: 'console' })
  })

  it('lets the window that lost it keep the note it was writing', async () => {
    const { open } = stage()
    const first = open()
    await first.hello()
    const ticket = await first.listen()
    const second = open()
    await second.hello()
    await second.takePlace({ seen: takenBy(1, listeningToGrace) })
    const ticketId = ticket.ok ? ticket.value.id : ''
    const note: RequestInput<'addHistory'> = { ticketId, target, notes: [{ at: 1, text: 'half written' }], tags: [] }
    expect(await first.addHistory(note)).toEqual({ ok: true, value: null })
  })

  it('is told to a window that was cut off meanwhile and goes on', async () => {
    const { open } = stage()
    const first = open()
    await first.hello()
    first.leave()
    await open().hello()
    const back = open()
    expect(JSON.stringify(await back.ask('haveMonitor', { held: null }))).toContain('otherWindow')
    expect(back.told('window')).toEqual([{ role: 'waiting', place: takenBy(2, nothing) }])
  })
})

describe('a wallboard', () => {
  it('sees the floor and the site without the line’s account, and nothing of the monitor', async () => {
    const { open, pbx, clock } = stage()
    const first = open()
    await first.hello()
    const wall = open('wallboard')
    expect(await wall.hello()).toEqual({ role: 'wallboard' })
    expect((await wall.handlers.hello(null)).site.line).toBeNull()
    await wall.watchFloor(null)
    expect(wall.told('floor')).toMatchObject([{ kind: 'whole' }])
    expect(wall.told('site').every(({ line }) => line === null)).toBe(true)
    await first.listen()
    await vi.waitFor(() => expect(callsOf(pbx, 'startMonitor').length).toBe(1))
    pbx.goStale()
    clock.pass(10)
    expect(new Set(wall.signals.map(({ name }) => name))).toEqual(new Set(['floor', 'status', 'site', 'settings']))
    wall.leave()
    const before = wall.signals.length
    pbx.goLive(floor)
    expect(wall.signals).toHaveLength(before)
  })

  it('may ask for nothing that monitors, takes the place, or changes anything', async () => {
    const { open, pbx } = stage()
    const wall = open('wallboard')
    await wall.hello()
    const may = ['hello', 'watchFloor', 'ping', 'beat', 'log', 'trend', 'hush']
    for (const name of requestNames.filter((one) => !may.includes(one))) {
      expect(JSON.stringify(await wall.ask(name, inputs[name])), name).toContain('wallboardOnly')
    }
    expect(callsOf(pbx, 'startMonitor')).toEqual([])
    expect(await open().hello()).toEqual({ role: 'console' })
  })

  it('has the window that monitors let nobody hear', async () => {
    const { open } = stage()
    const first = open()
    await first.hello()
    const wall = open('wallboard')
    await wall.hush(null)
    expect(first.told('hush')).toEqual([null])
    expect(wall.told('hush')).toEqual([])
  })

  it('does not keep the monitor of a closed window alive', async () => {
    const { open, clock, pbx } = stage()
    const first = open()
    await first.hello()
    await first.listen()
    const wall = open('wallboard')
    await wall.hello()
    first.leave()
    clock.pass(RETURN_WAIT_MS)
    await vi.waitFor(() => expect(callsOf(pbx, 'endMonitor').length).toBe(1))
  })
})
