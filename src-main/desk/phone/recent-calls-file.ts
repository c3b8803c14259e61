// The calls of each person on the console's own line outlive the console: in a file only the account's owner reads, the last ones only.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { nextRecentCalls, type RecentCall, type RecentStep, recentCall } from '#contract/phone/recent-calls.ts'
import { saveFile } from '#main/system/save-file.ts'

const kept = z.object({
  people: z.array(z.object({ site: z.string(), extension: z.string(), name: z.string(), calls: z.array(recentCall) })),
})
type Kept = z.infer<typeof kept>

export type Owner = { readonly site: string; readonly extension: string; readonly name: string }

/** On a shared console those who have called longest ago are forgotten first. */
const MOST_PEOPLE = 60

/** `recent-calls.json` in `dir`. `owner` null: nobody sits here, who has no calls and is given none. Unreadable: there are none. */
export function keepRecentCalls(dir: string, owner: () => Owner | null): (step: RecentStep) => readonly RecentCall[] {
  const path = join(dir, 'recent-calls.json')
  const read = (): Kept => {
    try {
      return kept.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? { people: [] }
    } catch {
      return { people: [] }
    }
  }
  return (step) => {
    const who = owner()
    if (!who) return []
    const { people } = read()
    const own = people.find((one) => isSame(one, who))?.calls ?? []
    const calls = nextRecentCalls(own, step)
    if (calls !== own) save(path, [{ ...who, calls: [...calls] }, ...people.filter((one) => !isSame(one, who))])
    return calls
  }
}

const isSame = (one: Owner, other: Owner): boolean =>
  one.site === other.site && one.extension === other.extension && one.name === other.name

function save(path: string, people: Kept['people']): void {
  const some = people.filter(({ calls }) => calls.length > 0).slice(0, MOST_PEOPLE)
  try {
    saveFile(path, JSON.stringify({ people: some }))
  } catch {
    // A full disk costs the list its past, nothing else.
  }
}
