// All that can be done to calls and agents on NetSapiens besides monitoring, by its documented API.
import type { ActsPart } from '#main/pbx/connector.ts'
import { joinActs } from '#main/pbx/kit/acts.ts'

export const createNetsapiensActs = (): ActsPart => joinActs()
