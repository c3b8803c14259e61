// One alert: how bad, about whom, what is past its limit and how far; Listen or Show, snooze, and its limit.
import { BellOff, CircleAlert, OctagonAlert, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { formatHour, formatNumber } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { type Alert, type Level, limitOf } from '../alert.ts'
import { limitText, subjectName } from '../alert-text.ts'
import { useAlerts } from '../alerts-store.ts'
import { limitPlace } from '../limits.ts'
import { useAlertPlace } from '../use-alert-place.ts'
import type { AlertEntry } from './entries.ts'
import { LaneButton } from './lane-button.tsx'
import { type Place, useLane } from './lane-context.ts'
import { ListenBecause } from './listen-because.tsx'
import { Measured } from './measured.tsx'
import { MoreMenu } from './more-menu.tsx'

type ItemProps = { readonly entry: AlertEntry; readonly place: Place }

export function AlertItem({ entry: { alert, isOver, quietUntil }, place }: ItemProps) {
  const words = useWords()
  const name = useFloor((floor) => subjectName(words, floor, alert.subject))
  const item = useAlertPlace(place, alert.id)
  const kind = words.alerts.kinds[alert.kind]
  return (
    <li className="alert" data-kind={alert.kind} data-level={alert.level} data-over={isOver || undefined} ref={item}>
      <span title={words.alerts.levels[alert.level]}>
        <LevelMark level={alert.level} />
        <span className="sr-only">{words.alerts.levels[alert.level]}: </span>
      </span>
      <span className="alert-text">
        <span className="alert-name" title={name}>
          {name}
        </span>{' '}
        <span className="alert-about" title={kind}>
          {isOver && words.alerts.over}
          {!isOver && quietUntil !== null && words.alerts.snoozedUntil(formatHour(quietUntil))}
          {!isOver && quietUntil === null && (
            <>
              <span className="alert-what">
                <span className={place === 'lane' ? 'sr-only' : undefined}>{kind}</span>
                {place === 'lane' && <span aria-hidden>{words.alerts.kindsShort[alert.kind]}</span>}
              </span>
              <span className="alert-far">
                {' · '}
                <Measured measure={alert.measure} />
                {place === 'list' && ` · ${words.alerts.limit(limitText(alert))}`}
              </span>
            </>
          )}
        </span>
      </span>
      <AlertButtons
        id={alert.id}
        kind={alert.kind}
        subject={alert.subject}
        limitOwner={alert.limit.queueId}
        name={name}
        place={place}
        isOver={isOver}
        isQuiet={quietUntil !== null}
      />
    </li>
  )
}

const marks = { critical: OctagonAlert, serious: TriangleAlert, mild: CircleAlert }

/** Another form for each level, and its word. */
export function LevelMark({ level }: { level: Level }) {
  const Mark = marks[level]
  return (
    <span className="alert-mark" data-level={level}>
      <Mark aria-hidden />
    </span>
  )
}

type ButtonsProps = Pick<Alert, 'id' | 'kind' | 'subject'> & {
  readonly limitOwner: string | null
  readonly name: string
  readonly place: Place
  readonly isOver: boolean
  readonly isQuiet: boolean
}

// The figure moves every second, the buttons do not.
const AlertButtons = memo(function AlertButtons(props: ButtonsProps) {
  const { id, kind, subject, limitOwner, name, place, isOver, isQuiet } = props
  const words = useWords()
  const { store, snoozeMin, onShow } = useLane()
  const { snooze, wake } = useAlerts(store, (view) => view)
  const open = useOpened((view) => view.open)
  const minutes = formatNumber(snoozeMin)
  // Without the figure: a name that changed every second would be read out every second.
  const about = words.alerts.about(words.alerts.kinds[kind], name)
  const target = subject.kind === 'call' && subject.agentId !== null ? { ...subject, agentId: subject.agentId } : null
  const quiet = isQuiet ? words.alerts.wake(about) : words.alerts.snooze(about, minutes)
  const toggle = () => (isQuiet ? wake(id) : snooze(id))
  const changeLimit = () => open('settings', limitPlace(limitOf[kind], limitOwner))
  const show = () => onShow(subject, name)
  return (
    <span className="alert-actions">
      {target ? (
        <ListenBecause why="alert" callId={target.callId} agentId={target.agentId} isOver={isOver} />
      ) : (
        <LaneButton label={words.alerts.show(name)} isOver={isOver} onPress={show}>
          {words.alerts.showIt}
        </LaneButton>
      )}
      {place === 'lane' ? (
        <>
          <LaneButton isSign label={quiet} pressed={isQuiet} isOver={isOver} onPress={toggle}>
            <BellOff aria-hidden />
          </LaneButton>
          <MoreMenu
            name={about}
            items={[
              { id: 'limit', text: words.alerts.changeLimit, act: changeLimit },
              {
                id: 'snooze',
                text: isQuiet ? words.alerts.wakeIt : words.alerts.snoozeIt(minutes),
                act: toggle,
              },
              { id: 'show', text: words.alerts.show(name), act: show },
            ]}
          />
        </>
      ) : (
        <>
          <LaneButton label={quiet} pressed={isQuiet} isOver={isOver} onPress={toggle}>
            {isQuiet ? words.alerts.wakeIt : words.alerts.snoozeIt(minutes)}
          </LaneButton>
          <LaneButton label={words.alerts.changeLimitOf(about)} isOver={isOver} onPress={changeLimit}>
            {words.alerts.changeLimit}
          </LaneButton>
        </>
      )}
    </span>
  )
})
