// Before somebody logs out or signs out while a call is listened to: what ends by it, and the way to stay.
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { hasPhoneCall } from '#renderer/line/line.ts'
import { type LineSight, useLine, useLineStore } from '#renderer/line/line-store.ts'
import { type MonitorSight, useMonitor, useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { heardSentence } from '#renderer/monitor/sentences.ts'
import { type AskFirst, AskFirstContext, type Leaving } from '#renderer/ui/ask-first.ts'
import { useWords, type Words, wordsNow } from '#renderer/words/words.ts'
import './leave-question.css'

type Asked = { readonly what: Leaving; readonly act: () => void }

export function AsksFirst({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const ask: AskFirst = useCallback(
    (what, act) => {
      if (whatEnds(wordsNow(), monitor.getState(), line.getState()) === null) act()
      else setAsked({ what, act })
    },
    [monitor, line],
  )
  return (
    <AskFirstContext value={ask}>
      {children}
      {asked && <Question asked={asked} close={() => setAsked(null)} />}
    </AskFirstContext>
  )
}

function Question({ asked: { what, act }, close }: { readonly asked: Asked; readonly close: () => void }) {
  const words = useWords()
  const monitor = useMonitor((view) => view)
  const line = useLine((view) => view)
  const ends = whatEnds(words, monitor, line)
  // What it was about has ended by itself: nothing is to be asked, and nothing was said.
  useEffect(() => {
    if (ends === null) close()
  }, [ends, close])
  const { leaving } = words.card
  const go = () => {
    close()
    act()
  }
  return (
    <ModalOverlay className="leave-overlay" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal>
        <Dialog className="leave-question" role="alertdialog">
          <Heading slot="title" level={2}>
            {leaving[what].title}
          </Heading>
          <p>{ends}</p>
          <div className="leave-answers">
            <Button className="button" autoFocus onPress={close}>
              {leaving.stay}
            </Button>
            <Button className="button leave-go" data-deliberate="moves" data-acts onPress={go}>
              {leaving[what].yes}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Of a page in a browser, which asks in words of its own. Electron asks for itself: there a page that refuses stays without a word. */
export function useAskBeforeClosing(isBrowser: boolean): void {
  const monitor = useMonitorStore()
  const line = useLineStore()
  useEffect(() => {
    if (!isBrowser) return
    const asks = (event: Event) => {
      if (monitor.getState().heardBy !== 'nobody' || line.getState().microphone.open) event.preventDefault()
    }
    window.addEventListener('beforeunload', asks)
    return () => window.removeEventListener('beforeunload', asks)
  }, [isBrowser, monitor, line])
}

type Now = Pick<MonitorSight, 'monitor' | 'people' | 'heardBy'>

/** null: nothing. */
function whatEnds(words: Words, { monitor, people, heardBy }: Now, { line }: Pick<LineSight, 'line'>): string | null {
  const { leaving } = words.card
  if (hasPhoneCall(line)) return leaving.phone
  if (monitor.phase === 'idle' || monitor.phase === 'ending') return null
  const agent = people?.agent ?? ''
  return heardBy === 'nobody' ? leaving.listening(agent) : leaving.heard(heardSentence(words, heardBy, people), agent)
}
