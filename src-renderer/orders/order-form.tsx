// The form for a standing order: whose call, from when, for how long, how many, and the reason where the site wants one.
import { type FormEvent, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useShallow } from 'zustand/react/shallow'
import type { Floor } from '#contract/floor.ts'
import type { OrderWho, StandingOrder } from '#contract/site/orders.ts'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { LabelledChoice } from '#renderer/ui/labelled-choice.tsx'
import { compareText } from '#renderer/words/collation.ts'
import { formatNumber } from '#renderer/words/format.ts'
import type { ReviewWords } from '#renderer/words/review.ts'

type Say = ReviewWords['orders']
type FormProps = {
  readonly say: Say
  readonly whose: string | null // `agent 1001`: where the dialog was opened from
  readonly now: () => number
  readonly give: (order: StandingOrder) => void
}

const lengths = [15, 30, 60, 120, 240, 480] // minutes
const kinds = ['agent', 'queue', 'team'] as const

export function OrderForm({ say, whose, now, give }: FormProps) {
  const offered = useFloor(useShallow(whoOf))
  const { supervisor, reason: wanted } = useMonitor((view) => view.site) ?? {}
  const [chosen, setChosen] = useState(whose ?? '')
  const [lasts, setLasts] = useState('60')
  const [calls, setCalls] = useState<StandingOrder['calls']>('one')
  const [time, setTime] = useState('') // empty: now
  const [reason, setReason] = useState(wanted?.choices[0] ?? '')
  const options = kinds.flatMap((kind) => optionsOf(say, kind, offered))
  const key = options.some(([id]) => id === chosen) ? chosen : (options[0]?.[0] ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const who = whoOfKey(key)
    const name = options.find(([id]) => id === key)?.[2]
    if (!who || name === undefined || !supervisor) return
    const from = time === '' ? now() : nextTime(time, now())
    const id = `${from.toString(36)}-${crypto.randomUUID().slice(0, 8)}`
    const until = from + Number(lasts) * 60_000
    const order = { id, who, name, by: supervisor.extension, from, until, calls, tried: [] }
    give(wanted ? { ...order, reason: reason.trim() } : order)
  }
  return (
    <form className="orders-form" onSubmit={submit}>
      <LabelledChoice
        label={say.whose}
        value={key}
        options={options.map(([id, text]) => [id, text] as const)}
        onChange={setChosen}
      />
      <LabelledChoice
        label={say.calls}
        value={calls}
        options={[
          ['one', say.one],
          ['all', say.all],
        ]}
        onChange={(value) => setCalls(value === 'all' ? 'all' : 'one')}
      />
      <Times say={say} time={time} now={now} onChange={setTime} />
      <LabelledChoice
        label={say.lasts}
        value={lasts}
        options={lengths.map((minutes) => [String(minutes), lengthText(say, minutes)] as const)}
        onChange={setLasts}
      />
      {wanted && <Reason say={say} choices={wanted.choices} reason={reason} onChange={setReason} />}
      <p className="setting-hint">{say.hint}</p>
      <Button type="submit" className="button" isDisabled={key === '' || (Boolean(wanted) && reason.trim() === '')}>
        {say.give}
      </Button>
    </form>
  )
}

type TimesProps = {
  readonly say: Say
  readonly time: string
  readonly now: () => number
  readonly onChange: (time: string) => void
}

function Times({ say, time, now, onChange }: TimesProps) {
  return (
    <LabelledChoice
      label={say.begins}
      value={time === '' ? 'now' : 'at'}
      options={[
        ['now', say.now],
        ['at', say.at],
      ]}
      onChange={(value) => onChange(value === 'now' ? '' : hourAfter(now()))}
      beside={
        time !== '' && (
          <input
            type="time"
            className="select"
            aria-label={say.time}
            value={time}
            required
            onChange={({ target }) => target.value !== '' && onChange(target.value)}
          />
        )
      }
    />
  )
}

type ReasonProps = {
  readonly say: Say
  readonly choices: readonly string[]
  readonly reason: string
  readonly onChange: (reason: string) => void
}

function Reason({ say, choices, reason, onChange }: ReasonProps) {
  const id = useId()
  if (choices.length > 0)
    return (
      <LabelledChoice
        label={say.reason}
        value={reason}
        options={choices.map((one) => [one, one] as const)}
        onChange={onChange}
      />
    )
  return (
    <span className="labelled-choice">
      <label htmlFor={id}>{say.reason}</label>
      <input
        id={id}
        className="history-search"
        value={reason}
        maxLength={200}
        required
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  )
}

/** Kind, id and name in turn, so that a floor on which nobody came or went is the same list. */
function whoOf(floor: Floor | null): readonly string[] {
  const by = (a: { name: string }, b: { name: string }) => compareText(a.name, b.name)
  const agents = Object.values(floor?.agents ?? {}).sort(by)
  const queues = Object.values(floor?.queues ?? {}).sort(by)
  const teams = [...new Set(agents.flatMap(({ team }) => team ?? []))].sort(compareText)
  return [
    ...agents.flatMap(({ id, name }) => ['agent', id, name]),
    ...queues.flatMap(({ id, name }) => ['queue', id, name]),
    ...teams.flatMap((team) => ['team', team, team]),
  ]
}

/** Key, text and name of each. */
function optionsOf(
  say: Say,
  kind: OrderWho['kind'],
  offered: readonly string[],
): readonly (readonly [string, string, string])[] {
  return offered.flatMap((one, at) => {
    if (at % 3 !== 0 || one !== kind) return []
    const [id = '', name = ''] = offered.slice(at + 1, at + 3)
    return [[`${kind} ${id}`, `${say.who[kind]}: ${name}`, name] as const]
  })
}

function whoOfKey(key: string): OrderWho | null {
  const kind = kinds.find((one) => key.startsWith(`${one} `))
  return kind ? { kind, id: key.slice(kind.length + 1) } : null
}

const lengthText = (say: Say, minutes: number): string =>
  minutes < 60 ? say.minutes(formatNumber(minutes)) : say.hours(minutes / 60, formatNumber(minutes / 60))

/** The next full hour, as an input of times has it. */
function hourAfter(at: number): string {
  return `${String((new Date(at).getHours() + 1) % 24).padStart(2, '0')}:00`
}

/** Epoch ms of the next moment that the clock on the wall shows this. */
function nextTime(time: string, at: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const today = new Date(at).setHours(hours, minutes, 0, 0)
  // Within the minute it is now.
  if (today > at - 60_000) return today
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, hours, minutes).getTime()
}
