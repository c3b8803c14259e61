// Runs the alerts of the console: judged as the clock ticks, told by a sentence, a chime and a notification of the system.
import type { AlertRules } from '#contract/alerts.ts'
import type { Desk } from '#contract/ipc.ts'
import type { Stop } from '#contract/time.ts'
import type { FloorStore } from '#renderer/floor/floor-store.ts'
import type { AskingStore } from '#renderer/floor/needs-help.tsx'
import type { ScreenClock } from '#renderer/ui/clock.ts'
import type { Places } from '#renderer/ui/places.ts'
import { type Words, withWords } from '#renderer/words/words.ts'
import { newsSentences } from './alert-text.ts'
import { type AlertsStore, type News, startAlerts } from './alerts-store.ts'
import { createChime } from './chime.ts'
import { type Outlets, systemNotify, tellNews } from './tell-news.ts'
import { alertPlace } from './use-alert-place.ts'

export type RunParts = {
  readonly desk: Desk
  readonly floor: FloorStore
  readonly clock: ScreenClock
  readonly rules: () => AlertRules
  readonly live: () => boolean // false: the picture is old; what is shown stays, nothing new is raised
  readonly supervisor: () => string
  readonly places: Pick<Places, 'go'>
  readonly asking: AskingStore // the agents' rows show it
}

export function runAlerts({ desk, floor, clock, rules, live, supervisor, places, asking }: RunParts): {
  store: AlertsStore
  stop: Stop
} {
  const chime = createChime({
    now: clock.now,
    onBlocked: (isSilent) => alerts.store.setState({ isSilent }),
  })
  const tell = (words: Words, what: News) => {
    const picture = floor.getState().floor
    alerts.store.setState({ news: newsSentences(words, picture, what, clock.now()).join('. ') })
    const first = what.help[0]?.id ?? what.alerts[0]?.id
    const notify: Outlets['notify'] = (about, title, body) =>
      systemNotify(about, title, body, () => {
        // By the desk as well: a window in the tray does not come by the page's own wish.
        void desk.request('toFront', null).catch(() => {})
        if (first) places.go(alertPlace(first))
      })
    tellNews(words, what, picture, clock.now(), rules(), { notify, chime: chime.play })
  }
  const alerts = startAlerts({
    desk,
    now: clock.now,
    onNews: (what) => withWords((words) => tell(words, what)),
    rules,
    supervisor,
    liveFloor: () => (live() ? floor.getState().floor : null),
  })
  const stopMarking = alerts.store.subscribe(({ help }, before) => {
    if (help === before.help) return
    const open = help.requests.filter(({ claim }) => claim === null)
    asking.setState({ agents: new Set(open.map(({ agentId }) => agentId)) })
  })
  const stopJudging = clock.subscribe(alerts.judge)
  return {
    store: alerts.store,
    stop: () => {
      stopJudging()
      stopMarking()
      chime.stop()
      alerts.stop()
    },
  }
}
