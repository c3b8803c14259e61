// Opens the wallboard from the console's header.
import { Tv } from 'lucide-react'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'

export function WallboardButton({ open }: { open: () => void }) {
  const words = useWords()
  return (
    <Tip text={words.wallboard.open}>
      <OfferedButton
        offer={words.wallboard.open}
        className="icon-button worded-sign"
        aria-label={words.wallboard.open}
        onPress={open}
      >
        <Tv aria-hidden />
        <span className="sign-word">{words.wallboard.title}</span>
      </OfferedButton>
    </Tip>
  )
}
