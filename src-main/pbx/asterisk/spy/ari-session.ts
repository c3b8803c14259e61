// Keeps one ARI connection alive and hands out its method of monitoring; the monitors outlive a cut connection.
import { z } from 'zod'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import type { Stop } from '#contract/time.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { type Ari, type AriRest, type AriSite, openAri, restOf } from '../wire/ari-client.ts'
import { type AriMethodParts, createAriMethod } from './ari-method.ts'
import type { SpyListener, SpyMethod } from './spy-method.ts'

export type AriSession = {
  /** Answers at once when it is connected, else tries once; afterwards it keeps trying by itself and tells `changed`. */
  connect(): Promise<Result<SpyMethod>>
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
  readonly listener: SpyListener
  readonly hangUp: AriMethodParts['hangUp']
  /** Whether this id on the PBX belongs to a monitor that runs now. */
  readonly isLiving: (id: string) => boolean
  readonly parts: ConnectorParts
  readonly changed: (state: Result<SpyMethod>) => void
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
  let trying: Promise<Result<SpyMethod>> | null = null
  const ari: AriRest = {
    call: (...wanted) => current?.call(...wanted) ?? Promise.resolve(err({ status: 0, text: 'ARI is not connected' })),
    close: () => current?.close(),
  }
  const method = createAriMethod({
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

  const connect = async (): Promise<Result<SpyMethod>> => {
    if (current) return ok(method)
    trying ??= open().finally(() => {
      trying = null
    })
    const opened = await trying
    if (!opened.ok && !closed) later()
    return opened
  }

  const open = async (): Promise<Result<SpyMethod>> => {
    const lacks = await moduleMissing(site)
    if (lacks !== null) return err(deskFailure('pbxRefused', `module ${lacks} is not loaded (modules.conf)`))
    const opened = await openAri(site, parts.clock, app, { event: method.handle, closed: lost })
    if (closed && opened.ok) opened.value.close()
    if (closed) return err(deskFailure('pbxUnreachable', 'closed'))
    if (!opened.ok) return opened
    current = opened.value
    await sweep()
    return ok(method)
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
      method.close()
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

const ids = z.array(z.object({ id: z.string() }))

/**
 * Removes what an earlier run of this console left in Stasis: its channels and bridges, known by the prefix of their ids.
 * How many were removed; null where it is not certain that nothing is left. `isLiving`: belongs to a monitor that runs now.
 */
async function sweepAri(ari: AriRest, ownPrefix: string, isLiving: (id: string) => boolean): Promise<number | null> {
  let removed = 0
  // A bridge empties as its channels go.
  for (const things of ['channels', 'bridges']) {
    const found = await ari.call('GET', `/${things}`)
    const parsed = found.ok ? ids.safeParse(found.value) : null
    if (!parsed?.success) return null
    const ours = parsed.data.map(({ id }) => id).filter((id) => id.startsWith(ownPrefix) && !isLiving(id))
    const done = await Promise.all(ours.map((id) => ari.call('DELETE', `/${things}/${id}`)))
    if (done.some((answer) => !answer.ok && answer.error.status !== 404)) return null
    removed += ours.length
  }
  return removed
}
