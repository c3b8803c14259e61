// Which rows of a long list need to be in the page. Pure arithmetic on px.

export type Viewport = { readonly scrollTop: number; readonly height: number; readonly rowHeight: number }

export type RowSpan = { readonly first: number; readonly end: number } // end is exclusive

const OVERSCAN = 4

export function visibleRows({ scrollTop, height, rowHeight }: Viewport, count: number): RowSpan {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN)
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN)
  return { first: Math.min(first, end), end }
}

/**
 * Where the list must be scrolled to so that this row is wholly in sight; as it is, when it already is. `head`: px at the top that a
 * head covers.
 */
export function scrollToShow(index: number, { scrollTop, height, rowHeight }: Viewport, head = 0): number {
  const top = index * rowHeight
  if (top < scrollTop + head) return Math.max(0, top - head)
  const bottom = top + rowHeight
  return bottom > scrollTop + height ? bottom - height : scrollTop
}

/** The row a key leads to, or null when the key does not move in a list. */
export function rowAfterKey(key: string, index: number, count: number, rowsAPage: number): number | null {
  const clamp = (wanted: number) => Math.min(count - 1, Math.max(0, wanted))
  switch (key) {
    case 'ArrowDown':
      return clamp(index + 1)
    case 'ArrowUp':
      return clamp(index - 1)
    case 'PageDown':
      return clamp(index + rowsAPage)
    case 'PageUp':
      return clamp(index - rowsAPage)
    case 'Home':
      return clamp(0)
    case 'End':
      return clamp(count - 1)
    default:
      return null
  }
}
