// The user agent of JsSIP for the account in use: from its first REGISTER to its last, and tried again when it is lost.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRequest } from 'jssip/lib/SIPMessage'
import type { UA } from 'jssip/lib/UA'
import { deskFailure } from '#contract/errors.ts'
import type { LineAccount } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { type KeepAlive, keepAlive, type WatchedSocket } from './keep-alive.ts'
import type { PhoneEvent } from './phone.ts'
import {
  consoleContact,
  isRefusal,
  registerAgainInMs,
  registrationAfterFailure,
  sharedWithConsole,
} from './registration.ts'

/** A user agent, and what JsSIP has no word for: whether its socket still leads anywhere. */
export type LineAgent = WatchedSocket & { readonly ua: UA }
type CreateUa = (account: LineAccount, contact: string) => LineAgent

export type AgentParts = {
  readonly clock: Pick<Clock, 'after'>
  readonly seat: string // of this console at its machine; with the id it becomes the user of our Contact
  readonly uniqueId: () => string // unguessable
  readonly createUa?: CreateUa // tests bring their own
  readonly loadUa?: () => Promise<CreateUa>
}

export type AgentCalls = {
  readonly invited: (session: RTCSession, request: IncomingRequest) => void
  readonly terminateAll: () => void
}

type Emit = (event: PhoneEvent) => void
type NewSession = { readonly originator: unknown; readonly session: RTCSession; readonly request: IncomingRequest }

const LOAD_AGAIN_MS = 4_000

/** The user agent of the account in use, from its first REGISTER to its last. */
export function createAgent(parts: AgentParts, calls: AgentCalls, emit: Emit) {
  let ua: UA | null = null
  let wanted: LineAccount | null = null // while the code of JsSIP is on its way
  let takenBefore = false // the supervisor has seen that another console has the line, and logged in all the same
  let stopRegisteringAgain = () => {}
  let alive: KeepAlive | null = null
  let refusals: number | null = null // in a row, of the account in use since it was registered; null: it never was
  let inUse: LineAccount | null = null
  const registration = (now: Extract<PhoneEvent, { kind: 'registration' }>['registration']): void =>
    emit({ kind: 'registration', registration: now })

  const stop = (): void => {
    const before = ua
    ua = null
    wanted = null
    stopRegisteringAgain()
    alive?.stop()
    alive = null
    calls.terminateAll()
    before?.stop()
  }

  const followAgent = (own: UA): void => {
    const current = (): boolean => ua === own
    own.on('connecting', () => current() && alive?.connecting())
    own.on('connected', () => current() && alive?.connected())
    own.on('registered', ({ response }) => {
      if (!current()) return
      refusals = 0
      if (takenBefore || !sharedWithConsole(response.getHeaders('contact'), String(own.contact.uri ?? own.contact))) {
        return registration({ kind: 'registered' })
      }
      takenBefore = true
      stop()
      registration({ kind: 'taken', cause: deskFailure('lineTaken') })
    })
    own.on('disconnected', ({ reason }) => {
      if (!current()) return
      alive?.disconnected()
      registration({ kind: 'lost', cause: deskFailure('pbxUnreachable', reason ?? 'the socket is closed') })
    })
    own.on('registrationFailed', ({ response, cause }) => {
      if (!current()) return
      const status = response?.status_code ?? null
      const after = registrationAfterFailure(status, String(cause ?? ''), refusals)
      registration(after)
      if (after.kind !== 'lost') return
      // JsSIP itself does not try again over a socket that stands.
      const inMs = registerAgainInMs(isRefusal(status) ? (refusals ?? 0) : 0)
      stopRegisteringAgain = parts.clock.after(inMs, () => current() && own.register())
      if (isRefusal(status) && refusals !== null) refusals++
    })
    own.on('newRTCSession', ({ originator, session, request }: NewSession) => {
      if (current() && String(originator) === 'remote') calls.invited(session, request)
    })
  }

  const begin = (create: CreateUa, account: LineAccount): void => {
    if (refusals !== null) refusals = inUse && isSameLogin(inUse, account) ? 0 : null
    inUse = account
    const started = create(account, consoleContact(parts.seat, parts.uniqueId()))
    ua = started.ua
    alive = keepAlive(started, parts.clock)
    followAgent(started.ua)
    started.ua.start()
  }

  // The floor does not wait for JsSIP. Where its code does not come, the line is lost until it does.
  const load = async (account: LineAccount): Promise<void> => {
    wanted = account
    const create = await (parts.loadUa ?? loadUa)().catch(() => null)
    if (wanted !== account) return
    if (create) return begin(create, account)
    registration({ kind: 'lost', cause: deskFailure('serverGone', 'the code of the line did not come') })
    stopRegisteringAgain = parts.clock.after(LOAD_AGAIN_MS, () => void load(account))
  }

  return {
    start: (account: LineAccount): void => {
      if (parts.createUa) begin(parts.createUa, account)
      else void load(account)
    },
    stop,
    check: () => alive?.check(),
    forgive: () => {
      takenBefore = false
    },
  }
}

const isSameLogin = (one: LineAccount, other: LineAccount): boolean =>
  one.uri === other.uri && one.authUser === other.authUser && one.password === other.password

const loadUa = async (): Promise<CreateUa> => (await import('./jssip-ua.ts')).createUa
