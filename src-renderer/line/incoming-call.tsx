// A call to the supervisor that nobody asked for: it rings, in sight and softly to hear, and is answered by hand only.
import { Mic, MicOff, PhoneCall, PhoneOff } from 'lucide-react'
import { useEffect } from 'react'
import { words } from '#renderer/words/words.ts'
import './line.css'
import type { LineCall } from './line.ts'
import { useLine } from './line-store.ts'
import type { Invite } from './phone.ts'
import { startRingTone } from './ring-tone.ts'

const say = words.line.incoming

export function IncomingCall() {
  const call = useLine((view) => view.line.call)
  const ringing = call.kind === 'ringing'
  useEffect(() => (ringing ? startRingTone() : undefined), [ringing])
  if (call.kind === 'ringing') return <Ringing from={nameOf(call.invite)} />
  return call.kind === 'talking' ? <Talking call={call} /> : null
}

function Ringing({ from }: { readonly from: string }) {
  const answer = useLine((view) => view.answer)
  const decline = useLine((view) => view.decline)
  return (
    <section className="incoming" aria-label={say.region} data-call="ringing">
      <PhoneCall aria-hidden />
      <p role="alert">{say.ringing(from)}</p>
      <button type="button" className="button" data-deliberate="speaks" onClick={answer}>
        {say.answer}
      </button>
      <button type="button" className="button" onClick={decline}>
        {say.decline}
      </button>
    </section>
  )
}

function Talking({ call }: { readonly call: Extract<LineCall, { kind: 'talking' }> }) {
  const open = useLine((view) => view.microphone.open)
  const hangUp = useLine((view) => view.hangUp)
  const mute = useLine((view) => view.mute)
  const from = nameOf(call.invite)
  return (
    <section
      className="incoming"
      aria-label={say.region}
      data-call="talking"
      data-microphone={open ? 'open' : 'closed'}
    >
      <PhoneCall aria-hidden />
      <p role="status">{say.talking(from)}</p>
      <p>{hearing(call, open, from)}</p>
      <button
        type="button"
        className="button"
        aria-pressed={call.muted}
        data-deliberate={call.muted ? 'speaks' : undefined}
        onClick={() => mute(!call.muted)}
      >
        {call.muted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        {say.mute}
      </button>
      <button type="button" className="button" onClick={hangUp}>
        <PhoneOff aria-hidden />
        {say.hangUp}
      </button>
    </section>
  )
}

function hearing(call: Extract<LineCall, { kind: 'talking' }>, open: boolean, from: string): string | null {
  if (call.held) return say.held(from)
  if (call.muted) return say.muted(from)
  if (open) return say.hearsYou(from)
  return call.up ? null : say.connecting
}

const nameOf = ({ from }: Invite): string => from.name || from.number || say.unknown
