// What is quiet for now: how many, and each with until when and the way back.
import { AlarmClock } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { PagePopover } from '#renderer/ui/page-popover.tsx'
import { formatHour, formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { subjectName } from './alert-text.ts'
import { type AlertsStore, useAlerts } from './alerts-store.ts'
import type { Snoozed } from './next-alerts.ts'

type SnoozedProps = { readonly snoozed: readonly Snoozed[]; readonly store: AlertsStore }

export function SnoozedButton({ snoozed, store }: SnoozedProps) {
  const words = useWords()
  if (snoozed.length === 0) return null
  const title = words.alerts.snoozed(formatNumber(snoozed.length))
  return (
    <DialogTrigger>
      <Button className="alerts-snoozed">
        <AlarmClock aria-hidden />
        {title}
      </Button>
      <PagePopover className="alert-menu" placement="bottom end">
        <Dialog className="snoozed" aria-label={title}>
          <ul>
            {snoozed.map((one) => (
              <SnoozedItem key={one.alert.id} snoozed={one} store={store} />
            ))}
          </ul>
        </Dialog>
      </PagePopover>
    </DialogTrigger>
  )
}

function SnoozedItem({ snoozed: { alert, until }, store }: { snoozed: Snoozed; store: AlertsStore }) {
  const words = useWords()
  const name = useFloor((floor) => subjectName(words, floor, alert.subject))
  const wake = useAlerts(store, (view) => view.wake)
  const about = words.alerts.about(words.alerts.kinds[alert.kind], name)
  return (
    <li className="snoozed-item">
      <span>{about}</span>
      <span className="alert-kind">{words.alerts.until(formatHour(until))}</span>
      <Button className="alert-button" aria-label={words.alerts.wake(about)} onPress={() => wake(alert.id)}>
        {words.alerts.wakeIt}
      </Button>
    </li>
  )
}
