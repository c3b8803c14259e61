// Runs the machine of updates: reads the feed, asks, fetches, and installs when the program ends.
import type { Settings } from '#contract/settings.ts'
import type { Clock, Stop } from '#contract/time.ts'
import { addressIn, type Fetching, fetchPackage, fetchText, type Get, isWhole, keepOnly } from './fetch-package.ts'
import { atFirst, nextUpdate, type UpdateEvent, type UpdateState } from './next-update.ts'
import { MOST_FEED_BYTES, newestRelease, type Release, readFeed } from './release-feed.ts'
import type { TrialFile } from './trial-file.ts'

export type UpdatesParts = {
  readonly version: string // of this program
  readonly kind: string // of its package, see install-plan.ts
  readonly folder: string // of the packages alone
  readonly key: string
  readonly settings: () => Settings['updates']
  readonly get: Get
  /** Nobody listens, and nobody is on the phone. */
  readonly isFree: () => boolean
  /** Whether the person wants this version. */
  readonly ask: (version: string) => Promise<boolean>
  readonly install: (file: string) => Promise<void>
  readonly trial: TrialFile
  readonly clock: Pick<Clock, 'after' | 'every'>
  readonly log: (text: string) => void
}

export type Updates = {
  readonly start: () => Stop
  /** Once every monitor has ended. Installs what was fetched. */
  readonly end: () => Promise<void>
  readonly state: () => UpdateState
}

/** Not at once: the first minutes of a shift belong to the floor. */
export const FIRST_LOOK_MS = 5 * 60_000
export const LOOK_EVERY_MS = 6 * 3_600_000
/** A download is stopped so soon after somebody begins to listen. */
const CHECK_EVERY_MS = 500

export function createUpdates(parts: UpdatesParts): Updates {
  const { clock, log, isFree, trial, version } = parts
  let state = atFirst
  let download = new AbortController()
  // One that was stopped tidies up before the next one begins.
  let before: Promise<void> = Promise.resolve()
  const apply = (event: UpdateEvent) => {
    const { mode, feed } = parts.settings()
    const next = nextUpdate(state, event, feed === null ? 'off' : mode)
    if (next === state) return
    if (state.phase === 'fetching') download.abort()
    const isNew = next.phase !== state.phase
    state = next
    if (isNew) enter(next, feed ?? '')
  }
  const failed = (why: string) => {
    log(`no update: ${why}`)
    apply({ kind: 'failed' })
  }
  const enter = (now: UpdateState, feed: string) => {
    if (now.phase === 'looking') void look(feed)
    if (now.phase === 'found') apply({ kind: isFree() ? 'free' : 'busy' })
    if (now.phase === 'asking') void ask(now.release)
    if (now.phase === 'fetching') {
      const how = fetching()
      before = before.then(() => fetchBoth(now.release, feed, how))
    }
    if (now.phase === 'fetched') log(`version ${now.release.version} is installed when the console ends`)
  }
  const fetching = (): Fetching => {
    download = new AbortController()
    return { get: parts.get, clock, signal: download.signal }
  }
  const look = async (feed: string) => {
    const { channel } = parts.settings()
    const text = await fetchText(addressIn(feed, `${channel}.json`), MOST_FEED_BYTES, fetching())
    if (!text.ok) return failed(text.error)
    const offered = readFeed(text.value, channel, parts.key)
    if (!offered.ok) return failed(offered.error)
    const here = { version, kind: parts.kind, avoid: trial.current().avoid }
    apply({ kind: 'read', release: newestRelease(offered.value, here) })
  }
  const ask = ({ version: offered }: Release) =>
    parts.ask(offered).then(
      (yes) => apply({ kind: 'answered', yes }),
      (cause: unknown) => failed(String(cause)),
    )
  const fetchBoth = async ({ file, wayBack }: Release, feed: string, how: Fetching) => {
    // The way back comes first: without it nothing is installed.
    for (const one of [wayBack, file]) {
      const fetched = await fetchPackage(feed, one, parts.folder, how)
      if (how.signal.aborted) return
      if (!fetched.ok) return failed(fetched.error)
    }
    await keepOnly(parts.folder, [wayBack.name, file.name]).catch((cause: unknown) => log(String(cause)))
    apply({ kind: 'fetched' })
  }
  return {
    state: () => state,
    start: () => {
      const look = () => apply({ kind: 'due' })
      const stops = [
        clock.after(FIRST_LOOK_MS, look),
        clock.every(LOOK_EVERY_MS, look),
        clock.every(CHECK_EVERY_MS, () => apply({ kind: isFree() ? 'free' : 'busy' })),
      ]
      return () => {
        for (const stop of stops) stop()
        download.abort()
      }
    },
    end: async () => {
      apply({ kind: 'ending', isFree: isFree() })
      if (state.phase === 'installing') await install(parts, state.release)
    },
  }
}

async function install({ folder, trial, version, log, ...parts }: UpdatesParts, release: Release): Promise<void> {
  const { file, wayBack } = release
  const at = (name: string) => `${folder}/${name}`
  try {
    for (const one of [wayBack, file])
      if (!(await isWhole(at(one.name), one))) return log(`no update: ${one.name} was changed after it was fetched`)
    const { sha512, bytes } = wayBack
    trial.apply({
      kind: 'installing',
      trial: { from: version, to: release.version, wayBack: at(wayBack.name), sha512, bytes },
    })
    await parts.install(at(file.name))
    log(`version ${release.version} is being installed`)
  } catch (cause) {
    log(`no update: ${String(cause)}`)
  }
}
