// What the shell itself knows of the console, from the desk's signals: for tray, menu and dialogs, the power saver and the page's policy.

import type { Signal, SiteInfo } from '#contract/ipc.ts'
import { addressesOf } from '#contract/line-account.ts'
import type { Settings } from '#contract/settings.ts'

/** As in the window's own list of commands. */
export const usualMuteKey = 'Mod+Shift+M'

export type ConsoleState = {
  readonly siteName: string
  readonly language: Settings['language']
  readonly connection: 'connecting' | 'live' | 'behind' | 'stale' | 'refused'
  readonly monitoring: boolean
  readonly startAtLogin: boolean
  readonly onTop: boolean // while monitoring
  readonly muteKey: string | null // combo that mutes in other programs as well
  readonly lineUrl: string | null // where the supervisor's line registers, ws(s)://…; several with a blank between
}

type Wishes = Pick<Settings, 'language' | 'desktop' | 'keys'>

export const atStart = (siteName: string, wishes: Wishes): ConsoleState => ({
  siteName,
  connection: 'connecting',
  monitoring: false,
  lineUrl: null,
  ...wished(wishes),
})

/** Of the key that always mutes, as it is where the person has chosen no other; null is one that was taken away. */
const wished = ({ language, desktop: { startAtLogin, onTop, muteEverywhere }, keys }: Wishes) => ({
  language,
  startAtLogin,
  onTop,
  muteKey: muteEverywhere ? (keys.muteAnywhere === undefined ? usualMuteKey : keys.muteAnywhere) : null,
})

/** The state after a signal. Pure; a signal that tells nothing new leaves the same object. */
export function nextConsoleState(state: ConsoleState, signal: Signal): ConsoleState {
  switch (signal.name) {
    case 'status':
      return changed(state, { connection: signal.payload.phase })
    case 'site':
      return changed(state, { siteName: signal.payload.name, lineUrl: linesOf(signal.payload.line) })
    case 'monitor':
      return changed(state, { monitoring: signal.payload.kind !== 'ended' })
    case 'settings':
      return changed(state, wished(signal.payload))
    case 'floor':
    case 'levels':
    case 'monitoringNotice':
    case 'withdrawn':
    case 'help':
    case 'handOver':
    case 'signIn':
    case 'seat':
    case 'window':
    case 'hush':
    case 'callLink':
    case 'link':
      return state
  }
}

const linesOf = (line: SiteInfo['line']): string | null => line && addressesOf(line).join(' ')

function changed(state: ConsoleState, change: Partial<ConsoleState>): ConsoleState {
  const after = { ...state, ...change }
  const same = (Object.keys(after) as (keyof ConsoleState)[]).every((key) => after[key] === state[key])
  return same ? state : after
}
