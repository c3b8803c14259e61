// The floors on which acts can be tried under faults, by name.
import type { Runner } from '../run-matrix.ts'
import type { ActJourney, ActLane } from './act-floor.ts'
import { asteriskActJourneys } from './asterisk-act-journeys.ts'
import { openAsteriskActLanes } from './asterisk-act-lanes.ts'
import { demoActJourneys } from './demo-act-journeys.ts'
import { openDemoActLanes, openFreeswitchActLanes, openNetsapiensActLanes } from './demo-act-lanes.ts'
import { runActCell } from './run-act-cell.ts'

export type ActFloor = {
  readonly name: string
  readonly journeys: readonly string[]
  open(lanes: number): Promise<{ readonly runners: readonly Runner[]; close(): Promise<void> }>
}

function actFloor<L extends ActLane>(
  name: string,
  journeys: readonly ActJourney<L>[],
  openLanes: (count: number) => Promise<{ readonly lanes: readonly L[]; close(): Promise<void> }>,
): ActFloor {
  return {
    name,
    journeys: journeys.map((one) => one.name),
    async open(count) {
      const { lanes, close } = await openLanes(count)
      const runner =
        (lane: L): Runner =>
        (wanted, armed) => {
          const journey = journeys.find((one) => one.name === wanted)
          if (!journey) throw new Error(`there is no journey ${wanted}`)
          return runActCell(lane, journey, armed)
        }
      return { runners: lanes.map(runner), close }
    },
  }
}

export const actFloors: readonly ActFloor[] = [
  actFloor('asterisk', asteriskActJourneys, openAsteriskActLanes),
  actFloor('demo', demoActJourneys('demo'), openDemoActLanes),
  actFloor('freeswitch', demoActJourneys('freeswitch'), openFreeswitchActLanes),
  actFloor('netsapiens', demoActJourneys('netsapiens'), openNetsapiensActLanes),
]
