// Takes the monitored call over: asks first who then hears, and says why not where it cannot be.
import { PhoneIncoming } from 'lucide-react'
import { type ReactNode, useContext, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { actRefusal } from '#renderer/acts/act-refusals.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { canSpeak } from '#renderer/monitor/logic/access-now.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { because, type LineNow, type MonitorNow, type Refusal, remedyOf } from '#renderer/monitor/refusals.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { type ActWords, useActWords } from '#renderer/words/later-acts.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { ReasonedButton } from '../reasoned-button.tsx'
import './take-over-button.css'

/** Nothing where the phone system cannot, or no call is listened to. */
export function TakeOverButton() {
  const say = useActWords()
  const isLive = useMonitor(({ monitor }) => monitor.phase === 'live' && monitor.call === 'up')
  const isPossible = useMonitor((view) => view.site?.capabilities.acts.takeOver !== undefined)
  return say && isLive && isPossible ? <TakeOver say={say} /> : null
}

function TakeOver({ say }: { readonly say: ActWords }) {
  const words = useWords()
  const now = useMonitor((view) => view)
  const line = useLine((view) => view)
  const floor = useContext(FloorContext)
  const [isOpen, open] = useState(false)
  const { button } = say.takeOver
  const refusal = takeOverRefusal(words, now, line, floor.getState().floor)
  const face = (
    <>
      <PhoneIncoming aria-hidden />
      <span className="card-action-name">{button}</span>
    </>
  )
  if (refusal)
    return (
      <ReasonedButton className="button" label={button} refusal={refusal} onPress={() => {}}>
        {face}
      </ReasonedButton>
    )
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={open}>
      <OfferedButton offer={button} className="button" aria-label={button} data-acts>
        {face}
      </OfferedButton>
      <Question say={say} close={() => open(false)} />
    </DialogTrigger>
  )
}

/** Gone with what it asks about: the button is another one then. */
function Question({ say, close }: { readonly say: ActWords; readonly close: () => void }): ReactNode {
  const words = useWords()
  const people = useMonitor((view) => view.people)
  const takeOver = useMonitor((view) => view.takeOver)
  const { title, who, yes } = say.takeOver
  return (
    <Popover className="menu-popover" placement="top start">
      <Dialog role="alertdialog" className="take-over-question">
        <Heading slot="title">{title}</Heading>
        <p>{who(people?.agent ?? '', callerOf(words, people))}</p>
        <div className="acts-answers">
          <Button className="button" onPress={close}>
            {say.questions.no}
          </Button>
          <Button
            className="button acts-go"
            autoFocus
            data-acts
            data-deliberate="speaks"
            onPress={() => {
              close()
              takeOver()
            }}
          >
            {yes}
          </Button>
        </div>
      </Dialog>
    </Popover>
  )
}

type Floor = Parameters<typeof actRefusal>[3]['floor']

/** null: it may be taken over. What is being moved or changed, or taken already, is not to be taken. */
export function takeOverRefusal(words: Words, now: MonitorNow, line: LineNow, floor: Floor): Refusal | null {
  const { monitor, site, feedLive, people } = now
  if (monitor.phase !== 'live') return because(words.refusals.notLive)
  const subject = { of: 'call', callId: monitor.target.callId } as const
  const why = actRefusal(words, 'takeOver', subject, { floor, site, feedLive, monitor })
  if (why) return why
  if (monitor.move) return because(words.monitor.changing.hop(people?.agent ?? ''))
  if (monitor.taking) return because(words.monitor.taking[monitor.taking.answer](callerOf(words, people)))
  if (monitor.links === 'broken') return because(words.refusals.monitoringCut)
  if (canSpeak(line.microphone) || monitor.takenBy !== 'console') return null
  return { sentence: words.refusals.noMicrophone, remedy: remedyOf('noMicrophone', line) }
}
