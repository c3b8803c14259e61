// One alert: what is past its limit, about whom, how far; Listen or Show, and snooze.
import { BellOff } from 'lucide-react'
import { memo, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import type { Alert, Subject } from './alert.ts'
import { subjectName } from './alert-text.ts'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import { ListenBecause } from './listen-because.tsx'
import { Measured } from './measured.tsx'
import { useAlertPlace } from './use-alert-place.ts'
import type { Show } from './use-show.ts'

type ItemProps = {
  readonly alert: Alert
  readonly store: AlertsStore
  readonly snoozeMin: number
  readonly onShow: Show
}

export function AlertItem({ alert, store, snoozeMin, onShow }: ItemProps) {
  const words = useWords()
  const name = useFloor((floor) => subjectName(words, floor, alert.subject))
  const { id, kind } = alert
  const subject = useSameSubject(alert.subject)
  const item = useAlertPlace(id)
  return (
    <li className="alert" data-kind={kind} ref={item}>
      <span className="alert-kind">{words.alerts.kinds[kind]}</span>
      <span className="alert-name" title={name}>
        {name}
      </span>
      <Measured measure={alert.measure} />
      <AlertButtons
        id={id}
        kind={kind}
        subject={subject}
        name={name}
        store={store}
        snoozeMin={snoozeMin}
        onShow={onShow}
      />
    </li>
  )
}

/** The judge makes the subject anew each second; the same one is the same object here. */
function useSameSubject(subject: Subject): Subject {
  const last = useRef(subject)
  if (JSON.stringify(last.current) !== JSON.stringify(subject)) last.current = subject
  return last.current
}

type ButtonsProps = Omit<ItemProps, 'alert'> & Pick<Alert, 'id' | 'kind' | 'subject'> & { readonly name: string }

// The figure moves every second, the buttons do not.
const AlertButtons = memo(function AlertButtons(props: ButtonsProps) {
  const { id, kind, subject, name, store, snoozeMin, onShow } = props
  const words = useWords()
  const snooze = useAlerts(store, (view) => view.snooze)
  // Without the figure: a name that changed every second would be read out every second.
  const about = words.alerts.about(words.alerts.kinds[kind], name)
  const target = subject.kind === 'call' && subject.agentId !== null ? { ...subject, agentId: subject.agentId } : null
  const quiet = words.alerts.snooze(about, formatNumber(snoozeMin))
  return (
    <span className="alert-actions">
      {target ? (
        <ListenBecause why="alert" callId={target.callId} agentId={target.agentId} />
      ) : (
        <Button className="alert-button" aria-label={words.alerts.show(name)} onPress={() => onShow(subject, name)}>
          {words.alerts.showIt}
        </Button>
      )}
      <Tip text={quiet}>
        <Button className="icon-button" aria-label={quiet} onPress={() => snooze(id)}>
          <BellOff aria-hidden />
        </Button>
      </Tip>
    </span>
  )
})
