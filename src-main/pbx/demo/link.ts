// Keeps one connection to the control socket: opens it, and after a loss opens it again, until it is closed.
import { createBackOff, promptly } from '#contract/back-off.ts'
import { type DeskError, deskFailure } from '#contract/errors.ts'
import type { LineAccount } from '#contract/line-account.ts'
import { err } from '#contract/result.ts'
import type { ConnectorParts } from '#main/pbx/connector.ts'
import { type Control, type ControlEvents, openControl } from './control.ts'

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
  readonly onEvent: ControlEvents['onEvent']
  /** What must succeed on a new connection before it counts as live. */
  readonly begin: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: string }>
}

export type LinkParts = Pick<ConnectorParts, 'clock' | 'random'> & {
  readonly source: AddressSource
  readonly owner: string // the same after a crash
}

export function createLink(parts: LinkParts, events: LinkEvents) {
  let control: Control | null = null
  let address: DemoAddress | null = null
  const retry = createBackOff(parts.clock, parts.random)
  let closed = false

  const again = (cause: DeskError) => {
    control = null
    if (closed) return
    events.onDown(cause)
    retry.again(() => void open(), promptly)
  }
  const begin = async (of: () => Control | null) => {
    const begun = await events.begin()
    const mine = of()
    if (!mine || mine !== control) return
    if (!begun.ok) return drop(begun.error)
    retry.worked()
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
    const mine: Control = openControl({ ...found, owner: parts.owner }, parts.clock, {
      onWelcome: () => void begin(() => mine),
      onEvent: events.onEvent,
      onGarbage: events.onGarbage,
      onClosed: (cause) => {
        if (control === mine) again(cause)
      },
    })
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
      retry.stop()
      control?.close()
    },
  }
}
