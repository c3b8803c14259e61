// The quiet list under the banner: requests for help first, then alerts, each one press from Listen or from what it is about.
import { BellOff, BellRing } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useFloor } from '../floor/floor-store.ts'
import { useViews } from '../views/view-store.ts'
import { formatNumber, formatTime } from '../words/format.ts'
import { words } from '../words/words.ts'
import type { Alert, Subject } from './alert.ts'
import { subjectName } from './alert-text.ts'
import './alerts.css'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import { HelpItem } from './help-item.tsx'
import { ListenBecause } from './listen-because.tsx'
import { Measured } from './measured.tsx'
import { shownAlerts } from './next-alerts.ts'

type StripProps = {
  readonly store: AlertsStore
  readonly asOf: number | null // epoch ms of the picture while it is not live
  readonly snoozeMin: number
  readonly supervisor: string
  readonly news: string
  readonly search: (text: string) => void
}

export function AlertsStrip({ store, asOf, snoozeMin, supervisor, news, search }: StripProps) {
  const onShow = useShow(search)
  const state = useAlerts(store, (view) => view.state)
  const requests = useAlerts(store, (view) => view.help.requests)
  const failure = useAlerts(store, (view) => view.failure)
  const shown = shownAlerts(state)
  const count = shown.length + requests.length
  return (
    <section aria-label={words.alerts.region} className="alerts" data-stale={asOf === null ? undefined : true}>
      {count > 0 ? <BellRing aria-hidden className="alerts-bell" /> : <BellOff aria-hidden className="alerts-none" />}
      {count > 0 && (
        <span aria-hidden className="alerts-count">
          {formatNumber(count)}
        </span>
      )}
      {asOf !== null && <span className="alerts-as-of">{words.alerts.stale(formatTime(asOf))}</span>}
      {count === 0 && asOf === null && <span className="alerts-none">{words.alerts.none}</span>}
      {count > 0 && (
        <div className="alerts-place">
          <ul className="alerts-list">
            {requests.map((request) => (
              <HelpItem
                key={request.id}
                request={request}
                store={store}
                supervisor={supervisor}
                onShow={(agentId, name) => onShow({ kind: 'agent', agentId }, name)}
              />
            ))}
            {shown.map((alert) => (
              <AlertItem key={alert.id} alert={alert} store={store} snoozeMin={snoozeMin} onShow={onShow} />
            ))}
          </ul>
        </div>
      )}
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

/** What has no call to listen to is shown by the queue's filter, or by searching for the agent. */
function useShow(search: (text: string) => void): Show {
  const tell = useViews((state) => state.tell)
  return (subject, name) =>
    subject.kind === 'queue' ? tell({ kind: 'filter', filters: { queueId: subject.queueId } }) : search(name)
}

type Show = (subject: Subject, name: string) => void

type ItemProps = Pick<StripProps, 'store' | 'snoozeMin'> & { readonly alert: Alert; readonly onShow: Show }

function AlertItem({ alert, store, snoozeMin, onShow }: ItemProps) {
  const name = useFloor((floor) => subjectName(floor, alert.subject))
  // Without the figure: a name that changed every second would be read out every second.
  const about = words.alerts.about(words.alerts.kinds[alert.kind], name)
  const snooze = useAlerts(store, (view) => view.snooze)
  const { subject } = alert
  const target = subject.kind === 'call' && subject.agentId !== null ? { ...subject, agentId: subject.agentId } : null
  return (
    <li className="alert" data-kind={alert.kind}>
      <span className="alert-kind">{words.alerts.kinds[alert.kind]}</span>
      <span className="alert-name">{name}</span>
      <Measured measure={alert.measure} />
      {target ? (
        <ListenBecause why="alert" callId={target.callId} agentId={target.agentId} />
      ) : (
        <Button className="alert-button" aria-label={words.alerts.show(name)} onPress={() => onShow(subject, name)}>
          {words.alerts.showIt}
        </Button>
      )}
      <Button
        className="icon-button"
        aria-label={words.alerts.snooze(about, formatNumber(snoozeMin))}
        onPress={() => snooze(alert.id)}
      >
        <BellOff aria-hidden />
      </Button>
    </li>
  )
}
