// A desk in memory: keeps what it was asked, answers as it is told, and says what it is told to say.
import type { Desk, RequestInput, RequestName, RequestOutput, SignalName, SignalPayload } from '#contract/ipc.ts'
import type { ModeAnswer, MonitorEvent, MonitorTicket, Target } from '#contract/monitor.ts'
import { nextRecentCalls, type RecentCall } from '#contract/phone/recent-calls.ts'
import { ok } from '#contract/result.ts'

type Asked = { [K in RequestName]: { readonly name: K; readonly input: RequestInput<K> } }[RequestName]

type Answers = { [K in RequestName]?: (input: RequestInput<K>) => RequestOutput<K> | Promise<RequestOutput<K>> }

export type FakeDesk = {
  readonly desk: Desk
  readonly asked: Asked[] // but its beats
  readonly beats: () => number
  readonly answers: Answers // replace one to change what comes back
  readonly say: <K extends SignalName>(name: K, payload: SignalPayload<K>) => void
  readonly pbx: (event: MonitorEvent) => void
  /** What was asked under that name, in order. */
  readonly inputs: <K extends RequestName>(name: K) => RequestInput<K>[]
}

export const TOKEN = 'token-of-this-very-monitor'

export const ticketFor = (target: Target, id = 'ticket-0001'): MonitorTicket => ({
  id,
  target,
  mark: { by: 'header', name: 'X-Earshot-Token', value: `${TOKEN}-${id}` },
  askedAt: 0,
  follow: false,
})

/** Accepts everything by the PBX's own interface; it confirms nothing by itself. */
export function fakeDesk(): FakeDesk {
  const asked: Asked[] = []
  const listeners = new Map<SignalName, Set<(payload: never) => void>>()
  let tickets = 0
  let beats = 0
  let recent: readonly RecentCall[] = []
  const answers: Answers = {
    startMonitor: ({ target }) => {
      tickets += 1
      return ok(ticketFor(target, `ticket-${String(tickets).padStart(4, '0')}`))
    },
    setMode: () => ok<ModeAnswer>({ kind: 'asked' }),
    hop: ({ target }) => ok(target),
    setFollow: () => ok(null),
    endMonitor: () => ok(null),
    addHistory: () => ok(null),
    probeLine: () => ok(null),
    recentCalls: (step) => {
      recent = nextRecentCalls(recent, step)
      return [...recent]
    },
    phoneState: () => null,
    wallPlaces: () => ({ kind: 'byPage' }),
    showWall: () => ok(null),
    toFront: () => null,
  }
  const say: FakeDesk['say'] = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) (listener as (p: typeof payload) => void)(payload)
  }
  const desk: Desk = {
    request: async (name, input) => {
      if (name === 'beat') beats += 1
      else asked.push({ name, input } as Asked)
      const answer = answers[name] as ((given: typeof input) => RequestOutput<typeof name>) | undefined
      return (await answer?.(input)) as RequestOutput<typeof name>
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener as (payload: never) => void))
      return () => set.delete(listener as (payload: never) => void)
    },
  }
  return {
    desk,
    asked,
    beats: () => beats,
    answers,
    say,
    pbx: (event) => say('monitor', event),
    inputs: (name) => asked.filter((one) => one.name === name).map((one) => one.input) as never,
  }
}
