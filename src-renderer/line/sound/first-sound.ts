// Waits for the first packet of a call: only then is it known that its sound comes through. Says what is missing where none comes.
import type { Clock, Stop } from '#contract/time.ts'
import type { Sound } from '../phone.ts'
import { lineStatsOf } from './rtp-stats.ts'

type Connection = Pick<RTCPeerConnection, 'connectionState' | 'getStats'>

/** Chromium makes no new report within 50 ms of the one before. */
const LOOK_EVERY_MS = 60
/** ICE and DTLS take 20 ms on a LAN, two seconds over a relay far away. */
const PATH_WITHIN_MS = 5_000
/** A PBX may play nothing before it has put the line on the call. */
const PACKETS_WITHIN_MS = 8_000

/** From its answer on. Tells once. */
export function awaitSound(
  connection: Connection,
  clock: Pick<Clock, 'after' | 'ticks'>,
  tell: (sound: Sound) => void,
): Stop {
  const since = clock.ticks()
  let isStopped = false
  let stopTimer: Stop = () => {}

  const look = async (): Promise<void> => {
    const report = await connection.getStats().catch(() => null)
    if (isStopped) return
    const found = soundOf(connection.connectionState, receivedOf(report), clock.ticks() - since)
    if (found === null) stopTimer = clock.after(LOOK_EVERY_MS, () => void look())
    else tell(found)
  }
  void look()
  return () => {
    isStopped = true
    stopTimer()
  }
}

const receivedOf = (report: RTCStatsReport | null): number => (report && lineStatsOf(report.entries())?.received) ?? 0

/** null: not known yet. A way that stands and brings nothing is another fault than no way. */
export function soundOf(path: RTCPeerConnectionState, received: number, waitedMs: number): Sound | null {
  const isThrough = path === 'connected'
  if (isThrough && received > 0) return 'came'
  if (path === 'failed' || path === 'closed') return 'noPath'
  if (isThrough) return waitedMs >= PACKETS_WITHIN_MS ? 'noPackets' : null
  return waitedMs >= PATH_WITHIN_MS ? 'noPath' : null
}
