// What the window knows of the desk: its hello, what has changed since, and whether it is in reach.
import type { DeskError } from '#contract/errors.ts'
import type { ConnectorStatus, Hello, SiteInfo } from '#contract/ipc.ts'
import type { Settings } from '#contract/settings.ts'
import type { WindowRole } from '#contract/windows.ts'

type Link = { readonly up: true } | { readonly up: false; readonly since: number; readonly cause: DeskError | null }

export type DeskState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'failed'; readonly error: DeskError }
  | { readonly phase: 'ready'; readonly hello: Hello; readonly link: Link }

export type DeskEvent =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'failed'; readonly error: DeskError }
  | { readonly kind: 'status'; readonly status: ConnectorStatus }
  | { readonly kind: 'site'; readonly site: SiteInfo }
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'noticeRead' }
  | { readonly kind: 'window'; readonly window: WindowRole }
  | { readonly kind: 'link'; readonly up: boolean; readonly cause: DeskError | null; readonly at: number }

export const starting: DeskState = { phase: 'starting' }

/** Pure. What comes before the hello is part of the hello; a link that is lost twice was lost the first time. */
export function nextDesk(state: DeskState, event: DeskEvent): DeskState {
  if (event.kind === 'hello') return { phase: 'ready', hello: event.hello, link: { up: true } }
  if (event.kind === 'failed') return state.phase === 'starting' ? { phase: 'failed', error: event.error } : state
  if (state.phase !== 'ready') return state
  switch (event.kind) {
    case 'status':
      return withHello(state, { status: event.status })
    case 'site':
      return withHello(state, { site: event.site })
    case 'settings':
      return withHello(state, { settings: event.settings })
    case 'window':
      return withHello(state, { window: event.window })
    case 'noticeRead':
      return withHello(state, { notice: null })
    case 'link':
      return { ...state, link: nextLink(state.link, event) }
  }
}

export type ReadyDesk = Extract<DeskState, { phase: 'ready' }>

const withHello = (state: ReadyDesk, change: Partial<Hello>): ReadyDesk => ({
  ...state,
  hello: { ...state.hello, ...change },
})

function nextLink(link: Link, event: Extract<DeskEvent, { kind: 'link' }>): Link {
  if (event.up) return link.up ? link : { up: true }
  return link.up ? { up: false, since: event.at, cause: event.cause } : link
}

export type Freshness =
  | { readonly kind: 'connecting'; readonly asOf: number }
  | { readonly kind: 'live'; readonly how: string | null; readonly cause?: DeskError }
  | { readonly kind: 'behind'; readonly asOf: number; readonly lateMs: number; readonly cause?: DeskError }
  | { readonly kind: 'stale' | 'refused'; readonly asOf: number; readonly cause: DeskError }
  | { readonly kind: 'deskLost'; readonly asOf: number; readonly cause: DeskError | null }

/** How far what is on screen can be trusted. The link to the desk counts first: without it no status is known. */
export function freshness({ hello: { status }, link }: Pick<ReadyDesk, 'hello' | 'link'>): Freshness {
  if (!link.up) return { kind: 'deskLost', asOf: link.since, cause: link.cause }
  switch (status.phase) {
    case 'connecting':
      return { kind: 'connecting', asOf: status.since }
    case 'live':
      return { kind: 'live', how: status.how, ...(status.cause ? { cause: status.cause } : {}) }
    case 'behind':
      return {
        kind: 'behind',
        asOf: status.since,
        lateMs: status.lateMs,
        ...(status.cause ? { cause: status.cause } : {}),
      }
    case 'stale':
    case 'refused':
      return { kind: status.phase, asOf: status.since, cause: status.cause }
  }
}

/** The moment (epoch ms) the picture is of, or null while it is live. */
export const asOf = (now: Freshness): number | null => ('asOf' in now ? now.asOf : null)
