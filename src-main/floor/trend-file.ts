// The last hours outlive the console: figures of queues, without a name or a number of anybody, in a small file of its folder.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { saveFile } from '#main/system/save-file.ts'
import type { Samples } from './trend.ts'

export type TrendStore = { readonly read: () => Samples; readonly write: (samples: Samples) => void }

const count = z.number().int().nonnegative()
const kept = z.object({
  site: z.string(),
  samples: z.array(
    z.object({ at: z.number(), queues: z.record(z.string(), z.object({ waiting: count, inService: count })) }),
  ),
})

/** `trend.json` in `dir`. Of another `site`, or unreadable: nothing is known. What cannot be written is missed at the next start only. */
export function openTrendFile(dir: string, site: string): TrendStore {
  const path = join(dir, 'trend.json')
  return {
    read: () => {
      try {
        const parsed = kept.safeParse(JSON.parse(readFileSync(path, 'utf8')))
        return parsed.success && parsed.data.site === site ? parsed.data.samples : []
      } catch {
        return []
      }
    },
    write: (samples) => {
      try {
        saveFile(path, JSON.stringify({ site, samples }))
      } catch {
        // A full disk costs the chart its past, nothing else.
      }
    },
  }
}
