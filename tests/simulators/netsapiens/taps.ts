// A monitor as the platform keeps it: two legs into a call, one ringing a phone of the supervisor. Pure.
import type { RingEvent, SimMode } from './floor.ts'

export type TapSide = 'orig' | 'term'
type TapLeg = { readonly id: string; readonly side: TapSide; readonly barged: boolean }
type TapRing = {
  readonly id: string
  readonly callId: string // what a disconnect names
  readonly device: string
  readonly answered: boolean
}

export type Tap = {
  readonly id: string
  readonly call: string
  readonly origCallId: string
  readonly agentSide: TapSide
  readonly supervisor: string
  readonly startedAt: number
  readonly legs: readonly TapLeg[]
  readonly rings: readonly TapRing[]
}

export function newTap(start: Omit<Tap, 'legs' | 'rings'>, devices: readonly string[]): Tap {
  const leg = (side: TapSide): TapLeg => ({ id: `adhoc.monitor.${start.id}.${side}`, side, barged: false })
  const rings = devices.map((device) => ({
    id: `${start.id}.${device}`,
    callId: `${start.id}.${device}@conference-bridge`,
    device,
    answered: false,
  }))
  return { ...start, legs: [leg('orig'), leg('term')], rings }
}

export const withLeg = (tap: Tap, id: string, barged: boolean): Tap => ({
  ...tap,
  legs: tap.legs.map((leg) => (leg.id === id ? { ...leg, barged } : leg)),
})

const silenced = (tap: Tap): Tap => ({ ...tap, legs: tap.legs.map((leg) => ({ ...leg, barged: false })) })

/** The first phone to answer has it; the others stop ringing. */
const answeredBy = (tap: Tap, ring: string): Tap => ({
  ...tap,
  rings: tap.rings.filter((one) => one.id === ring).map((one) => ({ ...one, answered: true })),
})

const withoutRing = (tap: Tap, ring: string): Tap => ({ ...tap, rings: tap.rings.filter((one) => one.id !== ring) })

/** What is left of it after something happened to one of its rings. null: it is over. */
export function afterRing(tap: Tap, event: RingEvent): Tap | null {
  switch (event.kind) {
    case 'answered':
      return answeredBy(tap, event.ring)
    case 'silent':
      return silenced(tap)
    case 'ended': {
      const left = withoutRing(tap, event.ring)
      return left.rings.length > 0 ? left : null
    }
  }
}

export function modeOf(tap: Tap): SimMode {
  const heard = tap.legs.filter((leg) => leg.barged).map((leg) => leg.side)
  if (heard.length === 2) return 'join'
  if (heard.length === 0) return 'listen'
  return heard[0] === tap.agentSide ? 'whisper-agent' : 'whisper-caller'
}
