// What the window that monitors is used for: what would end if it were closed, or its place were taken.
import type { Floor } from '#contract/floor.ts'
import type { RequestInput } from '#contract/ipc.ts'
import { heardByAny } from '#contract/monitor.ts'
import type { PlaceUse } from '#contract/windows.ts'
import { type CurrentMonitor, mayBeInForce } from './current-monitor.ts'

/** A phone call is answered and ended in the page alone: of it the desk knows what it is told. */
export function placeUse(current: () => CurrentMonitor | null, floor: () => Floor | null) {
  let isOnPhone = false
  return {
    use: (): PlaceUse => useOf(current(), floor(), isOnPhone),
    phoneOver: () => {
      isOnPhone = false
    },
    onPhone: async ({ talking }: RequestInput<'onPhone'>) => {
      isOnPhone = talking
      return null
    },
  }
}

function useOf(current: CurrentMonitor | null, floor: Floor | null, isOnPhone: boolean): PlaceUse {
  if (!current) return { kind: isOnPhone ? 'phone' : 'nothing' }
  const mayBeHeard = heardByAny(mayBeInForce(current)) !== 'nobody'
  const agent = floor?.agents[current.target.agentId]?.name ?? null
  return { kind: mayBeHeard ? 'heard' : 'listening', agent }
}
