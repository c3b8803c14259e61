// Recordings: start, stop, mark on the demo PBX.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { DemoActsParts } from './parts.ts'

export const recordingActs = (_parts: DemoActsParts): ActRunners => ({})
