// Keeps one connection to the control socket: opens it, and after a loss opens it again, until it is closed.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err } from '#contract/result.ts'
import type { LineAccount } from '#contract/settings.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { backoffMs, promptly } from '#main/pbx/kit/backoff.ts'
import { type Control, openControl } from './control.ts'

/** Where the PBX is and who we are there. */
export type DemoAddress = {
  readonly controlUrl: string
  readonly secret: string
  readonly line: LineAccount
  readonly lineExtension: string
}

/** Who knows the address: a fixed one, or a PBX process that is started for it. */
export type AddressSource = {
  /** Asked before every try. Resolves to a failure when there is no PBX to try. */
  readonly address: () => Promise<DemoAddress | DeskError>
  readonly close: () => Promise<void>
}

export type LinkEvents = {
  readonly onLive: () => void
  readonly onDown: (cause: DeskError) => void
  readonly onGarbage: (what: string) => void
  readonly onEvent: Parameters<typeof openControl>[1]['onEvent']
  /** What must succeed on a new connection before it counts as live. */
  readonly begin: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>
}

export type LinkParts = Pick<ConnectorParts, 'random'> & {
  readonly source: AddressSource
  readonly owner: string // the same after a crash
}

export function createLink(parts: LinkParts, events: LinkEvents) {
  let control: Control | null = null
  let address: DemoAddress | null = null
  let attempt = 0
  let timer: NodeJS.Timeout | null = null
  let closed = false

  const again = (cause: DeskError) => {
    control = null
    if (closed) return
    events.onDown(cause)
    timer = setTimeout(() => void open(), backoffMs(attempt++, parts.random, promptly))
  }
  const begin = async (of: () => Control | null) => {
    const begun = await events.begin()
    const mine = of()
    if (!mine || mine !== control) return
    if (!begun.ok) return drop(begun.error)
    attempt = 0
    events.onLive()
  }
  const lose = (cause: DeskError) => {
    const lost = control
    control = null
    lost?.close()
    if (lost) again(cause)
  }
  const drop = (why: string) => lose(deskFailure('pbxProtocol', why))
  async function open(): Promise<void> {
    const found = await parts.source.address()
    if (closed) return
    if ('code' in found) return again(found)
    address = found
    const mine: Control = openControl(
      { ...found, owner: parts.owner },
      {
        onWelcome: () => void begin(() => mine),
        onEvent: events.onEvent,
        onGarbage: events.onGarbage,
        onClosed: (cause) => {
          if (control === mine) again(cause)
        },
      },
    )
    control = mine
  }

  return {
    open: () => void open(),
    drop,
    lose,
    address: () => address,
    request: (method: string, params: object, waitMs?: number) =>
      control?.request(method, params, waitMs) ?? Promise.resolve(err(deskFailure('pbxUnreachable'))),
    close: () => {
      closed = true
      if (timer) clearTimeout(timer)
      control?.close()
    },
  }
}
