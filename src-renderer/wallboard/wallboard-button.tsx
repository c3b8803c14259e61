// Opens the wallboard from the console's header.
import { Presentation } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Tip } from '#renderer/ui/tip.tsx'
import { useWords } from '#renderer/words/words.ts'

export function WallboardButton({ open }: { open: () => void }) {
  const words = useWords()
  return (
    <Tip text={words.wallboard.open}>
      <Button className="icon-button" aria-label={words.wallboard.open} onPress={open}>
        <Presentation aria-hidden />
      </Button>
    </Tip>
  )
}
