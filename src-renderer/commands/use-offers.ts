// Puts the supervisor's views and the wallboard into the palette.
import { useEffect } from 'react'
import type { ViewStore } from '#renderer/views/view-store.ts'
import { type Words, wordsNow } from '#renderer/words/words.ts'
import { type Offer, offerInPalette } from './palette-source.ts'

export function useOffers(views: ViewStore, openWallboard: () => void): void {
  useEffect(() => offerInPalette(() => offers(wordsNow(), views, openWallboard)), [views, openWallboard])
}

function offers(words: Words, views: ViewStore, openWallboard: () => void): readonly Offer[] {
  const { views: known, tell } = views.getState()
  const names = [null, ...known.saved.map(({ name }) => name)]
  const { savedViews, groupBy, groupings } = words.floor.views
  return [
    ...names.map((name) => ({
      id: `view ${name ?? ''}`,
      kind: 'view' as const,
      name: savedViews.button(name ?? savedViews.whole),
      run: () => tell({ kind: 'open', name }),
    })),
    ...(Object.keys(groupings) as (keyof typeof groupings)[]).map((by) => ({
      id: `group ${by}`,
      kind: 'setting' as const,
      name: words.keys.palette.choice(groupBy, groupings[by]),
      run: () => tell({ kind: 'groupBy', groupBy: by }),
    })),
    { id: 'wallboard', kind: 'view', name: words.wallboard.open, run: openWallboard },
  ]
}
