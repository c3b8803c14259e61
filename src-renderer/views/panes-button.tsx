// Which panes are shown; brings hidden ones back, and all as at first.
import { LayoutPanelLeft } from 'lucide-react'
import { MenuTrigger } from 'react-aria-components/Menu'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'

const menu = loadedLater(async () => (await import('./panes-menu.tsx')).PanesMenu)

export function PanesButton() {
  const { panes: say } = useWords().floor.views
  useFetchedWhenIdle(menu)
  return (
    <MenuTrigger>
      <Tip text={say.button}>
        <OfferedButton offer={say.button} className="button bar-button worded-sign" aria-label={say.button}>
          <LayoutPanelLeft aria-hidden />
          <span className="sign-word">{say.button}</span>
        </OfferedButton>
      </Tip>
      <PagePopover className="menu-popover" placement="bottom end">
        <Later part={menu} props={{}} />
      </PagePopover>
    </MenuTrigger>
  )
}
