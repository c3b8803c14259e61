// What the simulated FreeSWITCH does wrong, on demand: refuses, loses an answer, is late, says it twice, cuts.

export type Faults = {
  /** Commands that begin so are refused with this; `done` says whether they are done all the same. */
  readonly refuse: readonly { readonly command: string; readonly text: string; readonly done: boolean }[]
  /** Commands that begin so are done, and their answer never comes (a job: its end). */
  readonly mute: readonly string[]
  /** Commands that begin so are read and not done, and answered +OK. */
  readonly ignore: readonly string[]
  /** Answers and events come so much later. */
  readonly lateMs: number
  /** Every event of these names comes twice. */
  readonly twice: readonly string[]
  /** Events of these names never come. */
  readonly lose: readonly string[]
}

export const noFaults: Faults = { refuse: [], mute: [], ignore: [], lateMs: 0, twice: [], lose: [] }
