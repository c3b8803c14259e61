// The card "Audio monitoring": on whom, in what mode, who hears the supervisor, and everything that can be done about it.
import { PhoneOff, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Switch } from 'react-aria-components'
import { useLine } from '../line/line-store.ts'
import { MicrophoneNotice } from '../line/microphone-notice.tsx'
import { Ticking } from '../ui/ticking.tsx'
import { words } from '../words/words.ts'
import { HeardByNow } from './heard-by.tsx'
import { ModeButtons, ModeButtonsWithoutCall } from './mode-buttons.tsx'
import type { Live } from './monitor.ts'
import './monitor.css'
import { useMonitor } from './monitor-store.ts'
import { bannerSentence, callerOf, isChanging, noticeSentence, shownMode } from './sentences.ts'

const say = words.monitor

/** Nothing while nothing is monitored, but for a word on the last monitor when it did not start or was ended. */
export function MonitoringCard() {
  const monitor = useMonitor((view) => view.monitor)
  if (monitor.phase === 'idle') {
    return monitor.notice ? (
      <div className="card">
        <NoticeLine />
      </div>
    ) : null
  }
  return (
    <Card>
      <Who />
      <HeardByNow />
      {monitor.phase === 'live' && monitor.call === 'ended' && <CallEnded live={monitor} />}
      <NoticeLine />
      <MicrophoneNotice />
      <Modes />
      {monitor.phase === 'live' && <Follow live={monitor} />}
      <End />
    </Card>
  )
}

// The attributes are for tests and measurements; the microphone's is read from the sender's own track.
function Card({ children }: { readonly children: ReactNode }) {
  const monitor = useMonitor((view) => view.monitor)
  const heardBy = useMonitor((view) => view.heardBy)
  const microphone = useLine((view) => view.microphone)
  const live = monitor.phase === 'live' ? monitor : null
  return (
    <section
      className="card"
      aria-label={say.region}
      data-phase={monitor.phase}
      data-mode={live ? shownMode(live) : undefined}
      data-changing={live ? isChanging(live) : undefined}
      data-heard-by={heardBy}
      data-microphone={microphone.open ? 'open' : 'closed'}
      data-call={live?.call}
    >
      <h2 className="card-title">{say.region}</h2>
      {children}
    </section>
  )
}

function Who() {
  const monitor = useMonitor((view) => view.monitor)
  const people = useMonitor((view) => view.people)
  return (
    <div className="card-who">
      <p className="strong">{say.between(people?.agent ?? '', callerOf(people))}</p>
      <p className="card-state" data-busy={monitor.phase !== 'live' || isChanging(monitor)}>
        {bannerSentence(monitor, people)}
      </p>
      {monitor.phase === 'live' && (
        <p className="card-since">
          {say.duration} <Ticking since={monitor.since} />
        </p>
      )}
    </div>
  )
}

function CallEnded({ live }: { readonly live: Live }) {
  const agent = useMonitor((view) => view.people?.agent ?? '')
  return <p className="card-notice">{live.follow.on ? say.callEndedFollowing(agent) : say.callEnded}</p>
}

function NoticeLine() {
  const monitor = useMonitor((view) => view.monitor)
  const dismiss = useMonitor((view) => view.dismiss)
  if (monitor.phase !== 'idle' && monitor.phase !== 'live') return null
  if (!monitor.notice) return null
  return (
    <p className="card-notice" role="status">
      <span>{noticeSentence(monitor.notice)}</span>
      <button type="button" className="icon-button" aria-label={say.notice.dismiss} onClick={dismiss}>
        <X aria-hidden />
      </button>
    </p>
  )
}

function Modes() {
  const people = useMonitor((view) => view.people)
  return people?.call ? <ModeButtons call={people.call} agentId={people.target.agentId} /> : <ModeButtonsWithoutCall />
}

function Follow({ live }: { readonly live: Live }) {
  const agent = useMonitor((view) => view.people?.agent ?? '')
  const follow = useMonitor((view) => view.follow)
  const possible = useMonitor((view) => view.site?.capabilities.follow ?? false)
  return (
    <div className="card-follow">
      <Switch className="switch" isSelected={live.follow.on} isDisabled={!possible} onChange={follow}>
        <span className="switch-track" />
        {say.follow(agent)}
      </Switch>
      <p className="card-hint">{possible ? say.followHint(agent) : say.followImpossible}</p>
    </div>
  )
}

function End() {
  const end = useMonitor((view) => view.end)
  return (
    <button type="button" className="button card-end" onClick={end}>
      <PhoneOff aria-hidden />
      {say.end}
    </button>
  )
}
