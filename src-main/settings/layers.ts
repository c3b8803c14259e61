// Layers of settings: plain objects that hold only what somebody has set. Pure.
export type Layer = { readonly [key: string]: unknown }

/** `over` wins. Objects merge, except `site`: a site of one kind has nothing to give to one of another. */
export function mergeLayers(under: Layer, over: Layer): Layer {
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue
    const below = merged[key]
    merged[key] = key !== 'site' && isLayer(value) && isLayer(below) ? mergeLayers(below, value) : value
  }
  return merged
}

/** The path of the first value both layers set, or null. */
export function overlap(change: Layer, fixed: Layer, path = ''): string | null {
  for (const [key, value] of Object.entries(change)) {
    const other = fixed[key]
    if (value === undefined || other === undefined) continue
    if (!isLayer(value) || !isLayer(other)) return `${path}${key}`
    const deeper = overlap(value, other, `${path}${key}.`)
    if (deeper) return deeper
  }
  return null
}

export const isLayer = (value: unknown): value is Layer =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
