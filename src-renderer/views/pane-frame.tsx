// A pane in its place: dragged by its grip onto another, or moved, resized, sorted and hidden from its menu.
import { type DragEvent, type ReactNode, useState } from 'react'
import type { PaneId } from '#contract/views.ts'
import { place, type Side } from './layout.ts'
import { PaneTools } from './pane-tools.tsx'
import { PANE_TYPE } from './pane-type.ts'
import { useViews } from './view-store.ts'

type PaneFrameProps = {
  readonly id: PaneId
  readonly height: number // its share of the column
  readonly strip: boolean // as tall as what it shows
  readonly children: (tools: ReactNode) => ReactNode
}

export function PaneFrame({ id, height, strip, children }: PaneFrameProps) {
  const layout = useViews(({ views }) => views.now.layout)
  const tell = useViews((state) => state.tell)
  const [side, setSide] = useState<Side | null>(null)
  const over = (event: DragEvent<HTMLElement>) => {
    if (!event.dataTransfer.types.includes(PANE_TYPE)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    setSide(sideAt(event))
  }
  const drop = (event: DragEvent<HTMLElement>) => {
    setSide(null)
    const dragged = paneOf(event.dataTransfer.getData(PANE_TYPE))
    if (dragged === null) return
    event.preventDefault()
    tell({ kind: 'arrange', layout: place(layout, dragged, sideAt(event), id) })
  }
  return (
    // Dropping is for the mouse; the pane's menu does the same by keyboard.
    <div
      className="pane-frame"
      style={{ flexGrow: height }}
      data-drop={side ?? undefined}
      data-pane={id}
      data-strip={strip || undefined}
      onDragOver={over}
      onDragLeave={() => setSide(null)}
      onDrop={drop}
    >
      {children(<PaneTools id={id} />)}
    </div>
  )
}

const paneOf = (text: string): PaneId | null =>
  text === 'agents' || text === 'calls' || text === 'queues' ? text : null

/** The edge of the pane the pointer is nearest to, beside the pane's own size. */
function sideAt(event: DragEvent<HTMLElement>): Side {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
  const across = (event.clientX - left) / (width || 1)
  const down = (event.clientY - top) / (height || 1)
  const x = rtl ? 1 - across : across
  const edges: readonly (readonly [Side, number])[] = [
    ['before', x],
    ['after', 1 - x],
    ['above', down],
    ['below', 1 - down],
  ]
  return edges.reduce((nearest, edge) => (edge[1] < nearest[1] ? edge : nearest))[0]
}
