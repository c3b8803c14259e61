// All that can be done to calls and agents on the demo PBX besides monitoring: each file beside this one is a record of kind and runner.
import type { ActsPart } from '#main/pbx/connector.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'
import { agentActs } from './agent-acts.ts'
import { callActs } from './call-acts.ts'
import type { DemoActsParts } from './parts.ts'
import { recordingActs } from './recordings.ts'
import { takeOverActs } from './take-over.ts'
import { textActs } from './texts.ts'

export const createDemoActs = (parts: DemoActsParts): ActsPart =>
  joinActs(agentActs(parts), callActs(parts), takeOverActs(parts), textActs(parts), recordingActs(parts))
