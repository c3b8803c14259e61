// While a call is monitored, also the wall says so, and who hears the supervisor; and ends that by Esc or by hand.
import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'
import { useMaySpeak, useSilence } from '#renderer/monitor/silence.ts'
import { useWords } from '#renderer/words/words.ts'

export function WallMonitor() {
  const words = useWords()
  const idle = useMonitor((view) => view.monitor.phase === 'idle')
  const speaks = useMaySpeak()
  const silence = useSilence()
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
