// Keeps the picture: one connection to a server of the feed, the next server after a loss, a whole reading after every gap.
import { createBackOff, patiently } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { NetsapiensSite } from '#contract/site-netsapiens.ts'
import type { Stop } from '#contract/time.ts'
import type { NetsapiensParts } from '../io.ts'
import type { Api } from '../wire/api.ts'
import { type LiveSocket, openLive } from '../wire/live-socket.ts'
import { readCall } from '../wire/row.ts'
import { afterEvent, afterReading, emptyPicture, type Picture, type Reading } from './picture.ts'
import { readWhole } from './reading.ts'

type FeedEvents = {
  readonly onLive: (core: string, reading: Reading) => void
  readonly onReading: (reading: Reading) => void
  readonly onPicture: () => void
  readonly onLost: (cause: DeskError) => void
}

export type FeedParts = {
  readonly site: NetsapiensSite
  readonly parts: NetsapiensParts
  readonly api: Api
  readonly events: FeedEvents
  readonly domain: () => string
  /** The token the feed's servers take. */
  readonly bearer: () => string
}

export type Feed = {
  readonly open: () => void
  /** Moves to a connection with the present token; the old one serves until the new one stands. */
  readonly renew: () => void
  /** Until `open`: without a right to ask there is nothing to connect for. */
  readonly halt: () => void
  readonly forget: () => void
  /** Resolves once the server has answered on the feed's own connection. */
  readonly ping: () => Promise<void>
  readonly close: () => void
  readonly picture: () => Picture
}

// One subscription a type. `call` needs the subtype to reach beyond the user's own calls.
const subscriptions = [
  { type: 'call', subtype: 'domain' },
  { type: 'queue' },
  { type: 'queued' },
  { type: 'agent' },
  { type: 'contacts' },
] as const

const soonS = 5

export function createFeed({ site, parts, api, events, domain, bearer }: FeedParts): Feed {
  let picture: Picture = emptyPicture
  let current: LiveSocket | null = null
  let candidate: LiveSocket | null = null
  let turn = 0
  let closed = false
  let failedReadings = 0
  let live = false
  const retry = createBackOff(parts.clock, parts.random)
  let stopResync: Stop = () => {}
  let touched: Set<string> | null = null
  let heard = false // of any call, since the last reading
  let silentReadings = 0

  const core = () => site.cores[turn % site.cores.length] ?? ''

  function connect() {
    const mine: LiveSocket = openLive(
      core(),
      {
        onReady: () => void ready(mine),
        onEvent: (name, data) => {
          if (mine === current) applyEvent(name, data)
        },
        onLost: (why) => lost(mine, deskFailure('pbxUnreachable', `${core()}: ${why}`)),
      },
      parts,
    )
    candidate?.close()
    candidate = mine
  }

  async function ready(mine: LiveSocket) {
    if (mine !== candidate) return
    for (const { type, ...more } of subscriptions)
      mine.emit('subscribe', { type, ...more, domain: domain(), bearer: bearer(), application: 'earshot' })
    current?.close()
    current = mine
    candidate = null
    await resync(mine)
  }

  function applyEvent(name: string, data: unknown) {
    if (name === 'status') return applyStatus(data)
    const before = picture
    if (name.startsWith('call')) heard = true
    picture = afterEvent(before, name, data, parts.clock.now())
    if (touched && name.startsWith('call')) touch(touched, data)
    if (live && picture !== before) events.onPicture()
  }

  function applyStatus(data: unknown) {
    const said = JSON.stringify(data) ?? ''
    parts.log('info', `netsapiens feed status ${said.slice(0, 200)}`)
    if (/unauthori[sz]ed|expired|denied|invalid.{0,10}token/i.test(said) && current)
      lost(current, deskFailure('signInNeeded', 'the feed refused the token'))
  }

  async function resync(mine: LiveSocket) {
    stopResync()
    const since = parts.clock.now()
    touched = new Set()
    const reading = await readWhole(api, domain())
    if (mine !== current || closed) return
    if (!reading.ok) return failedReading(mine, reading.error)
    failedReadings = 0
    retry.worked()
    if (live && !heard && callsDiffer(picture, reading.value)) silentReadings++
    else silentReadings = 0
    heard = false
    picture = afterReading(picture, reading.value, since, touched)
    touched = null
    // Answers its pings, and yet calls came and went untold: another server may do better.
    if (silentReadings > 1)
      return lost(mine, deskFailure('pbxUnreachable', `${core()}: the feed does not tell of calls`))
    stopResync = parts.clock.after((silentReadings > 0 ? soonS : site.resyncSeconds) * 1_000, () => void resync(mine))
    if (live) return events.onReading(reading.value)
    live = true
    events.onLive(core(), reading.value)
  }

  // A live feed outlasts one reading that fails: it is tried again soon. Without a first reading there is no picture at all.
  function failedReading(mine: LiveSocket, cause: DeskError) {
    touched = null
    failedReadings++
    parts.log('warn', `netsapiens reading failed: ${cause.code} ${cause.detail ?? ''}`)
    if (!live || failedReadings > 2 || cause.code === 'signInNeeded') return lost(mine, cause)
    stopResync = parts.clock.after(2_000, () => void resync(mine))
  }

  function lost(mine: LiveSocket, cause: DeskError) {
    if (closed || (mine !== current && mine !== candidate)) return
    mine.close()
    const wasSpare = mine === candidate && current !== null
    if (mine === candidate) candidate = null
    if (mine === current) current = null
    turn++
    if (!wasSpare) {
      live = false
      silentReadings = 0
      stopResync()
      events.onLost(cause)
    }
    retry.again(connect, patiently)
  }

  function halt() {
    live = false
    retry.stop()
    stopResync()
    current?.close()
    candidate?.close()
    current = null
    candidate = null
  }

  return {
    open: connect,
    ping: async () => current?.ping(),
    renew: connect,
    halt,
    forget: () => {
      picture = emptyPicture
    },
    picture: () => picture,
    close: () => {
      closed = true
      halt()
    },
  }
}

/** Whether calls began or ended that the picture does not know of. */
function callsDiffer({ calls }: Picture, reading: Reading): boolean {
  return reading.calls.length !== calls.size || reading.calls.some(({ key }) => !calls.has(key))
}

function touch(touched: Set<string>, data: unknown) {
  for (const row of Array.isArray(data) ? data : [data]) {
    const key = readCall(row)?.key
    if (key !== undefined) touched.add(key)
  }
}
