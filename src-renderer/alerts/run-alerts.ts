// Runs the alerts of the console: judged as the clock ticks, told by a sentence, a chime and a notification of the system.
import type { AlertRules } from '#contract/alerts.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import type { FloorStore } from '#renderer/floor/floor-store.ts'
import type { ScreenClock } from '#renderer/ui/clock.ts'
import type { Places } from '#renderer/ui/places.ts'
import { type Words, withWords } from '#renderer/words/words.ts'
import { newsSentences } from './alert-text.ts'
import { type AlertsStore, type News, startAlerts } from './alerts-store.ts'
import { createChime } from './chime.ts'
import { systemNotify, tellNews } from './tell-news.ts'
import { alertPlace } from './use-alert-place.ts'

export type RunParts = {
  readonly desk: Desk
  readonly floor: FloorStore
  readonly clock: ScreenClock
  readonly rules: () => AlertRules
  readonly live: () => boolean // false: the picture is old; what is shown stays, nothing new is raised
  readonly supervisor: () => string
  readonly places: Pick<Places, 'go'>
}

export function runAlerts({ desk, floor, clock, rules, live, supervisor, places }: RunParts): {
  store: AlertsStore
  stop: Stop
} {
  const chime = createChime(clock.now)
  const tell = (words: Words, what: News) => {
    const sentences = newsSentences(words, floor.getState().floor, what, clock.now())
    alerts.store.setState({ news: sentences.join('. ') })
    const first = what.help[0]?.id ?? what.alerts[0]?.id
    const notify = (title: string, body: string) =>
      systemNotify(title, body, () => first && places.go(alertPlace(first)))
    tellNews(words, sentences, rules(), { notify, chime })
  }
  const alerts = startAlerts({
    desk,
    now: clock.now,
    onNews: (what) => withWords((words) => tell(words, what)),
    rules,
    supervisor,
    liveFloor: () => (live() ? floor.getState().floor : null),
  })
  const stopJudging = clock.subscribe(alerts.judge)
  return {
    store: alerts.store,
    stop: () => {
      stopJudging()
      alerts.stop()
    },
  }
}
