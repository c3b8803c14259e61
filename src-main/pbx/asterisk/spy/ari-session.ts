// Keeps one ARI connection alive for its method of monitoring; the monitors outlive a cut connection.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, type Result } from '#contract/result.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { keepConnected } from '#main/pbx/kit/connection.ts'
import type { SpyListener } from '#main/pbx/kit/spy-method.ts'
import { type Ari, type AriEvent, type AriRest, type AriSite, openAri, restOf } from '../wire/ari-client.ts'
import { type AriMethod, createAriMethod } from './ari-method.ts'
import type { AriMethodParts } from './ari-work.ts'

export type AriSession = {
  readonly method: AriMethod
  /** Requests; they need no events. */
  readonly rest: AriRest
  /** Connects and keeps at it; `changed` tells what came of it, each time. */
  connect(): void
  /** Resolves when the connection there is has answered; at once where there is none. */
  ping(): Promise<void>
  close(): void
}

export type AriSessionParts = {
  readonly site: AriSite
  /** Nobody else's: who opens an application of that name gets its events from then on, and the other is deaf. */
  readonly app: string
  readonly idPrefix: string
  readonly supervisor: string
  readonly endpoints: () => Promise<readonly string[]>
  readonly listener: SpyListener
  readonly hangUp: AriMethodParts['hangUp']
  readonly spotOf: AriMethodParts['spotOf']
  readonly parts: ConnectorParts
  /** null: it works. */
  readonly changed: (cause: DeskError | null) => void
}

const retrying = { firstMs: 1000, longestMs: 1000 }

export function createAriSession({ site, app, parts, changed, ...ours }: AriSessionParts): AriSession {
  const { clock, random } = parts
  const rest = restOf(site)
  const method = createAriMethod({ ...ours, ari: rest, app, clock, random })
  const link = keepConnected<Ari>({
    clock,
    random,
    waits: retrying,
    open: (closed) => open(site, parts, app, { event: onEvent, closed }),
    up: () => changed(null),
    lost: changed,
  })

  const onEvent = (event: AriEvent) => {
    if (event.type !== 'ApplicationReplaced') return method.handle(event)
    // Taken back it would be taken again: two programs would make each other deaf in turn.
    link.giveUp(deskFailure('pbxRefused', `another program has taken the ARI application ${app}; restart one of them`))
    method.abandon()
  }

  return {
    method,
    rest,
    connect: link.connect,
    ping: async () => link.current()?.ping(),
    close: () => {
      method.close()
      link.close()
      rest.close()
    },
  }
}

/** One request that is refused where the password is wrong, and no more. */
async function open(
  site: AriSite,
  { clock }: ConnectorParts,
  app: string,
  listener: Parameters<typeof openAri>[3],
): Promise<Result<Ari>> {
  const opened = await openAri(site, clock, app, listener)
  if (!opened.ok) return opened
  const why = (await whyNotWritable(opened.value, site.user)) ?? (await whyNotLoaded(opened.value))
  if (why === null) return opened
  opened.value.close()
  return err(deskFailure('pbxRefused', why))
}

/** To delete a channel that cannot exist is refused as unknown where writing is allowed. */
async function whyNotWritable(rest: AriRest, user: string): Promise<string | null> {
  const tried = await rest.call('DELETE', '/channels/earshot-none')
  return !tried.ok && tried.error.status === 403
    ? `the ARI user "${user}" may only read (read_only=yes in ari.conf)`
    : null
}

async function whyNotLoaded(rest: AriRest): Promise<string | null> {
  const lacks = await moduleMissing(rest)
  return lacks === null ? null : `module ${lacks} is not loaded (modules.conf)`
}

/** Without these every request looks right until the first monitor. Null too when nothing can be asked. */
async function moduleMissing(rest: AriRest): Promise<string | null> {
  const asked = await Promise.all(
    ['res_stasis_snoop', 'res_ari_channels', 'res_ari_bridges', 'res_pjsip_header_funcs'].map(async (name) => {
      const found = await rest.call('GET', `/asterisk/modules/${name}.so`)
      // 404 alone may be a PBX without ARI: Asterisk's own answer names the module's state.
      return !found.ok && (found.error.status === 409 || /module/i.test(found.error.text)) ? name : null
    }),
  )
  return asked.find((name) => name !== null) ?? null
}
