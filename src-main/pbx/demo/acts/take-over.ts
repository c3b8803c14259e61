// Taking a call over on the demo PBX.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { DemoActsParts } from './parts.ts'

export const takeOverActs = (_parts: DemoActsParts): ActRunners => ({})
