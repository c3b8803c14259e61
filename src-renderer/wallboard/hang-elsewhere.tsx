// From the console's own window to where the wallboard is to stay: a window of its own, or a display the person chooses.
import { ExternalLink, MonitorUp } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Desk } from '#contract/ipc.ts'
import type { WallPlaces } from '#contract/windows.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { openWindow } from './hang-apart.ts'

type ElsewhereProps = { readonly desk: Pick<Desk, 'request'>; readonly leave: () => void }

export function HangElsewhere({ desk, leave }: ElsewhereProps) {
  const [places, set] = useState<WallPlaces | null>(null)
  const look = useCallback(() => {
    desk.request('wallPlaces', null).then(set, () => {}) // the signal `link` tells of a desk out of reach
  }, [desk])
  useEffect(look, [look])
  if (!places) return null
  if (places.kind === 'byPage') return <OwnWindow leave={leave} />
  return <Displays desk={desk} displays={places.displays} look={look} />
}

function OwnWindow({ leave }: Pick<ElsewhereProps, 'leave'>) {
  const words = useWords()
  const move = () => {
    openWindow()
    leave()
  }
  return (
    <button type="button" className="button" onClick={move}>
      <ExternalLink aria-hidden />
      {words.wallboard.ownWindow}
    </button>
  )
}

type Shown = Extract<WallPlaces, { kind: 'displays' }>['displays']
type DisplaysProps = Pick<ElsewhereProps, 'desk'> & { readonly displays: Shown; readonly look: () => void }

/** Those with a mark have one; chosen again, it is closed there. */
function Displays({ desk, displays, look }: DisplaysProps) {
  const words = useWords()
  const { elsewhere, display: numbered, ownWindow } = words.wallboard
  const show = (id: string) => {
    const isShown = displays.some((display) => display.id === id && display.isShown)
    desk.request('showWall', { display: id, shown: !isShown }).then(look, look)
  }
  return (
    <MenuTrigger onOpenChange={look}>
      <Button className="button">
        <MonitorUp aria-hidden />
        {elsewhere}
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={elsewhere}
          selectionMode="multiple"
          selectedKeys={displays.filter(({ isShown }) => isShown).map(({ id }) => id)}
          onAction={(key) => show(String(key))}
        >
          {displays.map(({ id, name, number, size, isHere }) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={name ?? numbered(number)}>
              {name ?? numbered(number)} · {formatNumber(size.width)} × {formatNumber(size.height)}
              {isHere && ` · ${ownWindow}`}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
