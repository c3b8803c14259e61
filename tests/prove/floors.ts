// The floors that can be proved, by name.
import { demoFloor } from '../stage/demo-floor.ts'
import type { ProofFloor } from '../stage/floor.ts'
import { netsapiensFloor } from '../stage/netsapiens-floor.ts'

export const proofFloors: readonly ProofFloor[] = [demoFloor, netsapiensFloor]
