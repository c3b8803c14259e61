// One Event Socket connection, signed in and subscribed: commands with their answers, jobs with theirs, and the events.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createRequests, type Requests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { FreeswitchSite } from '#contract/settings.ts'
import type { Clock } from '#contract/time.ts'
import { connectionFailure } from '#main/pbx/kit/connection-failure.ts'
import { type EslEvent, type EslMessage, eslCommand, eslReader, stampOf } from './esl-codec.ts'
import type { OpenEslSocket } from './esl-socket.ts'
import { subscription } from './event-names.ts'

export type EslClient = {
  /** The text of the answer. Errors: pbxRefused with the PBX's `-ERR …`, timedOut, pbxUnreachable once the connection is gone. */
  api(command: string): Promise<Result<string>>
  /** The same by a job of its own, for what takes its time: nothing else waits behind it. */
  job(command: string, limitMs: number): Promise<Result<string>>
  /** Resolves when the PBX has answered behind all the events it told before, with the moment at which it did (epoch ms, its own clock), or null. */
  ping(): Promise<number | null>
  close(): void
}

export type EslListener = {
  /** All events of one read, in order. */
  readonly events: (events: readonly EslEvent[]) => void
  readonly closed: (cause: DeskError) => void
}

export type EslParts = { readonly clock: Clock; readonly openSocket: OpenEslSocket }

const ANSWER_MS = 8000
const GREETING_MS = 8000

/** Errors: pbxUnreachable, pbxWrongPassword, pbxRefused (an ACL, a right), pbxProtocol (no Event Socket there). */
export async function openEsl(
  site: FreeswitchSite,
  { clock, openSocket }: EslParts,
  listener: EslListener,
): Promise<Result<EslClient>> {
  const line = speak(site, clock, openSocket, listener)
  const signedIn = await signIn(site, line)
  if (signedIn.ok) return ok(line)
  line.close()
  return signedIn
}

async function signIn(site: FreeswitchSite, line: ReturnType<typeof speak>): Promise<Result<null>> {
  const { user, password } = site.esl
  const greeted = await line.greeting
  if (!greeted.ok) return greeted
  const who = user === null ? 'the password of event_socket.conf' : `the user ${user} (its esl-password)`
  const letIn = await line.command(user === null ? `auth ${password}` : `userauth ${user}:${password}`)
  if (!letIn.ok)
    return isRefused(letIn.error) ? err(deskFailure('pbxWrongPassword', `${who}: ${letIn.error.detail ?? ''}`)) : letIn
  const subscribed = await line.command(subscription)
  if (subscribed.ok) return ok(null)
  const detail = `the events are refused: ${subscribed.error.detail ?? ''} (esl-allowed-events)`
  return err(isRefused(subscribed.error) ? deskFailure('pbxRefused', detail) : subscribed.error)
}

/** In its own words; whoever is sent away by an ACL was not asked for a password. */
const isRefused = ({ code, detail = '' }: DeskError): boolean => code === 'pbxRefused' && /^-(ERR|USAGE)/.test(detail)

type Answered = (message: Extract<EslMessage, { kind: 'reply' | 'answer' }>) => void

function speak(site: FreeswitchSite, clock: Clock, openSocket: OpenEslSocket, listener: EslListener) {
  const reader = eslReader()
  const greetings = createRequests<'greeting', Result<null>>(clock)
  const silent = err(deskFailure('pbxProtocol', `nothing greets at ${site.host}:${site.esl.port}`))
  const greeting = greetings.open('greeting', { ms: GREETING_MS, otherwise: silent })
  const jobs = createRequests<string, Result<string>>(clock)
  // Answers carry no number: they come in the order of the commands, also those nobody waits for any more.
  const waiting: Answered[] = []
  const unanswered = createRequests<number, Result<string>>(clock)
  let jobEndedAt: number | null = null
  let over = false
  let farewell: string | null = null

  const stop = (cause: DeskError) => {
    if (over) return
    over = true
    socket.close()
    greetings.answerAll(err(cause))
    unanswered.answerAll(err(cause))
    jobs.answerAll(err(cause))
    listener.closed(cause)
  }
  const handle = (message: EslMessage, events: EslEvent[]) => {
    switch (message.kind) {
      case 'wantsAuth':
        return void greetings.answer('greeting', ok(null))
      case 'reply':
      case 'answer':
        return waiting.shift()?.(message)
      case 'farewell':
        farewell = message.text
        return
      case 'event':
        if (message.event['Event-Name'] === 'BACKGROUND_JOB') {
          jobEndedAt = stampOf(message.event)
          jobs.answer(message.event['Job-UUID'] ?? '', resultOf(message.event._body ?? ''))
        }
        if (message.event['Event-Name'] !== undefined) events.push(message.event)
    }
  }
  const socket = openSocket(site, {
    onBytes: (bytes) => {
      const events: EslEvent[] = []
      for (const message of reader.push(bytes)) handle(message, events)
      if (events.length > 0) listener.events(events)
      const broken = reader.broken()
      if (broken !== null) stop(deskFailure('pbxProtocol', broken))
    },
    onClosed: (why) => stop(causeOf(site, farewell, why)),
  })

  const { command, job } = commandsOf({ waiting, unanswered, jobs, isOver: () => over, write: socket.write })
  return {
    greeting,
    command,
    job,
    api: (line: string) => command(`api ${line}`),
    // An answer to `api` may overtake events that wait to be sent; a job's end is an event itself.
    ping: async () => {
      const pong = await job('status', ANSWER_MS)
      if (!pong.ok && pong.error.code === 'timedOut') stop(deskFailure('pbxUnreachable', 'ESL has stopped answering'))
      return pong.ok ? jobEndedAt : null
    },
    close: () => {
      if (!over) socket.write(eslCommand('exit'))
      stop(deskFailure('pbxUnreachable', 'closed'))
    },
  }
}

type Commands = {
  readonly waiting: Answered[]
  readonly unanswered: Requests<number, Result<string>>
  readonly jobs: Requests<string, Result<string>>
  readonly isOver: () => boolean
  readonly write: (text: string) => void
}

function commandsOf({ waiting, unanswered, jobs, isOver, write }: Commands) {
  let commands = 0
  /** `onReply`: at once, before any event behind the answer is read. */
  const command = (line: string, onReply?: Answered): Promise<Result<string>> => {
    if (isOver()) return Promise.resolve(err(deskFailure('pbxUnreachable', 'the Event Socket is not connected')))
    const number = ++commands
    const name = line.split(' ').slice(0, 2).join(' ')
    const timedOut = err(deskFailure('timedOut', `ESL ${/^(user)?auth /.test(line) ? 'auth' : name}`))
    const answer = unanswered.open(number, { ms: ANSWER_MS, otherwise: timedOut })
    waiting.push((message) => {
      onReply?.(message)
      unanswered.answer(number, resultOf(message.text))
    })
    write(eslCommand(line))
    return answer
  }
  const job = async (line: string, limitMs: number): Promise<Result<string>> => {
    let done: Promise<Result<string>> | null = null
    const otherwise = err(deskFailure('timedOut', `ESL bgapi ${line.split(' ')[0] ?? ''}`))
    const taken = await command(`bgapi ${line}`, (reply) => {
      const id = reply.kind === 'reply' ? reply.headers['Job-UUID'] : undefined
      if (id !== undefined) done = jobs.open(id, { ms: limitMs, otherwise })
    })
    if (!taken.ok) return taken
    return done ?? err(deskFailure('pbxRefused', taken.value))
  }
  return { command, job }
}

function resultOf(text: string): Result<string> {
  return text.startsWith('-ERR') || text.startsWith('-USAGE') ? err(deskFailure('pbxRefused', text.trim())) : ok(text)
}

/** `Access Denied, go away.` is what an address gets that the socket's ACL does not let in. */
function causeOf({ host, esl }: FreeswitchSite, farewell: string | null, why: string): DeskError {
  const where = `ESL ${host}:${esl.port}`
  if (farewell !== null && /denied/i.test(farewell))
    return deskFailure('pbxRefused', `${where}: ${farewell} (apply-inbound-acl of event_socket.conf)`)
  return connectionFailure(where, farewell ?? why)
}
