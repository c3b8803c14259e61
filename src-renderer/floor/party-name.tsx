// A party in a cell: the name, and the number or extension beside it, quieter.
import type { PartyText } from './party-text.ts'

export function PartyName({ party: { main, detail } }: { party: PartyText }) {
  return (
    <span className="party" title={detail === null ? main : `${main} · ${detail}`}>
      <span className="party-main">{main}</span>
      {detail !== null && <span className="party-detail">{detail}</span>}
    </span>
  )
}
