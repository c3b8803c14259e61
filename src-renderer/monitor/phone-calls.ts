// The person's own calls beside the monitor: what the screen sees of them, what it can do, and what site and settings say of them.
import { createStore } from 'zustand/vanilla'
import type { Settings } from '#contract/settings.ts'
import { callActions } from '#renderer/calls/call-actions.ts'
import { type CallsStore, restingCalls } from '#renderer/calls/calls-store.ts'
import type { KnownDesk } from '#renderer/desk/follow-desk.ts'
import type { LineStore } from '#renderer/line/line-store.ts'
import type { Phone } from '#renderer/line/phone.ts'
import type { Runner } from './run/runner.ts'

type Ordinary = { readonly runner: Runner; readonly line: LineStore; readonly calls: CallsStore }

export function callsOf({ runner, line }: Omit<Ordinary, 'calls'>, phone: Phone, known: KnownDesk): CallsStore {
  const calls: CallsStore = createStore(() => ({
    ...restingCalls,
    ...callActions({
      line: () => runner.running().line,
      apply: runner.line,
      phone,
      monitor: {
        end: () => runner.monitor({ kind: 'end' }),
        listenOnly: () => runner.monitor({ kind: 'choose', mode: 'listen', hearers: [] }),
      },
      settings: () => known.getState().hello.settings.line.phone,
      uniqueId: () => crypto.randomUUID(),
      sight: () => calls.getState(),
      show: (sight) => calls.setState(sight),
    }),
  }))
  applyToCalls({ runner, line, calls }, known.getState().hello.settings)
  // It ends with the phone.
  phone.onEvent((event) => void (event.kind === 'voicemail' && calls.setState({ voicemail: event.voicemail })))
  return calls
}

/** Where the site allows no ordinary calls, whoever calls hears busy. */
export function applyToCalls({ runner, line, calls }: Ordinary, settings: Settings): void {
  const { phone, callWaiting, doNotDisturb, ringerId, speakerId } = settings.line
  const { allowed, voicemail, conference, echo } = phone
  calls.setState({ site: { allowed, voicemail, conference, echo } })
  line.setState({ ringer: ringerId, earpiece: speakerId })
  runner.line({ kind: 'callWaiting', on: callWaiting })
  runner.line({ kind: 'doNotDisturb', on: doNotDisturb || !allowed })
}
