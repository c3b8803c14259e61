// Texts to agents and queues on the demo PBX.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { DemoActsParts } from './parts.ts'

export const textActs = (_parts: DemoActsParts): ActRunners => ({})
