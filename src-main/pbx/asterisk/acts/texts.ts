// Texts to agents and queues on Asterisk.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { AsteriskActsParts } from './parts.ts'

export const textActs = (_parts: AsteriskActsParts): ActRunners => ({})
