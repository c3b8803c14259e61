// A choice of any number of values, each with its box to tick.

type SeveralProps<T extends string> = {
  readonly label: string
  readonly values: readonly T[]
  readonly of: readonly (readonly [T, string])[]
  readonly onChange: (values: readonly T[]) => void
}

/** A value that is chosen and not offered any more can still be taken back. Nothing where there is nothing to choose. */
export function Several<T extends string>({ label, values, of: offered, onChange }: SeveralProps<T>) {
  const gone = values.filter((value) => offered.every(([one]) => one !== value))
  const all = [...gone.map((value) => [value, value] as const), ...offered]
  if (all.length === 0) return null
  const set = (value: T, isOn: boolean) =>
    onChange(isOn ? [...values, value] : values.filter((other) => other !== value))
  return (
    <fieldset className="several">
      <legend>{label}</legend>
      <div className="several-boxes">
        {all.map(([value, name]) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={({ target }) => set(value, target.checked)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
