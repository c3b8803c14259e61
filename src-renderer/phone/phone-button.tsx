// Opens the phone from the head of the window, and is the lamp: new voicemail, and calls that were missed.
import { Phone, Voicemail } from 'lucide-react'
import { useCalls } from '#renderer/calls/calls-store.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'
import './phone.css'

export function PhoneButton() {
  const { phone: words, line } = useWords()
  const open = useOpened((view) => view.open)
  const allowed = useCalls((view) => view.site.allowed)
  const hasAccount = useLine((view) => view.hasAccount)
  const voicemail = useCalls((view) => view.voicemail)
  const missed = useCalls(({ recent }) => recent.filter(({ isSeen }) => !isSeen).length)
  if (!allowed || !hasAccount) return null
  const { waiting = false, count = null } = voicemail ?? {}
  const lit = waiting ? (count === null ? words.voicemail.some : words.voicemail.count(count)) : null
  const news = [lit, missed > 0 ? line.incoming.missed(missed).replace(/:$/, '') : null].filter((one) => one !== null)
  const name = [words.title, ...news].join(' · ')
  const Icon = waiting ? Voicemail : Phone
  return (
    <Tip text={name}>
      <OfferedButton
        offer={words.title}
        className="icon-button worded-sign phone-button"
        aria-label={name}
        onPress={() => open('phone')}
      >
        <Icon aria-hidden />
        {news.length > 0 && <span className="phone-mark" aria-hidden />}
        <span className="sign-word">{words.title}</span>
      </OfferedButton>
    </Tip>
  )
}
