// The person's own calls as the screen sees them; monitor/start.ts feeds them and gives them their actions.
import type { StoreApi } from 'zustand'
import type { RecentCall } from '#contract/phone/recent-calls.ts'
import type { Invite, Voicemail } from '#renderer/line/phone.ts'
import { partContext, usePart, usePartStore } from '#renderer/ui/console-part.ts'
import type { CallNews } from './call-news.ts'
import type { TransferTo, WhyNoDial } from './next-calls.ts'

export type Other = Invite['from']

/** What becomes of a monitor for the sake of a call: it ends, or it falls silent until the call is over. */
export type ForCall = 'monitorEnds' | 'monitorRests'

/** What the site says of ordinary calls. */
export type PhoneSite = {
  readonly allowed: boolean
  readonly voicemail: string | null
  readonly conference: string | null
  readonly echo: string | null
}

export type CallsView = {
  readonly site: PhoneSite
  readonly lastDialled: readonly Other[] // newest first
  readonly recent: readonly RecentCall[] // newest first, of whoever sits here
  readonly voicemail: Voicemail | null // null: the PBX tells nothing of it
  readonly news: CallNews | null
  readonly keyed: string // sent to the other side of this call
} & CallActions

export type CallActions = {
  /** Null: it is being placed. */
  readonly dial: (to: Other, monitor: ForCall | null) => WhyNoDial | 'notAllowed' | null
  readonly answer: (monitor: ForCall | null) => void
  readonly hold: () => void
  readonly takeBack: (id: string, monitor: ForCall | null) => void
  readonly hangUpHeld: (id: string) => void
  readonly transfer: (id: string, to: TransferTo) => void
  /** The number that plays back what it hears, under this name; also where ordinary calls are not allowed, and never beside another call. */
  readonly callEcho: (name: string) => { readonly id: string } | null
  /** All there are meet in the site's conference room. */
  readonly meet: () => void
  readonly key: (digit: string) => void
  readonly readNews: () => void
}

export type CallsSight = Omit<CallsView, keyof CallActions>

export const restingCalls: CallsSight = {
  site: { allowed: false, voicemail: null, conference: null, echo: null },
  lastDialled: [],
  recent: [],
  voicemail: null,
  news: null,
  keyed: '',
}

export type CallsStore = StoreApi<CallsView>

export const CallsContext = partContext<CallsView>('calls')
export const useCallsStore = (): CallsStore => usePartStore(CallsContext)
export const useCalls = <T>(pick: (view: CallsView) => T): T => usePart(CallsContext, pick)
