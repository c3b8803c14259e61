// The queues in the order they stand in the strip: by name, so that each keeps its place.
import type { Floor, Queue } from '../../src-preload/contract/floor.ts'

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

export function queuesByName(queues: Floor['queues']): readonly Queue[] {
  return Object.values(queues).sort((a, b) => collator.compare(a.name, b.name))
}
