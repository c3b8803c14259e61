// A link from another program is asked about here, with whom it is about. It does nothing by itself, and cannot be pressed in passing:
// the way back has the keyboard, and what listens is deaf at first.
import { useContext, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { type Agent, type Call, emptyFloor, type Floor } from '#contract/floor.ts'
import type { Clock } from '#contract/time.ts'
import { ListenButton } from '#renderer/card/listen-button.tsx'
import { useFloor } from '#renderer/floor/floor-store.ts'
import { SearchContext } from '#renderer/floor/search-store.tsx'
import { targetOf } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useSignIn } from '#renderer/signin/sign-in-store.ts'
import { useOpened } from '#renderer/ui/opened-store.ts'
import { type DesktopWords, useDesktopWords } from '#renderer/words/later-desktop.ts'
import { type ConsoleLink, consoleLink } from './console-link.ts'
import '#renderer/card/leave-question.css'

/** A question that comes up under a press is answered by nobody. */
export const DEAF_AT_FIRST_MS = 700

type LinkProps = { readonly clock: Pick<Clock, 'after'> }

export function LinkQuestion({ clock }: LinkProps) {
  const say = useDesktopWords()
  const opened = useOpened((view) => view.opened)
  const link = useOpened((view) => view.at)
  const open = useOpened((view) => view.open)
  // Nobody has signed in who could be asked.
  const isLocked = useSignIn((view) => view.seat.kind === 'wanted')
  const isAsked = opened === 'link'
  useEffect(() => {
    if (isAsked && isLocked) open(null)
  }, [isAsked, isLocked, open])
  if (!isAsked || isLocked || !say) return null
  const close = () => open(null)
  return (
    <ModalOverlay className="leave-overlay" isOpen onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal>
        <Dialog className="leave-question" role="alertdialog">
          <Question say={say} link={consoleLink(link ?? '')} clock={clock} close={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type QuestionProps = LinkProps & {
  readonly say: DesktopWords
  readonly link: ConsoleLink | null
  readonly close: () => void
}

function Question({ say: { link: say }, link, clock, close }: QuestionProps) {
  const floor = useFloor((picture) => picture)
  const agent = link && agentOf(floor, link.agent)
  const calls = agent && link?.kind === 'listen' ? callsOf(floor, agent.id) : []
  const isDeaf = useDeafAtFirst(clock)
  useClosedByListening(calls, close)
  return (
    <>
      <Heading slot="title" level={2}>
        {say.title}
      </Heading>
      <p>{sentence(say, link, agent, calls.length)}</p>
      {agent && <p className="card-hint">{say.nothingYet}</p>}
      <div className="leave-answers" inert={isDeaf}>
        {agent && calls.map((call) => <ListenButton key={call.id} call={call} agent={agent} compact={false} />)}
        {agent && <Show name={agent.name} say={say} close={close} />}
      </div>
      <div className="leave-answers">
        <Button className="button" autoFocus onPress={close}>
          {say.no}
        </Button>
      </div>
    </>
  )
}

type Say = DesktopWords['link']

function sentence(say: Say, link: ConsoleLink | null, agent: Agent | null, calls: number): string {
  if (!link) return say.unreadable
  if (!agent) return say.unknown(link.agent)
  if (link.kind === 'agent') return say.agent(agent.name)
  return calls === 0 ? say.notInCall(agent.name) : say.listen(agent.name)
}

function Show({ name, say, close }: { readonly name: string; readonly say: Say; readonly close: () => void }) {
  const search = useContext(SearchContext)
  const show = () => {
    search.setState({ search: name })
    close()
  }
  return (
    <Button className="button" data-acts onPress={show}>
      {say.show}
    </Button>
  )
}

function useDeafAtFirst(clock: Pick<Clock, 'after'>): boolean {
  const [isDeaf, setDeaf] = useState(true)
  useEffect(() => clock.after(DEAF_AT_FIRST_MS, () => setDeaf(false)), [clock])
  return isDeaf
}

/** Once it is done there is nothing to ask. */
function useClosedByListening(calls: readonly Call[], close: () => void): void {
  const target = useMonitor((view) => targetOf(view.monitor)?.callId ?? null)
  const [before] = useState(target)
  const isDone = target !== before && calls.some(({ id }) => id === target)
  useEffect(() => {
    if (isDone) close()
  }, [isDone, close])
}

const agentOf = (floor: Floor | null, wanted: string): Agent | null =>
  Object.values((floor ?? emptyFloor).agents).find(({ id, extension }) => id === wanted || extension === wanted) ?? null

const callsOf = (floor: Floor | null, agentId: string): readonly Call[] =>
  Object.values((floor ?? emptyFloor).calls).filter((call) => call.agentId === agentId)
