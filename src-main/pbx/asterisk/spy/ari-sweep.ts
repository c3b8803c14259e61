// Removes what an earlier run of this console left in Stasis: its channels and bridges, known by the prefix of their ids.
import { z } from 'zod'
import type { AriRest } from '../wire/ari-client.ts'

const ids = z.array(z.object({ id: z.string() }))

/** How many were removed; null where it is not certain that nothing is left. `isLiving`: belongs to a monitor that runs now. */
export async function sweepAri(
  ari: AriRest,
  ownPrefix: string,
  isLiving: (id: string) => boolean,
): Promise<number | null> {
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
