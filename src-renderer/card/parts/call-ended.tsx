// After the call has ended: what the monitor waits for, and the countdown to its end with the way to keep it.
import { useContext, useSyncExternalStore } from 'react'
import { KeyHint, useAriaKeys } from '#renderer/keys/key-hint.tsx'
import type { Guard } from '#renderer/monitor/logic/guard.ts'
import type { Live } from '#renderer/monitor/logic/monitor.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { ClockContext } from '#renderer/ui/ticking.tsx'
import { formatDuration } from '#renderer/words/format.ts'
import { useWords } from '#renderer/words/words.ts'

export function CallEnded({ live }: { readonly live: Live }) {
  const words = useWords()
  const agent = useMonitor((view) => view.people?.agent ?? '')
  const guard = useMonitor((view) => view.guard)
  if (live.follow.on) return <p className="card-notice">{words.monitor.callEndedFollowing(agent)}</p>
  if (guard.kind === 'counting') return <Countdown guard={guard} />
  return <p className="card-notice">{words.monitor.guard.kept}</p>
}

function Countdown({ guard }: { readonly guard: Extract<Guard, { kind: 'counting' }> }) {
  const keep = useMonitor((view) => view.keep)
  const keys = useAriaKeys('keep')
  const { guard: say } = useWords().monitor
  return (
    <div className="card-notice card-guard" data-guard>
      <p role="status">
        {say.ended}
        <span className="sr-only"> {say.lasts(formatDuration(guard.lastsMs))}</span>
      </p>
      <p role="timer" aria-live="off">
        {say.left} <TimeLeft {...guard} />
      </p>
      <button type="button" className="button" aria-keyshortcuts={keys} data-acts onClick={keep}>
        {say.keep}
        <KeyHint command="keep" />
      </button>
    </div>
  )
}

/** `until` in epoch ms. The clock is of its last tick, so that at the start it may say a second too many. */
function TimeLeft({ until, lastsMs }: { readonly until: number; readonly lastsMs: number }) {
  const clock = useContext(ClockContext)
  const text = useSyncExternalStore(clock.subscribe, () => formatDuration(Math.min(lastsMs, until - clock.now())))
  return <strong className="ticking">{text}</strong>
}
