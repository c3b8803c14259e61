// Hands the live monitor over: choose the supervisor. Until they are on the call nothing changes; what they are asked stands above the card.
import { Handshake } from 'lucide-react'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { ReasonedButton } from '#renderer/card/reasoned-button.tsx'
import { type MonitorView, useMonitor } from '#renderer/monitor/monitor-store.ts'
import { formatTime } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { useHandOver } from './hand-over-store.ts'
import './supervisors.css'
import { OfferedButton } from '#renderer/ui/offers.tsx'

/** Nothing where the phone system cannot hand over, or no call is monitored. */
export function HandOverButton() {
  const ticketId = useMonitor((view) =>
    view.monitor.phase === 'live' && view.monitor.call === 'up' ? view.monitor.ticket.id : null,
  )
  const possible = useMonitor((view) => view.site?.capabilities.handOver ?? false)
  if (!possible || ticketId === null) return null
  return (
    <div className="hand-over">
      <Choice ticketId={ticketId} />
    </div>
  )
}

function Choice({ ticketId }: { ticketId: string }) {
  const words = useWords()
  const { others, asked } = useHandOver((view) => view.board)
  const step = useHandOver((view) => view.step)
  const notebook = useMonitor((view) => view.notebook)
  const isLive = useMonitor((view) => view.feedLive)
  const say = words.supervisors
  const offer = (to: string) => step({ kind: 'offer', ticketId, to, notes: notesOf(notebook) })
  const face = (
    <>
      <Handshake aria-hidden />
      <span className="card-action-name">{say.handOver}</span>
    </>
  )
  const why = whyNotPass(words, { isLive, others: others.length, asked: asked?.to ?? null })
  if (why !== null)
    return (
      <ReasonedButton
        className="button"
        label={say.handOver}
        refusal={{ sentence: why, remedy: null }}
        onPress={() => {}}
      >
        {face}
      </ReasonedButton>
    )
  return (
    <MenuTrigger>
      <OfferedButton offer={say.handOver} className="button" data-acts>
        {face}
      </OfferedButton>
      <Popover className="menu-popover" placement="top start">
        <Menu className="menu" aria-label={say.handOver} onAction={(key) => offer(String(key))}>
          {others.map(({ id, name }) => (
            <MenuItem key={id} id={id} className="menu-item" data-acts>
              {say.handOverTo(name)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

type Passing = { readonly isLive: boolean; readonly others: number; readonly asked: string | null }

/** null: it may be passed on. While the floor is old it is not known who else is there, nor whether the call still is. */
function whyNotPass({ refusals, supervisors }: Words, { isLive, others, asked }: Passing): string | null {
  if (asked !== null) return supervisors.waitingFor(asked)
  if (!isLive) return refusals.feedStale
  return others === 0 ? supervisors.nobodyElse : null
}

const MOST_LETTERS = 4000

/** What the first supervisor has written down, a line a note. */
export function notesOf(notebook: MonitorView['notebook']): string {
  const lines = (notebook?.notes ?? []).map(({ at, text }) => `${formatTime(at)} ${text}`)
  return [...lines, ...(notebook?.draft.trim() ? [notebook.draft.trim()] : [])].join('\n').slice(0, MOST_LETTERS)
}
