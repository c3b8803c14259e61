// A waiting, ringing or parked call picked up: the phone is rung first, and the caller stays where they are until it is answered.
import { type DeskError, deskFailure } from '#contract/errors.ts'
import { err, ok, type Result } from '#contract/result.ts'
import { personOf } from '../floor/picture-owners.ts'
import type { Tables } from '../floor/picture-tables.ts'
import { phonesToRing } from '../picking/ringing.ts'
import { action, channels, doneIf, doneOnce, gone, list, wait } from './act-wire.ts'
import { type Alone, aloneOf } from './call-sides.ts'
import { areTogether, bridgeOf, nameOf, rowOf } from './listed-channels.ts'
import type { AsteriskActsParts } from './parts.ts'

const RINGS_MS = 20_000
const LOOK_MS = 200
/** A leg that nobody was bridged with ends by itself. */
const WAITS_S = '30'

export async function pickUp(
  parts: AsteriskActsParts,
  callId: string,
  by: 'me' | { readonly agentId: string },
): Promise<Result<null>> {
  const tables = () => parts.feed.picture().tables
  const found = aloneOf(tables(), callId)
  if (!found.ok) return found
  const phones = by === 'me' ? await ownPhones(parts) : phonesOfAgent(tables(), by.agentId)
  if (!phones.ok) return phones
  const leg = await ringUntilAnswered(parts, phones.value, found.value)
  if (!leg.ok) return leg
  const joined = await join(parts, callId, found.value, leg.value)
  if (joined.ok) return joined
  if (joined.error.code === 'actUnknown') return parted(parts, leg.value, found.value.caller.id)
  await hangUp(parts, leg.value)
  return joined
}

const ownPhones = async ({ site, names, parts, feed }: AsteriskActsParts): Promise<Result<readonly string[]>> =>
  ok(await phonesToRing(site.takeOn, names.endpoint, parts.seat ?? null, feed))

/** As a queue would ring them. */
function phonesOfAgent(tables: Tables, agentId: string): Result<readonly string[]> {
  const person = personOf(tables, agentId)
  const way = person?.members[0]?.way ?? person?.phones?.[0] ?? agentId
  return /^[A-Za-z0-9]+\//.test(way) ? ok([way]) : err(deskFailure('actNotPossible', 'noInterface'))
}

let legs = 0

/** The Uniqueid of the phone that answered; the others are hung up. */
async function ringUntilAnswered(
  parts: AsteriskActsParts,
  phones: readonly string[],
  { caller }: Alone,
): Promise<Result<string>> {
  const asked = await Promise.all(
    phones.map((phone) => ring(parts, phone, caller.number ?? '', caller.callerName ?? '')),
  )
  const rung = asked.flatMap(({ id, refused }) => (refused ? [] : [id]))
  const refused = asked.filter((one) => one.refused !== null)
  for (const { id } of refused) void hangUpIfThere(parts, id)
  if (rung.length === 0) return err(refused[0]?.refused ?? notAnswered)
  const answered = await untilUp(parts, rung, caller.id)
  await Promise.all(rung.filter((id) => !answered.ok || id !== answered.value).map((id) => hangUp(parts, id)))
  return answered
}

const notAnswered: DeskError = deskFailure('lineDidNotAnswer')

type Rung = { readonly id: string; readonly refused: DeskError | null }

/** A lost answer is no refusal: what rings all the same is seen. */
async function ring(parts: AsteriskActsParts, phone: string, number: string, name: string): Promise<Rung> {
  const id = `pick-${Math.floor(parts.parts.clock.now() / 1000)}.${1_000_000 + ++legs}`
  const asked = await action(parts, 'Originate', {
    Channel: phone,
    Application: 'Wait',
    Data: WAITS_S,
    Async: 'true',
    ChannelId: id,
    Timeout: String(RINGS_MS),
    CallerID: `"${name.replaceAll(/["<>,;\\]/g, '')}" <${number}>`,
  })
  return { id, refused: !asked.ok && asked.error.code === 'pbxRefused' ? asked.error : null }
}

const COMES_WITHIN_MS = 3000

/** What was refused may have been done all the same, by a proxy's word: then the phone rings within a moment. */
async function hangUpIfThere(parts: AsteriskActsParts, id: string): Promise<void> {
  for (let ms = 0; ms < COMES_WITHIN_MS; ms += LOOK_MS) {
    await wait(parts, LOOK_MS)
    if (parts.feed.picture().tables.channels.has(id)) return hangUp(parts, id)
  }
}

async function untilUp(parts: AsteriskActsParts, ids: readonly string[], caller: string): Promise<Result<string>> {
  const { clock } = parts.parts
  const until = clock.ticks() + RINGS_MS + 1000
  const came = new Set<string>()
  while (clock.ticks() < until) {
    const known = parts.feed.picture().tables.channels
    const up = ids.find((id) => known.get(id)?.up)
    if (up !== undefined) return ok(up)
    if (!known.has(caller)) return err(deskFailure('callGone'))
    for (const id of ids) if (known.has(id)) came.add(id)
    if (ids.every((id) => came.has(id) && !known.has(id))) return err(notAnswered)
    await wait(parts, LOOK_MS)
  }
  return err(notAnswered)
}

/** Whoever was given the call meanwhile keeps it. */
async function join(parts: AsteriskActsParts, callId: string, before: Alone, leg: string): Promise<Result<null>> {
  const now = aloneOf(parts.feed.picture().tables, callId)
  if (!now.ok) return now
  const caller = before.caller.id
  if (now.value.caller.id !== caller) return err(deskFailure('peopleChanged'))
  const rows = await list(parts, ...channels)
  if (!rows.ok) return rows
  const [one, other] = [nameOf(rows.value, leg), nameOf(rows.value, caller)]
  if (one === null || other === null) return err(one === null ? notAnswered : deskFailure('callGone'))
  return doneOnce(
    parts,
    () => action(parts, 'Bridge', { Channel1: one, Channel2: other, Tone: 'no' }),
    channels,
    (shown) => (rowOf(shown, caller) ? doneIf(areTogether(shown, leg, caller)) : gone),
  )
}

/**
 * What came of a bridge that nobody knows of and nothing shows. A leg that is with nobody is hung up, so that the bridge cannot come about any
 * more: once it is seen to be gone, the act is not done, instead of unknown with an agent alone on their phone.
 */
async function parted(parts: AsteriskActsParts, leg: string, caller: string): Promise<Result<null>> {
  const { clock } = parts.parts
  const until = clock.ticks() + Number(WAITS_S) * 1000
  while (clock.ticks() < until) {
    const rows = await list(parts, ...channels)
    if (rows.ok) {
      const bridge = bridgeOf(rows.value, leg)
      if (bridge !== null) return bridge === bridgeOf(rows.value, caller) ? ok(null) : err(unknown)
      const name = nameOf(rows.value, leg)
      if (name === null) return err(rowOf(rows.value, caller) ? notReached : deskFailure('callGone'))
      await action(parts, 'Hangup', { Channel: name })
    }
    await wait(parts, LOOK_MS)
  }
  return err(unknown)
}

const unknown: DeskError = deskFailure('actUnknown')
const notReached: DeskError = deskFailure('pbxUnreachable', 'the PBX did not get the Bridge')

/** An agent must not be left alone on their phone: where the connection is cut just now, it is asked again once it is back. */
const HANGS_UP_AFTER_MS = [0, 500, 1000, 2000, 4000, 8000, 15_000] as const

/** Resolves with the first answer; what is left to do is done without anybody waiting for it. */
function hangUp(parts: AsteriskActsParts, id: string): Promise<void> {
  const Channel = nameInPicture(parts, id)
  const [first, ...later] = HANGS_UP_AFTER_MS
  const isGone = async (ms: number): Promise<boolean> => {
    if (ms > 0) await wait(parts, ms)
    const done = await action(parts, 'Hangup', { Channel })
    return done.ok || done.error.code === 'pbxRefused'
  }
  const insist = async (): Promise<void> => {
    for (const ms of later) if (await isGone(ms)) return
  }
  return isGone(first).then((gone) => {
    if (!gone) void insist()
  })
}

const nameInPicture = ({ feed }: AsteriskActsParts, id: string): string =>
  feed.picture().tables.channels.get(id)?.name ?? id
