// What consoles on one Asterisk share without anybody between them: monitors handed over, and agents' requests for help.
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Feed } from '../floor/feed.ts'
import { askersOf } from '../help/askers.ts'
import { createHelp, type Help } from '../help/help.ts'
import { createHandOver, type HandOver, type HandOverParts } from './hand-over.ts'

type Parts = Pick<HandOverParts, 'me' | 'clock' | 'end'> & {
  readonly site: AsteriskSite
  readonly feed: Pick<Feed, 'action' | 'picture'>
  readonly log: (text: string) => void
}

export function betweenConsoles(parts: Parts): { readonly handOver: HandOver; readonly help: Help } {
  const { me, clock, site, feed, end, log } = parts
  const handOver = createHandOver({ me, clock, action: feed.action, end })
  const help = createHelp({
    me,
    clock,
    action: feed.action,
    askers: () => askersOf(feed.picture()),
    reasons: site.help?.reasons ?? {},
    isPossible: handOver.isPossible,
    clockOffsetMs: () => feed.picture().tables.clockOffsetMs,
    log,
  })
  handOver.on(({ others }) => help.othersAre(others.map(({ name }) => name)))
  return { handOver, help }
}
