// The supervisor's own line: how it stands, in words and by a sign, and the button that logs it out or in.
import { Phone, PhoneMissed, PhoneOff, Power } from 'lucide-react'
import { useContext } from 'react'
import { AskFirstContext } from '#renderer/ui/ask-first.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords, type Words } from '#renderer/words/words.ts'
import './line.css'
import { PagePart, PlainOfferedButton } from '#renderer/ui/offers.tsx'
import { useLine } from './line-store.ts'
import type { Registration } from './phone.ts'

export function LineBadge() {
  const words = useWords()
  const registration = useLine((view) => view.line.registration)
  const hasAccount = useLine((view) => view.hasAccount)
  const logIn = useLine((view) => view.logIn)
  const logOut = useLine((view) => view.logOut)
  const trouble = useLine((view) => view.trouble)
  const askFirst = useContext(AskFirstContext)
  const out = registration.kind === 'off' || registration.kind === 'refused' || registration.kind === 'taken'
  const Icon = registration.kind === 'registered' ? Phone : out ? PhoneOff : PhoneMissed
  const state = hasAccount ? words.line.state[registration.kind] : words.line.state.none
  const why = trouble ? words.errors[trouble.code] : explain(words, registration, hasAccount)
  return (
    <section className="line-badge" aria-label={words.line.region} data-line={hasAccount ? registration.kind : 'none'}>
      <Icon aria-hidden />
      <span title={why}>
        {state}
        <span className="sr-only"> {why}</span>
      </span>
      <PagePart value={words.line.region}>
        {hasAccount && <LogButton out={out} press={out ? logIn : () => askFirst('logOut', logOut)} />}
      </PagePart>
    </section>
  )
}

/** In words, and beside a sign where there is no room for them. */
function LogButton({ out, press }: { out: boolean; press: () => void }) {
  const words = useWords()
  if (out)
    return (
      <PlainOfferedButton offer={words.line.logIn} className="button line-button" data-acts onClick={press}>
        {words.line.logIn}
      </PlainOfferedButton>
    )
  return (
    <Tip text={words.line.logOut}>
      <PlainOfferedButton
        offer={words.line.logOut}
        className="button line-button line-log-out"
        aria-label={words.line.logOut}
        data-deliberate="moves"
        onClick={press}
      >
        <Power aria-hidden />
        <span className="line-button-name">{words.card.leaving.logOut.yes}</span>
      </PlainOfferedButton>
    </Tip>
  )
}

function explain(words: Words, registration: Registration, hasAccount: boolean): string {
  if (!hasAccount) return words.line.explain.none
  switch (registration.kind) {
    case 'refused':
    case 'taken':
      return words.errors[registration.cause.code]
    case 'off':
    case 'connecting':
    case 'registered':
    case 'reconnecting':
    case 'lost':
      return words.line.explain[registration.kind]
  }
}
