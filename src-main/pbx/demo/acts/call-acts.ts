// Acts on calls: end, hold, transfer, pick, move, park on the demo PBX.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { DemoActsParts } from './parts.ts'

export const callActs = (_parts: DemoActsParts): ActRunners => ({})
