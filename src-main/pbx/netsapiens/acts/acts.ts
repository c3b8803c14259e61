// What can be done to calls and agents on NetSapiens besides monitoring, by its documented API v2: never tried against a live server.
import type { ActsPart } from '#main/pbx/connector.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'
import { agentActs } from './agent-acts.ts'
import { callActs } from './call-acts.ts'
import type { NetsapiensActsParts } from './parts.ts'

export const createNetsapiensActs = (parts: NetsapiensActsParts): ActsPart =>
  joinActs(callActs(parts), agentActs(parts))
