// Where in the dialplan a call is sent to reach a queue, an agent or a number: only to an extension that is there. Pure but for what it asks.
import type { Destination } from '#contract/acts/acts.ts'
import { deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { personOf } from '../floor/picture-owners.ts'
import type { Tables } from '../floor/picture-tables.ts'
import type { AmiMessage } from '../wire/ami-codec.ts'
import { nameOfPhone } from '../wire/ami-names.ts'
import type { AsteriskActsParts } from './parts.ts'

export type Place = { readonly context: string; readonly exten: string }

/** `phone`: whose rights to dial count (`PJSIP/1001`); null: those of the supervisor's line. */
export async function placeOf(parts: AsteriskActsParts, to: Destination, phone: string | null): Promise<Result<Place>> {
  const context = await contextOf(parts, phone)
  if (to.kind !== 'queue') {
    const exten = to.kind === 'number' ? to.number : extensionOf(parts.feed.picture().tables, to.agentId)
    if (exten === null) return err(deskFailure('actNotPossible', 'noSuchAgent'))
    return context === null ? err(noContext) : there(parts, { context, exten })
  }
  const shown = await parts.feed.action('ShowDialPlan')
  if (!shown.ok) return shown
  const entry = entryOf(shown.value.rows, to.queueId, context)
  return entry ? ok(entry) : err(deskFailure('actNotPossible', 'noWayThere'))
}

const noContext = deskFailure('actNotPossible', 'noWayThere')

const extensionOf = (tables: Tables, agentId: string): string | null => personOf(tables, agentId)?.extension ?? null

/** The endpoint's own context is where its phone dials, and where its own transfers lead. Right: call or reporting. */
async function contextOf({ feed, names }: AsteriskActsParts, phone: string | null): Promise<string | null> {
  const endpoint = phone === null ? names.endpoint : nameOfPhone(phone)
  const found = await feed.action('Getvar', [['Variable', `PJSIP_ENDPOINT(${endpoint},context)`]])
  return (found.ok && found.value.head.Value) || null
}

/** Patterns and included contexts are matched by the PBX. Right: reporting. */
async function there({ feed }: AsteriskActsParts, place: Place): Promise<Result<Place>> {
  const shown = await feed.action('ShowDialPlan', [
    ['Context', place.context],
    ['Extension', place.exten],
  ])
  if (shown.ok && shown.value.rows.length > 0) return ok(place)
  if (!shown.ok && shown.error.code !== 'pbxRefused') return shown
  return err(deskFailure('actNotPossible', 'noWayThere'))
}

/** The extension whose Queue is this one: of the context in which phones of the house dial, if there is one. */
export function entryOf(rows: readonly AmiMessage[], queueId: string, context: string | null): Place | null {
  const found = rows.flatMap(({ Application, AppData = '', Context = '', Extension: exten = '' }): Place[] =>
    Application === 'Queue' && AppData.split(',')[0] === queueId && /^[^_]/.test(exten)
      ? [{ context: Context, exten }]
      : [],
  )
  return found.find((place) => place.context === context) ?? found[0] ?? null
}
