// Runs monitor and line: feeds both with what happens, applies the microphone first, then does what the logic asks for.
import type { Desk, RequestInput, Unended } from '#contract/ipc.ts'
import type { Target } from '#contract/monitor.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { callEffects } from '#renderer/calls/call-effects.ts'
import { type CallNews, newsOfCalls } from '#renderer/calls/call-news.ts'
import { type CallsEvent, nextCalls } from '#renderer/calls/next-calls.ts'
import type { Line } from '#renderer/line/line.ts'
import type { Phone } from '#renderer/line/phone.ts'
import { type Effect, effectsOf, newsForLine } from '../logic/effects.ts'
import { leftBefore } from '../logic/ending.ts'
import { newsForMonitor } from '../logic/line-news.ts'
import { holdsTicket, type Monitor, type MonitorInput } from '../logic/monitor.ts'
import { next } from '../logic/next.ts'
import { atRest, brokenLink, type Running } from '../logic/running.ts'
import { type MicrophoneParts, microphoneFirst, withMicrophone } from './microphone.ts'
import { performEffect, performLineEffect } from './perform.ts'

export type RunnerParts = MicrophoneParts & {
  readonly desk: Desk
  readonly phone: Phone
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly onChange: (running: Running) => void
  /** What has become of a call the person has placed or passed on. */
  readonly onCallNews?: (news: CallNews) => void
  /** Runs before what comes from outside is applied. */
  readonly beforeNews?: () => void
  /** What the page before has left behind; null or absent: nothing. */
  readonly left?: Unended | null
}

export type Runner = {
  readonly running: () => Running
  readonly monitor: (input: MonitorInput) => void
  readonly line: (event: CallsEvent) => void
  /** What is sent is a test tone, for this call alone; null: it is the microphone. */
  readonly toneOnlyOn: (target: Target | null) => void
  readonly links: (change: Partial<Pick<Running, 'feed' | 'deskUp'>>) => void
  /** One step: no microphone may be open for even a moment of it. */
  readonly mute: () => void
  readonly stop: Stop
}

type Step =
  | { readonly kind: 'monitor'; readonly input: MonitorInput }
  | { readonly kind: 'line'; readonly event: CallsEvent }
  | { readonly kind: 'mute' }
  | { readonly kind: 'set'; readonly change: Partial<Running> }

type End = Extract<Effect, { kind: 'end' }>

const END_AGAIN_MS = 3_000

export function createRunner(parts: RunnerParts): Runner {
  const timers = createTimers(parts.clock)
  const queue: Step[] = []
  let running: Running = parts.left ? { ...atRest, monitor: leftBefore(parts.left) } : atRest
  let draining = false
  const later = (inMs: number, step: Step): void => timers.after(inMs, () => dispatch(step))
  const dispatch = (step: Step): void => {
    if (!draining) parts.beforeNews?.()
    queue.push(step)
    if (draining) return
    draining = true
    try {
      for (let first = queue.shift(); first; first = queue.shift()) applyStep(first)
    } finally {
      draining = false
    }
    parts.onChange(running)
    if (running.opens) parts.afterShown?.(openNow)
  }

  const openNow = (): void => {
    if (!running.opens) return
    running = withMicrophone(parts, running)
    parts.onChange(running)
  }

  const applyStep = (step: Step): void => {
    const before = running
    running = withLinks(move(before, step, parts.clock.now()), parts.clock.now())
    running = microphoneFirst(parts, running)
    if (running.monitor !== before.monitor) {
      for (const event of newsForLine(before.monitor, running.monitor)) queue.push({ kind: 'line', event })
      for (const effect of effectsOf(before.monitor, running.monitor)) perform(effect)
    }
    if (step.kind !== 'line') return
    for (const effect of callEffects(before.line, running.line, step.event)) {
      if (effect.kind === 'later') later(effect.inMs, { kind: 'line', event: effect.event })
      else performLineEffect(parts.phone, effect)
    }
    for (const input of newsOfLine(parts, before.line, running.line, step.event)) queue.push({ kind: 'monitor', input })
  }

  const perform = (effect: Effect): void => {
    if (effect.kind === 'later') later(effect.inMs, { kind: 'monitor', input: effect.input })
    else if (effect.kind === 'end') ends.ask(effect)
    else
      void performEffect(parts.desk, parts.phone, running.line, effect).then((input) => {
        news(input)
        const stray = strayTicket(running.monitor, input)
        if (stray !== null) ends.ask({ kind: 'end', ticketId: stray, why: 'asked' })
      })
  }

  const news = (input: MonitorInput): void => dispatch({ kind: 'monitor', input })
  const endOnPbx = (end: End) => performEffect(parts.desk, parts.phone, running.line, end)
  const ends = createEnds(timers, endOnPbx, news)
  const stopListening = listen(parts, dispatch, ends.done)
  if (parts.left) sayWhatIsHeld(parts.desk, running.monitor) // its end may have been told before anybody listened
  return {
    running: () => running,
    monitor: news,
    line: (event) => dispatch({ kind: 'line', event }),
    toneOnlyOn: (toneOnlyOn) => dispatch({ kind: 'set', change: { toneOnlyOn } }),
    mute: () => {
      parts.phone.setMicrophoneOpen(false) // a step under way is ended first
      dispatch({ kind: 'mute' })
    },
    links: (change) => {
      const isBack = change.deskUp === true && !running.deskUp
      dispatch({ kind: 'set', change })
      if (isBack) sayWhatIsHeld(parts.desk, running.monitor)
    },
    stop: () => {
      running = { ...running, opens: false }
      parts.phone.setMicrophoneOpen(false)
      stopListening()
      timers.stop()
    },
  }
}

/** The answer that brought a ticket may have been lost: what the desk has begun for nobody must end. Out of reach again: said next time. */
function sayWhatIsHeld(desk: Desk, monitor: Monitor): void {
  desk.request('haveMonitor', { held: heldBy(monitor) }).catch(() => {})
}

function heldBy(monitor: Monitor): RequestInput<'haveMonitor'>['held'] {
  switch (monitor.phase) {
    case 'idle':
    case 'asking':
      return null
    case 'connecting': // that it was connected may have been told meanwhile
      return { ticketId: monitor.ticket.id, target: null }
    case 'live':
    case 'ending':
      return monitor.ticket && { ticketId: monitor.ticket.id, target: monitor.target }
  }
}

/** A ticket that came too late for anybody to want it. */
const strayTicket = (monitor: Monitor, input: MonitorInput): string | null =>
  input.kind === 'started' && input.result.ok && !holdsTicket(monitor, input.result.value.id)
    ? input.result.value.id
    : null

/** What the person is to be told, and what the monitor must know. */
function newsOfLine({ onCallNews }: RunnerParts, before: Line, after: Line, event: CallsEvent): MonitorInput[] {
  const news = newsOfCalls(before, event)
  if (news) onCallNews?.(news)
  return newsForMonitor(before, after, event)
}

/** What the desk and the phone tell becomes steps. */
function listen({ desk, phone }: RunnerParts, dispatch: (step: Step) => void, ended: (ticketId: string) => void): Stop {
  const stops = [
    desk.on('monitor', (event) => {
      if (event.kind === 'ended') ended(event.ticketId)
      dispatch({ kind: 'monitor', input: { kind: 'pbx', event } })
    }),
    desk.on('withdrawn', ({ ticketId, why }) =>
      dispatch({ kind: 'monitor', input: { kind: 'withdrawn', ticketId, why } }),
    ),
    phone.onEvent((event) => {
      if (event.kind === 'speaker') {
        dispatch({ kind: 'set', change: { speaker: event.speaker } })
        return
      }
      if (event.kind === 'voicemail') return // it says nothing of a call
      if (event.kind !== 'microphone') {
        dispatch({ kind: 'line', event })
        return
      }
      if (event.interrupted) dispatch({ kind: 'monitor', input: { kind: 'microphoneLost' } })
      dispatch({ kind: 'set', change: { microphone: event.microphone } })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Timers that end together. */
function createTimers(clock: Pick<Clock, 'after'>) {
  const waiting = new Set<Stop>()
  return {
    after: (inMs: number, run: () => void): void => {
      const stop = clock.after(inMs, () => {
        waiting.delete(stop)
        run()
      })
      waiting.add(stop)
    },
    stop: () => {
      for (const stop of waiting) stop()
    },
  }
}

/** Asks for the end of a monitor until the desk has heard of it: it may be out of reach, and nothing may be left behind on the PBX. */
function createEnds(
  timers: ReturnType<typeof createTimers>,
  request: (end: End) => Promise<MonitorInput>,
  answered: (input: MonitorInput) => void,
) {
  const unended = new Set<string>() // tickets whose end the desk has not heard of
  const ask = (end: End): void => {
    const { ticketId } = end
    unended.add(ticketId)
    void request(end).then((input) => {
      if (input.kind !== 'endAnswered') return
      // Once asked, the PBX's connector keeps at it by itself.
      if (input.result.ok || input.result.error.code !== 'serverGone') unended.delete(ticketId)
      answered(input)
    })
    timers.after(END_AGAIN_MS, () => unended.has(ticketId) && ask(end))
  }
  return { ask, done: (ticketId: string) => void unended.delete(ticketId) }
}

function move(running: Running, step: Step, at: number): Running {
  switch (step.kind) {
    case 'monitor':
      return { ...running, monitor: next(running.monitor, step.input, at) }
    case 'line':
      return { ...running, line: nextCalls(running.line, step.event, at) }
    case 'mute':
      return {
        ...running,
        monitor: next(running.monitor, { kind: 'choose', mode: 'listen', hearers: [] }, at),
        line: nextCalls(running.line, { kind: 'mute', on: true }, at),
      }
    case 'set':
      return { ...running, ...step.change }
  }
}

// In the same step, so that no microphone stays open for even one step over a link that has broken.
function withLinks(running: Running, at: number): Running {
  const { monitor } = running
  if (monitor.phase !== 'live' && monitor.phase !== 'connecting') return running
  const why = brokenLink(running)
  if (why) return { ...running, monitor: next(monitor, { kind: 'linksBroke', why }, at) }
  return { ...running, monitor: next(monitor, { kind: 'linksMended' }, at) }
}
