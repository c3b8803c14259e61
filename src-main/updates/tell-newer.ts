// For a program that cannot install itself: only says that there is a newer version, once each.
import type { Stop } from '#contract/time.ts'
import { addressIn, fetchText } from './fetch-package.ts'
import { MOST_FEED_BYTES, newestVersion, readFeed } from './release-feed.ts'
import { FIRST_LOOK_MS, LOOK_EVERY_MS, type UpdatesParts } from './updates.ts'

type TellingParts = Pick<UpdatesParts, 'version' | 'key' | 'settings' | 'get' | 'isFree' | 'clock' | 'log'> & {
  readonly tell: (version: string) => void
}

export function tellNewer({ clock, version, key, settings, get, isFree, log, tell }: TellingParts): Stop {
  const download = new AbortController()
  let lastSeen: string | null = null
  const look = async () => {
    const { mode, channel, feed } = settings()
    if (mode === 'off' || feed === null || !isFree()) return
    const how = { get, clock, signal: download.signal }
    const text = await fetchText(addressIn(feed, `${channel}.json`), MOST_FEED_BYTES, how)
    const read = text.ok ? readFeed(text.value, channel, key) : text
    if (download.signal.aborted) return
    if (!read.ok) return log(`no update: ${read.error}`)
    const newest = newestVersion(read.value, version)
    if (newest === null || newest === lastSeen) return
    lastSeen = newest
    tell(newest)
  }
  const stops = [clock.after(FIRST_LOOK_MS, () => void look()), clock.every(LOOK_EVERY_MS, () => void look())]
  return () => {
    for (const stop of stops) stop()
    download.abort()
  }
}
