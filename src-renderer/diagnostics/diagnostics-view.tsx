// What was measured of the line and of the floor, and the report of it.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useLine } from '#renderer/line/line-store.ts'
import type { MediaPath } from '#renderer/line/media-path.ts'
import { ScrollArea } from '#renderer/ui/scroll-area.tsx'
import { formatNumber, formatTime } from '#renderer/words/format.ts'
import { useSpoken } from '#renderer/words/use-speech.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import type { Diagnostics, LineChange, LossChange } from './diagnostics.ts'
import './diagnostics.css'
import { MEASURED_EVERY_MS } from '#renderer/monitor/watch-quality.ts'
import type { DiagnosticsProps } from './diagnostics-store.ts'
import { SaveReport } from './save-report.tsx'
import { oneDigit, SoundChart } from './sound-chart.tsx'

const MOST_SHOWN = 8

export function DiagnosticsView({ store, desk, now }: DiagnosticsProps) {
  const say = useWords().diagnostics
  const known = useStore(store)
  const path = useMediaPath()
  return (
    <ScrollArea label={say.title}>
      <p>{say.hint}</p>
      <SaveReport store={store} desk={desk} now={now} path={path} />
      <Sound known={known} path={path} />
      {known.losses.length > 0 && <Changes title={say.missed} rows={newestOf(known.losses)} nameOf={lossName} />}
      <Changes title={say.line} rows={newestOf(known.line)} nameOf={registrationName} />
      <Changes
        title={say.feed}
        rows={newestOf(known.feed)}
        nameOf={(words, { status }) => words.diagnostics.feedPhase[status.phase]}
      />
      <Messages />
    </ScrollArea>
  )
}

function Sound({ known, path }: { readonly known: Diagnostics; readonly path: MediaPath | null }) {
  const say = useWords().diagnostics
  const { locale } = useSpoken()
  const last = known.sound.at(-1)
  const inMs = (value: number | null | undefined) =>
    value == null ? say.unknown : say.ms(formatNumber(Math.round(value)))
  return (
    <section aria-label={say.sound}>
      <h3>{say.sound}</h3>
      <SoundChart key={locale} sound={known.sound} />
      {path ? (
        <dl className="diagnostics-figures">
          <dt>{say.codec}</dt>
          <dd>{path.codec ?? say.unknown}</dd>
          <dt>{say.path}</dt>
          <dd>{say.between(path.local ?? say.unknown, path.remote ?? say.unknown)}</dd>
          <dt>{say.packets}</dt>
          <dd>{say.packetCounts(formatNumber(path.packetsSent), formatNumber(path.packetsReceived))}</dd>
          <dt>{say.loss}</dt>
          <dd>{last ? say.percent(oneDigit(last.lossPercent)) : say.unknown}</dd>
          <dt>{say.jitter}</dt>
          <dd>{inMs(last?.jitterMs)}</dd>
          <dt>{say.roundTrip}</dt>
          <dd>{inMs(last?.roundTripMs)}</dd>
        </dl>
      ) : (
        <p className="diagnostics-none">{say.noCall}</p>
      )}
    </section>
  )
}

const newestOf = <Row,>(rows: readonly Row[]): readonly Row[] => rows.slice(-MOST_SHOWN).reverse()

const registrationName = (words: Words, { registration }: LineChange): string => words.line.state[registration.kind]

const lossName = (words: Words, { losses }: LossChange): string =>
  losses.map(({ where }) => words.diagnostics.missedWhere[where]).join(' · ') || words.diagnostics.missedNowhere

type Change = { readonly at: number }
type ChangesProps<Row> = {
  readonly title: string
  readonly rows: readonly Row[]
  readonly nameOf: (words: Words, row: Row) => string
}

function Changes<Row extends Change>({ title, rows, nameOf }: ChangesProps<Row>) {
  const words = useWords()
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ol className="diagnostics-changes">
        {rows.map((row) => (
          <li key={`${row.at} ${nameOf(words, row)}`}>
            <time>{formatTime(row.at)}</time> {nameOf(words, row)}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Messages() {
  const say = useWords().diagnostics
  const messages = useLine((view) => view.messages)()
  const title = say.messages(formatNumber(messages.length))
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {messages.length === 0 && <p className="diagnostics-none">{say.noMessages}</p>}
      <ol className="diagnostics-messages">
        {[...messages].reverse().map((message) => (
          <li key={message.id}>
            <details>
              <summary>
                <time>{formatTime(message.at)}</time> {say[message.direction]} · {firstLine(message.text)}
              </summary>
              <pre>{message.text.trimEnd()}</pre>
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

const firstLine = (text: string): string => text.slice(0, text.search(/\r?\n|$/)).replace(/ SIP\/2\.0$/, '')

/** Of the call on the line now, asked for as often as its sound. */
function useMediaPath(): MediaPath | null {
  const read = useLine((view) => view.mediaPath)
  const [path, setPath] = useState<MediaPath | null>(null)
  useEffect(() => {
    let isShown = true
    const look = async () => {
      const now = await read()
      if (isShown) setPath(now)
    }
    void look()
    const timer = setInterval(() => void look(), MEASURED_EVERY_MS)
    return () => {
      isShown = false
      clearInterval(timer)
    }
  }, [read])
  return path
}
