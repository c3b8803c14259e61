// What a console shows at first, for tests of what is made of it: every act does nothing.
import { settings } from '#contract/settings.ts'
import { type CallsView, restingCalls } from '#renderer/calls/calls-store.ts'
import { keysView } from '#renderer/keys/keymap-store.ts'
import { type LineView, restingLine } from '#renderer/line/line-store.ts'
import { silentMeters } from '#renderer/line/meters.ts'
import { nothingHeard } from '#renderer/monitor/logic/side-levels.ts'
import { type MonitorView, restingMonitor } from '#renderer/monitor/monitor-store.ts'
import type { RefusalView } from '#renderer/monitor/refusal-store.ts'

const nothing = () => {}

export const aMonitorView: MonitorView = {
  ...restingMonitor,
  sidesHeard: () => nothingHeard,
  listen: nothing,
  listenByOrder: nothing,
  choose: nothing,
  follow: nothing,
  end: nothing,
  mute: nothing,
  setMuted: nothing,
  keep: nothing,
  readReminder: nothing,
  write: nothing,
  dismiss: nothing,
  takeOver: nothing,
}

export const aLineView: LineView = {
  ...restingLine,
  logIn: nothing,
  logOut: nothing,
  answer: nothing,
  decline: nothing,
  hangUp: nothing,
  hold: nothing,
  missedSeen: nothing,
  renewPaths: () => {},
  insist: nothing,
  mute: nothing,
  retryMicrophone: nothing,
  setVolume: nothing,
  speakTone: () => {},
  tracks: { sent: () => null, received: () => null },
  stats: async () => null,
  measureEcho: async () => null,
  mediaPath: async () => null,
  messages: () => [],
  openMeters: () => silentMeters,
}

export const aCallsView: CallsView = {
  ...restingCalls,
  site: { allowed: true, voicemail: null, conference: null, echo: null },
  dial: () => null,
  answer: nothing,
  hold: nothing,
  takeBack: nothing,
  hangUpHeld: nothing,
  transfer: nothing,
  callEcho: () => null,
  meet: nothing,
  key: nothing,
  readNews: nothing,
}

export const keysAtFirst = keysView(settings.parse({}), false)

export const noRefusals: RefusalView = { refused: null, refuse: nothing, forget: nothing }
