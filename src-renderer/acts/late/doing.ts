// What the parts of the layer above the page know and do.
import type { Act } from '#contract/acts/acts.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import type { Refusal } from '#renderer/monitor/refusals.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { ActScene } from '../act-refusals.ts'
import type { AskedKind } from '../acts-store.ts'

export type Doing = {
  readonly say: ActWords
  readonly scene: () => ActScene
  readonly whyNot: (kind: AskedKind, subject: RowSubject) => Refusal | null
  readonly run: (acts: readonly Act[]) => void
  readonly close: () => void
}
