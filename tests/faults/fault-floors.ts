// The floors whose faults can be tried, by name.
import { asteriskFaultFloor } from './asterisk-lanes.ts'
import { demoFaultFloor } from './demo-lanes.ts'
import type { FaultFloor } from './floor.ts'
import { freeswitchFaultFloor, freeswitchFaultFloorBy } from './freeswitch-lanes.ts'
import { netsapiensFaultFloor } from './netsapiens-lanes.ts'

export const faultFloors: readonly FaultFloor[] = [
  asteriskFaultFloor('asterisk', { way: 'ari', onDeskPhone: false }),
  asteriskFaultFloor('asterisk-dialplan', { way: 'dialplan', onDeskPhone: false }),
  asteriskFaultFloor('asterisk-desk-phone', { way: 'ari', onDeskPhone: true }),
  demoFaultFloor,
  netsapiensFaultFloor,
  freeswitchFaultFloor,
  freeswitchFaultFloorBy('info'),
  freeswitchFaultFloorBy('rfc4733'),
]
