// Records of the old form, one of a whole monitor with all its calls, read as one a call. Pure.
import type { CallRecord, HeardCall, MonitorRecord } from '#contract/history.ts'

/**
 * One record a call: modes, doubts, refusals and notes go by their time. Nobody knows to which of the calls the tags belong, so each has them;
 * the reason is that of the first.
 */
export function callsOf(monitor: MonitorRecord): readonly CallRecord[] {
  const { kind: _monitor, calls, ...shared } = monitor
  return calls.map((call, index) => {
    const [from, to] = timeOf(calls, index)
    const within = <T extends { readonly at: number }>(times: readonly T[]): T[] =>
      times.filter(({ at }) => at >= from && at < to)
    const next = calls[index + 1]
    return {
      ...shared,
      kind: 'call',
      id: `${shared.id}-${index + 1}`,
      monitorId: shared.id,
      why: index === 0 ? shared.why : whyOf(call),
      askedAt: index === 0 ? shared.askedAt : call.at,
      attachedAt: shared.attachedAt === null ? null : call.at,
      endedAt: next?.at ?? shared.endedAt,
      call,
      modes: within(shared.modes),
      unsure: within(shared.unsure),
      refusals: within(shared.refusals),
      notes: within(shared.notes),
      end: next ? endOf(next) : shared.end,
    }
  })
}

/** What was written before the first call belongs to it, and what was written after the last to that. */
const timeOf = (calls: readonly HeardCall[], index: number): readonly [number, number] => [
  index === 0 ? 0 : (calls[index]?.at ?? 0),
  calls[index + 1]?.at ?? Number.POSITIVE_INFINITY,
]

const whyOf = ({ by }: HeardCall): CallRecord['why'] => (by === 'follow' || by === 'transfer' ? by : 'notRecorded')

/** Only a hop, follow or a transfer brings a monitor to another call. */
const endOf = ({ by }: HeardCall): CallRecord['end'] => (by === 'listen' ? 'hop' : by)
