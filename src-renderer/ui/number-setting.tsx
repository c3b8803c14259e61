// A number that may be left empty; it counts when the field is left or Enter is pressed.
import { useEffect, useId, useRef, useState } from 'react'
import './parts/number-setting.css'

type NumberSettingProps = {
  readonly label: string
  readonly value: number | null // null: empty
  readonly max: number
  readonly isWanted?: boolean // whoever opened the settings came for this one: the cursor is in it
  readonly onChange: (value: number | null) => void
}

export function NumberSetting({ label, value, max, isWanted = false, onChange }: NumberSettingProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isWanted) return
    field.current?.focus()
    field.current?.select()
    field.current?.scrollIntoView?.({ block: 'center' })
  }, [isWanted])
  const commit = () => {
    if (draft === null) return
    setDraft(null)
    const wanted = wholeNumber(draft, max)
    if (wanted === value || Number.isNaN(wanted)) return
    onChange(wanted)
  }
  return (
    <div className="number-setting">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="number"
        min={0}
        max={max}
        value={draft ?? value ?? ''}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </div>
  )
}

/** null for nothing. What is more than 0 never becomes 0, which often means none. */
export function wholeNumber(text: string, max: number): number | null {
  if (text.trim() === '') return null
  const written = Number(text)
  return Math.min(max, written > 0 ? Math.max(1, Math.round(written)) : Math.max(0, Math.round(written)))
}
