// Takes the monitored call over: asks first who then hears, and says why not where it cannot be.
import { PhoneIncoming } from 'lucide-react'
import { type ReactNode, useContext, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { takeOverRefusal } from '#renderer/acts/take-over-refusal.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { callerOf } from '#renderer/monitor/sentences.ts'
import { OfferedButton } from '#renderer/ui/offers.tsx'
import { type ActWords, useActWords } from '#renderer/words/later-acts.ts'
import { useWords } from '#renderer/words/words.ts'
import { ReasonedButton } from '../reasoned-button.tsx'
import './take-over-button.css'

/** Nothing where the phone system cannot, or no call is listened to. */
export function TakeOverButton() {
  const say = useActWords()
  const on = useMonitor(({ monitor }) =>
    monitor.phase === 'live' && monitor.call === 'up' ? `${monitor.target.callId} ${monitor.target.agentId}` : null,
  )
  const isPossible = useMonitor((view) => view.site?.capabilities.acts.takeOver !== undefined)
  // Its question is about the people of this call.
  return say && on !== null && isPossible ? <TakeOver key={on} say={say} /> : null
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
