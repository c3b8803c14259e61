// The trial of a new version, on the disk: it must outlive the program that could not come up.
import { readFileSync } from 'node:fs'
import { saveFile } from '#main/system/save-file.ts'
import { nextTrial, noTrial, type TrialEvent, type TrialRecord, trialRecord } from './next-trial.ts'

export type TrialFile = {
  readonly current: () => TrialRecord
  /** Throws where the disk takes nothing: without the marker nothing may be installed. */
  readonly apply: (event: TrialEvent) => TrialRecord
}

/** The folder of the file is there. */
export function trialFile(path: string): TrialFile {
  let record = read(path)
  return {
    current: () => record,
    apply: (event) => {
      const next = nextTrial(record, event)
      if (next !== record) saveFile(path, JSON.stringify(next))
      record = next
      return next
    },
  }
}

function read(path: string): TrialRecord {
  try {
    return trialRecord.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return noTrial
  }
}
