// A call to the supervisor that nobody asked for: it rings, in sight and softly to hear, and is answered by hand only.
import { Mic, MicOff, PhoneCall, PhoneMissed, PhoneOff } from 'lucide-react'
import { useEffect } from 'react'
import { formatTime } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import './line.css'
import { PagePart, PlainOfferedButton } from '#renderer/ui/offers.tsx'
import type { LineCall } from './line.ts'
import { useLine } from './line-store.ts'
import type { Invite } from './phone.ts'
import { startRingTone } from './ring-tone.ts'

export function IncomingCall() {
  const words = useWords()
  const call = useLine((view) => view.line.call)
  const waiting = useLine((view) => view.line.waiting)
  const ringing = call.kind === 'ringing'
  const waits = waiting !== null
  useEffect(() => (ringing ? startRingTone() : undefined), [ringing])
  // Once: whoever listens to somebody needs their ears.
  useEffect(() => (waits ? startRingTone(1) : undefined), [waits])
  return (
    <PagePart value={words.line.incoming.region}>
      {call.kind === 'ringing' && <Ringing from={nameOf(words, call.invite.from)} />}
      {call.kind === 'talking' && <Talking call={call} />}
      {waiting && <Ringing from={nameOf(words, waiting.from)} waits />}
      <Missed />
    </PagePart>
  )
}

const SHOWN_OF_MISSED = 3

function Missed() {
  const words = useWords()
  const missed = useLine((view) => view.line.missed)
  const seen = useLine((view) => view.missedSeen)
  if (missed.length === 0) return null
  return (
    <section className="incoming" aria-label={words.line.incoming.missed(missed.length)} data-call="missed">
      <PhoneMissed aria-hidden />
      <p role="status">
        {words.line.incoming.missed(missed.length)}{' '}
        {missed
          .slice(0, SHOWN_OF_MISSED)
          .map(({ from, at }) => words.line.incoming.missedAt(nameOf(words, from), formatTime(at)))
          .join(' · ')}
        {missed.length > SHOWN_OF_MISSED && ' …'}
      </p>
      <PlainOfferedButton offer={words.line.incoming.missedSeen} className="button" onClick={seen}>
        {words.line.incoming.missedSeen}
      </PlainOfferedButton>
    </section>
  )
}

/** `waits`: a monitor has the line, and answering ends it. */
function Ringing({ from, waits = false }: { readonly from: string; readonly waits?: boolean }) {
  const words = useWords()
  const answer = useLine((view) => view.answer)
  const decline = useLine((view) => view.decline)
  const label = waits ? words.line.incoming.answerWaiting : words.line.incoming.answer
  return (
    <section className="incoming" aria-label={words.line.incoming.region} data-call={waits ? 'waiting' : 'ringing'}>
      <PhoneCall aria-hidden />
      <p role="alert">{waits ? words.line.incoming.waiting(from) : words.line.incoming.ringing(from)}</p>
      <PlainOfferedButton offer={label} className="button" data-deliberate="speaks" onClick={answer}>
        {label}
      </PlainOfferedButton>
      <PlainOfferedButton offer={words.line.incoming.decline} className="button" data-acts onClick={decline}>
        {words.line.incoming.decline}
      </PlainOfferedButton>
    </section>
  )
}

function Talking({ call }: { readonly call: Extract<LineCall, { kind: 'talking' }> }) {
  const words = useWords()
  const open = useLine((view) => view.microphone.open)
  const hangUp = useLine((view) => view.hangUp)
  const mute = useLine((view) => view.mute)
  const from = nameOf(words, call.invite.from)
  return (
    <section
      className="incoming"
      aria-label={words.line.incoming.region}
      data-call="talking"
      data-microphone={open ? 'open' : 'closed'}
    >
      <PhoneCall aria-hidden />
      <p role="status">{words.line.incoming.talking(from)}</p>
      <p>{hearing(words, call, open, from)}</p>
      <PlainOfferedButton
        offer={words.line.incoming.mute}
        className="button"
        aria-pressed={call.muted}
        data-deliberate={call.muted ? 'speaks' : undefined}
        data-acts
        data-silences={call.muted ? undefined : true}
        onClick={() => mute(!call.muted)}
      >
        {call.muted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        {words.line.incoming.mute}
      </PlainOfferedButton>
      <PlainOfferedButton
        offer={words.line.incoming.hangUp}
        className="button"
        data-acts
        data-silences
        onClick={hangUp}
      >
        <PhoneOff aria-hidden />
        {words.line.incoming.hangUp}
      </PlainOfferedButton>
    </section>
  )
}

function hearing(
  words: Words,
  call: Extract<LineCall, { kind: 'talking' }>,
  open: boolean,
  from: string,
): string | null {
  if (call.held) return words.line.incoming.held(from)
  if (call.muted) return words.line.incoming.muted(from)
  if (open) return words.line.incoming.hearsYou(from)
  return call.up ? null : words.line.incoming.connecting
}

const nameOf = (words: Words, { name, number }: Invite['from']): string => name || number || words.line.incoming.unknown
