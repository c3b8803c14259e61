// A setting that is on or off, with a sentence on what it does.
import { useId } from 'react'
import { Switch } from 'react-aria-components/Switch'

type SettingSwitchProps = {
  readonly label: string
  readonly hint: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export function SettingSwitch({ label, hint, on, onChange }: SettingSwitchProps) {
  const hintId = useId()
  return (
    <div className="setting">
      <Switch className="switch" isSelected={on} onChange={onChange} aria-describedby={hintId}>
        <span className="switch-label">{label}</span>
        <span className="switch-track" aria-hidden />
      </Switch>
      <p id={hintId} className="setting-hint">
        {hint}
      </p>
    </div>
  )
}
