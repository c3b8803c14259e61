// The user agent of JsSIP for the account in use: from its first REGISTER to its last, and tried again when it is lost.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRequest } from 'jssip/lib/SIPMessage'
import type { UA } from 'jssip/lib/UA'
import { deskFailure } from '#contract/errors.ts'
import type { LineAccount } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import type { PhoneEvent } from './phone.ts'
import { consoleContact, registrationAfterFailure, sharedWithConsole } from './registration.ts'

type CreateUa = (account: LineAccount, contact: string) => UA

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

const REGISTER_AGAIN_MS = 4_000

/** The user agent of the account in use, from its first REGISTER to its last. */
export function createAgent(parts: AgentParts, calls: AgentCalls, emit: Emit) {
  let ua: UA | null = null
  let wanted: LineAccount | null = null // while the code of JsSIP is on its way
  let takenBefore = false // the supervisor has seen that another console has the line, and logged in all the same
  let stopRegisteringAgain = () => {}
  const registration = (now: Extract<PhoneEvent, { kind: 'registration' }>['registration']): void =>
    emit({ kind: 'registration', registration: now })

  const stop = (): void => {
    const before = ua
    ua = null
    wanted = null
    stopRegisteringAgain()
    calls.terminateAll()
    before?.stop()
  }

  const followAgent = (own: UA): void => {
    const current = (): boolean => ua === own
    own.on('registered', ({ response }) => {
      if (!current()) return
      if (takenBefore || !sharedWithConsole(response.getHeaders('contact'), String(own.contact.uri ?? own.contact))) {
        return registration({ kind: 'registered' })
      }
      takenBefore = true
      stop()
      registration({ kind: 'taken', cause: deskFailure('lineTaken') })
    })
    own.on('disconnected', ({ reason }) => {
      if (current())
        registration({ kind: 'lost', cause: deskFailure('pbxUnreachable', reason ?? 'the socket is closed') })
    })
    own.on('registrationFailed', ({ response, cause }) => {
      if (!current()) return
      const after = registrationAfterFailure(response?.status_code ?? null, String(cause ?? ''))
      registration(after)
      // JsSIP itself does not try again over a socket that stands.
      if (after.kind === 'lost')
        stopRegisteringAgain = parts.clock.after(REGISTER_AGAIN_MS, () => current() && own.register())
    })
    own.on('newRTCSession', ({ originator, session, request }: NewSession) => {
      if (current() && String(originator) === 'remote') calls.invited(session, request)
    })
  }

  const begin = (create: CreateUa, account: LineAccount): void => {
    const started = create(account, consoleContact(parts.seat, parts.uniqueId()))
    ua = started
    followAgent(started)
    started.start()
  }

  // The floor does not wait for JsSIP. Where its code does not come, the line is lost until it does.
  const load = async (account: LineAccount): Promise<void> => {
    wanted = account
    const create = await (parts.loadUa ?? loadUa)().catch(() => null)
    if (wanted !== account) return
    if (create) return begin(create, account)
    registration({ kind: 'lost', cause: deskFailure('serverGone', 'the code of the line did not come') })
    stopRegisteringAgain = parts.clock.after(REGISTER_AGAIN_MS, () => void load(account))
  }

  return {
    start: (account: LineAccount): void => {
      if (parts.createUa) begin(parts.createUa, account)
      else void load(account)
    },
    stop,
    forgive: () => {
      takenBefore = false
    },
  }
}

const loadUa = async (): Promise<CreateUa> => (await import('./jssip-ua.ts')).createUa
