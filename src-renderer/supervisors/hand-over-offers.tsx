// What other supervisors offer to this one, and how this one's own offer went.
import { Handshake, X } from 'lucide-react'
import { useEffect } from 'react'
import { type Floor, otherParty } from '#contract/floor.ts'
import type { HandOverBoard } from '#contract/hand-over.ts'
import { useForgottenInTime, useGoneWithItsCall } from '#renderer/card/message-life.ts'
import { ReasonedButton } from '#renderer/card/reasoned-button.tsx'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { partyOnFloor } from '#renderer/floor/party-text.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { useHandOver } from './hand-over-store.ts'
import './supervisors.css'
import { PagePart, PlainOfferedButton } from '#renderer/ui/offers.tsx'

type Offer = HandOverBoard['offers'][number]

export function HandOverOffers() {
  const { region } = useWords().supervisors.offer
  const offers = useHandOver((view) => view.board.offers)
  useNotesComeAlong()
  return (
    <PagePart value={region}>
      {offers.map((offer) => (
        <OfferOf key={offer.id} offer={offer} />
      ))}
      <Waiting />
      <Outcome />
    </PagePart>
  )
}

function OfferOf({ offer: { id, from, target, notes } }: { offer: Offer }) {
  const words = useWords()
  const step = useHandOver((view) => view.step)
  const take = useHandOver((view) => view.take)
  const listen = useMonitor((view) => view.listen)
  const isLive = useMonitor((view) => view.feedLive)
  const monitoring = useMonitor(({ monitor }) => monitor.phase !== 'idle')
  const sentence = useFloor((floor) => offerSentence(words, floor, from, target))
  const say = words.supervisors.offer
  const accept = () => {
    take({ target, notes })
    step({ kind: 'answer', offerId: id, accept: true })
    listen(target, 'handOver')
  }
  return (
    <section className="hand-over-offer" aria-label={say.region}>
      <Handshake aria-hidden />
      <p role="alert">{sentence}</p>
      <ReasonedButton
        className="button"
        label={say.accept}
        deliberate={monitoring ? 'moves' : null}
        refusal={isLive ? null : { sentence: words.refusals.feedStale, remedy: null }}
        onPress={accept}
      >
        {say.accept}
      </ReasonedButton>
      <PlainOfferedButton
        offer={say.decline}
        className="button"
        data-acts
        onClick={() => step({ kind: 'answer', offerId: id, accept: false })}
      >
        {say.decline}
      </PlainOfferedButton>
      {notes !== '' && (
        <div className="hand-over-notes">
          <h3>{say.notes}</h3>
          <p>{notes}</p>
        </div>
      )}
    </section>
  )
}

function offerSentence(words: Words, floor: Floor | null, from: string, { callId, agentId }: Offer['target']): string {
  const call = floor?.calls[callId]
  const agent = floor?.agents[agentId]?.name ?? agentId
  const other = floor && call ? partyOnFloor(words, floor, otherParty(call, agentId)).main : words.monitor.unknownCaller
  return words.supervisors.offer.from(from, agent, other)
}

/** Whoever is asked has not answered yet: until then it can be withdrawn. */
function Waiting() {
  const words = useWords()
  const asked = useHandOver((view) => view.board.asked)
  const step = useHandOver((view) => view.step)
  if (!asked) return null
  return (
    <section className="hand-over-outcome" aria-label={words.supervisors.handOver}>
      <p role="status">{words.supervisors.waitingFor(asked.to)}</p>
      <PlainOfferedButton
        offer={words.supervisors.withdraw}
        className="button"
        data-acts
        onClick={() => step({ kind: 'withdraw', offerId: asked.id })}
      >
        {words.supervisors.withdraw}
      </PlainOfferedButton>
    </section>
  )
}

function Outcome() {
  const words = useWords()
  const ended = useHandOver((view) => view.board.ended)
  const readEnd = useHandOver((view) => view.readEnd)
  const read = useHandOver((view) => view.read)
  const failure = useHandOver((view) => view.failure)
  const forget = useHandOver((view) => view.forget)
  const { outcome } = words.supervisors
  return (
    <>
      {failure && <Past role="alert" text={outcome.failed(words.errors[failure.code])} forget={forget} />}
      {ended && ended.id !== readEnd && (
        <Past key={ended.id} role="status" text={outcome[ended.outcome](ended.to)} forget={read} />
      )}
    </>
  )
}

type PastProps = { readonly role: 'alert' | 'status'; readonly text: string; readonly forget: () => void }

function Past({ role, text, forget }: PastProps) {
  const words = useWords()
  useGoneWithItsCall(forget)
  useForgottenInTime(forget)
  return (
    <p className="hand-over-outcome" role={role}>
      <span>{text}</span>
      <PlainOfferedButton
        offer={words.app.notice.dismiss}
        className="icon-button"
        aria-label={words.app.notice.dismiss}
        onClick={forget}
      >
        <X aria-hidden />
      </PlainOfferedButton>
    </p>
  )
}

/** Once the accepted call is monitored here, what the first supervisor wrote stands in this one's notes. */
function useNotesComeAlong(): void {
  const taking = useHandOver((view) => view.taking)
  const take = useHandOver((view) => view.take)
  const write = useMonitor((view) => view.write)
  const there = useMonitor(
    ({ monitor, notebook }) =>
      monitor.phase === 'live' && notebook !== null && monitor.target.callId === taking?.target.callId,
  )
  useEffect(() => {
    if (!taking || !there) return
    take(null)
    for (const draft of taking.notes.split('\n').filter(Boolean)) {
      write({ kind: 'write', draft })
      write({ kind: 'add' })
    }
  }, [taking, there, write, take])
}
