// What else can be done with an entry, in words.
import { Ellipsis } from 'lucide-react'
import { useEffect } from 'react'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { useWords } from '#renderer/words/words.ts'
import { useLane } from './lane-context.ts'

export type MoreItem = { readonly id: string; readonly text: string; readonly act: () => void }

type MoreMenuProps = { readonly name: string; readonly items: readonly MoreItem[] }

export function MoreMenu({ name, items }: MoreMenuProps) {
  const label = useWords().alerts.moreFor(name)
  const { onMenu } = useLane()
  useEffect(() => () => onMenu(false), [onMenu])
  return (
    <MenuTrigger onOpenChange={onMenu}>
      <OfferedButton offer={label} className="icon-button" aria-label={label} preventFocusOnPress>
        <Ellipsis aria-hidden />
      </OfferedButton>
      <PagePopover className="menu-popover" placement="bottom end">
        <Menu aria-label={label} onAction={(key) => items.find(({ id }) => id === key)?.act()}>
          {items.map(({ id, text }) => (
            <MenuItem key={id} id={id} className="menu-item" data-acts>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </PagePopover>
    </MenuTrigger>
  )
}
