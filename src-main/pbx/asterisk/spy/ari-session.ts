// Keeps one ARI connection alive and hands out its way of monitoring; the monitors outlive a cut connection.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { type Ari, type AriRest, type AriSite, openAri, restOf } from '../wire/ari-client.ts'
import { sweepAri } from './ari-sweep.ts'
import { type AriWayParts, ariWay } from './ari-way.ts'
import type { Way, WayListener } from './way.ts'

export type AriSession = {
  /** Answers at once when it is connected, else tries once; afterwards it keeps trying by itself and tells `changed`. */
  connect(): Promise<Result<Way>>
  /** Resolves when the connection there is has answered; at once where there is none. */
  ping(): Promise<void>
  close(): void
}

export type AriSessionParts = {
  readonly site: AriSite
  readonly app: string
  readonly ownPrefix: string
  readonly supervisor: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly listener: WayListener
  readonly hangUp: AriWayParts['hangUp']
  /** Whether this id on the PBX belongs to a monitor that runs now. */
  readonly isLiving: (id: string) => boolean
  readonly parts: ConnectorParts
  readonly changed: (state: Result<Way>) => void
}

const retryMs = 1000
const sweepAgainMs = 5000

export function createAriSession({
  site,
  app,
  ownPrefix,
  supervisor,
  endpoints,
  listener,
  hangUp,
  isLiving,
  parts,
  changed,
}: AriSessionParts): AriSession {
  let current: Ari | null = null
  const { clock } = parts
  let stopTrying: Stop = () => {}
  let closed = false
  let swept = false
  let stopSweeping: Stop = () => {}
  let trying: Promise<Result<Way>> | null = null
  const ari: AriRest = {
    call: (...wanted) => current?.call(...wanted) ?? Promise.resolve(err({ status: 0, text: 'ARI is not connected' })),
    close: () => current?.close(),
  }
  const way = ariWay({
    ari,
    app,
    ownPrefix,
    supervisor,
    endpoints,
    listener,
    clock,
    random: parts.random,
    hangUp,
  })

  const lost = (cause: DeskError) => {
    current = null
    if (closed) return
    changed(err(cause))
    later()
  }

  const later = () => {
    stopTrying()
    stopTrying = clock.after(retryMs, async () => {
      const back = await connect()
      if (back.ok) changed(back)
    })
  }

  const connect = async (): Promise<Result<Way>> => {
    if (current) return ok(way)
    trying ??= open().finally(() => {
      trying = null
    })
    const opened = await trying
    if (!opened.ok && !closed) later()
    return opened
  }

  const open = async (): Promise<Result<Way>> => {
    const lacks = await moduleMissing(site)
    if (lacks !== null) return err(deskFailure('pbxRefused', `module ${lacks} is not loaded (modules.conf)`))
    const opened = await openAri(site, parts.clock, app, { event: way.handle, closed: lost })
    if (closed && opened.ok) opened.value.close()
    if (closed) return err(deskFailure('pbxUnreachable', 'closed'))
    if (!opened.ok) return opened
    current = opened.value
    await sweep()
    return ok(way)
  }

  /** Once in a run, and until it is certain. */
  const sweep = async (): Promise<void> => {
    stopSweeping()
    if (swept || closed || !current) return
    const removed = await sweepAri(ari, ownPrefix, isLiving)
    swept = removed !== null
    if (removed) parts.log('info', `removed ${removed} leftovers of an earlier run`)
    if (!swept) stopSweeping = clock.after(sweepAgainMs, () => void sweep())
  }

  return {
    connect,
    ping: async () => current?.ping(),
    close: () => {
      closed = true
      stopTrying()
      stopSweeping()
      way.close()
      current?.close()
    },
  }
}

/** Without these every request looks right until the first monitor. Null too when nothing can be asked. */
async function moduleMissing(site: AriSite): Promise<string | null> {
  const rest = restOf(site)
  const asked = await Promise.all(
    ['res_stasis_snoop', 'res_ari_channels', 'res_ari_bridges'].map(async (name) => {
      const found = await rest.call('GET', `/asterisk/modules/${name}.so`)
      // 404 alone may be a PBX without ARI: Asterisk's own answer names the module's state.
      return !found.ok && (found.error.status === 409 || /module/i.test(found.error.text)) ? name : null
    }),
  )
  rest.close()
  return asked.find((name) => name !== null) ?? null
}
