// On which displays wallboards hang, kept in a small file of its own, so that they hang there again at the next start.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { saveFile } from '#main/system/save-file.ts'

const walls = z.object({ displays: z.array(z.string().max(100)).max(16) })

/** The ids of the displays; none when nothing is kept or it cannot be read. */
export function readWalls(file: string): readonly string[] {
  try {
    return walls.parse(JSON.parse(readFileSync(file, 'utf8'))).displays
  } catch {
    return []
  }
}

/** A disk that would not have it costs only the comfort. */
export function saveWalls(file: string, displays: readonly string[], log: (text: string) => void): void {
  try {
    saveFile(file, JSON.stringify({ displays }))
  } catch (cause) {
    log(`the displays of the wallboards are not remembered: ${String(cause)}`)
  }
}
