// While a call is monitored, also the wall says so, and who hears the supervisor.
import { useMonitor } from '../monitor/monitor-store.ts'
import { MonitoringBanner } from '../monitor/monitoring-banner.tsx'

export function WallMonitor() {
  const idle = useMonitor((view) => view.monitor.phase === 'idle')
  return idle ? null : (
    <div className="wall-monitor">
      <MonitoringBanner />
    </div>
  )
}
