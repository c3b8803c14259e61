// The part of the settings about alerts: limits for all, limits of a queue, snooze, chime, and the system's notifications.
import { type ReactNode, useId, useState } from 'react'
import type { AlertRules } from '#contract/alerts.ts'
import type { Queue } from '#contract/floor.ts'
import type { SettingsChange } from '#contract/settings.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { NumberSetting } from '#renderer/ui/number-setting.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { SettingSwitch } from '#renderer/ui/setting-switch.tsx'
import { useWords } from '#renderer/words/words.ts'
import { createChime, type Tune } from './chime.ts'
import {
  limitFrom,
  limitKeys,
  limitPlace,
  mostWritten,
  queueOfPlace,
  withQueueLimit,
  written,
  writtenForQueue,
} from './limits.ts'
import { askToNotify } from './tell-news.ts'

type AlertSettingsProps = {
  readonly rules: AlertRules
  readonly save: (change: SettingsChange) => void
  /** Leaves alone what others have decided, and says who. */
  readonly lock?: (paths: readonly string[], settings: ReactNode) => ReactNode
}

const unlocked = (_paths: readonly string[], settings: ReactNode): ReactNode => settings
const pathOf = (key: string): string => `alerts.${key}`

const noQueues: Readonly<Record<string, Queue>> = {}

export function AlertSettings({ rules, save, lock = unlocked }: AlertSettingsProps) {
  const say = useWords().alerts.settings
  const at = useOpened((view) => view.at)
  return (
    <>
      <h3>{say.title}</h3>
      {lock(
        [...limitKeys, 'snoozeMin'].map(pathOf),
        <div className="number-settings">
          {limitKeys.map((key) => (
            <NumberSetting
              key={key}
              label={say[key]}
              value={written(key, rules[key])}
              max={mostWritten(key)}
              isWanted={at === limitPlace(key, null)}
              onChange={(value) => save({ alerts: { [key]: limitFrom(key, value) } })}
            />
          ))}
          <p className="setting-hint">{say.hint}</p>
          <NumberSetting
            label={say.snoozeMin}
            value={rules.snoozeMin}
            max={480}
            onChange={(value) => save({ alerts: { snoozeMin: Math.max(1, value ?? 1) } })}
          />
        </div>,
      )}
      {lock(['alerts.queues'], <QueueLimits rules={rules} save={save} />)}
      {lock(
        ['alerts.helpSound'],
        <SoundSwitch
          label={say.helpSound}
          hint={say.helpSoundHint}
          on={rules.helpSound}
          tune="help"
          save={(helpSound) => save({ alerts: { helpSound } })}
        />,
      )}
      {lock(
        ['alerts.sound'],
        <SoundSwitch
          label={say.sound}
          hint={say.soundHint}
          on={rules.sound}
          tune="alert"
          save={(sound) => save({ alerts: { sound } })}
        />,
      )}
      {lock(['alerts.notify'], <NotifySwitch rules={rules} save={save} />)}
    </>
  )
}

type SoundSwitchProps = {
  readonly label: string
  readonly hint: string
  readonly on: boolean
  readonly tune: Tune
  readonly save: (on: boolean) => void
}

/** It sounds when it is turned on, so that it is known when it comes. */
function SoundSwitch({ label, hint, on, tune, save }: SoundSwitchProps) {
  const change = (isWanted: boolean) => {
    if (isWanted) createChime({ now: () => performance.now(), onBlocked: () => {} }).play(tune)
    save(isWanted)
  }
  return <SettingSwitch label={label} hint={hint} on={on} onChange={change} />
}

function QueueLimits({ rules, save }: AlertSettingsProps) {
  const say = useWords().alerts.settings
  const queues = Object.values(useFloor((floor) => floor?.queues ?? noQueues))
  const at = useOpened((view) => view.at)
  const [chosen, setChosen] = useState(queueOfPlace(at))
  const id = useId()
  if (queues.length === 0) return null
  return (
    <div>
      <label className="setting-label" htmlFor={id}>
        {say.ofQueue}
      </label>
      <select id={id} className="select" value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">{say.allQueues}</option>
        {queues.map((queue) => (
          <option key={queue.id} value={queue.id}>
            {queue.name}
          </option>
        ))}
      </select>
      {chosen !== '' && (
        <div className="number-settings">
          {limitKeys.map((key) => (
            <NumberSetting
              key={`${chosen} ${key}`}
              label={say[key]}
              value={writtenForQueue(rules.queues, chosen, key)}
              max={mostWritten(key)}
              isWanted={at === limitPlace(key, chosen)}
              onChange={(value) => save({ alerts: { queues: [...withQueueLimit(rules.queues, chosen, key, value)] } })}
            />
          ))}
          <p className="setting-hint">{say.queueHint}</p>
        </div>
      )}
    </div>
  )
}

/** The system is asked when the switch is turned on, and only then. */
function NotifySwitch({ rules, save }: AlertSettingsProps) {
  const say = useWords().alerts.settings
  const [blocked, setBlocked] = useState(false)
  const change = (notify: boolean) => {
    if (!notify) return save({ alerts: { notify } })
    void askToNotify().then((granted) => {
      setBlocked(!granted)
      if (granted) save({ alerts: { notify } })
    })
  }
  return (
    <>
      <SettingSwitch label={say.notify} hint={say.notifyHint} on={rules.notify} onChange={change} />
      {blocked && (
        <p role="alert" className="setting-blocked">
          {say.notifyBlocked}
        </p>
      )}
    </>
  )
}
