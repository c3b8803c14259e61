// Acts on calls: end, hold, transfer, pick, move, park on Asterisk.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { AsteriskActsParts } from './parts.ts'

export const callActs = (_parts: AsteriskActsParts): ActRunners => ({})
