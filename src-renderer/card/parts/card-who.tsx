// On whom the monitor is, what is going on, and for how long.
import { useLine } from '#renderer/line/line-store.ts'
import type { Live } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { callerOf, cardSentence, isChanging } from '#renderer/monitor/sentences.ts'
import { Later, loadedLater } from '#renderer/ui/loaded-later.tsx'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { formatDuration } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'

const toldLine = loadedLater(async () => (await import('../told/told-line.tsx')).ToldLine)

export function Who() {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  const sentence = cardSentence(words, monitor, people)
  return (
    <div className="card-who">
      <p className="strong">{words.monitor.between(people?.agent ?? '', callerOf(words, people))}</p>
      <p className="card-state">
        {sentence !== null && <span data-busy={monitor.phase !== 'live' || isChanging(monitor)}>{sentence}</span>}
        {monitor.phase === 'live' && (
          <span className="card-since" data-timer>
            <HeardFor {...monitor.heard} />
          </span>
        )}
        <Told />
      </p>
      {monitor.phase === 'connecting' && <AnswerHint />}
      {monitor.phase === 'live' && monitor.device !== null && (
        <p className="card-since">{words.monitor.onDevice(monitor.device)}</p>
      )}
    </div>
  )
}

/** What agent and caller are told of it. */
function Told() {
  const told = useMonitor((view) => view.told)
  return told && <Later part={toldLine} props={{ told }} />
}

/** Where all phones ring and the console's own line is not among them, a hand must pick one up. */
function AnswerHint() {
  const words = useWords()
  const ringsAll = useMonitor((view) => view.site?.capabilities.rings === 'allPhones')
  const answersHere = useLine((view) => view.line.registration.kind === 'registered')
  return ringsAll && !answersHere ? <p role="status">{words.monitor.answerOnPhone}</p> : null
}

/** Of the call alone: it stands still when the call is over, and begins anew with the next. */
function HeardFor({ since, until }: Live['heard']) {
  const words = useWords()
  if (until === null)
    return (
      <>
        {words.monitor.duration} <Ticking since={since} />
      </>
    )
  return (
    <>
      {words.monitor.lasted} <span className="ticking">{formatDuration(until - since)}</span>
    </>
  )
}
