// Runs the echo test: opens the microphone where it failed before, places the call, sends tones until one comes back, and hangs up by itself.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock, Stop } from '#contract/time.ts'
import type { CallsStore } from '#renderer/calls/calls-store.ts'
import { callId } from '#renderer/line/line.ts'
import type { LineStore, LineView } from '#renderer/line/line-store.ts'
import { type Echo, type EchoEvent, echoCall, isRunning, type MicrophoneFault, nextEcho, noEcho } from './next-echo.ts'

export type EchoParts = {
  readonly line: LineStore
  readonly calls: CallsStore
  readonly clock: Pick<Clock, 'after' | 'every'>
}

export type EchoRun = {
  readonly store: StoreApi<{ readonly echo: Echo }>
  /** Nothing while it runs. `name`: under which the call is shown. */
  readonly start: (name: string) => void
  readonly stop: Stop
  /** A monitor has begun. */
  readonly lineNeeded: () => void
}

const ANSWER_WITHIN_MS = 15_000
/** FreePBX says something before its echo begins. */
const MEASURED_WITHIN_MS = 45_000
const SPEAK_MS = 10_000
const LEVEL_MS = 100

export function createEcho(parts: EchoParts): EchoRun {
  const { line, clock } = parts
  const store = createStore<{ readonly echo: Echo }>(() => ({ echo: noEcho }))
  const now = (): Echo => store.getState().echo
  let stopPhase: Stop = () => {}
  let stopWatching: Stop = () => {}

  const dispatch = (event: EchoEvent): void => {
    const before = now()
    const echo = nextEcho(before, event)
    if (echo === before) return
    store.setState({ echo })
    if (before.phase !== echo.phase) {
      stopPhase()
      stopPhase = begun(echo)
    } else if (echo.phase === 'measuring') sendTone(echo.id)
    if (isRunning(echo)) return
    stopWatching()
    const id = echoCall(before)
    if (id !== null && callId(line.getState().line.call) === id) line.getState().hangUp()
  }

  const after = (ms: number): Stop => clock.after(ms, () => dispatch({ kind: 'tooLong' }))
  const begun = (echo: Echo): Stop => {
    switch (echo.phase) {
      case 'idle':
      case 'over':
      case 'opening': // however long the person takes to allow it
        return () => {}
      case 'calling':
        return after(ANSWER_WITHIN_MS)
      case 'measuring':
        sendTone(echo.id)
        return after(MEASURED_WITHIN_MS)
      case 'speaking':
        return levels(parts, dispatch, after(SPEAK_MS))
    }
  }
  const sendTone = (id: string): void => {
    const came = line.getState().measureEcho(id)
    came.then(
      (tone) => dispatch({ kind: 'tone', id, came: tone }),
      () => dispatch({ kind: 'tone', id, came: null }),
    )
  }

  return {
    store,
    start: (name) => {
      if (isRunning(now())) return
      dispatch({ kind: 'open' })
      if (faultOf(line.getState())) line.getState().retryMicrophone()
      stopWatching = watch(parts, now, dispatch, name)
      if (!isRunning(now())) stopWatching() // it was over at once
    },
    stop: () => dispatch({ kind: 'stop' }),
    lineNeeded: () => dispatch({ kind: 'lineNeeded' }),
  }
}

type Dispatch = (event: EchoEvent) => void

/** Places the call once the microphone is open, and tells what becomes of the line, beginning with how it is. */
function watch({ line, calls }: EchoParts, now: () => Echo, dispatch: Dispatch, name: string): Stop {
  let known = calls.getState().news
  let isPlacing = false // what it does to the line is seen once the call has its id
  const place = (): void => {
    isPlacing = true
    const placed = calls.getState().callEcho(name)
    isPlacing = false
    dispatch(placed ? { kind: 'placed', id: placed.id } : { kind: 'lineNeeded' })
    look()
  }
  // What it failed for is told before its end is seen; here it has a sentence of its own.
  const lookForNews = (): void => {
    const { news, readNews } = calls.getState()
    const isNew = news !== known
    known = news
    if (!isNew || news?.kind !== 'notConnected' || now().phase !== 'calling') return
    dispatch({ kind: 'refused', status: news.status })
    readNews()
  }
  const look = (): void => {
    if (isPlacing || !isRunning(now())) return
    lookForNews()
    const event = happened(line.getState(), now())
    if (event === 'mayPlace') place()
    else if (event) dispatch(event)
  }
  const stops = [line.subscribe(look), calls.subscribe(look)]
  look()
  return () => {
    for (const stop of stops) stop()
  }
}

/** What the line says of the test now; null: nothing new. */
function happened(view: LineView, echo: Echo): EchoEvent | 'mayPlace' | null {
  const { call, expecting, registration } = view.line
  const id = echoCall(echo)
  const isOurs = id !== null && callId(call) === id
  if (!isOurs && (call.kind !== 'none' || expecting.kind === 'asked')) return { kind: 'lineNeeded' }
  if (registration.kind !== 'registered') return { kind: 'lineLost' }
  if (!isOurs && id !== null) return { kind: 'gone' }
  const fault = faultOf(view)
  if (echo.phase === 'opening') {
    if (view.microphone.source === 'asking') return { kind: 'asking' }
    if (fault === null) return 'mayPlace'
    return view.retry.kind === 'trying' ? null : { kind: 'microphoneFault', fault }
  }
  if (fault) return { kind: 'microphoneFault', fault }
  if (call.kind === 'talking' && call.muted) return { kind: 'muted' }
  return call.kind === 'talking' && call.up && echo.phase === 'calling' ? { kind: 'up' } : null
}

function faultOf({ microphone: { source } }: LineView): MicrophoneFault | null {
  switch (source) {
    case 'refused':
    case 'absent':
    case 'gone':
    case 'inUse':
    case 'ended':
      return source
    case 'idle':
    case 'rests':
    case 'asking':
    case 'ready':
      return null
  }
}

/** Opened once the tone is over: until then what is sent is no voice. */
function levels({ line, clock }: EchoParts, dispatch: Dispatch, stopTimer: Stop): Stop {
  const meters = line.getState().openMeters()
  meters.resume()
  const stopLooking = clock.every(LEVEL_MS, () => dispatch({ kind: 'level', ...meters.read() }))
  return () => {
    stopTimer()
    stopLooking()
    meters.close()
  }
}
