// Opens the wallboard from the console's header.
import { Tv } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'

export function WallboardButton({ open }: { open: () => void }) {
  const words = useWords()
  return (
    <Tip text={words.wallboard.open}>
      <Button className="icon-button worded-sign" aria-label={words.wallboard.open} onPress={open}>
        <Tv aria-hidden />
        <span className="sign-word">{words.wallboard.title}</span>
      </Button>
    </Tip>
  )
}
