// Sample: asks who was heard this week, picks a call from those given, and listens to it.
import { useContext, useEffect, useState } from 'react'
import type { Call } from '#contract/floor.ts'
import type { Desk } from '#contract/ipc.ts'
import { FloorContext } from '#renderer/floor/floor-store.ts'
import { type LineView, useLineStore } from '#renderer/line/line-store.ts'
import { sameTarget, targetOf } from '#renderer/monitor/logic/monitor.ts'
import { type MonitorView, useMonitor, useMonitorStore } from '#renderer/monitor/monitor-store.ts'
import { listenRefusal } from '#renderer/monitor/refusals.ts'
import { formatNumber } from '#renderer/words/format.ts'
import { useWords, type Words } from '#renderer/words/words.ts'
import { pickSample, type Sample } from './pick-sample.ts'
import { weekBefore } from './week.ts'

export type SampleParts = { readonly desk: Desk; readonly now: () => number; readonly random: () => number }

/** Long enough to read who was picked and why; then it makes room. */
const SHOWN_MS = 20_000

type Sampling = {
  readonly sample: (calls: readonly Call[]) => Promise<boolean>
  readonly outcome: string
  readonly deliberate: 'moves' | undefined // for its button: while a monitor is on it is moved
}

/** `sample` resolves to whether a call was picked; `outcome` says which and why, or that there is none. */
export function useSample({ desk, now, random }: SampleParts): Sampling {
  const words = useWords()
  const floor = useContext(FloorContext)
  const monitor = useMonitorStore()
  const line = useLineStore()
  const [outcome, setOutcome] = useState('')
  useEffect(() => {
    if (outcome === '') return
    const timer = setTimeout(() => setOutcome(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const monitoring = useMonitor((view) => view.monitor.phase !== 'idle')
  const sample = async (calls: readonly Call[]): Promise<boolean> => {
    const covered = await desk.request('coverage', { from: weekBefore(now()) }).catch(() => null)
    if (!covered) {
      setOutcome(words.coverage.failed)
      return false
    }
    const mayHear = (call: Call, agentId: string) =>
      mayListen(words, call, agentId, monitor.getState(), line.getState())
    const picked = pickSample(calls, covered, mayHear, random())
    if (!picked) {
      setOutcome(words.coverage.none)
      return false
    }
    const name = floor.getState().floor?.agents[picked.agentId]?.name ?? picked.agentId
    setOutcome(pickedText(words, picked, name))
    const target = { callId: picked.callId, agentId: picked.agentId }
    monitor.getState().listen(target, 'sample')
    return true
  }
  return { sample, outcome, deliberate: monitoring ? 'moves' : undefined }
}

/** By the rules of the Listen button itself; the call that is monitored already is no sample. */
function mayListen(words: Words, call: Call, agentId: string, monitor: MonitorView, line: LineView): boolean {
  if (sameTarget(targetOf(monitor.monitor), { callId: call.id, agentId })) return false
  return listenRefusal(words, call, agentId, monitor, line) === null
}

function pickedText(words: Words, { times, among }: Sample, name: string): string {
  const { never, least } = words.coverage.picked
  const count = formatNumber(among)
  return times === 0 ? never(name, among, count) : least(name, formatNumber(times), among, count)
}
