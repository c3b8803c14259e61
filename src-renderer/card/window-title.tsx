// The title of the window, and with it the taskbar and the tray: who hears the supervisor comes first.
import { useEffect } from 'react'
import { isTalking } from '#renderer/line/line.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { titleSentence } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'

export function WindowTitle() {
  const words = useWords()
  const state = useMonitor(({ monitor, people, heardBy }) => titleSentence(words, monitor, people, heardBy))
  const phoneHears = useLine((view) => isTalking(view.line) && view.microphone.open)
  const { product } = words.app
  const said = phoneHears ? words.monitor.heardBy.phone : state
  const title = said === null ? product : words.card.title.withProduct(said, product)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(
    () => () => {
      document.title = product
    },
    [product],
  )
  return null
}
