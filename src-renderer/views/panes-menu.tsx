// What the layout's button opens: which panes are shown, how close the rows stand, and all as at first.
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { defaultLayout, paneIds } from '#contract/views.ts'
import { useWords } from '#renderer/words/words.ts'
import { hiddenPanes, hide, show } from './layout.ts'
import { useViews } from './view-store.ts'

const densities = ['comfortable', 'compact'] as const

export function PanesMenu() {
  const words = useWords()
  const layout = useViews(({ views }) => views.now.layout)
  const tell = useViews((state) => state.tell)
  const { panes: say, density } = words.floor.views
  const rows = useViews(({ views }) => views.now.density)
  const hidden = hiddenPanes(layout)
  const choose = (shown: ReadonlySet<string | number>) => {
    const changed = paneIds.find((id) => shown.has(id) === hidden.includes(id))
    if (!changed) return
    tell({ kind: 'arrange', layout: shown.has(changed) ? show(layout, changed) : hide(layout, changed) })
  }
  return (
    <Menu
      className="menu"
      aria-label={say.button}
      onAction={(key) => key === 'reset' && tell({ kind: 'arrange', layout: defaultLayout })}
    >
      <MenuSection
        className="menu-section"
        aria-label={say.button}
        selectionMode="multiple"
        selectedKeys={paneIds.filter((id) => !hidden.includes(id))}
        onSelectionChange={(keys) => choose(keys === 'all' ? new Set(paneIds) : keys)}
      >
        {paneIds.map((id) => (
          <MenuItem key={id} id={id} className="menu-item">
            {words.floor[id]}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        className="menu-section"
        aria-label={density.title}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[rows]}
        onSelectionChange={(keys) => {
          const chosen = densities.find((one) => keys !== 'all' && keys.has(one))
          if (chosen) tell({ kind: 'density', density: chosen })
        }}
      >
        {densities.map((one) => (
          <MenuItem key={one} id={one} className="menu-item">
            {density[one]}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection className="menu-section" aria-label={say.reset}>
        <MenuItem id="reset" className="menu-item">
          {say.reset}
        </MenuItem>
      </MenuSection>
    </Menu>
  )
}
