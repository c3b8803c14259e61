// Acts on agents: pause, ready, queues, wrap-up on the demo PBX.
import type { ActRunners } from '#main/pbx/kit/acts.ts'
import type { DemoActsParts } from './parts.ts'

export const agentActs = (_parts: DemoActsParts): ActRunners => ({})
