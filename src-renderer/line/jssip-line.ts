// The softphone by JsSIP: registers, answers, sends digits, and holds the one sender whose track is the microphone.
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { IncomingRequest } from 'jssip/lib/SIPMessage'
import type { LineAccount } from '#contract/line-account.ts'
import { createListeners } from '#contract/observable.ts'
import type { Clock } from '#contract/time.ts'
import type { Speaker } from './browser-audio.ts'
import { createCallActs } from './calls/call-acts.ts'
import { createEars } from './calls/ears.ts'
import { followCall } from './calls/follow-call.ts'
import { createTones } from './calls/tones.ts'
import { createVoices } from './calls/voices.ts'
import { type AgentParts, createAgent } from './jssip-agent.ts'
import { mediaPathOf } from './media-path.ts'
import { createMeters, type MeteredTracks } from './meters.ts'
import { createMicrophone, type MicrophoneParts } from './microphone.ts'
import type { DeclineStatus, Invite, Phone, PhoneEvent, Registration } from './phone.ts'
import { sendDigits } from './send-digits.ts'
import { createSipTrace } from './sip-trace.ts'
import { keepOffers, keepPaths } from './sound/kept.ts'
import type { PathParts } from './sound/mend-path.ts'
import { lineStatsOf } from './sound/rtp-stats.ts'
import type { SoundTools } from './sound/tools.ts'
import { answerFast, callOptions, pathsOf, placingOptions } from './sound/ways.ts'

export type JsSipParts = AgentParts & {
  readonly microphone: Omit<MicrophoneParts, 'clock'>
  readonly createContext: () => AudioContext
  readonly speaker: Speaker
  /** Every way of coding sound it has, as mime types. */
  readonly codecs: () => readonly string[]
  readonly clock: Pick<Clock, 'after' | 'now' | 'ticks'>
}

type Emit = (event: PhoneEvent) => void
type Sessions = Map<string, RTCSession>

/** JsSIP as a Phone. One call at a time matters to the microphone, whoever it is with. */
export function createJsSipLine(parts: JsSipParts): Phone {
  const { emit, on: onEvent } = createListeners<PhoneEvent>()
  const sessions: Sessions = new Map()
  const sound = createSound(parts, sessions, emit)
  const reach = watchReach()
  const calls = createCalls({ ...parts, isInReach: reach.get }, sessions, sound, emit)
  onEvent((event) => event.kind === 'registration' && reach.moved(event.registration) && calls.isBack())
  parts.speaker.onState((speaker) => emit({ kind: 'speaker', speaker }))
  const trace = createSipTrace(parts.clock.now)
  const agent = createAgent(parts, calls, trace, emit)
  const metered = sound.metered(calls.heard)
  const report = async () => (await calls.heard()?.connection?.getStats()) ?? null
  return {
    connect: (to) => {
      agent.stop()
      calls.use(to)
      emit({ kind: 'registration', registration: { kind: 'connecting' } })
      sound.microphone.needed({ line: true })
      agent.start(to)
    },
    disconnect: () => {
      agent.forgive()
      agent.stop()
      sound.microphone.needed({ line: false })
      emit({ kind: 'registration', registration: { kind: 'off' } })
    },
    takeWays: calls.use,
    check: agent.check,
    onEvent,
    answer: calls.answer,
    decline: calls.terminate,
    hangUp: calls.terminate,
    dial: (id, number) => calls.placed(id, number, agent.call),
    ...calls.acts,
    sendDigits: calls.sendDigits,
    renewPaths: calls.renewPaths,
    setMicrophoneOpen: sound.setOpen,
    chooseAudio: (choice) => {
      const { speakerId, speakerName = null } = choice
      parts.speaker.choose(speakerId === null ? null : { kind: 'audiooutput', id: speakerId, name: speakerName })
      sound.microphone.choose(choice)
    },
    insist: (what) => {
      if (what === 'speaker') parts.speaker.insist()
      else sound.microphone.insist()
    },
    setVolume: parts.speaker.setVolume,
    wantMicrophone: async () => {
      await sound.microphone.toSpeak()
      return sound.microphone.source()
    },
    retryMicrophone: async () => {
      await sound.microphone.acquire()
      return sound.microphone.source()
    },
    standIn: sound.microphone.standIn,
    tracks: metered,
    measureEcho: sound.measureEcho,
    stats: async () => {
      const now = await report()
      return now && lineStatsOf(now.entries(), metered.sent()?.muted === true)
    },
    mediaPath: async () => {
      const now = await report()
      return now && mediaPathOf(now.entries())
    },
    messages: trace.messages,
    openMeters: () => createMeters(metered, parts.createContext),
  }
}

/** Whether requests get through: the line is registered, and its socket stands. */
function watchReach() {
  let isIn = false
  return {
    get: (): boolean => isIn,
    /** True when it is back. */
    moved: ({ kind }: Registration): boolean => {
      const wasIn = isIn
      isIn = kind === 'registered'
      return isIn && !wasIn
    },
  }
}

type Sound = ReturnType<typeof createSound>

/** The microphone at its source: the one track of the senders of all calls. */
function createSound(parts: JsSipParts, sessions: Sessions, emit: Emit) {
  const senders = (): RTCRtpSender[] =>
    [...sessions.values()].flatMap((session) => session.connection?.getSenders() ?? [])

  const voices = createVoices(() => microphone)

  // The sender's own track is the microphone. Whether it obeyed is read back; one that does not is stopped.
  const setOpen = (open: boolean, id: string | null = null): boolean => {
    const current = microphone.current()
    const tracks = senders().flatMap(({ track }) => (tones.isVoice(track) ? [track] : []))
    const [only, ...others] = sessions.keys()
    const speaks = open ? voices.of(id ?? (others.length === 0 ? (only ?? '') : '')) : null
    for (const track of new Set(current ? [current, ...tracks] : tracks)) {
      track.enabled = track === speaks
      if (track !== speaks && track.enabled) track.stop()
    }
    return senders().some(({ track }) => tones.isVoice(track) && track.enabled && track.readyState === 'live')
  }

  // Of the call that is heard: another one that rests has tracks as well.
  const metered = (heard: () => RTCSession | undefined): MeteredTracks => ({
    sent: () => heard()?.connection?.getSenders()[0]?.track ?? null,
    received: () => heard()?.connection?.getReceivers()[0]?.track ?? null,
  })

  // It may have been opened before the sender had it: what is open is read again.
  const exchanged = (): void =>
    emit({ kind: 'microphone', microphone: { source: microphone.source(), open: false }, interrupted: false })

  const tones = createTones({ ...parts, sessions, held: voices.held, exchanged })

  const microphone = createMicrophone({ ...parts.microphone, clock: parts.clock }, () => {
    setOpen(false)
    // The connection may be closing: then there is nothing to exchange.
    for (const [id, session] of sessions) {
      if (!session.connection) continue
      const track = voices.give(id)
      for (const sender of session.connection.getSenders()) void sender.replaceTrack(track).then(exchanged, () => {})
    }
    emit({ kind: 'microphone', microphone: { source: microphone.source(), open: false }, interrupted: true })
  })
  return { microphone, metered, setOpen, voices, measureEcho: tones.measureEcho }
}

type CallParts = JsSipParts & Pick<PathParts, 'isInReach' | 'ways'>

/** What is kept of each call from its beginning to its end. */
function createBook(parts: CallParts, sessions: Sessions, { setOpen, voices, microphone }: Sound, emit: Emit) {
  const ears = createEars(parts.speaker)
  const { forget, ...acts } = createCallActs({ sessions, ears, clock: parts.clock, emit })
  const offers = keepOffers()
  const paths = keepPaths()
  const add = (id: string, session: RTCSession, tools: SoundTools, lost: (id: string) => void): void => {
    sessions.set(id, session)
    microphone.needed({ call: true })
    followCall(id, session, { ears, clock: parts.clock, tools, emit }, (end) => {
      if (!sessions.delete(id)) return
      if (sessions.size === 0) microphone.needed({ call: false })
      forget(id)
      ears.forget(id)
      if (session.connection) setOpen(false)
      voices.drop(id)
      paths.over(id)
      const how = offers.over(id) ?? end
      emit({ kind: 'ended', id, ...how })
    })
    session.on('confirmed', () => paths.begin(id, tools.mendPath({ ...parts, session, lost: () => lost(id) })))
  }
  return { ears, acts, offers, paths, add }
}

/** The calls there are: each from its INVITE to its end. */
function createCalls(parts: Omit<CallParts, 'ways'>, sessions: Sessions, sound: Sound, emit: Emit) {
  const { setOpen, voices } = sound
  let account: LineAccount | null = null
  const ways = () => (account ? pathsOf(account) : {})
  const { ears, acts, offers, paths, add } = createBook({ ...parts, ways }, sessions, sound, emit)

  const invited = (session: RTCSession, request: IncomingRequest, tools: SoundTools): void => {
    const { id } = session
    add(id, session, tools, lost)
    answerFast(session, parts.clock, account?.iceServers ?? [])
    offers.came(id, tools.foreignCodecs(request.body ?? '', parts.codecs()))
    emit({ kind: 'invite', invite: inviteOf(id, session, request) })
  }

  const placed = (id: string, number: string, call: PlaceCall): void => {
    setOpen(false)
    ears.listenTo(id)
    const made = call(number, placingOptions(account, voices.give(id)))
    if (!made) {
      voices.drop(id)
      emit({ kind: 'ended', id, status: 0 })
      return
    }
    add(id, made.session, made.tools, lost)
    answerFast(made.session, parts.clock, account?.iceServers ?? [])
    made.session.mute({ audio: true }) // as below
  }

  // Who wants to know has hung up by then.
  const lost = (id: string): void => {
    emit({ kind: 'sound', id, sound: 'noPath' })
    terminate(id)
  }

  const answer = (id: string): void => {
    const session = sessions.get(id)
    if (!session?.isInProgress()) return
    setOpen(false)
    const foreign = offers.refused(id)
    if (foreign) {
      refuse(session, foreign)
      return
    }
    ears.listenTo(id)
    session.answer(callOptions(account, voices.give(id)))
    // Otherwise JsSIP itself enables the track whenever the far end takes the call off hold.
    session.mute({ audio: true })
  }

  const terminate = (id: string, status?: DeclineStatus): void => {
    const session = sessions.get(id)
    if (!session || session.isEnded()) return
    if (session.connection) setOpen(false)
    session.terminate(status === undefined ? {} : { status_code: status })
  }

  return {
    use: (to: LineAccount): void => {
      account = to
    },
    invited,
    placed,
    acts,
    /** The one whose sound is played; before there is one, the first. */
    heard: (): RTCSession | undefined => sessions.get(ears.heard() ?? '') ?? [...sessions.values()][0],
    answer,
    terminate,
    terminateAll: () => {
      for (const id of [...sessions.keys()]) terminate(id)
    },
    sendDigits: (id: string, digits: string, by: 'info' | 'rfc4733') => sendDigits(sessions.get(id), digits, by),
    renewPaths: paths.renew,
    isBack: paths.isBack,
  }
}

/** By name (RFC 3261 20.43, code 305): otherwise the PBX only sees that it was not answered. */
function refuse(session: RTCSession, offered: readonly string[]): void {
  const warning = `Warning: 305 earshot.invalid "Incompatible media format: ${offered.join(', ')}"`
  session.terminate({ status_code: 488, extraHeaders: [warning] })
}

type PlaceCall = ReturnType<typeof createAgent>['call']
type RawHeaders = Readonly<Record<string, readonly { readonly raw: string }[]>>

function inviteOf(id: string, session: RTCSession, request: IncomingRequest): Invite {
  const { headers } = request as unknown as { headers: RawHeaders } // JsSIP's types leave them out
  const from = session.remote_identity
  return {
    id,
    from: { name: from.display_name || null, number: from.uri.user ?? '' },
    requestUri: String(request.ruri),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.map(({ raw }) => raw)]),
    ),
  }
}
