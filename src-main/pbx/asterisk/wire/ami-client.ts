// One AMI connection, logged in: actions with their replies, and the stream of events. It does not reconnect; the feed does.
// Own code because every client on npm comes with a reader of its own, and those lose events (ami-codec.ts).
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { createRequests } from '#contract/requests.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Clock } from '#contract/time.ts'
import { connectionFailure, reasonOf } from '#main/pbx/kit/connection-failure.ts'
import { trusting } from '#main/pbx/kit/trust.ts'
import { waitFor } from '#main/pbx/kit/waits.ts'
import { type AmiMessage, amiAction, amiReader } from './ami-codec.ts'

export type AmiFields = readonly (readonly [name: string, value: string])[]

export type AmiReply = {
  readonly head: AmiMessage
  /** Rows of a list action, its closing event left out. */
  readonly rows: readonly AmiMessage[]
  /** Of each row: how many events this connection had told before it; absent: none. */
  readonly heard?: readonly number[]
}

export type AmiClient = {
  /**
   * Errors: pbxRefused with Asterisk's sentence, timedOut, pbxUnreachable once the connection is gone. Where nothing at all has come
   * since an action that timed out, the connection is given up.
   */
  action(name: string, fields?: AmiFields): Promise<Result<AmiReply>>
  /** Resolves when Asterisk has answered. A cut cable closes nothing: where there is no answer, the connection is given up. */
  ping(): Promise<void>
  close(): void
}

export type AmiListener = {
  /** Names of events nobody here reads: they are skipped unread. Absent: none. */
  readonly ignored?: ReadonlySet<string>
  /** All events of one read, in order. */
  events(events: readonly AmiMessage[]): void
  closed(cause: DeskError): void
}

const stoppedAnswering = deskFailure('pbxUnreachable', 'AMI has stopped answering')

/** What has come of a reply so far. */
type Gathered = { rows: AmiMessage[]; heard: number[]; head: AmiMessage | null }

const replyTimeoutMs = 8000

/**
 * Asterisk reads AMI 1 kB at a time, and then waits for the network: what is left of a longer TLS record stays in OpenSSL, unread until
 * more comes (manager.c, get_input; seen on 22.10 with 14 actions at once). Records of 512 bytes, the fewest TLS allows, always fit.
 */
const RECORD_BYTES = 512

/** Connects and logs in. Errors: pbxUnreachable, pbxWrongPassword, pbxUserInUse, pbxTooOld, pbxProtocol (no AMI there), timedOut. */
export async function openAmi(site: AsteriskSite, clock: Clock, listener: AmiListener): Promise<Result<AmiClient>> {
  const opened = await openSocket(site, clock)
  if (!opened.ok) return opened
  const client = speak(opened.value, clock, listener)
  const login = await client.login(site.ami.user, site.ami.secret)
  if (login.ok) return ok(client)
  client.close()
  if (login.error.code !== 'pbxRefused') return login
  // `allowmultiplelogin = no` (manager.conf); said before the password is looked at (measured, 16 and 22).
  if (/already in use/i.test(login.error.detail ?? '')) return err(deskFailure('pbxUserInUse', login.error.detail))
  // Asterisk gives one answer to a wrong user, secret and permit; only its log says which.
  const detail = `AMI user "${site.ami.user}": ${login.error.detail ?? ''} (user, secret or permit in manager.conf)`
  return err(deskFailure('pbxWrongPassword', detail))
}

/** Connects and reads the greeting, without a user. Errors: pbxUnreachable, pbxCertificate, pbxNameUnknown, pbxTooOld, pbxProtocol, timedOut. */
export async function greetAmi(site: AsteriskSite, clock: Clock): Promise<Result<null>> {
  const opened = await openSocket(site, clock)
  if (!opened.ok) return opened
  const socket = opened.value
  const reader = amiReader()
  const limit = { ms: replyTimeoutMs, otherwise: err(deskFailure('timedOut', 'no greeting')) }
  return waitFor<Result<null>>(clock, limit, (settle) => {
    socket.on('data', (bytes) => {
      reader.push(bytes)
      const banner = reader.banner()
      if (banner === null) return
      const why = whyNotThisAmi(banner)
      settle(why ? err(why) : ok(null))
    })
    socket.on('error', (cause) => settle(err(deskFailure('pbxUnreachable', reasonOf(cause)))))
    socket.on('close', () => settle(err(deskFailure('pbxProtocol', 'it closed the connection without a greeting'))))
    return () => socket.destroy()
  })
}

function openSocket(site: AsteriskSite, clock: Clock): Promise<Result<Socket>> {
  const { host, ami } = site
  return new Promise((resolve) => {
    const socket = ami.tls
      ? connectTls({
          host,
          port: ami.port,
          servername: isIP(host) ? '' : host,
          ...trusting(ami.tls === true ? null : ami.tls.ca),
        })
      : connectTcp({ host, port: ami.port })
    const failed = (cause: Error) => {
      stopTimer()
      socket.destroy()
      resolve(err(connectionFailure(`AMI ${host}:${ami.port}`, reasonOf(cause))))
    }
    const stopTimer = clock.after(replyTimeoutMs, () => failed(new Error('no answer')))
    socket.once('error', failed)
    socket.once(ami.tls ? 'secureConnect' : 'connect', () => {
      stopTimer()
      if (socket instanceof TLSSocket) socket.setMaxSendFragment(RECORD_BYTES)
      socket.off('error', failed)
      socket.setNoDelay(true)
      resolve(ok(socket))
    })
  })
}

function speak(socket: Socket, clock: Clock, listener: AmiListener) {
  const reader = amiReader(listener.ignored)
  const requests = createRequests<string, Result<AmiReply>>(clock)
  const gathered = new Map<string, Gathered>() // by ActionID
  let counter = 0
  let heard = 0
  let reads = 0
  let over = false

  const stop = (cause: DeskError) => {
    if (over) return
    over = true
    socket.destroy()
    requests.answerAll(err(cause))
    listener.closed(cause)
  }

  const onData = (bytes: Buffer) => {
    reads++
    const events: AmiMessage[] = []
    for (const message of reader.push(bytes)) {
      const id = message.ActionID ?? ''
      // A user event bears all fields of its action, another console's ActionID too, which may be one of ours.
      const reply = message.Event === 'UserEvent' ? undefined : gathered.get(id)
      const whole = reply ? gather(reply, message, heard) : null
      if (whole) {
        gathered.delete(id)
        requests.answer(id, whole)
      }
      // An async Originate answers twice: its second answer is an event like any other.
      if (message.Event !== undefined && (!reply || message.Event === 'OriginateResponse')) {
        events.push(message)
        heard++
      }
    }
    const banner = reader.banner()
    const why = banner === null ? null : whyNotThisAmi(banner)
    if (why) return stop(why)
    if (reader.dropped() > 1000) return stop(deskFailure('pbxProtocol', 'too much data that is not AMI'))
    if (events.length > 0) listener.events(events)
  }

  socket.on('data', onData)
  socket.on('error', (cause) => stop(deskFailure('pbxUnreachable', reasonOf(cause))))
  socket.on('close', () => stop(deskFailure('pbxUnreachable', 'the PBX closed the AMI connection')))

  const action = (name: string, fields: AmiFields = []): Promise<Result<AmiReply>> => {
    if (over) return Promise.resolve(err(deskFailure('pbxUnreachable', 'AMI is not connected')))
    const id = `earshot-${++counter}`
    const answer = requests.open(id, { ms: replyTimeoutMs, otherwise: err(deskFailure('timedOut', `AMI ${name}`)) })
    gathered.set(id, { rows: [], heard: [], head: null })
    const readsBefore = reads
    void answer.then((reply) => {
      gathered.delete(id)
      // A frozen connection closes nothing, and each of the questions of a start would wait its whole time.
      if (!reply.ok && reply.error.code === 'timedOut' && reads === readsBefore) stop(stoppedAnswering)
    })
    socket.write(amiAction([['Action', name], ['ActionID', id], ...fields]))
    return answer
  }

  const ping = async (): Promise<void> => {
    const pong = await action('Ping')
    if (!pong.ok && pong.error.code === 'timedOut') stop(stoppedAnswering)
  }

  return {
    action,
    ping,
    login: (user: string, secret: string) =>
      action('Login', [
        ['Username', user],
        ['Secret', secret],
      ]),
    close: () => {
      if (!over) socket.end(amiAction([['Action', 'Logoff']]))
      stop(deskFailure('pbxUnreachable', 'closed'))
    },
  }
}

/** 2.5 came with Asterisk 13; before, events name neither bridges nor which channels belong together (Asterisk's UPGRADE notes). */
function whyNotThisAmi(banner: string): DeskError | null {
  const [, major, minor] = /^Asterisk Call Manager\/(\d+)\.(\d+)/i.exec(banner) ?? []
  if (!/^Asterisk Call Manager/i.test(banner)) return deskFailure('pbxProtocol', `this is not AMI: ${banner}`)
  if (major === undefined || Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 5)) return null
  return deskFailure('pbxTooOld', `${banner}; AMI 2.5 (Asterisk 13) or later is needed`)
}

/** The reply once it is whole. */
function gather(so: Gathered, message: AmiMessage, heard: number): Result<AmiReply> | null {
  if (message.Event === undefined || so.head === null) {
    if (message.Response === 'Error') return err(deskFailure('pbxRefused', message.Message ?? 'no reason given'))
    so.head = message
    return /^start/i.test(message.EventList ?? '') ? null : ok({ head: message, rows: [], heard: [] })
  }
  if (/^complete/i.test(message.EventList ?? '')) return ok({ head: so.head, rows: so.rows, heard: so.heard })
  so.rows.push(message)
  so.heard.push(heard)
  return null
}
