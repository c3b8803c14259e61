// The course of the check in the window: what it ends with, and that whatever breaks it off leaves neither monitor nor tone.

import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { deskFailure } from '#contract/errors.ts'
import type { Floor } from '#contract/floor.ts'
import type { Mode } from '#contract/monitor.ts'
import { ok } from '#contract/result.ts'
import type { ProofAnswer, ProofStep } from '#contract/site/proof.ts'
import type { FloorStore } from '#renderer/floor/floor-store.ts'
import { createFloorStore } from '#renderer/floor/floor-store.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { Live, Monitor } from '#renderer/monitor/logic/monitor.ts'
import { idle } from '#renderer/monitor/logic/monitor.ts'
import type { MonitorStore } from '#renderer/monitor/monitor-store.ts'
import { type ProofEnd, type ProofNews, soundsAt } from '#renderer/setup/proof/proof-progress.ts'
import { runProof } from '#renderer/setup/proof/run-proof.ts'
import { fakeClock } from '../../../../fakes/fake-clock.ts'
import { aCall, anAgent, floorWith } from '../../../../fakes/floors.ts'
import { aLineView as lineView, aMonitorView as monitorView } from '../../../../fakes/views.ts'

const wish = { agent: { user: '2001', password: 'a' }, caller: { user: '2002', password: 'b' }, dial: '', port: 5060 }
const target = { callId: 'c1', agentId: '1' }
const shown = floorWith(
  [aCall('c1', '1', { answeredAt: 1 })],
  [anAgent('1', { name: 'Proof', extension: '2001', callId: 'c1' })],
)

type Change = {
  readonly floor?: Floor
  readonly answer?: (step: ProofStep) => ProofAnswer | null
  readonly registered?: boolean
  /** The mode the phone system comes to; null: it never says. */
  readonly comesTo?: (mode: Mode) => Mode | null
  readonly monitor?: Monitor
}

function stage({
  floor = shown,
  answer = () => null,
  registered = true,
  comesTo = (mode) => mode,
  monitor = idle,
}: Change = {}) {
  const clock = fakeClock()
  const steps: string[] = []
  const seen = { tone: 'own' as 'own' | 'tone', closed: 0, ended: 0, news: [] as ProofNews[] }
  const at = (mode: Mode): Live => ({
    phase: 'live',
    asks: 1,
    ticket: { id: 't', target, mark: { by: 'header', name: 'X', value: 'y' }, askedAt: 0, follow: false },
    takenBy: 'console',
    device: null,
    target,
    heard: { since: 0, until: null },
    modeState: { kind: 'confirmed', mode, changeId: 1 },
    changes: 1,
    chosenFor: [],
    call: 'up',
    move: null,
    hops: 0,
    follow: { on: false, askedId: 0 },
    links: 'up',
    notice: null,
  })
  const monitors: MonitorStore = createStore(() => ({
    ...monitorView,
    monitor,
    listen: () => monitors.setState({ monitor: at('listen') }),
    choose: (mode: Mode) => {
      const comes = comesTo(mode)
      if (comes) monitors.setState({ monitor: at(comes) })
      else {
        const doubt = { may: [], until: null }
        const modeState = {
          kind: 'changing',
          to: mode,
          from: 'listen',
          doubt,
          late: [],
          changeId: 2,
          digits: null,
        } as const
        monitors.setState({ monitor: { ...at('listen'), modeState } })
      }
    },
    end: () => {
      seen.ended += 1
      monitors.setState({ monitor: idle })
    },
  }))
  const lines: LineStore = createStore(() => ({
    ...lineView,
    line: {
      ...lineView.line,
      registration: registered ? ({ kind: 'registered' } as const) : ({ kind: 'off' } as const),
    },
    speakTone: (tone) => {
      seen.tone = tone ? 'tone' : 'own'
    },
  }))
  const floors: FloorStore = createFloorStore()
  floors.setState({ floor })
  const right = { kind: 'measured', cells: [{ mode: 'listen', ear: 'agent', right: true, why: '' }] } as const
  const usual = (step: ProofStep): ProofAnswer => {
    if (step.kind === 'begin') return { kind: 'talking' }
    if (step.kind === 'mark') return { kind: 'marked' }
    return step.kind === 'measure'
      ? { ...right, cells: [...right.cells] }
      : { kind: 'ended', cells: [], wrong: [], notes: [] }
  }
  const desk = {
    request: (async (_name: string, step: ProofStep) => {
      steps.push(step.kind === 'measure' ? step.mode : step.kind)
      return ok(answer(step) ?? usual(step))
    }) as never,
  }
  const sound = {
    tone: () => ({}) as MediaStreamTrack,
    levels: () => ({ supervisor: [-12, -12, -120], mouth: [-120, -120, -120] }),
    close: () => {
      seen.closed += 1
    },
  }
  const stop = runProof(
    {
      desk,
      monitor: monitors,
      line: lines,
      floor: floors,
      clock,
      sound,
      walk: ['whisperAgent', 'listen'],
      tell: (news) => void seen.news.push(news),
    },
    wish,
  )
  const end = (): ProofEnd | undefined => seen.news.flatMap((news) => (news.kind === 'end' ? [news.end] : []))[0]
  const over = async (): Promise<ProofEnd> => {
    for (let turn = 0; turn < 400 && !end(); turn++) await clock.advance(100)
    const found = end()
    if (!found) throw new Error(`it goes on: ${JSON.stringify(seen.news.at(-1))}`)
    return found
  }
  return { clock, desk, steps, seen, stop, over, monitors, lines }
}

const left = ({ seen }: ReturnType<typeof stage>) => ({ tone: seen.tone, closed: seen.closed })
const nothing = { tone: 'own', closed: 1 }

describe('the check', () => {
  it('listens to the call of the two, measures each mode, and ends both', async () => {
    const proof = stage()
    expect(await proof.over()).toEqual({ kind: 'ended', wrong: [], notes: [], notMade: [] })
    expect(proof.steps).toEqual(['begin', 'mark', 'listen', 'whisperAgent', 'listen', 'end'])
    expect(proof.seen.ended).toBe(1)
    expect(left(proof)).toEqual(nothing)
  })

  it('says why it cannot begin, and ends nothing that is not its own', async () => {
    const proof = stage({
      answer: ({ kind }) =>
        kind === 'begin' ? { kind: 'refused', refusal: { why: 'seatBusy', detail: 'listening' } } : null,
    })
    expect(await proof.over()).toEqual({ kind: 'refused', refusal: { why: 'seatBusy', detail: 'listening' } })
    expect(proof.seen.ended).toBe(0)
    expect(proof.steps).toEqual(['begin'])
    expect(left(proof)).toEqual(nothing)
  })

  it('says at once what the dialplan reads wrong, and ends nothing that never began', async () => {
    const wrong = [{ about: 'missing' as const, context: 'earshot-monitor', extensions: ['7'] }]
    const proof = stage({
      answer: ({ kind }) => (kind === 'begin' ? { kind: 'ended', cells: [], wrong: [...wrong], notes: [] } : null),
    })
    expect(await proof.over()).toEqual({ kind: 'ended', wrong, notes: [], notMade: [] })
    expect(proof.steps).toEqual(['begin'])
    expect(left(proof)).toEqual(nothing)
  })

  it.each([
    ['the line is not registered', { registered: false }, 'lineGone'],
    ['the floor does not show the call', { floor: floorWith([], []) }, 'notShown'],
  ] as const)('gives up where %s, and has the test call ended', async (_, change, kind) => {
    const proof = stage(change)
    expect((await proof.over()).kind).toBe(kind)
    expect(proof.steps.at(-1)).toBe('end')
    expect(left(proof)).toEqual(nothing)
  })

  it('names a change of mode that never came', async () => {
    const asked: ProofStep[] = []
    const proof = stage({
      comesTo: (mode) => (mode === 'whisperAgent' ? null : mode),
      answer: (step) => {
        asked.push(step)
        return null
      },
    })
    // What was asked for falls back to listen once it was not confirmed.
    for (let turn = 0; turn < 170; turn++) await proof.clock.advance(100)
    proof.monitors.getState().choose('listen')
    await proof.over()
    expect(asked.at(-1)).toEqual({ kind: 'end', unconfirmed: [{ from: 'listen', to: 'whisperAgent' }] })
  })

  it('ends when something else ends the monitor, and takes the tone back', async () => {
    const proof = stage({ comesTo: () => null })
    await proof.clock.advance(2_000)
    proof.monitors.setState({ monitor: { ...idle, notice: { kind: 'over', error: deskFailure('lineTaken') } } })
    expect(await proof.over()).toEqual({ kind: 'lost', error: deskFailure('lineTaken') })
    expect(proof.steps.at(-1)).toBe('end')
    expect(left(proof)).toEqual(nothing)
  })

  it.each([0, 100, 300, 1_000])('stopped after %d ms, leaves no monitor, no tone and no test call', async (ms) => {
    const proof = stage({ comesTo: () => null })
    if (ms > 0) await proof.clock.advance(ms)
    proof.stop()
    expect(await proof.over()).toEqual({ kind: 'stopped' })
    expect(proof.monitors.getState().monitor.phase).toBe('idle')
    expect(proof.steps.at(-1)).toBe('end')
    expect(left(proof)).toEqual(nothing)
  })

  it('says so when the desk is out of reach', async () => {
    const proof = stage({ answer: () => null })
    proof.desk.request = (async () => {
      throw new Error('the channel is broken')
    }) as never
    expect(await proof.over()).toEqual({ kind: 'failed', error: deskFailure('serverGone') })
    expect(left(proof)).toEqual(nothing)
  })
})

it('whose tone each ear has to hear', () => {
  expect(soundsAt('whisperAgent', 'agent')).toEqual(['caller', 'supervisor'])
  expect(soundsAt('whisperAgent', 'caller')).toEqual(['agent'])
  expect(soundsAt('join', 'caller')).toEqual(['agent', 'supervisor'])
  expect(soundsAt('listen', 'mouth')).toEqual([])
})
