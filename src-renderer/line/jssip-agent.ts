// The user agent of JsSIP for the account in use: from its first REGISTER to its last, and tried again when it is lost.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRequest } from 'jssip/lib/SIPMessage'
import type { UA } from 'jssip/lib/UA'
import { deskFailure } from '#contract/errors.ts'
import type { LineAccount } from '#contract/line-account.ts'
import { consoleContact } from '#contract/line-account.ts'
import type { Clock } from '#contract/time.ts'
import { followVoicemail } from './calls/voicemail.ts'
import type { LineAgent } from './jssip-ua.ts'
import { type KeepAlive, keepAlive } from './keep-alive.ts'
import type { PhoneEvent, Registration } from './phone.ts'
import { createReconnecting } from './reconnecting.ts'
import { isRefusal, registerAgainInMs, registrationAfterFailure, sharedWithConsole } from './registration.ts'
import type { SipTrace } from './sip-trace.ts'
import type { SoundTools } from './sound/tools.ts'

type CreateUa = (account: LineAccount, contact: string, seat: string, trace: SipTrace) => LineAgent

export type AgentParts = {
  readonly clock: Pick<Clock, 'after' | 'now'>
  readonly random: () => number // 0 to 1
  readonly seat: string // of this console at its machine; with the id it becomes the user of our Contact
  readonly uniqueId: () => string // unguessable
  readonly createUa?: CreateUa // tests bring their own
  readonly loadUa?: () => Promise<CreateUa>
}

export type AgentCalls = {
  readonly invited: (session: RTCSession, request: IncomingRequest, tools: SoundTools) => void
  readonly terminateAll: () => void
}

type Emit = (event: PhoneEvent) => void
type NewSession = { readonly originator: unknown; readonly session: RTCSession; readonly request: IncomingRequest }

const LOAD_AGAIN_MS = 4_000

/** The user agent of the account in use, from its first REGISTER to its last. */
export function createAgent(parts: AgentParts, calls: AgentCalls, trace: SipTrace, emit: Emit) {
  let ua: UA | null = null
  let wanted: LineAccount | null = null // while the code of JsSIP is on its way
  let takenBefore = false // the supervisor has seen that another console has the line, and logged in all the same
  let stopRegisteringAgain = () => {}
  let socket: LineSocket | null = null
  const refusals = countRefusals()
  const tell = (registration: Registration): void => emit({ kind: 'registration', registration })

  const stop = (): void => {
    const before = ua
    ua = null
    wanted = null
    stopRegisteringAgain()
    socket?.stop()
    socket = null
    calls.terminateAll()
    before?.stop()
  }

  const refused = (own: UA, status: number | null, cause: string, retryAfter?: string): void => {
    // A REGISTER that went down with its socket is sent again over the next one.
    if (status === null && socket?.isReconnecting()) return
    const { after, inMs } = refusals.judge(status, cause, retryAfter)
    socket?.failed(after)
    // JsSIP itself does not try again over a socket that stands.
    if (after.kind === 'lost') stopRegisteringAgain = parts.clock.after(inMs, () => ua === own && own.register())
  }
  const takenByOther = (): void => {
    takenBefore = true
    stop()
    tell({ kind: 'taken', cause: deskFailure('lineTaken') })
  }
  const registered = (own: UA, contacts: readonly string[]): void => {
    refusals.registered()
    const isShared = !takenBefore && sharedWithConsole(contacts, String(own.contact.uri ?? own.contact))
    if (isShared) takenByOther()
    else socket?.registered()
  }

  const begin = (create: CreateUa, account: LineAccount): void => {
    refusals.startedWith(account)
    const started = create(account, consoleContact(parts.seat, parts.uniqueId()), parts.seat, trace)
    ua = started.ua
    const opened = socketOf(started, parts, tell, lampOf(started.ua, account, emit))
    socket = opened
    follow(started.ua, () => ua === started.ua, {
      connecting: opened.connecting,
      connected: opened.connected,
      disconnected: opened.gone,
      registered: (contacts) => registered(started.ua, contacts),
      refused: (...why) => refused(started.ua, ...why),
      invited: (session, request) => calls.invited(session, request, started.tools),
    })
    started.ua.start()
  }

  // The floor does not wait for JsSIP. Where its code does not come, the line is lost until it does.
  const load = async (account: LineAccount): Promise<void> => {
    wanted = account
    const create = await (parts.loadUa ?? loadUa)().catch(() => null)
    if (wanted !== account) return
    if (create) return begin(create, account)
    tell({ kind: 'lost', cause: deskFailure('serverGone', 'the code of the line did not come') })
    stopRegisteringAgain = parts.clock.after(LOAD_AGAIN_MS, () => void load(account))
  }

  return {
    start: (account: LineAccount): void => {
      if (parts.createUa) begin(parts.createUa, account)
      else void load(account)
    },
    stop,
    check: () => socket?.check(),
    call: (number: string, options: CallOptions) => socket?.place(number, options) ?? null,
    forgive: () => {
      takenBefore = false
    },
  }
}

type CallOptions = Parameters<UA['call']>[1]

/** Null: JsSIP takes the number for no address. */
function placeCall({ ua, tools }: LineAgent, number: string, options: CallOptions) {
  try {
    return { session: ua.call(number, options), tools }
  } catch {
    return null
  }
}

type LineSocket = ReturnType<typeof socketOf>
const lampOf = (ua: UA, account: LineAccount, emit: Emit) =>
  followVoicemail(ua, account.uri, (voicemail) => emit({ kind: 'voicemail', voicemail }))

type Lamp = ReturnType<typeof followVoicemail>

/** The sockets of a user agent, one after the other: watched while they stand, opened anew when they close. */
function socketOf(
  started: LineAgent,
  { clock, random }: AgentParts,
  tell: (registration: Registration) => void,
  lamp: Lamp,
) {
  const { ask, openNow } = started
  let isMute = false // it is given up because nothing came through it
  const cut = (why: string): void => {
    isMute = true
    started.cut(why)
    isMute = false
  }
  const alive = keepAlive({ ask, cut, openNow }, clock)
  const { registered, failed, isReconnecting, socketGone, stop } = createReconnecting({ clock, random, openNow, tell })
  return {
    connecting: alive.connecting,
    connected: alive.connected,
    check: alive.check,
    gone: (why: string): void => {
      alive.disconnected()
      socketGone(why, isMute)
    },
    registered: () => {
      registered()
      lamp.registered()
    },
    place: (number: string, options: CallOptions) => placeCall(started, number, options),
    failed,
    isReconnecting,
    stop: () => {
      lamp.stop()
      alive.stop()
      stop()
    },
  }
}

type UaNews = Pick<KeepAlive, 'connecting' | 'connected'> & {
  readonly invited: (session: RTCSession, request: IncomingRequest) => void
  readonly disconnected: (why: string) => void
  readonly registered: (contacts: readonly string[]) => void
  readonly refused: (status: number | null, cause: string, retryAfter?: string) => void
}

/** What JsSIP tells of a user agent, as long as it is the one in use. */
function follow(ua: UA, isInUse: () => boolean, news: UaNews): void {
  ua.on('connecting', () => isInUse() && news.connecting())
  ua.on('connected', () => isInUse() && news.connected())
  ua.on('disconnected', ({ reason }) => isInUse() && news.disconnected(reason ?? 'the socket is closed'))
  ua.on('registered', ({ response }) => isInUse() && news.registered(response.getHeaders('contact')))
  ua.on('registrationFailed', ({ response, cause }) => {
    const retryAfter = response?.getHeader?.('retry-after')
    if (isInUse()) news.refused(response?.status_code ?? null, String(cause ?? ''), retryAfter)
  })
  ua.on('newRTCSession', ({ originator, session, request }: NewSession) => {
    if (isInUse() && String(originator) === 'remote') news.invited(session, request)
  })
}

/** How often in a row the account in use was refused since it was registered; null: it never was. */
function countRefusals() {
  let inUse: LineAccount | null = null
  let count: number | null = null
  let unlisted = 0 // answers in a row that took the REGISTER and did not list us
  return {
    startedWith: (account: LineAccount): void => {
      if (count !== null) count = inUse && isSameLogin(inUse, account) ? 0 : null
      inUse = account
    },
    registered: (): void => {
      unlisted = 0
      count = 0
    },
    /** `inMs`: when to ask again, where it is only lost. */
    judge: (status: number | null, cause: string, retryAfter?: string) => {
      const after = registrationAfterFailure(status, cause, count)
      const before = status === 200 ? unlisted++ : 0
      const inMs = registerAgainInMs(isRefusal(status) ? (count ?? 0) : before, retryAfter)
      if (count !== null && isRefusal(status)) count++
      return { after, inMs }
    },
  }
}

const isSameLogin = (one: LineAccount, other: LineAccount): boolean =>
  one.uri === other.uri && one.authUser === other.authUser && one.password === other.password

const loadUa = async (): Promise<CreateUa> => (await import('./jssip-ua.ts')).createUa
