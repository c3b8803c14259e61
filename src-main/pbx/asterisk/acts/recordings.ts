// Recordings: start, stop, mark on Asterisk.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { AsteriskActsParts } from './parts.ts'

export const recordingActs = (_parts: AsteriskActsParts): ActRunners => ({})
