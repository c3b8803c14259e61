// The floors that can be proved, by name.
import { asteriskFloors } from '../stage/asterisk-floor.ts'
import { demoFloor } from '../stage/demo-floor.ts'
import type { ProofFloor } from '../stage/floor.ts'
import { freeswitchFloor } from '../stage/freeswitch-floor.ts'
import { netsapiensFloor } from '../stage/netsapiens-floor.ts'

export const proofFloors: readonly ProofFloor[] = [demoFloor, netsapiensFloor, freeswitchFloor, ...asteriskFloors]
