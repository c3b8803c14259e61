// A figure the phone system may not tell: then a dash, with the reason to whoever asks.
import { useWords } from '#renderer/words/words.ts'

export function Figure({ text }: { text: string | null }) {
  const words = useWords()
  if (text !== null) return <>{text}</>
  return (
    <span className="figure-unknown" title={words.floor.unknownFigure}>
      <span aria-hidden>–</span>
      <span className="sr-only">{words.floor.unknownFigure}</span>
    </span>
  )
}
