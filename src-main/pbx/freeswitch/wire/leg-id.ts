// What a console's legs are called on the PBX: we choose the uuid (origination_uuid), so that a crash's leftovers are known as ours.
import { createHash } from 'node:crypto'

/** Of every console's leg. The rest looks like any other uuid. */
const MARK = 'ea45'

const hashOf = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits)

/** What the legs of this console begin with, the same after a crash. */
export function ownLegPrefix(owner: string): string {
  const hash = hashOf(owner, 8)
  return `${MARK}${hash.slice(0, 4)}-${hash.slice(4)}-4`
}

/** Each monitor has a leg of its own: a ticket is never used twice. */
export function legIdOf(owner: string, ticketId: string): string {
  const hash = hashOf(`${owner} ${ticketId}`, 18)
  return `${ownLegPrefix(owner)}${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6)}`
}

export const isConsoleLeg = (id: string): boolean =>
  /^ea45[0-9a-f]{4}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id)
