// Where the window was last time, so that it opens there again; kept in a small file of its own.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { saveFile } from '#main/system/save-file.ts'

export const smallest = { width: 960, height: 600 }
const usual = { width: 1280, height: 800 }

const place = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
  maximized: z.boolean().default(false),
})
export type Place = z.infer<typeof place>
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The place to open at, in DIP: the saved one while enough of its title bar is on a screen, else the usual size in the middle. */
export function placeOn(
  areas: readonly Area[],
  saved: Place | null,
  least: Pick<Area, 'width' | 'height'> = smallest,
): Place {
  if (saved === null) return { ...usual, maximized: false }
  const width = Math.max(saved.width, least.width)
  const height = Math.max(saved.height, least.height)
  const { x, y, maximized } = saved
  if (x === undefined || y === undefined || !areas.some((area) => isReachable(area, x, y, width))) {
    return { width, height, maximized }
  }
  return { x, y, width, height, maximized }
}

/** The saved place, or null when there is none or it cannot be read. */
export function readPlace(file: string): Place | null {
  try {
    return place.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Saves the place; false when the disk would not have it, which costs only the comfort. */
export function savePlace(file: string, now: Place): boolean {
  try {
    saveFile(file, JSON.stringify(now))
    return true
  } catch {
    return false
  }
}

const isReachable = (area: Area, x: number, y: number, width: number): boolean =>
  y >= area.y && y < area.y + area.height - 40 && Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= 120
