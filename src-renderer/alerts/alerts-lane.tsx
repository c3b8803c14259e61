// The lane for help and alerts, always there and always as high: requests for help by name, then the worst alerts, as many as have
// room; how many there are of each, and the whole list one press away.
import { type CSSProperties, useMemo, useRef, useState } from 'react'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { Later, loadedLater, useFetchedWhenIdle } from '#renderer/ui/loaded-later.tsx'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { usePlace } from '#renderer/ui/places.ts'
import { useWords } from '#renderer/words/words.ts'
import './lane/lane.css'
import './lane/alert-item.css'
import './lane/list.css'
import { PagePart } from '#renderer/ui/offers.tsx'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import { AlertItem } from './lane/alert-item.tsx'
import { type Entry, keyOf } from './lane/entries.ts'
import { HelpItem } from './lane/help-item.tsx'
import { LaneContext } from './lane/lane-context.ts'
import { SummaryButton } from './lane/summary-button.tsx'
import { useEntries } from './lane/use-entries.ts'
import { useFit } from './lane/use-fit.ts'
import { type Hold, useHold } from './lane/use-hold.ts'
import { useShow } from './lane/use-show.ts'

type LaneProps = {
  readonly store: AlertsStore
  readonly asOf: number | null // epoch ms of the picture while it is not live
  readonly snoozeMin: number
  readonly supervisor: string
  readonly search: (text: string) => void
}

const wholeList = loadedLater(async () => (await import('./lane/whole-list.tsx')).WholeList)

export function AlertsLane({ store, asOf, snoozeMin, supervisor, search }: LaneProps) {
  const words = useWords()
  const state = useAlerts(store, (view) => view.state)
  const requests = useAlerts(store, (view) => view.help.requests)
  const news = useAlerts(store, (view) => view.news)
  const onShow = useShow(search)
  const { isHeld, handlers, onMenu } = useHold()
  const heard = useMonitor(({ monitor }) => (monitor.phase === 'live' ? monitor.target.agentId : null))
  const { lane: inLane, list } = useEntries({ requests, state, supervisor, heard }, isHeld)
  const lane = useMemo(
    () => ({ store, snoozeMin, supervisor, onShow, onMenu }),
    [store, snoozeMin, supervisor, onShow, onMenu],
  )
  return (
    <LaneContext value={lane}>
      <PagePart value={words.alerts.region}>
        <section
          aria-label={words.alerts.region}
          className="alerts"
          data-stale={asOf === null ? undefined : true}
          {...handlers}
        >
          <Whole entries={list} asOf={asOf} handlers={handlers} />
          <Slots entries={inLane} />
          <p className="sr-only" role="status">
            {news}
          </p>
        </section>
      </PagePart>
    </LaneContext>
  )
}

type WholeProps = Pick<LaneProps, 'asOf'> & { readonly entries: readonly Entry[]; readonly handlers: Hold['handlers'] }

function Whole({ entries, asOf, handlers }: WholeProps) {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  useFetchedWhenIdle(wholeList)
  usePlace('alerts', () => {
    const lane = place.current?.parentElement
    const first = lane?.querySelector<HTMLElement>('li button') ?? lane?.querySelector('button')
    first?.focus()
  })
  return (
    <span ref={place} className="alerts-whole">
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <SummaryButton entries={entries} asOf={asOf} />
        <PagePopover className="whole-list-popover" placement="bottom start">
          <Later part={wholeList} props={{ entries, handlers, close: () => setOpen(false) }} />
        </PagePopover>
      </DialogTrigger>
    </span>
  )
}

/** Each of the same width, whatever stands in it and however its figures grow. */
function Slots({ entries }: { readonly entries: readonly Entry[] }) {
  const { ref, slots, isClose } = useFit(entries.filter(({ group }) => group === 'help').length)
  const shown = entries.slice(0, slots)
  const style: CSSProperties & Record<'--slots', number> = { '--slots': Number.isFinite(slots) ? slots : shown.length }
  return (
    <ul ref={ref} className="alerts-slots" style={style} data-close={isClose || undefined}>
      {shown.map((entry) =>
        entry.kind === 'help' ? (
          <HelpItem key={keyOf(entry)} entry={entry} place="lane" />
        ) : (
          <AlertItem key={keyOf(entry)} entry={entry} place="lane" />
        ),
      )}
    </ul>
  )
}
