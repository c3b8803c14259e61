// At the end of a pane's head: the grip to drag it by, and the menu that does the same and more by keyboard.
import { EllipsisVertical, GripVertical } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import type { PaneId, PaneLayout, Sorting } from '#contract/views.ts'
import { type SortName, useSortNames } from '#renderer/panes/tables.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { useWords } from '#renderer/words/words.ts'
import { type Direction, type Growth, grow, hide, move } from './layout.ts'
import { useOneColumn } from './one-column.ts'
import { PANE_TYPE } from './pane-type.ts'
import { useStrips } from './use-strips.ts'
import { useViews } from './view-store.ts'

export function PaneTools({ id }: { id: PaneId }) {
  const words = useWords()
  const say = words.floor.views.panes
  const name = words.floor[id]
  return (
    <span className="pane-tools">
      {/* For the mouse only; the menu beside it is for everybody. */}
      <span
        className="pane-grip"
        draggable
        title={say.drag(name)}
        onDragStart={(event) => {
          event.dataTransfer.setData(PANE_TYPE, id)
          event.dataTransfer.effectAllowed = 'move'
        }}
      >
        <GripVertical aria-hidden />
      </span>
      <MenuTrigger>
        <OfferedButton offer={say.menu(name)} className="icon-button pane-menu-button" aria-label={say.menu(name)}>
          <EllipsisVertical aria-hidden />
        </OfferedButton>
        <PagePopover className="menu-popover" placement="bottom end">
          <PaneMenu id={id} />
        </PagePopover>
      </MenuTrigger>
    </span>
  )
}

const ways: readonly (Direction | Growth)[] = ['left', 'right', 'up', 'down', 'wider', 'narrower', 'taller', 'shorter']

const isDirection = (way: Direction | Growth): way is Direction =>
  way === 'left' || way === 'right' || way === 'up' || way === 'down'

/** The layout after it, or null where the pane cannot go that way. */
type Ways = (way: Direction | Growth) => PaneLayout | null

function useWays(id: PaneId): Ways {
  const layout = useViews(({ views }) => views.now.layout)
  const strips = useStrips()
  const isOneColumn = useOneColumn()
  return (way) => {
    if (isDirection(way)) return move(layout, id, way)
    // There every pane has the whole width and a height of its own.
    return isOneColumn ? null : grow(layout, id, way, strips)
  }
}

function PaneMenu({ id }: { id: PaneId }) {
  const words = useWords()
  const layout = useViews(({ views }) => views.now.layout)
  const after = useWays(id)
  const tell = useViews((state) => state.tell)
  const say = words.floor.views
  const onAction = (key: string | number) => {
    const way = ways.find((one) => one === key)
    const next = way ? after(way) : key === 'hide' ? hide(layout, id) : null
    if (next) tell({ kind: 'arrange', layout: next })
  }
  return (
    <Menu className="menu" aria-label={say.panes.menu(words.floor[id])} onAction={onAction}>
      <MenuSection className="menu-section" aria-label={say.panes.menu(words.floor[id])}>
        {ways
          .filter((way) => after(way) !== null)
          .map((way) => (
            <MenuItem key={way} id={way} className="menu-item">
              {say.panes[way]}
            </MenuItem>
          ))}
        <MenuItem id="hide" className="menu-item">
          {say.panes.hide}
        </MenuItem>
      </MenuSection>
      {id === 'queues' && <QueuesAs />}
      <SortSection id={id} />
    </Menu>
  )
}

function QueuesAs() {
  const queuesAs = useViews(({ views }) => views.now.queuesAs)
  const tell = useViews((state) => state.tell)
  const { panes: say } = useWords().floor.views
  const other = queuesAs === 'strip' ? 'table' : 'strip'
  return (
    <MenuSection className="menu-section" aria-label={say[other]}>
      <MenuItem
        key={other}
        id={other}
        className="menu-item"
        onAction={() => tell({ kind: 'queuesAs', queuesAs: other })}
      >
        {say[other]}
      </MenuItem>
    </MenuSection>
  )
}

/** Chosen again it turns. */
function chosenSort(before: Sorting, column: string, names: readonly SortName[]): Sorting {
  const { first, turns } = names.find((one) => one.column === column) ?? { first: 'ascending', turns: true }
  if (turns && before?.column === column) return { column, descending: !before.descending }
  return { column, descending: first === 'descending' }
}

/** Also for the columns a narrow pane has no header for. */
function SortSection({ id }: { id: PaneId }) {
  const sort = useViews(({ views }) => views.now.sorts[id])
  const tell = useViews((state) => state.tell)
  const words = useWords()
  const names = useSortNames(id)
  const strips = useStrips()
  const say = words.floor.views
  const sorted = (sorting: Sorting) => tell({ kind: 'sortBy', pane: id, sorting })
  const chosen = sort ? sort.column : 'own'
  const choose = (column: string) => {
    if (column === 'own') sorted(null)
    else sorted(chosenSort(sort, column, names))
  }
  const label = ({ column, name: header, turns }: SortName) => {
    if (sort?.column !== column || !turns) return header
    return sort.descending ? say.descending(header) : say.ascending(header)
  }
  return (
    <MenuSection
      className="menu-section"
      selectionMode="single"
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        choose(String(key ?? chosen))
      }}
    >
      <Header className="menu-header">{say.sortTitle}</Header>
      <MenuItem id="own" className="menu-item">
        {id === 'queues' && !strips.includes(id) ? say.orders.urgent : say.sortOwn}
      </MenuItem>
      {names.map((one) => (
        <MenuItem key={one.column} id={one.column} className="menu-item">
          {label(one)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
