// The card "Audio monitoring": on whom, in what mode, who hears the supervisor, and everything that can be done about it.
import { PhoneOff, X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { Switch } from 'react-aria-components'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import { useLine } from '#renderer/line/line-store.ts'
import { MicrophoneNotice } from '#renderer/line/microphone-notice.tsx'
import { Ticking } from '#renderer/ui/ticking.tsx'
import { Tip } from '#renderer/ui/tip.tsx'
import { formatDuration } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'
import { CallEnded } from './call-ended.tsx'
import './card.css'
import './follow-switch.css'
import type { Live, Monitor } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { callerOf, cardSentence, isChanging, noticeSentence, shownMode } from '#renderer/monitor/sentences.ts'
import { HeardByNow } from './heard-by.tsx'
import { ModeButtons } from './mode-buttons.tsx'
import { NotesButton, NotesPanel } from './notes.tsx'
import { QualityLine } from './quality-line.tsx'
import { SoundMeters } from './sound-meters.tsx'

/** Nothing while nothing is monitored, but for a word on the last monitor. `children`: what else can be done with it. */
export function MonitoringCard({ children }: { readonly children?: ReactNode }) {
  const monitor = useMonitor((view) => view.monitor)
  if (monitor.phase === 'idle') {
    return monitor.notice ? (
      <div className="card">
        <NoticeLine />
      </div>
    ) : null
  }
  return <CardOf monitor={monitor}>{children}</CardOf>
}

type Active = Exclude<Monitor, { phase: 'idle' }>

function CardOf({ monitor, children }: { readonly monitor: Active; readonly children: ReactNode }) {
  const notesId = useId()
  const [notesOpen, setNotesOpen] = useState(false)
  const live = monitor.phase === 'live' ? monitor : null
  const actions = (
    <div className="card-actions">
      {live && <NotesButton panelId={notesId} open={notesOpen} onToggle={() => setNotesOpen(!notesOpen)} />}
      {children}
      <End />
    </div>
  )
  return (
    <Card actions={actions}>
      <div className="card-pair">
        <Who />
        <HeardByNow />
      </div>
      <ModeButtons />
      {live?.call === 'ended' && <CallEnded live={live} />}
      <NoticeLine />
      <MicrophoneNotice />
      {live && <Sound />}
      {live && (
        <div className="card-pair">
          <Follow live={live} />
          <Quality />
        </div>
      )}
      {live && <NotesPanel panelId={notesId} open={notesOpen} live={live} onOpen={() => setNotesOpen(true)} />}
    </Card>
  )
}

// The attributes are for tests and measurements; the microphone's is read from the sender's own track.
function Card({ actions, children }: { readonly actions: ReactNode; readonly children: ReactNode }) {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const heardBy = useMonitor((view) => view.heardBy)
  const microphone = useLine((view) => view.microphone)
  const live = monitor.phase === 'live' ? monitor : null
  return (
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
      tabIndex={-1}
    >
      <header className="card-head">
        <h2 className="card-title">{words.monitor.region}</h2>
        {live && (
          <p className="card-since" data-timer>
            <HeardFor {...live.heard} />
          </p>
        )}
      </header>
      <div className="card-body">{children}</div>
      {actions}
    </section>
  )
}

/** Of the call alone: it stands still when the call is over, and begins anew with the next. */
function HeardFor({ since, until }: Live['heard']) {
  const words = useWords()
  if (until === null)
    return (
      <>
        {words.monitor.duration} <Ticking since={since} />
      </>
    )
  return (
    <>
      {words.monitor.lasted} <span className="ticking">{formatDuration(until - since)}</span>
    </>
  )
}

function Who() {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  return (
    <div className="card-who">
      <p className="strong">{words.monitor.between(people?.agent ?? '', callerOf(words, people))}</p>
      <p className="card-state" data-busy={monitor.phase !== 'live' || isChanging(monitor)}>
        {cardSentence(words, monitor, people)}
      </p>
      {monitor.phase === 'connecting' && <AnswerHint />}
      {monitor.phase === 'live' && monitor.device !== null && (
        <p className="card-since">{words.monitor.onDevice(monitor.device)}</p>
      )}
    </div>
  )
}

/** Where all phones ring and the console's own line is not among them, a hand must pick one up. */
function AnswerHint() {
  const words = useWords()
  const ringsAll = useMonitor((view) => view.site?.capabilities.rings === 'allPhones')
  const answersHere = useLine((view) => view.line.registration.kind === 'registered')
  return ringsAll && !answersHere ? <p role="status">{words.monitor.answerOnPhone}</p> : null
}

/** Of a monitor on a desk phone this console hears nothing. */
function Sound() {
  const words = useWords()
  const here = useHeardHere()
  if (!here) return null
  return (
    <section className="sound" aria-label={words.monitor.meters.region}>
      <SoundMeters />
    </section>
  )
}

const Quality = () => useHeardHere() && <QualityLine />

const useHeardHere = (): boolean => useLine((view) => view.line.call.kind === 'monitor')

/** What is said of a monitor that is over is read by then. */
const PAST_NOTICE_MS = 60_000

function NoticeLine() {
  const words = useWords()
  const monitor = useMonitor((view) => view.monitor)
  const otherPhone = useMonitor((view) => view.otherPhone)
  const dismiss = useMonitor((view) => view.dismiss)
  const past = monitor.phase === 'idle' ? monitor.notice : null
  useEffect(() => {
    if (!past) return
    const timer = setTimeout(dismiss, PAST_NOTICE_MS)
    return () => clearTimeout(timer)
  }, [past, dismiss])
  if (monitor.phase !== 'idle' && monitor.phase !== 'live') return null
  if (!monitor.notice) return null
  return (
    <p className="card-notice" role="status">
      <span>{noticeSentence(words, monitor.notice, otherPhone)}</span>
      <button type="button" className="icon-button" aria-label={words.monitor.notice.dismiss} onClick={dismiss}>
        <X aria-hidden />
      </button>
    </p>
  )
}

function Follow({ live }: { readonly live: Live }) {
  const words = useWords()
  const agent = useMonitor((view) => view.people?.agent ?? '')
  const follow = useMonitor((view) => view.follow)
  const possible = useMonitor((view) => view.site?.capabilities.follow ?? false)
  const hint = useId()
  const sentence = possible ? words.monitor.followHint(agent) : words.monitor.followImpossible
  return (
    <div className="card-follow">
      <Tip text={sentence}>
        <Switch
          className="switch"
          data-deliberate="moves"
          isSelected={live.follow.on}
          isDisabled={!possible}
          onChange={follow}
          aria-describedby={hint}
        >
          <span className="switch-track" />
          <span className="switch-name">{words.monitor.follow(agent)}</span>
          <KeyHint command="follow" />
        </Switch>
      </Tip>
      <p id={hint} className={possible ? 'sr-only' : 'card-hint'}>
        {sentence}
      </p>
    </div>
  )
}

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
