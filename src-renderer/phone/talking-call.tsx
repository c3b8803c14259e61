// The phone call that has the line: who hears the person, and what can be done with it.
import { Grid3x3, Mic, MicOff, Pause, PhoneCall, PhoneForwarded, PhoneOff, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useCalls } from '#renderer/calls/calls-store.ts'
import { type PhoneCall as Call, monitorOn } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { SoundNotices } from '#renderer/line/microphone-notice.tsx'
import { startRingBack } from '#renderer/line/ring-tone.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { DialPad } from './dial-pad.tsx'
import { nameOf } from './name-of.ts'

type TalkingProps = { readonly call: Call }

export function TalkingCall({ call }: TalkingProps) {
  const words = useWords()
  const open = useLine((view) => view.microphone.open)
  const [pad, showPad] = useState(false)
  const who = nameOf(words, call.invite.from)
  const ringsThere = !call.up && call.dialled === 'rings'
  const earpiece = useLine((view) => view.earpiece)
  useEffect(() => (ringsThere ? startRingBack(earpiece) : undefined), [ringsThere, earpiece])
  return (
    <section
      className="incoming"
      aria-label={words.line.incoming.region}
      data-call="talking"
      data-microphone={open ? 'open' : 'closed'}
    >
      <PhoneCall aria-hidden />
      <div className="phone-words">
        <p role="status">{progress(words, call, who)}</p>
        <p>{hearing(words, call, open, who)}</p>
      </div>
      <div className="phone-acts">
        <MuteButton call={call} />
        {call.up && call.tookOver && <HandBackButton id={call.invite.id} agent={call.tookOver.agent} />}
        {call.up && <CallButtons id={call.invite.id} pad={pad} showPad={showPad} />}
        <HangUpButton />
      </div>
      {call.up && pad && <Keypad />}
      <SoundNotices />
    </section>
  )
}

function MuteButton({ call }: TalkingProps) {
  const words = useWords()
  const mute = useLine((view) => view.mute)
  return (
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
  )
}

function HangUpButton() {
  const words = useWords()
  const hangUp = useLine((view) => view.hangUp)
  return (
    <PlainOfferedButton offer={words.line.incoming.hangUp} className="button" data-acts data-silences onClick={hangUp}>
      <PhoneOff aria-hidden />
      {words.line.incoming.hangUp}
    </PlainOfferedButton>
  )
}

type HandBackProps = { readonly id: string; readonly agent: Call['invite']['from'] }

/** The call was taken over from them; nothing where the phone system told no number of theirs. */
function HandBackButton({ id, agent }: HandBackProps) {
  const words = useWords()
  const transfer = useCalls((view) => view.transfer)
  if (agent.number === '') return null
  const name = words.phone.handBack(nameOf(words, agent))
  return (
    <PlainOfferedButton
      offer={name}
      className="button"
      data-acts
      data-silences
      onClick={() => transfer(id, { kind: 'number', number: agent.number })}
    >
      <Undo2 aria-hidden />
      {name}
    </PlainOfferedButton>
  )
}

type ButtonsProps = { readonly id: string; readonly pad: boolean; readonly showPad: (shown: boolean) => void }

function CallButtons({ id, pad, showPad }: ButtonsProps) {
  const words = useWords()
  const open = useOpened((view) => view.open)
  const hold = useCalls((view) => view.hold)
  const monitored = useLine((view) => monitorOn(view.line) !== null)
  const holdName = monitored ? words.phone.goOnListening : words.phone.hold
  return (
    <>
      <PlainOfferedButton offer={holdName} className="button" data-acts data-silences onClick={hold}>
        <Pause aria-hidden />
        {holdName}
      </PlainOfferedButton>
      <PlainOfferedButton offer={words.phone.pad} className="button" aria-expanded={pad} onClick={() => showPad(!pad)}>
        <Grid3x3 aria-hidden />
        {words.phone.pad}
      </PlainOfferedButton>
      <PlainOfferedButton offer={words.phone.passOn} className="button" onClick={() => open('phone', id)}>
        <PhoneForwarded aria-hidden />
        {words.phone.passOn}
      </PlainOfferedButton>
    </>
  )
}

function Keypad() {
  const words = useWords()
  const key = useCalls((view) => view.key)
  const keyed = useCalls((view) => view.keyed)
  return (
    <div className="phone-keypad">
      <DialPad press={key} />
      <p role="status">{keyed !== '' && words.phone.keyed(keyed)}</p>
    </div>
  )
}

function progress(words: Words, call: Call, who: string): string {
  if (call.up || !call.dialled) return words.line.incoming.talking(who)
  return call.dialled === 'calling' ? words.phone.calling(who) : words.phone.rings(who)
}

function hearing(words: Words, call: Call, open: boolean, who: string): string | null {
  if (call.held) return words.line.incoming.held(who)
  if (call.muted) return words.line.incoming.muted(who)
  if (open) return words.line.incoming.hearsYou(who)
  return call.up || call.dialled ? null : words.line.incoming.connecting
}
