// Which microphone or headset is used; null is whatever the system uses.
import { useId } from 'react'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import type { Devices } from './use-devices.ts'

type DeviceChoiceProps = {
  readonly label: string
  readonly kind: 'audioinput' | 'audiooutput'
  readonly devices: Devices
  readonly value: string | null
  readonly onChange: (deviceId: string | null, name: string | null) => void
}

const SYSTEM = ''

export function DeviceChoice({ label, kind, devices, value, onChange }: DeviceChoiceProps) {
  const words = useWords()
  const id = useId()
  const options = deviceOptions(words, devices, kind)
  const missing = value !== null && !options.some((option) => option.id === value)
  const hint = devicesHint(words, devices, options.length)
  return (
    <div className="setting">
      <label htmlFor={id} className="setting-label">
        {label}
      </label>
      <select
        id={id}
        className="select"
        value={value ?? SYSTEM}
        aria-describedby={hint === null ? undefined : `${id}-hint`}
        onChange={({ target: { value: id } }) =>
          onChange(id === SYSTEM ? null : id, options.find((option) => option.id === id)?.name ?? null)
        }
      >
        <option value={SYSTEM}>{words.settings.systemDefault}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
        {missing && <option value={value}>{words.settings.missingDevice}</option>}
      </select>
      {hint !== null && (
        <p id={`${id}-hint`} className="setting-hint">
          {hint}
        </p>
      )}
    </div>
  )
}

/** Chromium lists the system's choice once more as "default" and "communications", and hides ids until the microphone is allowed. */
function deviceOptions(
  words: Words,
  devices: Devices,
  kind: MediaDeviceInfo['kind'],
): readonly { id: string; name: string }[] {
  if (devices.phase !== 'known') return []
  return devices.list
    .filter((device) => device.kind === kind && !['', 'default', 'communications'].includes(device.deviceId))
    .map((device, index) => ({
      id: device.deviceId,
      name: device.label || words.settings.unnamedDevice(formatNumber(index + 1)),
    }))
}

function devicesHint(words: Words, devices: Devices, count: number): string | null {
  if (devices.phase === 'failed') return words.settings.noDevices
  return devices.phase === 'known' && count === 0 && devices.list.length > 0 ? words.settings.namesHidden : null
}
