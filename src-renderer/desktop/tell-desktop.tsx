// What a supervisor who looks at another program must know of their own line: a monitor that is over without them, a line that is gone, a
// missed call. By a notification of the system, with names and no numbers: it may lie on a locked screen.
import { useEffect, useRef } from 'react'
import type { Desk } from '#contract/ipc.ts'
import { systemNotify } from '#renderer/alerts/tell-news.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { noticeSentence } from '#renderer/monitor/sentences.ts'
import { type DesktopWords, useDesktopWords } from '#renderer/words/later-desktop.ts'
import { useWords } from '#renderer/words/words.ts'

type NewsProps = { readonly desk: Desk; readonly isWanted: boolean }

export function TellDesktop({ desk, isWanted }: NewsProps) {
  const say = useDesktopWords()
  return say && isWanted ? <Tell say={say.notify} desk={desk} /> : null
}

function Tell({ say, desk }: { readonly say: DesktopWords['notify']; readonly desk: Desk }) {
  const words = useWords()
  const registration = useLine((view) => view.line.registration.kind)
  const missed = useLine((view) => view.line.missed)
  const phase = useMonitor((view) => view.monitor.phase)
  const notice = useMonitor(({ monitor }) => (monitor.phase === 'idle' ? monitor.notice : null))
  const otherPhone = useMonitor((view) => view.otherPhone)
  const before = useRef({ registration, missed: missed[0], phase })
  useEffect(() => {
    const was = before.current
    before.current = { registration, missed: missed[0], phase }
    const toFront = () => void desk.request('toFront', null).catch(() => {})
    const [last] = missed
    if (last && last !== was.missed)
      systemNotify('missed', say.missed(last.from.name || words.line.incoming.unknown), '', toFront)
    if (was.registration === 'registered' && registration !== 'registered' && registration !== 'off')
      systemNotify('line', say.lineLost, say.lineLostBody, toFront)
    if (was.phase !== 'idle' && phase === 'idle' && notice)
      systemNotify('monitor', say.monitorOver, noticeSentence(words, notice, otherPhone), toFront)
  }, [registration, missed, phase, notice, otherPhone, say, words, desk])
  return null
}
