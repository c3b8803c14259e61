// On a row: what was asked for and is not answered yet, and the button that opens what can be done.
import { EllipsisVertical } from 'lucide-react'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { useWords } from '#renderer/words/words.ts'
import { useActs, useActsStore, wantMenu } from './acts-store.ts'
import './acts.css'

/** Never the result: that is the floor's to show. */
export function Asked({ row }: { readonly row: string }) {
  const text = useActs(({ asked }) => asked[row])
  return text === undefined ? null : <span className="row-asked">{text}</span>
}

/** `name`: of whom or what, for who cannot see the row. */
export function ActsButton({ subject, name }: { readonly subject: RowSubject; readonly name: string }) {
  const store = useActsStore()
  const label = useWords().floor.actionsFor(name)
  return (
    <button
      type="button"
      className="acts-button"
      aria-label={label}
      aria-haspopup="menu"
      title={label}
      onClick={({ currentTarget }) => wantMenu(store, subject, currentTarget)}
    >
      <EllipsisVertical aria-hidden />
    </button>
  )
}
