// Acts on agents: pause, ready, queues, wrap-up on Asterisk.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { AsteriskActsParts } from './parts.ts'

export const agentActs = (_parts: AsteriskActsParts): ActRunners => ({})
