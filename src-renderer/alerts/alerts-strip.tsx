// The quiet list in the bar of views: requests for help first, then alerts, each one press from Listen or from what it is about.
import { BellOff, BellRing } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { formatNumber, formatTime } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { AlertItem } from './alert-item.tsx'
import './alerts.css'
import './alert-item.css'
import './alert-menus.css'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import { HelpItem } from './help-item.tsx'
import { shownAlerts, snoozedAlerts } from './next-alerts.ts'
import { SnoozedButton } from './snoozed-button.tsx'
import { useShow } from './use-show.ts'

type StripProps = {
  readonly store: AlertsStore
  readonly asOf: number | null // epoch ms of the picture while it is not live
  readonly snoozeMin: number
  readonly supervisor: string
  readonly news: string
  readonly search: (text: string) => void
}

export function AlertsStrip({ store, asOf, snoozeMin, supervisor, news, search }: StripProps) {
  const words = useWords()
  const state = useAlerts(store, (view) => view.state)
  const requests = useAlerts(store, (view) => view.help.requests)
  const failure = useAlerts(store, (view) => view.failure)
  const onShow = useShow(search)
  const shown = shownAlerts(state)
  const count = shown.length + requests.length
  const list = useId()
  const { isOpen, toggle, close } = useOpen()
  return (
    <section
      aria-label={words.alerts.region}
      className="alerts"
      data-stale={asOf === null ? undefined : true}
      onKeyDown={close}
    >
      {count > 0 ? <CountButton count={count} list={list} isOpen={isOpen} onPress={toggle} /> : <None asOf={asOf} />}
      {asOf !== null && <AsOf at={formatTime(asOf)} />}
      {count > 0 && (
        <div className="alerts-place">
          <ul id={list} className="alerts-list" data-open={isOpen || undefined}>
            {requests.map((request) => (
              <HelpItem key={request.id} request={request} store={store} supervisor={supervisor} onShow={onShow} />
            ))}
            {shown.map((alert) => (
              <AlertItem key={alert.id} alert={alert} store={store} snoozeMin={snoozeMin} onShow={onShow} />
            ))}
          </ul>
        </div>
      )}
      <SnoozedButton snoozed={snoozedAlerts(state)} store={store} />
      {failure && (
        <span role="alert" className="alerts-failure">
          {words.alerts.failed(words.errors[failure.code])}
        </span>
      )}
      <p className="sr-only" role="status">
        {news}
      </p>
    </section>
  )
}

/** The pointer over the list and the focus in it open it as well; the button is for fingers, and for whoever wants it to stay. */
function useOpen() {
  const [isOpen, setOpen] = useState(false)
  const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false)
  return { isOpen, toggle: () => setOpen((was) => !was), close }
}

type CountProps = {
  readonly count: number
  readonly list: string // id of the list
  readonly isOpen: boolean
  readonly onPress: () => void
}

function CountButton({ count, list, isOpen, onPress }: CountProps) {
  const words = useWords()
  const said = formatNumber(count)
  return (
    <button
      type="button"
      className="alerts-count"
      aria-expanded={isOpen}
      aria-controls={list}
      aria-label={words.alerts.all(said)}
      title={words.alerts.all(said)}
      onClick={onPress}
    >
      <BellRing aria-hidden className="alerts-bell" />
      <span aria-hidden>{said}</span>
    </button>
  )
}

function AsOf({ at }: { at: string }) {
  const words = useWords()
  return (
    <span className="alerts-as-of" title={words.alerts.stale(at)}>
      {words.alerts.stale(at)}
    </span>
  )
}

function None({ asOf }: Pick<StripProps, 'asOf'>) {
  const words = useWords()
  return (
    <>
      <BellOff aria-hidden className="alerts-none" />
      {asOf === null && <span className="alerts-none">{words.alerts.none}</span>}
    </>
  )
}
