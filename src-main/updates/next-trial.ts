// Whether a new version came up. It is on trial from before it is installed until its window has shown the floor; two starts without that lead back.
import { z } from 'zod'

const trial = z.object({
  from: z.string(),
  to: z.string(),
  wayBack: z.string(), // the package of `from`, on this disk
  sha512: z.string(), // of it
  bytes: z.number(),
  starts: z.number().int().min(0), // of `to`, whose window has shown nothing
})
export type Trial = Readonly<z.infer<typeof trial>>

export const trialRecord = z.object({
  trial: trial.nullable(),
  avoid: z.string().nullable(), // a version that did not come up here: never offered again
})
export type TrialRecord = Readonly<z.infer<typeof trialRecord>>

export const noTrial: TrialRecord = { trial: null, avoid: null }

/** So many starts without a floor. */
export const MOST_STARTS = 2

export type TrialEvent =
  | { readonly kind: 'installing'; readonly trial: Omit<Trial, 'starts'> }
  | { readonly kind: 'started'; readonly version: string }
  | { readonly kind: 'cameUp' }

/** The same object where nothing changes. */
export function nextTrial(record: TrialRecord, event: TrialEvent): TrialRecord {
  const { trial: now, avoid } = record
  switch (event.kind) {
    case 'installing': {
      const { from, to, wayBack, sha512, bytes } = event.trial
      return { trial: { from, to, wayBack, sha512, bytes, starts: 0 }, avoid }
    }
    case 'started':
      if (!now) return record
      if (event.version === now.to) return { trial: { ...now, starts: now.starts + 1 }, avoid }
      // It was never installed, or somebody went back from it.
      return { trial: null, avoid: now.starts > 0 && event.version === now.from ? now.to : avoid }
    case 'cameUp':
      return now && now.starts > 0 ? { trial: null, avoid } : record
  }
}

/** The way back, once this start is one too many. */
export const leadsBack = ({ trial: now }: TrialRecord): Trial | null => (now && now.starts > MOST_STARTS ? now : null)
