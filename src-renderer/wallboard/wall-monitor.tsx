// While a call is monitored, also the wall says so, and who hears the supervisor.

import { MonitoringBanner } from '#renderer/card/monitoring-banner.tsx'
import { useMonitor } from '#renderer/monitor/monitor-store.ts'

export function WallMonitor() {
  const idle = useMonitor((view) => view.monitor.phase === 'idle')
  return idle ? null : (
    <div className="wall-monitor">
      <MonitoringBanner />
    </div>
  )
}
