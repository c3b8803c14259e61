// The menu of a row: every act that makes sense on what it shows. What cannot be done now says why, and says it again when it is chosen.
import { useRef } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Floor } from '#contract/floor.ts'
import { type RowSubject, rowAbout } from '#renderer/grid/row-about.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { actFits } from '../act-refusals.ts'
import { type AskedKind, toggled, useActs } from '../acts-store.ts'
import { commandOf } from '../command-of.ts'
import type { Doing } from './doing.ts'
import { whomText } from './whom.ts'

const onAgents = ['pause', 'ready', 'endWrapUp', 'logIn', 'logOut', 'forceLogOut', 'sendText'] as const
const onCall = [
  ...(['takeOver', 'holdCall', 'resumeCall', 'transferCall', 'pickCall', 'moveWaiting', 'parkCall'] as const),
  ...(['record', 'stopRecording', 'markRecording', 'endCall'] as const),
] as const
const onQueue = ['broadcast'] as const

type MenuProps = {
  readonly subject: RowSubject
  readonly at: Element | null
  readonly doing: Doing
  readonly ask: (kind: AskedKind, subject: RowSubject, at: Element | null) => void
}

export function ActsMenu({ subject, at, doing, ask }: MenuProps) {
  const words = useWords()
  const { say, scene, close } = doing
  const anchor = useRef<Element | null>(at)
  const select = useActs((view) => view.select)
  const selected = useActs((view) => view.selected)
  const now = scene()
  const name = words.floor.actionsFor(whomText(words, say, subject, now.floor))
  const fitting = (kinds: readonly AskedKind[]) => kinds.filter((kind) => actFits(kind, subject, now))
  const sections = [fitting(onAgents), fitting(onCall), fitting(onQueue)].filter((kinds) => kinds.length > 0)
  const [one, ...others] = subject.of === 'agents' ? subject.agentIds : []
  const group = groupOf(subject, now.floor)
  const isSelectable = others.length === 0 && (one !== undefined || group.length > 0)
  const isSelected = one !== undefined && selected.includes(one)
  const row = at?.closest('[role="row"]')
  const whose = row ? nextCallOf(rowAbout(row).whose) : null
  const open = useOpened((view) => view.open)
  return (
    <Popover
      className="menu-popover"
      aria-label={name}
      isOpen
      triggerRef={anchor}
      placement="bottom end"
      onOpenChange={close}
    >
      <Menu
        className="menu acts-menu"
        aria-label={name}
        autoFocus="first"
        onClose={() => undefined}
        onAction={(key) => {
          if (key === SELECT || key === ORDER) close()
          if (key === SELECT) select(one === undefined ? group : toggled(selected, one))
          else if (key === ORDER) open('orders', whose)
          else ask(key as AskedKind, subject, at)
        }}
      >
        {sections.map((kinds) => (
          <MenuSection key={kinds[0]}>
            {kinds.map((kind) => (
              <ActItem key={kind} kind={kind} why={doing.whyNot(kind, subject)?.sentence ?? null} />
            ))}
          </MenuSection>
        ))}
        {whose !== null && others.length === 0 && (
          <MenuSection>
            <MenuItem id={ORDER} className="menu-item">
              {words.keys.commands.order}
            </MenuItem>
          </MenuSection>
        )}
        {isSelectable && (
          <MenuSection>
            <MenuItem id={SELECT} className="menu-item">
              {one === undefined ? say.selectAll(formatNumber(group.length)) : isSelected ? say.unselect : say.select}
            </MenuItem>
          </MenuSection>
        )}
        {sections.length === 0 && whose === null && !isSelectable && (
          <MenuSection>
            <Header className="menu-note">{say.nothing}</Header>
          </MenuSection>
        )}
      </Menu>
      {others.length > 0 && <p className="menu-note">{say.selected(formatNumber(others.length + 1))}</p>}
    </Popover>
  )
}

const SELECT = 'select'
const ORDER = 'order'

/** A favourite stands in the list of favourites, which is nobody's team. */
const nextCallOf = (whose: string | undefined): string | null =>
  whose !== undefined && /^(agent|queue|team) /.test(whose) ? whose : null

/** The agents of a team or queue, to be selected at once. */
function groupOf(subject: RowSubject, floor: Floor | null): readonly string[] {
  if (subject.of === 'team') return subject.agentIds
  if (subject.of !== 'queue') return []
  return Object.values(floor?.agents ?? {}).flatMap(({ id, queues }) => (queues.includes(subject.queueId) ? [id] : []))
}

function ActItem({ kind, why }: { readonly kind: AskedKind; readonly why: string | null }) {
  const name = useWords().keys.commands[commandOf(kind)]
  return (
    <MenuItem
      id={kind}
      className="menu-item acts-item"
      textValue={name}
      // Chosen all the same it says why not: so it is not disabled, it only says so.
      render={(props) =>
        'href' in props ? <a {...props} /> : <div {...props} aria-disabled={why !== null || undefined} data-acts />
      }
    >
      <span>{name}</span>
      {why !== null && <span className="palette-reason">{why}</span>}
    </MenuItem>
  )
}
