// The commands that act on the row the keyboard is on: its menu, its selection, every act, and what takes the last one back.
import { actRefusal } from '#renderer/acts/act-refusals.ts'
import { type AskedKind, subjectOf, toggled } from '#renderer/acts/acts-store.ts'
import { takeOverRefusal } from '#renderer/acts/take-over-refusal.ts'
import type { RowSubject } from '#renderer/grid/row-about.ts'
import { because, type Refusal } from '#renderer/monitor/refusals.ts'
import { wordsNow } from '#renderer/words/words.ts'
import type { CommandContext } from './context.ts'

const subjectHere = ({ acts, row }: CommandContext): RowSubject | null =>
  row?.subject
    ? subjectOf(acts, row.subject)
    : acts.selected.length > 0
      ? { of: 'agents', agentIds: acts.selected }
      : null

type Act = {
  readonly refusal: (context: CommandContext) => Refusal | null
  readonly run: (context: CommandContext) => void
}

export const actions: Act = {
  refusal: (context) => (subjectHere(context) ? null : because(wordsNow().keys.refusals.noRowAtAll)),
  run: (context) => {
    const subject = subjectHere(context)
    if (subject) context.acts.want({ kind: 'menu', subject, at: document.activeElement })
  },
}

export const selectRow: Act = {
  refusal: ({ row }) => (row?.subject?.of === 'agents' ? null : because(wordsNow().keys.refusals.noAgentOnRow)),
  run: ({ row, acts }) => {
    const [id] = row?.subject?.of === 'agents' ? row.subject.agentIds : []
    if (id !== undefined) acts.select(toggled(acts.selected, id))
  },
}

export const undo: Act = {
  refusal: ({ acts }) =>
    acts.done && acts.done.undo.length > 0 ? null : because(wordsNow().keys.refusals.nothingToUndo),
  run: ({ acts }) => acts.want({ kind: 'undo' }),
}

export const actOnRow = (kind: AskedKind): Act => ({
  refusal: (context) => {
    const { floor, line, monitor } = context
    const { site, feedLive } = monitor
    const now = { floor, site, feedLive, monitor: monitor.monitor }
    const why = actRefusal(wordsNow(), kind, subjectHere(context), now)
    return why ?? (kind === 'takeOver' ? takeOverRefusal(wordsNow(), monitor, line, floor) : null)
  },
  run: (context) => {
    const subject = subjectHere(context)
    if (subject) context.acts.want({ kind: 'act', act: kind, subject, at: null })
  },
})
