// Runs the alerts for as long as the console is on the screen: with the floor, the rules and the clock of the moment.
import { useContext, useEffect, useRef, useState } from 'react'
import type { AlertRules } from '#contract/alerts.ts'
import type { Desk } from '#contract/ipc.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { newsSentences } from './alert-text.ts'
import { type AlertsStore, type News, startAlerts } from './alerts-store.ts'
import { createChime } from './chime.ts'
import { focusAlert } from './focus-alert.ts'
import { systemNotify, tellNews } from './tell-news.ts'

type RunParts = {
  readonly rules: AlertRules
  readonly live: boolean // false: the picture is old; what is shown stays, nothing new is raised
  readonly supervisor: string
}

/** `news` is what was told last. */
export function useAlertsStore(desk: Desk, parts: RunParts): { store: AlertsStore; news: string } {
  const floor = useContext(FloorContext)
  const clock = useContext(ClockContext)
  const [news, setNews] = useState('')
  const latest = useRef(parts)
  latest.current = parts
  const [alerts] = useState(() => {
    const chime = createChime(clock.now)
    const tell = (what: News) => {
      const sentences = newsSentences(floor.getState().floor, what, clock.now())
      setNews(sentences.join('. '))
      const first = what.help[0]?.id ?? what.alerts[0]?.id
      const notify = (title: string, body: string) => systemNotify(title, body, () => focusAlert(first))
      tellNews(sentences, latest.current.rules, { notify, chime })
    }
    return startAlerts({
      desk,
      now: clock.now,
      onNews: tell,
      rules: () => latest.current.rules,
      supervisor: () => latest.current.supervisor,
      liveFloor: () => (latest.current.live ? floor.getState().floor : null),
    })
  })
  useEffect(() => clock.subscribe(alerts.judge), [clock, alerts])
  useEffect(() => alerts.stop, [alerts])
  return { store: alerts.store, news }
}
