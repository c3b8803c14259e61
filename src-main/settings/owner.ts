// The name this console goes by at a PBX: by it the PBX's leftovers of a crash are found, and nothing of another console.
// It is kept in the seat's folder, which is of one machine and account.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LockLife, type Processes, takeLock, thisProcess } from '#main/system/lock.ts'
import { saveFile } from '#main/system/save-file.ts'

/** A seat is held as long as its console runs, for days. */
const seatLife: LockLife = { ms: Number.POSITIVE_INFINITY, unsignedMs: 200 }

/** 1, or the next number that no running console of this folder has: for what two of them cannot share. Ours until we end. */
export function seatOf(dir: string, processes: Processes = thisProcess): number {
  for (let n = 1; ; n++) if (takeLock(`${pathOf(dir, n)}.pid`, seatLife, processes) !== 'held') return n
}

const pathOf = (dir: string, seat: number): string => join(dir, seat === 1 ? 'owner' : `owner-${seat}`)

/**
 * The same after every restart and crash; made at first use. A second console that runs from the same folder gets a name of its
 * own: with the first one's it would end that one's monitor as a leftover.
 */
export const ownerOf = (dir: string, randomId: (bytes: number) => string, processes: Processes = thisProcess): string =>
  nameIn(pathOf(dir, seatOf(dir, processes)), randomId)

/** What others may know of the name: twelve hex digits that name the seat. */
export const seatMark = (owner: string): string =>
  createHash('sha256').update(`seat ${owner}`).digest('hex').slice(0, 12)

function nameIn(path: string, randomId: (bytes: number) => string): string {
  try {
    const owner = readFileSync(path, 'utf8').trim()
    if (/^[\w-]{8,64}$/.test(owner)) return owner
  } catch {
    // The first start.
  }
  const owner = `console-${randomId(8)}`
  saveFile(path, `${owner}\n`)
  return owner
}
