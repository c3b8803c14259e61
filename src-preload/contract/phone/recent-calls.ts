// Whom somebody called and who called them, on the console's own line: kept for that person alone, the last ones only.
import { z } from 'zod'

export const recentCall = z.object({
  other: z.object({ name: z.string().max(200).nullable(), number: z.string().max(200) }),
  how: z.enum(['dialled', 'answered', 'missed']),
  at: z.number().int(), // epoch ms
  isSeen: z.boolean(), // only a missed one is not
})
export type RecentCall = Readonly<z.infer<typeof recentCall>>

/** One more call; the missed ones have been seen; all of them are forgotten; or nothing but the list. */
export const recentStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read') }),
  z.object({ kind: z.literal('add'), call: recentCall }),
  z.object({ kind: z.literal('seen') }),
  z.object({ kind: z.literal('erase') }),
])
export type RecentStep = Readonly<z.infer<typeof recentStep>>

export const MOST_RECENT = 50

/** Newest first. What is there already is not added again. */
export function nextRecentCalls(calls: readonly RecentCall[], step: RecentStep): readonly RecentCall[] {
  switch (step.kind) {
    case 'read':
      return calls
    case 'add':
      return calls.some((one) => isSame(one, step.call)) ? calls : withOne(calls, step.call)
    case 'seen':
      return calls.every(({ isSeen }) => isSeen) ? calls : calls.map((one) => ({ ...one, isSeen: true }))
    case 'erase':
      return calls.length === 0 ? calls : []
  }
}

const withOne = (calls: readonly RecentCall[], call: RecentCall): readonly RecentCall[] =>
  [call, ...calls].sort((one, other) => other.at - one.at).slice(0, MOST_RECENT)

const isSame = (one: RecentCall, other: RecentCall): boolean =>
  one.at === other.at && one.how === other.how && one.other.number === other.other.number
