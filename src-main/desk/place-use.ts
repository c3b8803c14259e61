// What the window that monitors is used for: what would end if it were closed, or its place were taken.
import type { Floor } from '#contract/floor.ts'
import type { RequestInput } from '#contract/ipc.ts'
import { heardByAny } from '#contract/monitor.ts'
import type { PlaceUse } from '#contract/windows.ts'
import { type CurrentMonitor, mayBeInForce } from './current-monitor.ts'

export function useOf(current: CurrentMonitor | null, floor: Floor | null, isOnPhone: boolean): PlaceUse {
  if (!current) return { kind: isOnPhone ? 'phone' : 'nothing' }
  const mayBeHeard = heardByAny(mayBeInForce(current)) !== 'nobody'
  const agent = floor?.agents[current.target.agentId]?.name ?? null
  return { kind: mayBeHeard ? 'heard' : 'listening', agent }
}

/** Answered and ended in the page alone; the desk knows of it what it is told. */
export function phoneCall() {
  let isOn = false
  const set = (talking: boolean) => {
    isOn = talking
  }
  return {
    isOn: () => isOn,
    over: () => set(false),
    onPhone: async ({ talking }: RequestInput<'onPhone'>) => {
      set(talking)
      return null
    },
  }
}
