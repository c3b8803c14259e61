// The methods of this console and what they stand on: names that nobody else uses, phones to ring, and leftovers swept away.
import { createHash } from 'node:crypto'
import type { DeskError } from '#contract/errors.ts'
import type { Target } from '#contract/monitor.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import type { Monitors } from '#main/pbx/kit/monitors.ts'
import type { Feed } from '../floor/feed.ts'
import type { PictureRules } from '../floor/picture-tables.ts'
import { isHeld, viewOf } from '../floor/picture-view.ts'
import { rosterOf } from '../floor/roster.ts'
import { type AriSession, createAriSession } from '../spy/ari-session.ts'
import { guarded } from '../spy/dialplan-guard.ts'
import { createDialplanMethod } from '../spy/dialplan-method.ts'
import { sweepLeftovers } from '../spy/leftovers.ts'
import type { MethodName } from './method-machine.ts'
import { phonesToRing } from './ringing.ts'

const consolePrefix = 'earshot.'

export type Names = ReturnType<typeof namesOf>

/** Of the seat for good, and of this run: two programs of one seat must not take each other's things for their own. */
export function namesOf(site: AsteriskSite, owner: string, { random }: ConnectorParts) {
  const line = site.line ? userOf(site.line.uri) : 'console'
  const endpoint = site.line?.endpoint ?? line
  const ownerKey = createHash('sha256').update(owner).digest('hex').slice(0, 12)
  const run = Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0')
  const ownPrefix = `${consolePrefix}${line.replace(/[^A-Za-z0-9_-]/g, '_')}.${ownerKey}.`
  const { trunks, extensions, agents } = site
  const roster = rosterOf(agents)
  const rules: PictureRules = { trunks, extensions, roster, lines: [line, endpoint], consolePrefix, ownPrefix }
  return {
    line,
    endpoint,
    ownerKey,
    ownPrefix,
    runPrefix: `${ownPrefix}${run}`,
    app: `earshot-${ownerKey}-${run}`,
    rules,
  }
}

const userOf = (uri: string): string => /^sips?:([^@]+)@/.exec(uri)?.[1] ?? 'console'

type MethodsParts = {
  readonly site: AsteriskSite
  readonly names: Names
  readonly parts: ConnectorParts & { readonly supervisor?: string; readonly seat?: string }
  readonly feed: Feed
  readonly monitors: Monitors
  readonly changed: (cause: DeskError | null) => void
  /** The dialplan may be another than it was judged as. */
  readonly doubted: () => void
}

export function createMethods({ site, names, parts, feed, monitors, changed, doubted }: MethodsParts) {
  const { runPrefix, app } = names
  const supervisor = parts.supervisor ?? ''
  const endpoints = () => phonesToRing(site.takeOn, names.endpoint, parts.seat ?? null, feed)
  const ours = { supervisor, endpoints, listener: monitors }
  const hangUp = async (channelId: string): Promise<'asked' | 'absent' | 'unknown'> => {
    const done = await feed.action('Hangup', [['Channel', channelId]])
    if (done.ok) return 'asked'
    return /no such channel/i.test(done.error.detail ?? '') ? 'absent' : 'unknown'
  }
  const spotOf = ({ agentId, callId }: Target) => {
    const spot = viewOf(feed.picture()).talking(agentId, callId)
    return spot && { ...spot, isHeld: isHeld(feed.picture(), spot.callId) }
  }
  // Each knows its own channels, and hangs up those of its own that nobody wants.
  const byDialplan = createDialplanMethod({
    ...ours,
    idPrefix: `${runPrefix}d.`,
    action: feed.action,
    context: site.context,
    peerOf: (channelId) => viewOf(feed.picture()).peerOf(channelId),
    switchBy: parts.switchBy,
    clock: parts.clock,
    byConsole: site.takeOn === 'console',
  })
  const dialplan = guarded(byDialplan, { action: feed.action, context: site.context, doubted })
  const ari = site.ari
    ? createAriSession({ ...ours, idPrefix: `${runPrefix}a.`, site: site.ari, app, hangUp, spotOf, parts, changed })
    : null
  return { ari, dialplan }
}

/** What earlier runs left is looked for once with each method, as soon as it works. */
export function createSweeps(
  { ownPrefix, runPrefix }: Names,
  { action }: Feed,
  ari: AriSession | null,
  parts: ConnectorParts,
) {
  const begun = new Map<MethodName, Stop>()
  const { clock, log } = parts
  return {
    begin: (name: MethodName) => {
      const rest = name === 'ari' ? (ari?.rest ?? null) : null
      if (!begun.has(name)) begun.set(name, sweepLeftovers({ ownPrefix, runPrefix, action, ari: rest, clock, log }))
    },
    stop: () => {
      for (const stop of begun.values()) stop()
    },
  }
}
