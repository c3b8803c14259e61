// Calls on hold: taken back, connected with the one on the line, or ended.
import { Merge, Pause, PhoneOff } from 'lucide-react'
import { useCalls } from '#renderer/calls/calls-store.ts'
import { canTransfer } from '#renderer/calls/next-calls.ts'
import type { Aside, Line } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useWords } from '#renderer/words/words.ts'
import { nameOf } from './name-of.ts'

export function RestingCalls() {
  const aside = useLine((view) => view.line.aside)
  // The card of a monitor says by itself that it is silent.
  return aside.map((one) => one.kind === 'call' && <OnHold key={one.call.invite.id} held={one} />)
}

type Held = Extract<Aside, { kind: 'call' }>

function OnHold({ held }: { readonly held: Held }) {
  const words = useWords()
  const hangUpHeld = useCalls((view) => view.hangUpHeld)
  const { id } = held.call.invite
  const who = nameOf(words, held.call.invite.from)
  const end = words.phone.endHeld(who)
  return (
    <section className="incoming" aria-label={words.line.incoming.region} data-call="held">
      <Pause aria-hidden />
      <p role="status">{state(words, held, who)}</p>
      {held.transfer === null && (
        <>
          <TakeBack id={id} who={who} />
          <Connect id={id} who={who} />
        </>
      )}
      <PlainOfferedButton offer={end} className="button" aria-label={end} data-acts onClick={() => hangUpHeld(id)}>
        <PhoneOff aria-hidden />
        {words.line.incoming.hangUp}
      </PlainOfferedButton>
    </section>
  )
}

type WhoProps = { readonly id: string; readonly who: string }

function TakeBack({ id, who }: WhoProps) {
  const { phone } = useWords()
  const takeBack = useCalls((view) => view.takeBack)
  const monitored = useLine((view) => view.line.call.kind === 'monitor')
  const ways = monitored
    ? ([
        ['monitorEnds', phone.ending.takeBack],
        ['monitorRests', phone.resting.takeBack],
      ] as const)
    : ([[null, phone.takeBack(who)]] as const)
  return ways.map(([how, label]) => (
    <PlainOfferedButton
      key={label}
      offer={label}
      className="button"
      data-deliberate="speaks"
      onClick={() => takeBack(id, how)}
    >
      {label}
    </PlainOfferedButton>
  ))
}

/** With whom the person speaks now: either they are connected, or all meet where the site has a room for that. */
function Connect({ id, who }: WhoProps) {
  const words = useWords()
  const transfer = useCalls((view) => view.transfer)
  const meet = useCalls((view) => view.meet)
  const room = useCalls((view) => view.site.conference)
  const other = useLine((view) => talkingTo(view.line))
  if (!other) return null
  const label = words.phone.connect(who, nameOf(words, other.from))
  return (
    <>
      <PlainOfferedButton
        offer={label}
        className="button"
        data-acts
        onClick={() => transfer(id, { kind: 'call', id: other.id })}
      >
        <Merge aria-hidden />
        {label}
      </PlainOfferedButton>
      {room !== null && (
        <PlainOfferedButton offer={words.phone.meet} className="button" data-deliberate="speaks" onClick={meet}>
          {words.phone.meet}
        </PlainOfferedButton>
      )}
    </>
  )
}

const talkingTo = (line: Line) =>
  line.call.kind === 'talking' && canTransfer(line, line.call.invite.id) ? line.call.invite : null

function state({ phone }: ReturnType<typeof useWords>, { transfer, onHold }: Held, who: string): string {
  if (transfer) return phone.passing(who)
  return onHold ? phone.onHold(who) : phone.goesOnHold(who)
}
