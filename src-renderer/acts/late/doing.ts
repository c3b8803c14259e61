// What the parts of the layer above the page know and do.
import type { Act } from '#contract/acts/acts.ts'
import type { ActWords } from '#renderer/words/later-acts.ts'
import type { ActScene } from '../act-refusals.ts'

export type Doing = {
  readonly say: ActWords
  readonly scene: () => ActScene
  readonly run: (acts: readonly Act[]) => void
  readonly close: () => void
}
