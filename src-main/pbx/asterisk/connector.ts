// The connector to Asterisk and FreePBX: the floor by AMI, the monitors by ARI or by the dialplan, whichever the site allows.
import { createHash } from 'node:crypto'
import { createBackOff } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { FloorMessage } from '#contract/floor.ts'
import { type MonitorCapabilities, type MonitorEvent, modes } from '#contract/monitor.ts'
import { createListeners } from '#contract/observable.ts'
import { err, type Result } from '#contract/result.ts'
import type { AsteriskSite } from '#contract/site-asterisk.ts'
import type { Connector, ConnectorParts } from '#main/pbx/connector.ts'
import { createFeedStatus, type Standing } from '#main/pbx/kit/feed-status.ts'
import { within } from '#main/pbx/kit/waits.ts'
import { createFeed } from './floor/feed.ts'
import type { PictureRules } from './floor/picture-tables.ts'
import { viewOf } from './floor/picture-view.ts'
import { createHandOver } from './hand-over/hand-over.ts'
import { createMonitors } from './monitors/monitors.ts'
import { type AriSession, createAriSession } from './spy/ari-session.ts'
import { contextMissing, rightMissing, sweepAmi } from './spy/dialplan-check.ts'
import { createDialplanMethod } from './spy/dialplan-method.ts'
import { renewEveryMs } from './spy/lease.ts'
import type { SpyMethod } from './spy/spy-method.ts'

const consolePrefix = 'earshot.'
const choosingAgain = { firstMs: 2000, longestMs: 2000 }
const askEveryMs = 1000
const heardWithinMs = 2000

export type AsteriskParts = ConnectorParts & {
  /** How other consoles on this PBX are told who monitors; absent: the line. */
  readonly supervisor?: string
}

/** `owner` names this console for good, the same after a crash; it goes into ids on the PBX, hashed. */
export function createAsteriskConnector(site: AsteriskSite, owner: string, parts: AsteriskParts): Connector {
  const { supervisor = '' } = parts
  const lineName = site.line ? userOf(site.line.uri) : 'console'
  const ownerKey = createHash('sha256').update(owner).digest('hex').slice(0, 12)
  const ownPrefix = `${consolePrefix}${lineName.replace(/[^A-Za-z0-9_-]/g, '_')}.${ownerKey}.`
  const rules: PictureRules = {
    trunks: site.trunks,
    extensions: site.extensions,
    lines: [lineName],
    consolePrefix,
    ownPrefix,
  }

  const status = createFeedStatus({
    clock: parts.clock,
    refusals: ['pbxWrongPassword', 'pbxRefused'],
    askEveryMs,
    ask: () => Promise.all([feed.ping(), method.ok && !dialplan ? ari?.ping() : null]),
  })
  const floors = createListeners<FloorMessage>()
  const events = createListeners<MonitorEvent>()
  let method: Result<SpyMethod> = err(deskFailure('pbxUnreachable', 'not connected yet'))
  let ari: AriSession | null = null
  let dialplan: ReturnType<typeof createDialplanMethod> | null = null
  let closed = false
  let connected = false // AMI
  const again = createBackOff(parts.clock, parts.random)
  let whyNotAri = ''

  const feed = createFeed(site, rules, parts, {
    live: () => {
      connected = true
      void handOver.enter().then(choose)
    },
    lost: (cause) => {
      connected = false
      handOver.lost()
      again.stop()
      if (dialplan) monitors.suspend()
      trouble(cause)
    },
    floor: (message) => {
      floors.emit(message)
      monitors.check()
    },
    stamp: status.stamp,
    silent: (cause) => {
      const standing = status.standing()
      if (standing.phase === 'live') say({ ...standing, cause })
    },
    events: (list) => {
      handOver.heard(list)
      if (dialplan) for (const event of list) dialplan.handle(event)
    },
  })
  const monitors = createMonitors({
    parts,
    method: () => method,
    view: () => viewOf(feed.picture()),
    // An AMI that does not answer is noticed by itself; until then nobody waits for it.
    heard: () => within(parts.clock, feed.ping(), { ms: heardWithinMs, otherwise: undefined }),
    emit: (event) => {
      events.emit(event)
      handOver.monitored(event)
      // A monitor pins the method it began with. Now that it has ended, ARI may be chosen again.
      if (event.kind === 'ended' && connected && (!method.ok || (dialplan && ari))) void choose()
    },
  })
  const handOver = createHandOver({
    me: { id: `${lineName}.${ownerKey}`, name: supervisor || lineName },
    clock: parts.clock,
    action: feed.action,
    end: (ticketId) => void monitors.end(ticketId),
  })
  const stopRenewing = parts.clock.every(renewEveryMs, () => {
    if (method.ok && monitors.count() > 0) void method.value.renew()
  })

  const say = (next: Standing) => {
    if (closed) return
    status.set(next)
    logPhase(next.phase, 'cause' in next ? next.cause : undefined)
  }

  const logPhase = (phase: Standing['phase'], cause: DeskError | undefined) =>
    parts.log('info', `Asterisk ${site.host}: ${phase}${cause ? ` ${cause.code} ${cause.detail ?? ''}` : ''}`)

  const trouble = (cause: DeskError) => {
    if (closed) return
    status.lost(cause)
    logPhase(status.standing().phase, cause)
  }

  const goLiveWith = async (found: Result<SpyMethod>): Promise<void> => {
    // An AMI that comes back tells nothing about what ARI did meanwhile: its monitors go on as they are.
    const untouched = found.ok && method.ok && found.value === method.value && !dialplan
    method = found
    if (found.ok && !untouched) await monitors.resume(found.value)
    else monitors.check()
    const how = found.ok ? found.value.how : `Calls cannot be monitored. ${found.error.detail ?? found.error.code}`
    const cause = found.ok ? await lineTrouble() : deskFailure('noWayToMonitor', found.error.detail ?? found.error.code)
    if (!connected || method !== found) return
    const standing = status.standing()
    if (standing.phase === 'live' && standing.how === how && standing.cause?.detail === cause?.detail) return
    say({ phase: 'live', since: parts.clock.now(), how, ...(cause ? { cause } : {}) })
  }

  /** After every AMI connection: ARI where it works, else the dialplan, else the floor alone; and why. */
  const choose = async (): Promise<void> => {
    again.stop()
    // A monitor that runs by the dialplan is not torn out of it.
    if (dialplan && monitors.count() > 0) await goLiveWith(await tryDialplan())
    else await pickMethod()
    // A PBX that has just started answers before its dialplan and its modules are there.
    if (!method.ok && connected && !closed) again.again(() => void choose(), choosingAgain)
  }

  const pickMethod = async (): Promise<void> => {
    const byAri =
      site.way === 'dialplan' ? err(deskFailure('pbxRefused', 'the site file chooses the dialplan')) : await tryAri()
    if (closed) return
    if (byAri.ok) dialplan = null
    else whyNotAri = byAri.error.detail ?? byAri.error.code
    await goLiveWith(byAri.ok || site.way === 'ari' ? byAri : await tryDialplan())
  }

  const tryAri = async (): Promise<Result<SpyMethod>> => {
    if (!site.ari) return err(deskFailure('pbxRefused', 'the site file has no ARI'))
    ari ??= createAriSession({
      site: site.ari,
      app: `earshot-${ownerKey}`,
      ownPrefix,
      supervisor,
      endpoints: ringing,
      listener: monitors,
      hangUp: hangUpByAmi,
      isLiving: monitors.isLiving,
      parts,
      changed: (state) => {
        if (status.standing().phase === 'refused' || (dialplan && !state.ok)) return
        if (state.ok) return void returnToAri(state)
        method = state
        monitors.suspend()
        if (!connected) return
        // With a monitor running ARI is waited for, since only ARI can move it; without one another method may do.
        if (monitors.count() > 0) trouble(state.error)
        else void choose()
      },
    })
    return ari.connect()
  }

  const hangUpByAmi = async (channelId: string): Promise<'asked' | 'absent' | 'unknown'> => {
    const done = await feed.action('Hangup', [['Channel', channelId]])
    if (done.ok) return 'asked'
    return /no such channel/i.test(done.error.detail ?? '') ? 'absent' : 'unknown'
  }

  /** ARI came (back) while the feed was live; a monitor that runs by the dialplan is not torn out of it. */
  const returnToAri = async (state: Result<SpyMethod>): Promise<void> => {
    if (!connected || (dialplan && monitors.count() > 0)) return
    dialplan = null
    await goLiveWith(state)
  }

  const tryDialplan = async (): Promise<Result<SpyMethod>> => {
    const missing = (await contextMissing(feed.action, site.context)) ?? (await rightMissing(feed.action))
    if (missing !== null) return err(deskFailure('pbxRefused', `${whyNotAri}; ${missing}`))
    if (!dialplan) {
      await sweepAmi(feed.action, ownPrefix)
      dialplan = createDialplanMethod({
        action: feed.action,
        ownPrefix,
        supervisor,
        context: site.context,
        why: `, because ${whyNotAri}`,
        endpoints: ringing,
        peerOf: (channelId) => viewOf(feed.picture()).peerOf(channelId),
        switchBy: parts.switchBy,
        clock: parts.clock,
        byConsole: site.takeOn === 'console',
        listener: monitors,
      })
    }
    return { ok: true, value: dialplan }
  }

  /** A softphone in a console cannot take calls of an endpoint without WebRTC; it would only look as if nobody answered. */
  const lineTrouble = async (): Promise<DeskError | null> => {
    if (!site.line || site.takeOn !== 'console') return null
    const found = await feed.action('Getvar', [['Variable', `PJSIP_ENDPOINT(${lineName},webrtc)`]])
    const webrtc = found.ok ? found.value.head.Value : undefined
    if (webrtc !== 'no' && webrtc !== 'false') return null
    return deskFailure('lineNotWebrtc', `endpoint ${lineName} has no webrtc=yes (pjsip.conf)`)
  }

  /** What to ring: one endpoint, or every contact of it. By AMI with either method: ARI evaluates no functions. */
  const ringing = async (): Promise<readonly string[]> => {
    if (typeof site.takeOn === 'object') return [`PJSIP/${site.takeOn.phone}`]
    if (site.takeOn === 'console') return [`PJSIP/${lineName}`]
    const found = await feed.action('Getvar', [['Variable', `PJSIP_DIAL_CONTACTS(${lineName})`]])
    const contacts = found.ok ? (found.value.head.Value ?? '').split('&').filter((contact) => contact !== '') : []
    return contacts.length > 0 ? contacts : [`PJSIP/${lineName}`]
  }

  const capabilities = (): MonitorCapabilities => ({
    modes: method.ok ? [...modes] : [],
    switching: method.ok ? [...method.value.switching] : [],
    confirmsModes: true,
    hop: true,
    follow: true,
    rings: site.takeOn === 'console' ? 'consoleLine' : 'allPhones',
  })

  return {
    connect: feed.connect,
    async close() {
      await monitors.endAll()
      await handOver.close()
      closed = true
      again.stop()
      stopRenewing()
      ari?.close()
      feed.close()
    },
    capabilities,
    lineAccount: () => (site.line ? { ...site.line, displayName: '', iceServers: [] } : null),
    onStatus: status.on,
    onFloor(listener) {
      const stop = floors.on(listener)
      if (status.standing().phase === 'live') listener({ kind: 'whole', floor: feed.picture().floor() })
      return stop
    },
    onMonitor: events.on,
    startMonitor: monitors.start,
    setMode: monitors.setMode,
    hop: monitors.hop,
    setFollow: async (ticketId, follow) => monitors.setFollow(ticketId, follow),
    endMonitor: monitors.end,
    levels: null,
    help: null,
    handOver,
  }
}

const userOf = (uri: string): string => /^sips?:([^@]+)@/.exec(uri)?.[1] ?? 'console'
