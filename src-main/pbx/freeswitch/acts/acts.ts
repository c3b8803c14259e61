// All that can be done to calls and agents on FreeSWITCH besides monitoring: each file beside this one is a record of kind and runner.
import type { ActsPart } from '#main/pbx/connector.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'
import { agentActs } from './agent-acts.ts'
import { callActs } from './call-acts.ts'
import type { FreeswitchActsParts } from './parts.ts'
import { pickActs } from './pick-up.ts'
import { recordingActs } from './recordings.ts'
import { takeOverActs } from './take-over.ts'
import { textActs } from './texts.ts'

export const createFreeswitchActs = (parts: FreeswitchActsParts): ActsPart =>
  joinActs(
    agentActs(parts),
    callActs(parts),
    pickActs(parts),
    takeOverActs(parts),
    textActs(parts),
    recordingActs(parts),
  )
