// The card "Audio monitoring": on whom, in what mode, who hears the supervisor, and everything that can be done about it.
import { PhoneOff } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Target } from '#contract/monitor.ts'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { ControlNotice } from '#renderer/line/control-notice.tsx'
import { useLine } from '#renderer/line/line-store.ts'
import { SoundNotices } from '#renderer/line/microphone-notice.tsx'
import type { Monitor } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { isChanging, shownMode } from '#renderer/monitor/sentences.ts'
import { useWords } from '#renderer/words/words.ts'
import { HeardByNow } from './heard-by.tsx'
import { ModeButtons } from './mode-buttons.tsx'
import { NotesButton, NotesPanel } from './notes.tsx'
import { CallEnded } from './parts/call-ended.tsx'
import { Who } from './parts/card-who.tsx'
import { Follow } from './parts/follow-switch.tsx'
import { NoticeLine } from './parts/notice-line.tsx'
import { ReminderLine } from './parts/reminder-line.tsx'
import { VoiceRow } from './parts/voice-row.tsx'
import { QualityLine } from './quality-line.tsx'
import { SoundMeters } from './sound-meters.tsx'
import './card.css'
import { Later, loadedLater } from '#renderer/ui/loaded-later.tsx'
import { PagePart } from '#renderer/ui/offers.tsx'

const takeOver = loadedLater(async () => (await import('./parts/take-over-button.tsx')).TakeOverButton)

/** Nothing while nothing is monitored, but for a word on the last monitor. `children`: what else can be done with it. */
export function MonitoringCard({ children, form }: CardProps) {
  const monitor = useMonitor((view) => view.monitor)
  if (monitor.phase === 'idle') return <NoticeLine />
  return (
    <CardOf monitor={monitor} form={form}>
      {children}
    </CardOf>
  )
}

/** `form`: what else is written down of a call, beside the notes. */
type CardProps = {
  readonly children?: ReactNode
  readonly form?: ((on: { readonly ticketId: string; readonly target: Target }) => ReactNode) | undefined
}

type Active = Exclude<Monitor, { phase: 'idle' }>

/** Who hears, the modes and the end stand still, whatever is open or told between them: only that scrolls. */
function CardOf({ monitor, children, form }: CardProps & { readonly monitor: Active }) {
  const notesId = useId()
  const [notesOpen, setNotesOpen] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  // A phone call says itself what is wrong with its sound.
  const isOnPhone = useLine((view) => view.line.call.kind === 'talking')
  const live = monitor.phase === 'live' ? monitor : null
  const notice = live?.notice ?? null
  // What is told comes first in it, and is read first.
  useEffect(() => {
    if (notice && body.current) body.current.scrollTop = 0
  }, [notice])
  return (
    <Card>
      <div className="card-head">
        <Who />
        <HeardByNow />
      </div>
      <ModeButtons />
      <div className="card-body" ref={body}>
        {live?.call === 'ended' && <CallEnded live={live} />}
        <NoticeLine />
        <ControlNotice />
        <ReminderLine />
        {!isOnPhone && <SoundNotices />}
        {live && <NotesPanel panelId={notesId} open={notesOpen} live={live} onOpen={() => setNotesOpen(true)} />}
        {live && form?.({ ticketId: live.ticket.id, target: live.target })}
        {live && <Sound />}
        {live && (
          <div className="card-pair">
            <Follow live={live} />
            <Quality />
          </div>
        )}
      </div>
      <div className="card-actions">
        {live && <NotesButton panelId={notesId} open={notesOpen} onToggle={() => setNotesOpen(!notesOpen)} />}
        {live && <Later part={takeOver} props={{}} />}
        {children}
        <End />
      </div>
    </Card>
  )
}

// The attributes are for tests and measurements; the microphone's is read from the sender's own track.
function Card({ children }: { readonly children: ReactNode }) {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const heardBy = useMonitor((view) => view.heardBy)
  const microphone = useLine((view) => view.microphone)
  const live = monitor.phase === 'live' ? monitor : null
  return (
    <PagePart value={words.monitor.region}>
      <section
        className="card"
        aria-label={words.monitor.region}
        data-phase={monitor.phase}
        data-mode={live ? shownMode(live) : undefined}
        data-changing={live ? isChanging(live) : undefined}
        data-heard-by={heardBy}
        data-microphone={microphone.open ? 'open' : 'closed'}
        data-call={live?.call}
        data-rests
        data-keep-clear
        tabIndex={-1}
      >
        <h2 className="sr-only">{words.monitor.region}</h2>
        {children}
      </section>
    </PagePart>
  )
}

/** Of a monitor on a desk phone this console hears nothing. */
function Sound() {
  const words = useWords()
  const here = useHeardHere()
  if (!here) return null
  return (
    <section className="sound" aria-label={words.monitor.meters.region}>
      <VoiceRow />
      <SoundMeters />
    </section>
  )
}

const Quality = () => useHeardHere() && <QualityLine />

const useHeardHere = (): boolean => useLine((view) => view.line.call.kind === 'monitor')

function End() {
  const words = useWords()
  const end = useMonitor((view) => view.end)
  const keys = useAriaKeys('end')
  return (
    <button type="button" className="button card-end" aria-keyshortcuts={keys} data-deliberate="moves" onClick={end}>
      <PhoneOff aria-hidden />
      {words.monitor.end}
      <KeyHint command="end" />
    </button>
  )
}
