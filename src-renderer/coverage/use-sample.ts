// Sample: asks who was heard this week, picks a call from those given, and listens to it.
import { useContext, useState } from 'react'
import type { Call } from '../../src-preload/contract/floor.ts'
import type { Desk } from '../../src-preload/contract/ipc.ts'
import { FloorContext } from '../floor/floor-store.ts'
import { listenBecause } from '../history/why.ts'
import { lineStore } from '../line/line-store.ts'
import { sameTarget, targetOf } from '../monitor/monitor.ts'
import { monitorStore } from '../monitor/monitor-store.ts'
import { listenRefusal } from '../monitor/refusals.ts'
import { formatNumber } from '../words/format.ts'
import { words } from '../words/words.ts'
import { pickSample, type Sample } from './pick-sample.ts'
import { weekBefore } from './week.ts'

export type SampleParts = { readonly desk: Desk; readonly now: () => number; readonly random: () => number }

type Sampling = { readonly sample: (calls: readonly Call[]) => Promise<boolean>; readonly told: string }

/** `sample` resolves to whether a call was picked; `told` says which and why, or that there is none. */
export function useSample({ desk, now, random }: SampleParts): Sampling {
  const floor = useContext(FloorContext)
  const [told, setTold] = useState('')
  const sample = async (calls: readonly Call[]): Promise<boolean> => {
    const covered = await desk.request('coverage', { from: weekBefore(now()) }).catch(() => null)
    if (!covered) {
      setTold(words.coverage.failed)
      return false
    }
    const picked = pickSample(calls, covered, mayListen, random())
    if (!picked) {
      setTold(words.coverage.none)
      return false
    }
    const name = floor.getState().floor?.agents[picked.agentId]?.name ?? picked.agentId
    setTold(pickedText(picked, name))
    const target = { callId: picked.callId, agentId: picked.agentId }
    listenBecause('sample', target, now())
    monitorStore.getState().listen(target)
    return true
  }
  return { sample, told }
}

/** By the rules of the Listen button itself; the call that is monitored already is no sample. */
function mayListen(call: Call, agentId: string): boolean {
  const { site, feedLive, monitor, people } = monitorStore.getState()
  const { line, microphone, hasAccount } = lineStore.getState()
  if (sameTarget(targetOf(monitor), { callId: call.id, agentId })) return false
  return listenRefusal(call, agentId, { site, feedLive, monitor, people }, { line, microphone, hasAccount }) === null
}

function pickedText({ times, among }: Sample, name: string): string {
  const { never, least } = words.coverage.picked
  const count = formatNumber(among)
  return times === 0 ? never(name, among, count) : least(name, formatNumber(times), among, count)
}
