// While a call is monitored, also the wall says so, and who hears the supervisor; and ends that by Esc or by hand.
import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { useLine } from '#renderer/line/line-store.ts'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { maySpeak, silence } from '#renderer/monitor/silence.ts'
import { words } from '#renderer/words/words.ts'

export function WallMonitor() {
  const idle = useMonitor((view) => view.monitor.phase === 'idle')
  const speaks = useSpeaks()
  if (idle) return null
  return (
    <div className="wall-monitor">
      <MonitoringBanner />
      {speaks && (
        <button type="button" className="button" onClick={silence}>
          {words.monitor.listenOnly}
          <kbd>{words.wallboard.leaveKey}</kbd>
        </button>
      )}
    </div>
  )
}

/** Somebody hears the supervisor, or is about to: then Esc ends that and not the wallboard. */
export function useSpeaks(): boolean {
  const monitor = useMonitor()
  const line = useLine()
  return maySpeak({ monitor, line })
}
