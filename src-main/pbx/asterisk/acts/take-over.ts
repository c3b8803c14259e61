// Taking a call over on Asterisk.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { AsteriskActsParts } from './parts.ts'

export const takeOverActs = (_parts: AsteriskActsParts): ActRunners => ({})
