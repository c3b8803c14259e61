// What other parts of the console put into the palette: views to open, things to change.

export type Offer = {
  readonly id: string
  readonly kind: 'view' | 'setting'
  readonly name: string
  readonly run: () => void
}

const sources = new Set<() => readonly Offer[]>()

/** Asked each time the palette is searched. The answer takes the source away. */
export function offerInPalette(source: () => readonly Offer[]): () => void {
  sources.add(source)
  return () => sources.delete(source)
}

export const offered = (): readonly Offer[] => [...sources].flatMap((source) => source())
