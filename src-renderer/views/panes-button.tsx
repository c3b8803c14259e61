// Which panes are shown; brings hidden ones back, and all as at first.
import { Columns3 } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { defaultLayout, paneIds } from '#contract/views.ts'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import { hiddenPanes, hide, show } from './layout.ts'
import { useViews } from './view-store.ts'

export function PanesButton() {
  const words = useWords()
  const layout = useViews(({ views }) => views.now.layout)
  const tell = useViews((state) => state.tell)
  const say = words.floor.views.panes
  const hidden = hiddenPanes(layout)
  const choose = (shown: ReadonlySet<string | number>) => {
    const changed = paneIds.find((id) => shown.has(id) === hidden.includes(id))
    if (!changed) return
    tell({ kind: 'arrange', layout: shown.has(changed) ? show(layout, changed) : hide(layout, changed) })
  }
  return (
    <MenuTrigger>
      <Tip text={say.button}>
        <Button className="button bar-button bar-sign" aria-label={say.button}>
          <Columns3 aria-hidden />
        </Button>
      </Tip>
      <PagePopover className="menu-popover" placement="bottom end">
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
          <MenuSection className="menu-section" aria-label={say.reset}>
            <MenuItem id="reset" className="menu-item">
              {say.reset}
            </MenuItem>
          </MenuSection>
        </Menu>
      </PagePopover>
    </MenuTrigger>
  )
}
