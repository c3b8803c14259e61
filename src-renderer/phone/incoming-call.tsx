// The person's phone calls in sight: who rings, who is on the phone, on hold, or was missed. Answered by hand only.
import { PhoneCall, PhoneMissed } from 'lucide-react'
import { useEffect } from 'react'
import type { Desk } from '#contract/ipc.ts'
import { useCalls, useCallsStore } from '#renderer/calls/calls-store.ts'
import '#renderer/line/line.css'
import { type LineCall, monitorOn } from '#renderer/line/line.ts'
import { useLine, useLineStore } from '#renderer/line/line-store.ts'
import { startRingTone } from '#renderer/line/ring-tone.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { PagePart, PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useWords } from '#renderer/words/words.ts'
import { CallNewsLine } from './call-news-line.tsx'
import { formatWhen } from './format-when.ts'
import { keepRecent, tellRecent } from './keep-recent.ts'
import { nameOf } from './name-of.ts'
import { RestingCalls } from './resting-calls.tsx'
import { TalkingCall } from './talking-call.tsx'

type IncomingProps = { readonly desk: Desk; readonly now: () => number }

export function IncomingCall({ desk, now }: IncomingProps) {
  const words = useWords()
  const call = useLine((view) => view.line.call)
  const waiting = useLine((view) => view.line.waiting)
  // Another person has calls of their own.
  const who = useMonitor(({ site }) => site && JSON.stringify([site.name, site.supervisor]))
  useRingTones(call, waiting !== null)
  return (
    <PagePart value={words.line.incoming.region}>
      <RecentKept key={who} desk={desk} now={now} />
      {call.kind === 'ringing' && <Ringing from={nameOf(words, call.invite.from)} />}
      {call.kind === 'talking' && <TalkingCall call={call} />}
      {waiting && <Waiting from={nameOf(words, waiting.from)} />}
      <RestingCalls />
      <CallNewsLine />
      {call.kind !== 'ringing' && waiting === null && <Missed desk={desk} now={now} />}
    </PagePart>
  )
}

function useRingTones(call: LineCall, waits: boolean): void {
  const ringer = useLine((view) => view.ringer)
  const ringing = call.kind === 'ringing'
  useEffect(() => (ringing ? startRingTone(Number.POSITIVE_INFINITY, ringer) : undefined), [ringing, ringer])
  // Once: whoever listens to somebody needs their ears.
  useEffect(() => (waits ? startRingTone(1, ringer) : undefined), [waits, ringer])
}

function RecentKept({ desk, now }: IncomingProps) {
  const calls = useCallsStore()
  const line = useLineStore()
  useEffect(() => keepRecent({ desk, calls, line, now }), [desk, calls, line, now])
  return null
}

const SHOWN_OF_MISSED = 3

function Missed({ desk, now }: IncomingProps) {
  const words = useWords()
  const calls = useCallsStore()
  const recent = useCalls((view) => view.recent)
  const missedSeen = useLine((view) => view.missedSeen)
  const missed = recent.filter(({ isSeen }) => !isSeen)
  if (missed.length === 0) return null
  const seen = () => {
    missedSeen()
    tellRecent({ desk, calls }, { kind: 'seen' })
  }
  return (
    <section className="incoming" aria-label={words.line.incoming.missed(missed.length)} data-call="missed">
      <PhoneMissed aria-hidden />
      <p role="status">
        {words.line.incoming.missed(missed.length)}{' '}
        {missed
          .slice(0, SHOWN_OF_MISSED)
          .map(({ other, at }) => words.line.incoming.missedAt(nameOf(words, other), formatWhen(at, now())))
          .join(' · ')}
        {missed.length > SHOWN_OF_MISSED && ' …'}
      </p>
      <PlainOfferedButton offer={words.line.incoming.missedSeen} className="button" onClick={seen}>
        {words.line.incoming.missedSeen}
      </PlainOfferedButton>
    </section>
  )
}

type RingingProps = { readonly from: string }

function Ringing({ from }: RingingProps) {
  const words = useWords()
  const answer = useLine((view) => view.answer)
  return (
    <section className="incoming" aria-label={words.line.incoming.region} data-call="ringing">
      <PhoneCall aria-hidden />
      <p role="alert">{words.line.incoming.ringing(from)}</p>
      <div className="phone-acts">
        <AnswerButton label={words.line.incoming.answer} press={answer} />
        <DeclineButtons />
      </div>
    </section>
  )
}

/** Behind a monitor, which ends for it or falls silent; or behind another call, which is put on hold. */
function Waiting({ from }: RingingProps) {
  const words = useWords()
  const monitored = useLine((view) => monitorOn(view.line) !== null && view.line.call.kind !== 'talking')
  const talks = useLine((view) => view.line.call.kind === 'talking')
  const answer = useLine((view) => view.answer)
  const answerFor = useCalls((view) => view.answer)
  const say = words.line.incoming
  return (
    <section className="incoming" aria-label={say.region} data-call="waiting">
      <PhoneCall aria-hidden />
      <p role="alert">{talks ? words.phone.waits(from) : say.waiting(from)}</p>
      <div className="phone-acts">
        {talks ? (
          <AnswerButton label={words.phone.holdAndAnswer} press={() => answerFor(null)} />
        ) : (
          <AnswerButton label={say.answerWaiting} press={answer} />
        )}
        {monitored && <AnswerButton label={words.phone.resting.answer} press={() => answerFor('monitorRests')} />}
        <DeclineButtons />
      </div>
    </section>
  )
}

function AnswerButton({ label, press }: { readonly label: string; readonly press: () => void }) {
  return (
    <PlainOfferedButton offer={label} className="button" data-deliberate="speaks" onClick={press}>
      {label}
    </PlainOfferedButton>
  )
}

/** What the caller hears of it. */
function DeclineButtons() {
  const words = useWords()
  const decline = useLine((view) => view.decline)
  const ways = [
    { status: 603, label: words.line.incoming.decline },
    { status: 486, label: words.phone.busy },
    { status: 480, label: words.phone.away },
  ] as const
  return ways.map(({ status, label }) => (
    <PlainOfferedButton key={status} offer={label} className="button" data-acts onClick={() => decline(status)}>
      {label}
    </PlainOfferedButton>
  ))
}
