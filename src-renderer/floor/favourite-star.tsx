// The star of a row: pins it on top of its list. Handed in by whoever keeps the favourites.
import { Star } from 'lucide-react'
import { createContext, useContext } from 'react'
import type { Favourites } from '#contract/views.ts'
import { useWords } from '#renderer/words/words.ts'

export type FavouriteKind = keyof Favourites

export type FavouritesKept = {
  readonly favourites: Favourites
  readonly toggle: (kind: FavouriteKind, id: string) => void
}

export const FavouritesContext = createContext<FavouritesKept>({
  favourites: { agents: [], queues: [] },
  toggle: () => {},
})

const star = <Star aria-hidden className="state-icon" />

export function FavouriteStar({ kind, id, name }: { kind: FavouriteKind; id: string; name: string }) {
  const { favourites, toggle } = useContext(FavouritesContext)
  const pinned = favourites[kind].includes(id)
  const say = useWords().floor.views
  return (
    <button
      type="button"
      className="star"
      aria-pressed={pinned}
      aria-label={say.pin(name)}
      title={pinned ? say.unpin(name) : say.pin(name)}
      onClick={() => toggle(kind, id)}
    >
      {star}
    </button>
  )
}
